"""Which files a run writes: worked out, and refused where they clash, before any work starts."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click
from msgspec import Struct

from convert.cli.terminal import emit
from convert.errors import OutputError
from convert.output import Folder, write
from convert.parts import WRITERS, Writer


class Target(Struct, frozen=True):
    """Where one format of one input goes: standard output without a `path`, into `folder` where there is one."""

    writer: Writer
    path: Path | None = None
    folder: Folder | None = None

    def __str__(self) -> str:
        return str(self.path or "-")

    def refuse(self, *, clobber: bool, force: bool) -> None:
        """Raise OutputError where a file may not be replaced.

        In a folder that is any file which no earlier run wrote, or which was changed since, unless `force`;
        anywhere it is any file unless `clobber`. A single named target is replaced, as cc does.
        """
        if self.path is None or not os.path.lexists(self.path):
            return
        if not clobber:
            raise OutputError("exists", where=str(self.path), hint="--no-clobber keeps it")
        if self.folder and not force and not self.folder.owns(self.path.name):
            hint = "move it away, or replace it with --force"
            raise OutputError("is not as an earlier run wrote it", where=str(self.path), hint=hint)

    def deliver(self, data: bytes) -> None:
        """Write `data`, whole or not at all. Raises OutputError."""
        if self.path is None:
            emit(data)
        elif self.folder:
            self.folder.write(self.path.name, data)
        else:
            write(self.path, data)


class Job(Struct, frozen=True):
    """One input and where its formats go."""

    input: str
    targets: tuple[Target, ...]

    @property
    def name(self) -> str:
        """What messages call the input."""
        return "<stdin>" if self.input == "-" else self.input


def plan(inputs: tuple[str, ...], formats: tuple[str, ...], output: str | None) -> list[Job]:
    """Return the jobs of a run.

    Several inputs or formats, an `output` that is a folder or ends in "/" mean files in that folder, named by
    the stem of the input and the first suffix of the format; `output` None is standard output. Raises
    click.UsageError for what cannot be meant, UnknownPart or MissingEngine for a format that does not load.
    """
    if output == "":
        raise click.UsageError("the name after -o is empty")
    several = len(inputs) > 1 or len(formats) > 1
    if output is None:
        writers = _named(formats)
        if several:
            raise click.UsageError("several inputs or formats need a folder: give one with -o FOLDER/")
        if sys.stdout is not None and sys.stdout.isatty() and _binary(writers[0].media_type):
            raise click.UsageError(f"{writers[0].name} is no text for a terminal: give a file with -o FILE")
        return [Job(inputs[0], (Target(writers[0]),))]
    path = Path(output)
    if several or output.endswith("/") or path.is_dir():
        if path.exists() and not path.is_dir():
            raise click.UsageError(f"{output} is a file, and several inputs or formats need a folder")
        folder = Folder(path)
        jobs = [Job(name, _inside(folder, name, _named(formats))) for name in inputs]
    else:
        writer = _named(formats)[0] if formats else _by_suffix(path.name)
        jobs = [Job(inputs[0], (Target(writer, path),))]
    _refuse_clashes(jobs)
    return jobs


def _inside(folder: Folder, name: str, writers: list[Writer]) -> tuple[Target, ...]:
    stem = "stdin" if name == "-" else Path(name).stem
    return tuple(Target(writer, folder.path / f"{stem}{writer.suffixes[0]}", folder) for writer in writers)


def _named(formats: tuple[str, ...]) -> list[Writer]:
    if not formats:
        known = ", ".join(WRITERS.names())
        raise click.UsageError(
            f"no format: name one with -t, or a file with its suffix with -o; there are: {known}"
        )
    return [WRITERS.load(name) for name in formats]


def _by_suffix(name: str) -> Writer:
    """Return the writer whose suffix `name` has, the longest suffix first. One that does not load has none."""
    claims = [
        (suffix, writer)
        for writer in WRITERS.sound()
        for suffix in writer.suffixes
        if name.lower().endswith(suffix)
    ]
    if not claims:
        known = ", ".join(WRITERS.names())
        raise click.UsageError(f"no format has the suffix of {name}: name one with -t; there are: {known}")
    longest = max(len(suffix) for suffix, _ in claims)
    writers = [writer for suffix, writer in claims if len(suffix) == longest]
    if len(writers) > 1:
        found = " and ".join(writer.name for writer in writers)
        raise click.UsageError(f"{found} both have the suffix of {name}: choose one with -t")
    return writers[0]


def _refuse_clashes(jobs: list[Job]) -> None:
    """Raise click.UsageError where two outputs are one file, or an output is an input."""
    inputs = {os.path.realpath(job.input): job.input for job in jobs if job.input != "-"}
    taken: dict[str, str] = {}
    for job in jobs:
        for target in job.targets:
            real = os.path.realpath(str(target.path))
            if real in inputs:
                raise click.UsageError(f"{target.path} is an input: give another name with -o")
            if real in taken:
                what = f"{taken[real]} and {job.input} as {target.writer.name}"
                raise click.UsageError(f"{what} would both write {target.path}")
            taken[real] = f"{job.input} as {target.writer.name}"


def _binary(media_type: str) -> bool:
    """Say whether a media type is no text: RFC 6838, 4.2.1 and 4.2.8 (structured suffixes)."""
    kind, _, subtype = media_type.partition("/")
    return kind != "text" and not subtype.endswith(("json", "xml"))
