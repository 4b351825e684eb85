"""Files that appear whole or not at all."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import BufferedWriter
from pathlib import Path

from convert.errors import DiskFull, OutputError

# What every other output would fail with, too.
_FULL = (errno.ENOSPC, errno.EDQUOT)


def write(path: Path, data: bytes) -> None:
    """Write `data` to `path`, all of it or, on any failure, nothing. Raises OutputError.

    A file is written beside its target, synced and renamed over it: rename is atomic (POSIX.1-2017, rename),
    so that whoever looks sees the old file or the new one. It has no name before it is whole, so that a run that is
    killed leaves none behind, but on file systems that cannot do that. The new one has the permission bits of the
    file that it replaces, else those that the umask leaves. A symbolic link stays, and what it points to is
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
    folder, name = os.path.split(target)
    # The same for the same target, so that one that a killed run leaves at the last moment is found by the next.
    beside = os.path.join(folder, f".article-{hashlib.sha256(os.fsencode(name)).hexdigest()[:16]}.tmp")
    while _linked(beside, data, mode):
        try:
            with _removed_on_failure(beside):
                os.replace(beside, target)
        except FileNotFoundError:  # another that writes the same file came in between
            continue
        return
    # Not the tempfile module: its files are private (0600), and reading the umask means setting it.
    temporary = os.path.join(folder, f".article-{os.urandom(8).hex()}.tmp")
    _create(temporary, data, mode)
    with _removed_on_failure(temporary):
        os.replace(temporary, target)


def _linked(path: str, data: bytes, mode: int | None) -> bool:
    """Make a file that has no name before it is whole (open(2), O_TMPFILE), and then replaces what `path` may be.

    Returns False where that cannot be had; whatever else stands in the way, `_create` meets again.
    """
    try:
        descriptor = os.open(os.path.dirname(path), os.O_WRONLY | os.O_TMPFILE, 0o666)
    except (AttributeError, OSError):  # no Linux; a file system such as NFS
        return False
    with open(descriptor, "wb") as file:
        _fill(file, data, mode)
        _remove(path)
        try:
            # Python follows the link in /proc only if it is given a folder, which an absolute path has no use for.
            os.link(f"/proc/self/fd/{descriptor}", path, src_dir_fd=descriptor)
        except OSError:  # no /proc
            return False
    return True


def _create(path: str, data: bytes, mode: int | None, *, sync: bool = True) -> None:
    """Make a new file, and sync it; there is none after a failure."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    with _removed_on_failure(path), open(descriptor, "wb") as file:
        _fill(file, data, mode, sync=sync)


def _fill(file: BufferedWriter, data: bytes, mode: int | None, *, sync: bool = True) -> None:
    if mode is not None:
        os.fchmod(file.fileno(), stat.S_IMODE(mode))
    file.write(data)
    file.flush()
    if sync:
        os.fsync(file.fileno())


@contextmanager
def _removed_on_failure(path: str) -> Iterator[None]:
    try:
        yield
    except BaseException:
        _remove(path)
        raise


def _remove(path: str) -> None:
    with suppress(OSError):  # none is there, or what has failed already is to be told
        os.unlink(path)


@contextmanager
def failing(what: str, path: Path | str) -> Iterator[None]:
    """Say of an operating system's error `what` failed and where, as an OutputError; DiskFull for want of room.

    That nobody reads a pipe any more is no failure of ours to tell: BrokenPipeError stays what it is.
    """
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        said = f"{what}: {error.strerror or error}"
        if error.errno in _FULL:
            raise DiskFull(said, where=str(path), hint="make room, and run the same command again") from error
        hint = "make its folder first" if isinstance(error, FileNotFoundError) else None
        raise OutputError(said, where=str(path), hint=hint) from error
