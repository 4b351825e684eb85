"""An output folder while a run writes into it: locked against others, with a room for files that wait."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from convert.batch.journal import HIDDEN
from convert.errors import OutputError
from convert.output import failing

_MAKING, _STAGING = "making", "waiting"


@contextmanager
def opened(folder: Path, *, alone: bool) -> Iterator[Path]:
    """Lock `folder`, which is made if it is missing, and give the room for files that wait for their places.

    A run that is `alone` shares it with no other; those that are not, such as one a Make rule, share it with each
    other. What runs left waiting that were killed is removed. After a block that wrote nothing, nothing is left.
    Raises OutputError.
    """
    hidden = folder / HIDDEN
    with ExitStack() as end:
        if not folder.is_dir():
            with failing("cannot be made a folder", folder):
                folder.mkdir(parents=True, exist_ok=True)
            end.callback(_removed, folder)
        if hidden.is_symlink():
            raise OutputError("is a link, and nothing is written through it", where=str(hidden))
        with failing("cannot be written to", folder):
            hidden.mkdir(exist_ok=True)
        end.callback(_removed, hidden)
        end.callback(os.close, _locked(hidden, alone=alone))
        _clear(hidden, alone=alone)
        with failing("cannot be written to", folder):
            room, lock = _room(hidden)
        end.callback(os.close, lock)
        end.callback(shutil.rmtree, room, ignore_errors=True)
        yield room


def _removed(folder: Path) -> None:
    with suppress(OSError):  # there is something in it
        folder.rmdir()


def _locked(hidden: Path, *, alone: bool) -> int:
    """Lock a folder until its descriptor is closed, or its process ends, however it ends: flock(2)."""
    with failing("cannot be read", hidden):
        descriptor = os.open(hidden, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        hint = "wait for it to end, or give another folder"
        raise OutputError("another run is writing into it", where=str(hidden.parent), hint=hint) from None
    except OSError:
        pass  # a file system without locks
    return descriptor


def _room(hidden: Path) -> tuple[Path, int]:
    """Make a room, and lock it before it is called one: so one that is not locked is nobody's any more."""
    name = f"{os.getpid()}-{os.urandom(4).hex()}"
    made, room = hidden / f"{_MAKING}-{name}", hidden / f"{_STAGING}-{name}"
    made.mkdir()
    lock = os.open(made, os.O_RDONLY)
    with suppress(OSError):  # a file system without locks
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    made.rename(room)
    return room, lock


def _clear(hidden: Path, *, alone: bool) -> None:
    """Remove the rooms of runs that were killed."""
    rooms = [*hidden.glob(f"{_STAGING}-*"), *(hidden.glob(f"{_MAKING}-*") if alone else ())]
    for room in rooms:
        if alone or not _in_use(room):
            shutil.rmtree(room, ignore_errors=True)


def _in_use(room: Path) -> bool:
    """Say whether the run of a room may be alive."""
    try:
        descriptor = os.open(room, os.O_RDONLY)
    except OSError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return True
    finally:
        os.close(descriptor)
    return False
