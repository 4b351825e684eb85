"""Which files a run writes: worked out, and refused where they clash, before any work starts."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from itertools import count
from pathlib import Path

import click
from msgspec import Struct

from convert.cli.inputs import articles, only
from convert.cli.terminal import emit
from convert.containers import Input, holds_many, packed
from convert.errors import ArticleError, OutputError
from convert.output import Folder, write
from convert.parts import WRITERS, Writer
from convert.source import Source, stem


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


class Outputs:
    """An output folder: which files in it a run has spoken for, and where the articles in containers go."""

    def __init__(self, path: Path, writers: list[Writer]) -> None:
        """Nothing is spoken for; `path` need not exist yet."""
        self._path = path
        self._writers = writers
        self._folders: dict[Path, Folder] = {}
        self._taken: set[str] = set()
        self._tried: dict[str, int] = {}

    def targets(self, stem: str) -> tuple[Target, ...]:
        """Return the files of the article that is called `stem`, a path within the folder."""
        paths = [self._path / f"{stem}{writer.suffixes[0]}" for writer in self._writers]
        return tuple(
            Target(writer, path, self._folders.setdefault(path.parent, Folder(path.parent)))
            for writer, path in zip(self._writers, paths, strict=True)
        )

    def reserve(self, paths: Iterable[str]) -> None:
        """Speak for files: inputs, and what they become."""
        self._taken.update(map(_same, paths))

    def free(self, stem: str) -> tuple[Target, ...]:
        """Return the files of an article that is called `stem`, or, if those are spoken for, `stem`-2 or -3."""
        for number in count(self._tried.get(stem, 1)):
            self._tried[stem] = number + 1
            targets = self.targets(stem if number == 1 else f"{stem}-{number}")
            paths = {_same(str(target.path)) for target in targets}
            if paths.isdisjoint(self._taken):
                self._taken |= paths
                return targets
        raise AssertionError  # count() has no end


class Job(Struct, frozen=True):
    """One input, where it goes if it is an article itself, and where articles go that are packed in it.

    Without `outputs` it is one article, packed or not.
    """

    input: Input
    targets: tuple[Target, ...]
    outputs: Outputs | None = None

    @property
    def name(self) -> str:
        """What messages call the input."""
        return "<stdin>" if self.input.name == "-" else self.input.name

    def articles(self) -> Iterator[Source | ArticleError]:
        """Yield the articles of the input, as `convert.cli.inputs` does."""
        return articles(self.input) if self.outputs else only(self.input, "give a folder with -o FOLDER/")

    def placed(self, source: Source) -> tuple[Target, ...]:
        """Return where an article of the input goes."""
        if self.outputs is None or (self.targets and source.path == self.input.path):
            return self.targets
        return self.outputs.free(source.stem)


def plan(inputs: list[Input], formats: tuple[str, ...], output: str | None, *, several: bool) -> list[Job]:
    """Return the jobs of a run.

    Several inputs (a folder is `several`) or formats, an `output` that is a folder or ends in "/", or one without a
    format's suffix for a container of many, mean files in that folder, named by the path of the input and the first
    suffix of the format; `output` None is standard output. Raises click.UsageError for what cannot be meant,
    UnknownPart or MissingEngine for a format that does not load.
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
        return [Job(each, (Target(writers[0]),)) for each in inputs]
    path = Path(output)
    many = any(holds_many(each.path) for each in inputs) and not _claims(path.name)
    if several or many or output.endswith("/") or path.is_dir():
        if path.exists() and not path.is_dir():
            raise click.UsageError(f"{output} is a file, and several inputs or formats need a folder")
        return _mirrored(inputs, Outputs(path, _named(formats)))
    writer = _named(formats)[0] if formats else _by_suffix(path.name)
    jobs = [Job(each, (Target(writer, path),)) for each in inputs]
    _refuse_clashes(jobs)
    return jobs


def single(format: str | None, output: str | None) -> Target:
    """Return where the one output of a run goes; `output` None is standard output.

    Raises click.UsageError for what cannot be meant, UnknownPart or MissingEngine for a format that does not load.
    """
    if output == "":
        raise click.UsageError("the name after -o is empty")
    if output is not None and (output.endswith("/") or os.path.isdir(output)):
        raise click.UsageError(f"{output} is a folder: name a file in it with -o")
    named = (format,) if format else ()
    writer = _named(named)[0] if format or output is None else _by_suffix(Path(output).name)
    if output is None and sys.stdout is not None and sys.stdout.isatty() and _binary(writer.media_type):
        raise click.UsageError(f"{writer.name} is no text for a terminal: give a file with -o FILE")
    return Target(writer, Path(output) if output is not None else None)


def _mirrored(inputs: list[Input], outputs: Outputs) -> list[Job]:
    """Return jobs that write into a folder; what a container holds is placed once that is known."""
    jobs = [
        Job(each, () if packed(each.path) else outputs.targets(stem(each.path)), outputs) for each in inputs
    ]
    _refuse_clashes(jobs)
    outputs.reserve(each.name for each in inputs)
    outputs.reserve(str(target.path) for job in jobs for target in job.targets)
    return jobs


def _named(formats: tuple[str, ...]) -> list[Writer]:
    if not formats:
        known = ", ".join(WRITERS.names())
        raise click.UsageError(
            f"no format: name one with -t, or a file with its suffix with -o; there are: {known}"
        )
    return [WRITERS.load(name) for name in formats]


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


def _refuse_clashes(jobs: list[Job]) -> None:
    """Raise click.UsageError where two outputs are one file, or an output is an input."""
    inputs = {os.path.realpath(job.input.name): job.name for job in jobs if job.input.name != "-"}
    taken: dict[str, str] = {}
    for job in jobs:
        for target in job.targets:
            real = os.path.realpath(str(target.path))
            if real in inputs:
                raise click.UsageError(f"{target.path} is an input: give another name with -o")
            if real in taken:
                what = f"{taken[real]} and {job.name} as {target.writer.name}"
                raise click.UsageError(f"{what} would both write {target.path}")
            taken[real] = f"{job.name} as {target.writer.name}"


def _same(path: str) -> str:
    """Return one name for all names of a file, also where a file system takes capitals for small letters."""
    return os.path.realpath(path).casefold()


def _binary(media_type: str) -> bool:
    """Say whether a media type is no text: RFC 6838, 4.2.1 and 4.2.8 (structured suffixes)."""
    kind, _, subtype = media_type.partition("/")
    return kind != "text" and not subtype.endswith(("json", "xml"))
