"""Files that appear whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from convert.errors import DiskFull, OutputError

# What every other output would fail with, too.
_FULL = (errno.ENOSPC, errno.EDQUOT)


def write(path: Path, data: bytes) -> None:
    """Write `data` to `path`, all of it or, on any failure, nothing. Raises OutputError.

    A file is written beside its target, synced and renamed over it: rename is atomic (POSIX.1-2017, rename),
    so that whoever looks sees the old file or the new one. The new one has the permission bits of the file
    that it replaces, else those that the umask leaves. A symbolic link stays, and what it points to is
    replaced, as cc does. What is no regular file (a pipe, a terminal, /dev/null) is written directly.
    """
    with failing("cannot be written", path):
        mode = _mode(path)
        if mode is None or stat.S_ISREG(mode):
            _replace(os.path.realpath(path), data, mode)
        else:
            path.write_bytes(data)


def stage(path: Path, data: bytes) -> None:
    """Write `data` to the new file `path`, which `sync` and then `settle` are for. Raises OutputError."""
    with failing("cannot be written", path):
        _create(str(path), data, None, sync=False)


def sync(path: Path) -> None:
    """Have what was staged reach the disk, before `settle` brings it to its place. Raises OutputError."""
    with failing("cannot be written", path):
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def settle(staged: Path, path: Path) -> None:
    """Bring a file that is whole to its place, as `write` would have written it there. Raises OutputError."""
    with failing("cannot be written", path):
        mode = _mode(path)
        if mode is not None and not stat.S_ISREG(mode):
            path.write_bytes(staged.read_bytes())
            staged.unlink()
            return
        if mode is not None:
            os.chmod(staged, stat.S_IMODE(mode))
        try:
            os.replace(staged, os.path.realpath(path))
        except OSError as error:
            if error.errno != errno.EXDEV:  # the place is in another file system, below a link or a mount
                raise
            _replace(os.path.realpath(path), staged.read_bytes(), mode)
            staged.unlink()


def _mode(path: Path) -> int | None:
    """Return the type and permission bits of what `path` leads to, or None where nothing is."""
    try:
        return path.stat().st_mode
    except FileNotFoundError:
        return None


def _replace(target: str, data: bytes, mode: int | None) -> None:
    # Not the tempfile module: its files are private (0600), and reading the umask means setting it.
    temporary = os.path.join(os.path.dirname(target), f".article-{os.urandom(8).hex()}.tmp")
    _create(temporary, data, mode)
    try:
        os.replace(temporary, target)
    except BaseException:
        os.unlink(temporary)
        raise


def _create(path: str, data: bytes, mode: int | None, *, sync: bool = True) -> None:
    """Make a new file, and sync it; there is none after a failure."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    try:
        with open(descriptor, "wb") as file:
            if mode is not None:
                os.fchmod(descriptor, stat.S_IMODE(mode))
            file.write(data)
            file.flush()
            if sync:
                os.fsync(descriptor)
    except BaseException:
        os.unlink(path)
        raise


@contextmanager
def failing(what: str, path: Path) -> Iterator[None]:
    """Say of an operating system's error `what` failed and where, as an OutputError; DiskFull for want of room."""
    try:
        yield
    except OSError as error:
        said = f"{what}: {error.strerror or error}"
        if error.errno in _FULL:
            raise DiskFull(said, where=str(path)) from error
        hint = "make its folder first" if isinstance(error, FileNotFoundError) else None
        raise OutputError(said, where=str(path), hint=hint) from error
