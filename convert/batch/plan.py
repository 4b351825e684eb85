"""What a run is to do: the inputs that are named, and the articles in them, one after the other."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from convert import containers
from convert.batch.order import Outcome, Task
from convert.containers import Input, find, holds_many, packed
from convert.errors import ArticleError, InputError
from convert.limits import Limits
from convert.report import Message
from convert.source import Source, Stream, open_path, open_stream, stem

if TYPE_CHECKING:
    from convert.batch.folder import Folder


class Survey(Struct, frozen=True):
    """How much there is to do: inputs, and their size in bytes, 0 for what cannot be known.

    `whole` if all folders could be read.
    """

    inputs: int
    size: int
    whole: bool


class Plan:
    """The inputs that `names` mean, walked anew each time; what is written to `folder` is none of them."""

    def __init__(self, names: tuple[str, ...], folder: Folder, largest: int = Limits().input) -> None:
        """`names` are files, folders, patterns, members of containers, and "-"; an article has `largest` bytes."""
        self._largest = largest
        self._names = names
        self._folder = folder

    def inputs(self) -> Iterator[Input | ArticleError]:
        """Yield the inputs; an error stands for a folder that has none."""
        from convert.batch.journal import written_in  # SQLite is for those who have a folder

        return find(self._names, self._folder.name, written_in)

    def survey(self, speak: Callable[[str, str], None] | None, keep: Callable[[str], None]) -> Survey:
        """Look at all inputs: `speak` for each that is one article, by path and name, and `keep` the names of all."""
        inputs = size = 0
        whole = True
        for each in self.inputs():
            inputs += isinstance(each, Input)
            whole &= not isinstance(each, InputError)
            if isinstance(each, ArticleError) or each.name == "-":
                continue
            size += _size(each.name)
            if speak and not packed(each.path) and not each.member:
                speak(stem(each.path), each.name)
            if not each.member:
                keep(each.name)
        return Survey(inputs, size, whole)

    def articles(self) -> Iterator[Task | Outcome]:
        """Yield the articles, numbered, and what has already become of those that cannot be had."""
        number = 0
        for each in self.inputs():
            group = _group(each)
            for found, weight in self._articles(each):
                if isinstance(found, ArticleError):
                    yield self._failed(found, group, weight)
                else:
                    yield Task(
                        number=number,
                        key=self._folder.key(found.name),
                        source=found,
                        origin=_origin(each),
                        group=group,
                        weight=weight,
                    )
                number += 1

    def _articles(self, input: Input | ArticleError) -> Iterator[tuple[Source | ArticleError, int]]:
        """Yield the articles of an input, each with the bytes of it that have been read since the one before."""
        if isinstance(input, ArticleError):
            yield input, 0
            return
        try:
            yield from articles(input, self._largest)
        except ArticleError as error:
            error.where = error.where or input.name
            yield error, 0

    def _failed(self, error: ArticleError, group: str, weight: int) -> Outcome:
        message = Message.of(error)
        name = error.where or ""
        key = ":".join([self._folder.key(name), *(str(error.line) for _ in [0] if error.line)])
        return Outcome(
            key=key,
            name=name,
            state="failed",
            messages=(message,),
            codes=(error.exit_code,),
            group=group,
            weight=weight,
        )


def articles(input: Input, largest: int = Limits().input) -> Iterator[tuple[Source | ArticleError, int]]:
    """Yield the articles of an input and errors for those that cannot be had, each with the bytes read for it.

    An article of more than `largest` bytes cannot.

    Raises InputError for a file that cannot be opened, or that has no such member as is meant.
    """
    if input.name == "-":
        yield from _metered(open_stream(sys.stdin.buffer, largest=largest))
        return
    with open_path(input.name, input.path, largest) as stream:
        found = _metered(stream)
        yield from (found if not input.member else _member(found, input.member))


def _metered(stream: Stream) -> Iterator[tuple[Source | ArticleError, int]]:
    before = 0
    for each in containers.articles(stream):
        now = stream.meter.so_far
        yield each, now - before
        before = now


def _member(
    found: Iterator[tuple[Source | ArticleError, int]], name: str
) -> Iterator[tuple[Source | ArticleError, int]]:
    """Yield the member that messages call `name`."""
    for each, read in found:
        called = (
            each.name
            if isinstance(each, Source)
            else ":".join(map(str, filter(None, (each.where, each.line))))
        )
        if called == name:
            yield each, read
            return
    raise InputError("no such file, and no such member of one", where=name, hint="check the spelling")


def _origin(input: Input | ArticleError) -> str:
    return input.name if isinstance(input, Input) and input.name != "-" else ""


def _group(input: Input | ArticleError) -> str:
    """Return what a container of many articles is called, without its suffixes; "" for an article."""
    if isinstance(input, ArticleError) or not (input.name == "-" or holds_many(input.path)):
        return ""
    path = input.path
    while holds_many(path):
        path = stem(path)
    return path


def _size(name: str) -> int:
    try:
        return os.stat(name).st_size
    except OSError:
        return 0
