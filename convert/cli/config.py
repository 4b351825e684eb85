"""`article config`: which settings hold, and where they come from."""

from __future__ import annotations

import difflib
import json
import os
from collections.abc import Iterator
from itertools import groupby
from typing import Any

import click
from click.core import ParameterSource
from msgspec import Struct

from convert.cli import settings
from convert.cli.terminal import harmless, say


class _Held(Struct, frozen=True):
    """A setting that holds: of a command, by its long name; `origin` is a file, a variable, or "default"."""

    command: str
    key: str
    value: Any
    origin: str


@click.command(
    "config",
    short_help="Print the settings that hold, and where they come from.",
    context_settings={"auto_envvar_prefix": "ARTICLE"},
)
@click.option(
    "--all", "everything", is_flag=True, allow_from_autoenv=False, help="Also what is only by default."
)
@click.option("--json", "as_json", is_flag=True, allow_from_autoenv=False, help="As JSON.")
@click.pass_context
def command(ctx: click.Context, *, everything: bool, as_json: bool) -> None:
    """Print which settings hold for each command, and where they come from: a file, or the environment.

    \b
      article config
      article config --use print
      article config --all --json

    Every option of every command is a setting, by its long name. In article.toml, or in [tool.article-convert] of
    pyproject.toml, of this folder or the nearest above:

    \b
      min-score = 0.5                  for all commands that have it
      metadata = { publisher = "The Port Ellery Post" }
      [convert]
      to = ["html", "epub"]
      output = "out/"                  from the folder of this file
      [profile.print.convert]          for who says --use print
      to = ["pdf"]

    A flag goes before the environment (ARTICLE_MIN_SCORE), that before a profile, that before the rest of the file.
    """
    group = ctx.parent.command if ctx.parent else None
    if not isinstance(group, click.Group) or ctx.parent is None:
        raise click.UsageError("there are no commands")
    found = [
        each
        for name in group.list_commands(ctx.parent)
        for each in _held(ctx, group.get_command(ctx.parent, name))
        if everything or each.origin != "default"
    ]
    if as_json:
        say(
            json.dumps(
                [{"command": e.command, "key": e.key, "value": e.value, "origin": e.origin} for e in found],
                indent=2,
                default=str,
            )
            + "\n"
        )
    else:
        say("".join(f"{harmless(line)}\n" for line in (*_lines(ctx, found), *_strays(group, ctx))))


def _held(ctx: click.Context, command: click.Command | None) -> Iterator[_Held]:
    """Yield what holds for a command. Raises SettingsError."""
    if command is None:
        return
    # Nothing is run: what is not given on its command line is asked for, as click does when it is.
    own = click.Context(
        command,
        info_name=command.name,
        parent=ctx.parent,
        auto_envvar_prefix="ARTICLE",
        resilient_parsing=True,
    )
    given = dict(settings.chosen_in(ctx))
    for option in (param for param in command.params if param.is_eager and isinstance(param, click.Option)):
        if option.callback and option.name in ("settings", "use"):
            option.callback(own, option, given[option.name])
    origins = settings.origins(own)
    for key, option in sorted(settings.keys(command).items()):
        value, source = option.consume_value(own, {})
        match source:
            case ParameterSource.ENVIRONMENT:
                name = option.envvar or f"ARTICLE_{(option.name or '').upper()}"
                yield _Held(command.name or "", key, value, str(name))
            case ParameterSource.DEFAULT_MAP:
                yield _Held(command.name or "", key, value, origins[option.name or ""].origin)
            case _:
                yield _Held(command.name or "", key, _plain(option.get_default(own)), "default")


def _plain(default: Any) -> Any:
    """Return a default, None where there is none: click has a mark of its own for that."""
    return default if isinstance(default, (str, int, float, bool, list, tuple)) else None


def _lines(ctx: click.Context, found: list[_Held]) -> Iterator[str]:
    """Yield the settings as a file could have them, each with where it comes from."""
    path = settings.used(ctx)
    yield f"# {os.path.relpath(path)}" if path else f"# no {settings.FILE} here or above"
    for command, group in groupby(found, lambda each: each.command):
        yield f"[{command}]"
        for each in group:
            value = json.dumps(each.value, default=str, ensure_ascii=False)
            yield f"# {each.key}" if each.value is None else f"{each.key} = {value}  # {each.origin}"


def _strays(group: click.Group, ctx: click.Context) -> Iterator[str]:
    """Yield a remark on each variable of ours that is no setting, with the nearest that is."""
    names = {"ARTICLE_SETTINGS", "ARTICLE_USE", "ARTICLE_DEBUG"}
    for name in group.list_commands(ctx):
        command = group.get_command(ctx, name)
        for option in settings.keys(command).values() if command else ():
            names.add(str(option.envvar or f"ARTICLE_{(option.name or '').upper()}"))
    for name in sorted(os.environ):
        if name.startswith("ARTICLE_") and name not in names:
            near = difflib.get_close_matches(name, names, 1)
            yield f"# {name} is no setting{f'; did you mean {near[0]}?' if near else ''}"
