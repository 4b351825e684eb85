"""Files that appear whole or not at all, and folders that know which of their files we wrote."""

from __future__ import annotations

import hashlib
import json
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cached_property
from pathlib import Path

from convert.errors import OutputError


def write(path: Path, data: bytes) -> None:
    """Write `data` to `path`, all of it or, on any failure, nothing. Raises OutputError.

    A file is written beside its target, synced and renamed over it: rename is atomic (POSIX.1-2017, rename),
    so that whoever looks sees the old file or the new one. The new one has the permission bits of the file
    that it replaces, else those that the umask leaves. A symbolic link stays, and what it points to is
    replaced, as cc does. What is no regular file (a pipe, a terminal, /dev/null) is written directly.
    """
    with _failing("cannot be written", path):
        mode = _mode(path)
        if mode is None or stat.S_ISREG(mode):
            _replace(os.path.realpath(path), data, mode)
        else:
            path.write_bytes(data)


def _mode(path: Path) -> int | None:
    """Return the type and permission bits of what `path` leads to, or None where nothing is."""
    try:
        return path.stat().st_mode
    except FileNotFoundError:
        return None


def _replace(target: str, data: bytes, mode: int | None) -> None:
    # Not the tempfile module: its files are private (0600), and reading the umask means setting it.
    temporary = os.path.join(os.path.dirname(target), f".article-{os.urandom(8).hex()}.tmp")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    try:
        with open(descriptor, "wb") as file:
            if mode is not None:
                os.fchmod(descriptor, stat.S_IMODE(mode))
            file.write(data)
            file.flush()
            os.fsync(descriptor)
        os.replace(temporary, target)
    except BaseException:
        os.unlink(temporary)
        raise


class Folder:
    """An output folder. The hidden record in it tells the files that earlier runs wrote from a stranger's.

    The record is JSON Lines, `{"file": "story.html", "sha256": "..."}`, the last line on a file counting.
    Lines are only ever appended, each in one write, so that runs side by side do not lose each other's.
    """

    RECORD = ".article.jsonl"

    def __init__(self, path: Path) -> None:
        """`path` need not exist yet."""
        self.path = path
        self._record = path / self.RECORD

    def owns(self, name: str) -> bool:
        """Say whether the file `name` is as an earlier run wrote it. Raises OutputError if unreadable."""
        path = self.path / name
        with _failing("cannot be read", path):
            return path.is_file() and self._written.get(name) == _sha256(path.read_bytes())

    def write(self, name: str, data: bytes) -> None:
        """Write a file and record it, making the folder if it is missing. Raises OutputError."""
        with _failing("cannot be made a folder", self.path):
            self.path.mkdir(parents=True, exist_ok=True)
        write(self.path / name, data)
        with _failing("cannot be written", self._record):
            self._note(name, _sha256(data))

    def _note(self, name: str, digest: str) -> None:
        if self._written.get(name) == digest:
            return
        line = json.dumps({"file": name, "sha256": digest}) + "\n"
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW
        with open(os.open(self._record, flags, 0o666), "ab", buffering=0) as file:
            file.write(line.encode())
        self._written[name] = digest

    @cached_property
    def _written(self) -> dict[str, str]:
        """The digest of each file that we wrote, by name. A line that is not ours vouches for nothing."""
        found: dict[str, str] = {}
        with suppress(FileNotFoundError):
            for line in self._record.read_bytes().splitlines():
                with suppress(ValueError, KeyError, TypeError):
                    entry = json.loads(line)
                    found[entry["file"]] = entry["sha256"]
        return found


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@contextmanager
def _failing(what: str, path: Path) -> Iterator[None]:
    """Say of an operating system's error `what` failed and where, as an OutputError."""
    try:
        yield
    except OSError as error:
        hint = "make its folder first" if isinstance(error, FileNotFoundError) else None
        raise OutputError(f"{what}: {error.strerror or error}", where=str(path), hint=hint) from error
