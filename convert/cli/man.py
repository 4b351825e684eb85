"""`article man`: the manual as pages for man(1), from what --help prints."""

from __future__ import annotations

import re
from collections.abc import Iterator

import click

from convert.cli.terminal import say
from convert.version import __version__


@click.command(
    "man",
    short_help="Print a page of the manual for man(1).",
    context_settings={"auto_envvar_prefix": "ARTICLE"},
)
@click.argument("name", metavar="[COMMAND]", default="")
@click.pass_context
def command(ctx: click.Context, *, name: str) -> None:
    """Print the page of a command, or of `article` itself, in the form of man(7).

    \b
      article man convert | man -l -
      article man convert > ~/.local/share/man/man1/article-convert.1

    It is made of what `--help` prints.
    """
    root = ctx.find_root()
    group = root.command
    if not isinstance(group, click.Group):
        raise click.UsageError("there are no commands")
    found: click.Command | None = group.get_command(root, name) if name else group
    if found is None:
        raise click.UsageError(f"No such command {name!r}.")
    own = root if found is group else click.Context(found, info_name=name, parent=root)
    say("".join(f"{line}\n" for line in page(own)))


def page(ctx: click.Context) -> Iterator[str]:
    """Yield the lines of a page: man(7), with the sections of man-pages(7)."""
    name = ctx.command_path.replace(" ", "-")
    yield f'.TH "{name.upper()}" "1" "" "article-convert {__version__}" "User Commands"'
    yield ".SH NAME"
    summary = ctx.command.get_short_help_str(200) if ctx.parent else "publications from raw article text"
    yield f"{_text(name)} \\- {_text(summary[:1].lower() + summary[1:].rstrip('.'))}"
    yield ".SH SYNOPSIS"
    yield f".B {_text(ctx.command_path)}"
    yield _text(" ".join(ctx.command.collect_usage_pieces(ctx)))
    yield ".SH DESCRIPTION"
    yield from _prose(ctx.command.help or "")
    yield ".SH OPTIONS"
    for param in ctx.command.get_params(ctx):
        record = param.get_help_record(ctx) if isinstance(param, click.Option) else None
        if record:
            yield ".TP"
            yield f".B {_text(record[0])}"
            yield _text(" ".join(record[1].split()))
    if isinstance(ctx.command, click.Group):
        yield ".SH COMMANDS"
        for name in ctx.command.list_commands(ctx):
            each = ctx.command.get_command(ctx, name)
            if each:
                yield ".TP"
                yield f".BR article-{_text(name)} (1)"
                yield _text(each.get_short_help_str(200))
    else:
        yield ".SH SEE ALSO"
        yield ".BR article (1)"


def _prose(text: str) -> Iterator[str]:
    """Yield paragraphs; one that click is told not to fill (its \\b) keeps its lines."""
    for number, paragraph in enumerate(re.split(r"\n\s*\n", _cleaned(text))):
        lines = paragraph.strip("\n").split("\n")
        if lines[0].strip() == "\b":
            yield from (".PP", ".nf", *(_text(line) for line in lines[1:]), ".fi")
        else:
            yield from (*([".PP"] if number else []), *(_text(line.strip()) for line in lines))


def _cleaned(text: str) -> str:
    from inspect import cleandoc

    return cleandoc(text.split("\f")[0])


def _text(text: str) -> str:
    """Return text that troff takes for text: groff_char(7), groff(7)."""
    escaped = (
        text.replace("\\", "\\e")
        .replace("-", "\\-")
        .replace("'", "\\(aq")
        .replace("`", "\\(ga")
        .replace("^", "\\(ha")
        .replace("~", "\\(ti")
    )
    return f"\\&{escaped}" if escaped.startswith((".", "\\(aq")) else escaped
