"""Options that several commands share, as decorators that hand the command what they amount to."""

from __future__ import annotations

import math
import os
import re
import sys
from collections.abc import Callable
from functools import reduce, wraps
from typing import Any, TextIO, get_args
from urllib.parse import unquote

import click

from convert.cli.log import FORMATS, Log
from convert.draft import SourceList
from convert.errors import ArticleError, OutputError
from convert.limits import DEEPEST, MEGABYTE, Limits
from convert.model import Meta
from convert.options import Paper, Placement, ReadingSystem, ReadOptions, WriteOptions
from convert.parts import READERS
from convert.plugins import Kind
from convert.render.urls import web
from convert.render.words import language
from convert.report import Severity
from convert.source import Source, from_path

Command = Callable[..., None]

_UNITS = {"": 1, "k": 1 << 10, "m": 1 << 20, "g": 1 << 30}

# The last second of the year 9999, the last that ISO 8601 and Python write with four digits.
_LAST_SECOND = 253402300799


class _File(click.ParamType[Source]):
    """A file, read when the command line is; a run that lacks one ends before it begins."""

    name = "file"

    def convert(self, value: Any, _param: click.Parameter | None, _ctx: click.Context | None) -> Source:
        """Return the file. Raises InputError where it cannot be read."""
        return value if isinstance(value, Source) else from_path(value)


class _Line(click.types.StringParamType):
    """A string; several in the environment stand on a line each, since values have spaces."""

    envvar_list_splitter = "\n"


class Bounded(click.FloatRange):
    """A number within bounds. "nan" is none, though no bound keeps it out."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """Return the number. Raises click.BadParameter."""
        found: float = super().convert(value, param, ctx)
        if math.isnan(found):
            self.fail(f"{value!r} is not a number", param, ctx)
        return found


class Size(click.ParamType[int]):
    """A number of bytes, such as 500M: a thousand is 1024, as with `ulimit` and `dd`."""

    name = "size"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return the number. Raises click.BadParameter."""
        if isinstance(value, int):
            return value
        found = re.fullmatch(r"(\d{1,15}(?:\.\d{1,9})?)\s*([kmg]?)i?b?", str(value).strip().lower())
        if not found or float(found[1]) == 0:
            self.fail(f"{value!r} is not a size, such as 500M or 2G", param, ctx)
        return int(float(found[1]) * _UNITS[found[2]])


def _properties(
    _ctx: click.Context, _param: click.Parameter, values: tuple[str, ...]
) -> dict[str, tuple[str, ...]]:
    """Return what -M was given, by property. Raises click.BadParameter."""
    chosen: dict[str, tuple[str, ...]] = {}
    for value in values:
        key, _, text = (part.strip() for part in value.partition("="))
        if not text:
            raise click.BadParameter(f"{value!r} is not of the form KEY=VALUE")
        if key not in Meta.__struct_fields__:
            known = ", ".join(Meta.__struct_fields__)
            raise click.BadParameter(f"{key!r} is not a property of the article; there are: {known}")
        chosen[key] = (*chosen.get(key, ()), text)
    return chosen


def _tag(_ctx: click.Context, _param: click.Parameter, value: str | None) -> str | None:
    if value and language(value) != value:
        raise click.BadParameter(f"{value!r} is not a language tag (BCP 47), such as en or pt-BR")
    return value


def _address(_ctx: click.Context, _param: click.Parameter, value: str | None) -> str | None:
    if value and value.startswith("file:///"):
        # A folder ends in "/": what is relative to a name without one is looked for beside it, not inside.
        return value if value.endswith("/") or not os.path.isdir(unquote(value[7:])) else f"{value}/"
    if value and web(value) is None:
        raise click.BadParameter(f"{value!r} is not an absolute http, https or file URL")
    return value


def _beside(names: tuple[str, ...]) -> SourceList | None:
    """Return the sources in the files `names`; None for no files. Raises InputError."""
    if not names:
        return None
    from convert.citations import outside

    return outside.read(map(from_path, names))


def named(kind: Kind[Any]) -> Callable[[click.Context, click.Parameter, str], list[str]]:
    """Return what completes the name of a part, also behind a comma."""

    def complete(_ctx: click.Context, _param: click.Parameter, typed: str) -> list[str]:
        before, comma, begun = typed.rpartition(",")
        return [before + comma + name for name in kind.names() if name.startswith(begun)]

    return complete


