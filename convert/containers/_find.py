"""The inputs that a command line names: files as they are, folders with what is in them, patterns."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from glob import glob, has_magic
from operator import attrgetter
from pathlib import Path

from msgspec import Struct

from convert.containers._unpack import takes
from convert.errors import ArticleError, InputError, NoArticle
from convert.remote import files, remote


class Input(Struct, frozen=True):
    """A file to open, and the path that its outputs are named after; `name` "-" is standard input.

    `member` is the name of the one article of a container that is meant, "" for all.
    """

    name: str
    path: str
    member: str = ""


# Given a folder, returns what tells of a path in it whether an earlier run wrote that, if one wrote there.
Record = Callable[[str], "Callable[[str], bool] | None"]


def find(
    names: Iterable[str], output: str | None = None, record: Record | None = None
) -> Iterator[Input | ArticleError]:
    """Yield the inputs that `names` mean, none of which is opened, and at most one folder's names in memory.

    A file is taken whatever it is called. Of a folder those files are taken, sorted, whose suffix a reader or a
    container knows; hidden files, what `record` says that earlier runs wrote and the folder `output` are left out,
    and links to folders are not followed. A pattern that is no file is expanded as a shell would. "corpus.jsonl:17"
    is a member of a container, by the name that messages call it. A folder without inputs is yielded as an error.
    """
    walk = _Walk(os.path.realpath(output) if output else None, record or (lambda _folder: None))
    for name in names:
        if name == "-":
            yield Input(name, "stdin")
            continue
        if remote(name):
            yield from _elsewhere(name, output or "")
            continue
        for each in _expanded(name):
            if os.path.isdir(each):
                yield from walk.inside(each)
            else:
                yield _file(each)


def _elsewhere(url: str, output: str) -> Iterator[Input | ArticleError]:
    """Yield the files at a URL; of a folder or a pattern, those whose suffix is known and that are not in `output`."""
    empty = True
    try:
        for name, path in files(url, output):
            if name == url or takes(path):
                empty = False
                yield Input(name, path)
    except ArticleError as error:
        yield error
        return
    if empty:
        yield NoArticle("holds no file that can be read", where=url)


def _expanded(name: str) -> list[str]:
    if os.path.lexists(name) or not has_magic(name):
        return [name]
    return sorted(glob(name, recursive=True)) or [name]


def _file(name: str) -> Input:
    """Return a file that is named, or the member of a container that is meant."""
    if not os.path.lexists(name):
        ends = (at for at in range(len(name) - 1, 0, -1) if name[at] in ":#/")
        held = next((name[:at] for at in ends if os.path.isfile(name[:at])), None)
        if held:
            return Input(held, Path(held).name, name)
    return Input(name, Path(name).name)


class _Walk:
    """The way through folders: what is left out of them."""

    def __init__(self, skipped: str | None, record: Record) -> None:
        self._skipped = skipped
        self._record = record

    def inside(self, folder: str) -> Iterator[Input | ArticleError]:
        """Yield the files of a folder that are taken, or that there are none."""
        empty = True
        for each in self._files(folder, "", ()):
            empty = False
            yield each
        if empty:
            hint = "`article formats` lists the suffixes that are taken; a file that is named is always read"
            yield NoArticle("holds no file that can be read", where=folder, hint=hint)

    def _files(
        self, folder: str, below: str, ours: tuple[Callable[[str], bool], ...]
    ) -> Iterator[Input | ArticleError]:
        """Yield the files of a folder and those below; `below` is its path from where the walk began."""
        written = self._record(folder)
        known = ours if written is None else (*ours, written)
        try:
            entries = _entries(folder)
        except InputError as error:
            yield error
            return
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                if os.path.realpath(entry.path) != self._skipped:
                    yield from self._files(entry.path, f"{below}{entry.name}/", known)
            elif takes(entry.name) and _is_file(entry) and not any(wrote(entry.path) for wrote in known):
                yield Input(entry.path, below + entry.name)


def _is_file(entry: os.DirEntry[str]) -> bool:
    """Say whether an entry is a file, or may be one: what cannot be looked at is told when it is opened."""
    try:
        return entry.is_file()
    except OSError:
        return True


def _entries(folder: str) -> list[os.DirEntry[str]]:
    """Return what is in a folder, but for what is hidden, in the order of names. Raises InputError."""
    try:
        with os.scandir(folder) as entries:
            return sorted((each for each in entries if not each.name.startswith(".")), key=attrgetter("name"))
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror or error}", where=folder) from error
