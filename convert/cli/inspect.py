"""`article inspect`: what became of an input, and why."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from typing import TextIO

import click
import msgspec

from convert import output as files
from convert import pipeline
from convert.cli.account.text import account
from convert.cli.inputs import only
from convert.cli.options import named_or_stdin, reading
from convert.cli.terminal import STDOUT, colourful, emit
from convert.containers import find
from convert.errors import ArticleError
from convert.options import ReadOptions
from convert.pipeline import Reading
from convert.source import Source

# Forms that a suffix of -o stands for.
_SUFFIXES = {".json": "json", ".html": "html", ".htm": "html"}


@click.command(
    "inspect",
    short_help="Explain what becomes of an input, and by which rule.",
    context_settings={"auto_envvar_prefix": "ARTICLE"},
)
@click.argument("name", default="-", metavar="[INPUT]")
@click.option(
    "-t",
    "--to",
    "form",
    type=click.Choice(["text", "json", "html"]),
    allow_from_autoenv=False,
    help="Text for a terminal, JSON with every span and its offsets, or a page with the source beside the result. "
    "Default: by the suffix of -o, else text.",
)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    allow_from_autoenv=False,
    help="File to write; - is standard output, the default.",
)
@reading
def command(
    *, name: str, form: str | None, output: str | None, options: ReadOptions, reader: str | None
) -> None:
    """Explain how an article is read: what of the input was kept, moved, repaired or removed, by which rule.

    \b
      article inspect story.txt
      article inspect story.txt --to json | jq '.spans[] | select(.action == "removed")'
      article inspect story.txt -o story.account.html

    The lines of the input come in order, each piece with a sign: = kept, > moved to the metadata or the notes,
    ~ repaired, - removed; then what was found, and whether it is an article. Nothing is changed or written but
    the account. Blank lines and line ends are left out of the text form; JSON and HTML have every character.
    In the page a piece leads to what became of it, and a block of the result to its line in the source.
    """
    (name,) = named_or_stdin((name,))
    found = pipeline.examine(_only(name, options.limits.input), options, reader)
    target = None if output is None or output in STDOUT else Path(output)
    match form or _SUFFIXES.get(target.suffix.lower() if target else "", "text"):
        case "json":
            data = _json(found)
        case "html":
            data = _html(found)
        case _:
            data = _text(found, None if target else sys.stdout)
    if target:
        files.write(target, data)
    else:
        emit(data)


def _only(name: str, largest: int) -> Source:
    """Return the article that is named. Raises click.UsageError where it is several, ArticleError where it is none."""
    inputs = list(find([name]))
    if len(inputs) != 1:
        raise click.UsageError(f"{name} holds several articles: name one of them")
    (input,) = inputs
    if isinstance(input, ArticleError):
        raise input
    (source,) = only(input, lambda first: f"name one of them, as messages do: {first}", largest)
    if isinstance(source, ArticleError):
        raise source
    return source


def _text(found: Reading, stream: TextIO | None) -> bytes:
    """Return the account in the width, colour and charset of `stream`, or plain for a file."""
    width = max(60, shutil.get_terminal_size((80, 24)).columns) if stream else 80
    shown = account(found.article, found.report, width=width, colour=stream is not None and colourful(stream))
    return shown.encode(stream.encoding if stream else "utf-8", "backslashreplace")


def _json(found: Reading) -> bytes:
    # What UTF-8 has no bytes for (a file name in another charset) comes out as an escape that JSON knows, too.
    shown = json.dumps(msgspec.to_builtins(found.report), indent=2, ensure_ascii=False)
    return f"{shown}\n".encode("utf-8", "backslashreplace")


def _html(found: Reading) -> bytes:
    from convert.cli.account.page import page  # lxml is for those who ask for it

    return page(found.article, found.report).encode()