def reading(command: Command) -> Command:
    """Add the options of reading; the command is called with `options` (ReadOptions) and `reader`.

    Those named --max- are the fields of `Limits`.

    Raises UnknownPart or MissingEngine for a reader that does not load, InputError for sources that cannot be read.
    """

    @click.option(
        "-f",
        "--from",
        "reader",
        metavar="FORMAT",
        envvar="ARTICLE_FROM",
        shell_complete=named(READERS),
        help="Format of the input. Default: by its suffix, else by its content.",
    )
    @click.option(
        "-M",
        "--metadata",
        metavar="KEY=VALUE",
        type=_Line(),
        multiple=True,
        callback=_properties,
        help="Set a property (schema.org name), whatever the input says; repeat it for several.",
    )
    @click.option(
        "--lang",
        metavar="TAG",
        callback=_tag,
        help="Language of the input (BCP 47). Default: what the text shows.",
    )
    @click.option(
        "--base-url",
        metavar="URL",
        callback=_address,
        help="Where the input comes from: what its relative links and pictures are relative to.",
    )
    @click.option(
        "--sources",
        metavar="FILE",
        type=_Line(),
        multiple=True,
        help="Sources that markers cite by name or by number, as CSL JSON (.json), BibTeX (.bib), RIS (.ris) or a list "
        "of URLs or titles (.txt); repeat it for several.",
    )
    @click.option(
        "--input-encoding", metavar="NAME", help="Charset of the input. Default: what its bytes show."
    )
    @_limited
    @wraps(command)
    def run(
        reader: str | None,
        metadata: dict[str, tuple[str, ...]],
        lang: str | None,
        base_url: str | None,
        sources: tuple[str, ...],
        input_encoding: str | None,
        **others: Any,
    ) -> None:
        if reader:
            READERS.load(reader)
        limits = Limits(**{name: others.pop(f"max_{name}") for name in Limits.__struct_fields__})
        options = ReadOptions(
            limits=limits,
            encoding=input_encoding,
            language=lang,
            base_url=base_url,
            metadata=metadata,
            sources=_beside(sources),
        )
        command(options=options, reader=reader, **others)

    return run


# What each field of Limits counts, for the help.
_LIMITED: dict[str, tuple[str, click.ParamType[int]]] = {
    "input": ("bytes", Size()),
    "nodes": ("nodes, lines of text or tags", click.IntRange(1)),
    "depth": (f"nodes within one another (up to {DEEPEST})", click.IntRange(1, DEEPEST)),
    "notes": ("notes or markers of such", click.IntRange(1)),
    "cells": ("cells in its tables", click.IntRange(1)),
}


def _limited(command: Command) -> Command:
    """Add an option for each of `Limits`, called max_ and its name."""
    for name in reversed(Limits.__struct_fields__):
        counted, kind = _LIMITED[name]
        most = getattr(Limits(), name)
        said = f"{most // MEGABYTE} MB" if name == "input" else most
        command = click.option(
            f"--max-{name}",
            type=kind,
            default=most,
            metavar="SIZE" if name == "input" else "N",
            help=f"Refuse an article of more {counted}. Default: {said}.",
        )(command)
    return command


# In the order of the help. Each fills the field of WriteOptions that it is called after: one more is a line here
# and a field there.
_WRITING = (
    click.option(
        "--notes",
        type=click.Choice(get_args(Placement)),
        default="endnotes",
        help="Where notes are printed: at the end, as the format's footnotes, within the text, or nowhere.",
    ),
    click.option("--paper", type=click.Choice(get_args(Paper)), default="a4", help="What a PDF is made for."),
    click.option(
        "--columns",
        type=click.IntRange(1, 2),
        default=1,
        help="Columns of a PDF: one beside a rail for what goes with the text, or two.",
    ),
    click.option(
        "--font-size",
        type=Bounded(6, 24),
        metavar="POINTS",
        help="Size of a PDF's text, from 6 to 24; all else is in proportion. Default: 10.5, or 9.5 in two columns.",
    ),
    click.option(
        "--missing-glyphs",
        type=click.Choice(("error", "replace")),
        default="error",
        help="What to do about a character in a PDF that no font has: fail, or replace it with a warning.",
    ),
    click.option(
        "--attach-source",
        is_flag=True,
        help="Put the article's tree into a PDF as a file, so that it can be converted again (PDF/A-3a then).",
    ),
    click.option(
        "--css",
        type=_File(),
        metavar="FILE",
        help="HTML, EPUB: a style sheet of your own, which follows ours.",
    ),
    click.option(
        "--no-style", "style", flag_value=False, default=True, help="HTML, EPUB: leave our style sheet out."
    ),
    click.option("--fragment", is_flag=True, help="HTML: the article element alone, for a page of your own."),
    click.option(
        "--template",
        type=_File(),
        metavar="FILE",
        help="HTML: a Jinja2 template of your own, instead of our page; docs/html-templates.md says what it is given.",
    ),
    click.option(
        "--jsonld-graph",
        is_flag=True,
        help="HTML, JSON-LD: describe the page, the publisher and the section, too, as a graph.",
    ),
    click.option(
        "--cover", type=_File(), metavar="FILE", help="EPUB: a picture, instead of the cover that is made."
    ),
    click.option("--embed-fonts", is_flag=True, help="EPUB: put fonts in, for readers who let books choose."),
    click.option(
        "--profile",
        type=click.Choice(get_args(ReadingSystem)),
        help="EPUB: adapt it to a reading system; docs/epub-profiles.md says how.",
    ),
)


