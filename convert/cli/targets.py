"""What -t and -o come to: one file, standard output, or a folder; told before any work starts."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path

import click
from msgspec import Struct

from convert.batch.order import Output
from convert.batch.work import told
from convert.cli.terminal import emit
from convert.containers import Input, holds_many
from convert.errors import OutputError, UnknownPart
from convert.output import write
from convert.parts import WRITERS, Writer
from convert.remote import remote, there
from convert.remote import write as send


class Single(Struct, frozen=True):
    """Where the only article of a run goes in its only format: a file or URL, standard output without one."""

    writer: Writer
    path: str | None = None

    def __str__(self) -> str:
        return self.path or "-"

    @property
    def formats(self) -> tuple[str, ...]:
        """The only format."""
        return (self.writer.name,)

    def refuse(self, *, clobber: bool) -> None:
        """Raise OutputError where a file is there and may not be replaced; else it is, as cc does."""
        if self.path is None or clobber:
            return
        if there(self.path) if remote(self.path) else os.path.lexists(self.path):
            raise OutputError("exists", where=self.path, hint="--no-clobber keeps it")

    def deliver(self, format: str, data: bytes) -> Output:
        """Write `data`, whole or not at all. Raises OutputError."""
        if self.path is None:
            emit(data)
        elif remote(self.path):
            send(self.path, data)
        else:
            write(Path(self.path), data)
        return told(format, data)


class Several(Struct, frozen=True):
    """The folder that files go to, by path or URL, and their formats."""

    formats: tuple[str, ...]
    folder: str


def chosen(
    inputs: Iterable[Input], formats: tuple[str, ...], output: str | None, *, several: bool
) -> Single | Several:
    """Return where a run writes.

    Several inputs (a folder is `several`) or formats, an `output` that is a folder or ends in "/", or one without a
    format's suffix for a container of many, mean files in that folder; `output` None is standard output. `inputs` are
    a few, as many as it takes to tell. Raises click.UsageError for what cannot be meant, UnknownPart or
    MissingEngine for a format that does not load.
    """
    if output == "":
        raise click.UsageError("the name after -o is empty")
    several = several or len(formats) > 1
    if output is None:
        writers = _named(formats)
        if several:
            raise click.UsageError("several inputs or formats need a folder: give one with -o FOLDER/")
        if sys.stdout is not None and sys.stdout.isatty() and _binary(writers[0].media_type):
            raise click.UsageError(f"{writers[0].name} is no text for a terminal: give a file with -o FILE")
        return Single(writers[0])
    name = output.rpartition("/")[2]
    folder = output.endswith("/") or (not remote(output) and os.path.isdir(output))
    many = any(holds_many(each.path) for each in inputs) and not _claims(name)
    output = output if remote(output) else str(Path(output))
    if several or many or folder:
        if os.path.exists(output) and not os.path.isdir(output):
            raise click.UsageError(f"{output} is a file, and several inputs or formats need a folder")
        if _claims(name) and not folder:
            raise click.UsageError(
                f"{output} is called like one file, and several inputs or formats need a folder: give one with "
                "-o FOLDER/; `article bundle` makes one publication of several articles"
            )
        return Several(tuple(writer.name for writer in _named(formats)), output)
    single = Single(_named(formats)[0] if formats else _by_suffix(name), output)
    _refuse_input(inputs, output)
    return single


def _refuse_input(inputs: Iterable[Input], path: str) -> None:
    """Raise click.UsageError where an output is an input."""
    real = os.path.realpath(path)
    if any(os.path.realpath(each.name) == real for each in inputs if each.name != "-"):
        raise click.UsageError(f"{path} is an input: give another name with -o")


def _named(formats: tuple[str, ...]) -> list[Writer]:
    if not formats:
        known = ", ".join(WRITERS.names())
        raise click.UsageError(
            f"no format: name one with -t, or a file with its suffix with -o; there are: {known}"
        )
    return [_called(name) for name in formats]


def _called(name: str) -> Writer:
    """Return the writer of a name. Raises MissingEngine, or UnknownPart, which knows whose suffix a name is."""
    try:
        return WRITERS.load(name)
    except UnknownPart as error:
        meant = next((writer.name for suffix, writer in _claims(f".{name}") if suffix == f".{name}"), None)
        error.hint = f"did you mean {meant}?" if meant else error.hint
        raise


def _claims(name: str) -> list[tuple[str, Writer]]:
    """Return the writers that have a suffix of `name`, each with it. One that does not load has none."""
    found = [(suffix, writer) for writer in WRITERS.sound() for suffix in writer.suffixes]
    return [(suffix, writer) for suffix, writer in found if name.lower().endswith(suffix)]


def _by_suffix(name: str) -> Writer:
    """Return the writer whose suffix `name` has, the longest suffix first."""
    claims = _claims(name)
    if not claims:
        known = ", ".join(WRITERS.names())
        raise click.UsageError(f"no format has the suffix of {name}: name one with -t; there are: {known}")
    longest = max(len(suffix) for suffix, _ in claims)
    writers = [writer for suffix, writer in claims if len(suffix) == longest]
    if len(writers) > 1:
        found = " and ".join(writer.name for writer in writers)
        raise click.UsageError(f"{found} both have the suffix of {name}: choose one with -t")
    return writers[0]


def _binary(media_type: str) -> bool:
    """Say whether a media type is no text: RFC 6838, 4.2.1 and 4.2.8 (structured suffixes)."""
    kind, _, subtype = media_type.partition("/")
    return kind != "text" and not subtype.endswith(("json", "xml"))
