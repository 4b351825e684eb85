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
from convert.cli.account import account
from convert.cli.options import named_or_stdin, reading, source
from convert.cli.terminal import STDOUT, colourful, emit
from convert.options import ReadOptions
from convert.pipeline import Reading


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
    type=click.Choice(["text", "json"]),
    default="text",
    allow_from_autoenv=False,
    help="Text for a terminal, or JSON with every span and its offsets.",
)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    allow_from_autoenv=False,
    help="File to write; - is standard output, the default.",
)
@reading
def command(*, name: str, form: str, output: str | None, options: ReadOptions, reader: str | None) -> None:
    """Explain how an article is read: what of the input was kept, moved, repaired or removed, by which rule.

    \b
      article inspect story.txt
      article inspect story.txt --to json | jq '.spans[] | select(.action == "removed")'

    The lines of the input come in order, each piece with a sign: = kept, > moved to the metadata or the notes,
    ~ repaired, - removed; then what was found, and whether it is an article. Nothing is changed or written but
    the account. Blank lines and line ends are left out of the text form; the JSON form has every character.
    """
    (name,) = named_or_stdin((name,))
    found = pipeline.examine(source(name), options, reader)
    if output is None or output in STDOUT:
        emit(_json(found) if form == "json" else _text(found, sys.stdout))
    else:
        files.write(Path(output), _json(found) if form == "json" else _text(found, None))


def _text(found: Reading, stream: TextIO | None) -> bytes:
    """Return the account in the width, colour and charset of `stream`, or plain for a file."""
    width = max(60, shutil.get_terminal_size((80, 24)).columns) if stream else 80
    shown = account(found.article, found.report, width=width, colour=stream is not None and colourful(stream))
    return shown.encode(stream.encoding if stream else "utf-8", "backslashreplace")


def _json(found: Reading) -> bytes:
    # What UTF-8 has no bytes for (a file name in another charset) comes out as an escape that JSON knows, too.
    shown = json.dumps(msgspec.to_builtins(found.report), indent=2, ensure_ascii=False)
    return f"{shown}\n".encode("utf-8", "backslashreplace")