def judging(command: Command) -> Command:
    """Add what holds for each article before it is written: the command is called with `min_score`, `fetch_images`."""
    for option in (
        click.option(
            "--fetch-images",
            is_flag=True,
            help="Fetch pictures that are on the web, within limits of size and time, from public addresses only.",
        ),
        click.option(
            "--min-score",
            type=Bounded(0, 1),
            default=0.0,
            metavar="N",
            help="Fail for an input that scores less, from 0 to 1: it is 0.75 for an article, less than 0.5 for what "
            "is none.",
        ),
    ):
        command = option(command)
    return command


def writing(command: Command) -> Command:
    """Add the options of writing; the command is called with `writing` (WriteOptions).

    Raises click.UsageError for options that contradict each other, or a SOURCE_DATE_EPOCH that is no time.
    """

    @wraps(command)
    def run(**given: Any) -> None:
        if given["fragment"] and given["template"]:
            raise click.UsageError(
                "--fragment is the article alone, and --template a page around it: choose one"
            )
        chosen = {name: given.pop(name) for name in WriteOptions.__struct_fields__ if name in given}
        command(writing=WriteOptions(epoch=_epoch(os.environ.get("SOURCE_DATE_EPOCH")), **chosen), **given)

    return reduce(lambda decorated, option: option(decorated), reversed(_WRITING), run)


def _epoch(value: str | None) -> int | None:
    """Return SOURCE_DATE_EPOCH as a number; unset and empty are none. Raises click.UsageError for garbage."""
    if not value:
        return None
    if not re.fullmatch(r"[0-9]{1,12}", value) or int(value) > _LAST_SECOND:
        raise click.UsageError(f"SOURCE_DATE_EPOCH is {value!r}, not a number of seconds since 1970")
    return int(value)


def logging(command: Command) -> Command:
    """Add the options of messages; the command is called with `log`, to which an ArticleError goes too."""

    @click.option(
        "--log",
        "path",
        metavar="FILE",
        envvar="ARTICLE_LOG",
        help="Append messages to FILE, not to standard error.",
    )
    @click.option(
        "--log-format",
        type=click.Choice(list(FORMATS)),
        default="text",
        help="Form of messages: text, a JSON object a line, or GitHub annotations.",
    )
    @click.option(
        "--ignore",
        multiple=True,
        metavar="CODE",
        help="Neither say nor count messages of this code, such as image-missing; repeat it for several.",
    )
    @click.option(
        "--fail-on",
        multiple=True,
        metavar="CODE",
        help="End with exit code 5 if there was a message of this code; repeat it for several.",
    )
    @click.option("-q", "--quiet", is_flag=True, help="Only errors.")
    @click.option("-v", "--verbose", is_flag=True, help="Also what is only good to know.")
    @wraps(command)
    def run(
        path: str | None,
        log_format: str,
        ignore: tuple[str, ...],
        fail_on: tuple[str, ...],
        quiet: bool,
        verbose: bool,
        **others: Any,
    ) -> None:
        ctx = click.get_current_context()
        stream = ctx.with_resource(_appended(path)) if path else sys.stderr
        level: Severity = "error" if quiet else "info" if verbose else "warning"
        log = Log(stream, log_format, level, ignored=ignore, fatal=fail_on)
        try:
            command(log=log, **others)
        except ArticleError as error:
            log.failure(error)
            ctx.exit(error.exit_code)

    return run


def _appended(path: str) -> TextIO:
    # Appended to, so that runs side by side can share a log, and a name given by mistake costs no file.
    try:
        return open(path, "a", encoding="utf-8", errors="backslashreplace")
    except OSError as error:
        raise OutputError(f"cannot be written: {error.strerror or error}", where=path) from error


def named_or_stdin(inputs: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names of the inputs, "-" where there is none.

    Raises click.UsageError for standard input that is closed, or a terminal at which a user waits for us.
    """
    names = inputs or ("-",)
    if "-" in names and sys.stdin is None:
        raise click.UsageError("standard input is closed: name a file")
    if "-" in names and sys.stdin.isatty():
        raise click.UsageError("no INPUT, and standard input is a terminal: name a file, or pipe a text in")
    return names
