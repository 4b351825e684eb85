"""The inputs that a command line names: files as they are, folders with what is in them, patterns."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from glob import glob, has_magic
from pathlib import Path

from msgspec import Struct

from convert.containers._unpack import takes
from convert.errors import ArticleError, InputError, NoArticle
from convert.output import Folder


class Input(Struct, frozen=True):
    """A file to open, and the path that its outputs are named after; `name` "-" is standard input.

    `member` is the name of the one article of a container that is meant, "" for all.
    """

    name: str
    path: str
    member: str = ""


def find(names: Iterable[str], output: str | None = None) -> Iterator[Input | ArticleError]:
    """Yield the inputs that `names` mean.

    A file is taken whatever it is called. Of a folder those files are taken, sorted, whose suffix a reader or a
    container knows; hidden files, what earlier runs wrote and the folder `output` are left out, and links to folders
    are not followed. A pattern that is no file is expanded as a shell would. "corpus.jsonl:17" is a member of a
    container, by the name that messages call it. A folder without inputs is yielded as an error.
    """
    skipped = os.path.realpath(output) if output else None
    for name in names:
        if name == "-":
            yield Input(name, "stdin")
            continue
        for each in _expanded(name):
            if os.path.isdir(each):
                yield from _inside(each, skipped)
            else:
                yield _file(each)


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


def _inside(folder: str, skipped: str | None) -> Iterator[Input | ArticleError]:
    found = sorted(_walk(folder, "", skipped), key=lambda path: path.split("/"))
    for path in found:
        yield Input(os.path.join(folder, path), path)
    if not found:
        hint = "`article formats` lists the suffixes that are taken; a file that is named is read whatever its suffix"
        yield NoArticle("holds no file that can be read", where=folder, hint=hint)


def _walk(folder: str, below: str, skipped: str | None) -> Iterator[str]:
    """Yield the paths of the files in a folder that are taken, relative to where the walk began."""
    try:
        entries = [entry for entry in os.scandir(folder) if not entry.name.startswith(".")]
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror or error}", where=folder) from error
    ours = Folder(Path(folder)) if os.path.lexists(os.path.join(folder, Folder.RECORD)) else None
    for entry in entries:
        path = below + entry.name
        if entry.is_dir(follow_symlinks=False):
            if os.path.realpath(entry.path) != skipped:
                yield from _walk(entry.path, path + "/", skipped)
        elif entry.is_file() and takes(entry.name) and not (ours and ours.owns(entry.name)):
            yield path
