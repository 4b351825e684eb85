"""An output folder while a run writes into it: locked against others, with a room for files that wait."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from convert.batch.journal import HIDDEN
from convert.errors import OutputError
from convert.output import failing

_STAGING = "waiting"


@contextmanager
def opened(folder: Path, *, alone: bool) -> Iterator[Path]:
    """Lock `folder`, which is made if it is missing, and give the room for files that wait for their places.

    A run that is `alone` shares it with no other; those that are not, such as one a Make rule, share it with each
    other. What runs left waiting that were killed is removed. After a block that wrote nothing, nothing is left.
    Raises OutputError.
    """
    there = folder.is_dir()
    hidden = folder / HIDDEN
    with failing("cannot be made a folder", folder):
        hidden.mkdir(parents=True, exist_ok=True)
    lock = _locked(hidden, alone=alone)
    room = hidden / f"{_STAGING}-{os.getpid()}-{os.urandom(4).hex()}"
    try:
        if alone:
            for left in hidden.glob(f"{_STAGING}-*"):
                shutil.rmtree(left, ignore_errors=True)
        with failing("cannot be made a folder", room):
            room.mkdir(parents=True)
        yield room
    finally:
        shutil.rmtree(room, ignore_errors=True)
        with suppress(OSError):  # where there is something in it
            hidden.rmdir()
            if not there:
                folder.rmdir()
        os.close(lock)


def _locked(hidden: Path, *, alone: bool) -> int:
    """Lock a folder until its descriptor is closed, or its process ends, however it ends: flock(2)."""
    with failing("cannot be read", hidden):
        descriptor = os.open(hidden, os.O_RDONLY | os.O_CLOEXEC)
    try:
        fcntl.flock(descriptor, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        hint = "wait for it to end, or give another folder"
        raise OutputError("another run is writing into it", where=str(hidden.parent), hint=hint) from None
    except OSError:
        pass  # a file system without locks
    return descriptor
