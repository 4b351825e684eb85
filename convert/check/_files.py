"""The files that a command line names to be checked: files, folders with what is in them, patterns."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from glob import glob, has_magic

from convert.errors import InputError


def files(name: str, wanted: Callable[[str], bool]) -> Iterator[str]:
    """Yield the files that `name` means: itself, those in the folder that are `wanted`, or those that fit the pattern.

    Of a folder they come sorted, those of folders in it as well; hidden files are left out, and links to folders are
    not followed. Raises InputError for a folder that cannot be read or holds none.
    """
    fitting = [] if os.path.lexists(name) or not has_magic(name) else sorted(glob(name, recursive=True))
    for each in fitting or [name]:
        if not os.path.isdir(each):
            yield each
            continue
        empty = True
        for path in _inside(each, wanted):
            empty = False
            yield path
        if empty:
            hint = "name a file: what it is, is told by its content, too"
            raise InputError("holds no file that can be checked, by its suffix", where=each, hint=hint)


def _inside(folder: str, wanted: Callable[[str], bool]) -> Iterator[str]:
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror or error}", where=folder) from error
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _inside(entry.path, wanted)
        elif entry.is_file() and wanted(entry.name):
            yield entry.path
