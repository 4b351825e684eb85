"""An output folder while a run writes into it: locked against others, with a room for files that wait."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from msgspec import Struct

from convert.batch.place import Place, place
from convert.errors import OutputError
from convert.output import failing
from convert.remote import remote

# The folder in an output folder that is ours alone; hidden, so that who publishes the folder leaves it out.
HIDDEN = ".article"

_STAGING = "waiting"


class Folder(Struct, frozen=True, kw_only=True):
    """An output folder, as it was `name`d, and its `place`.

    `hidden` is where its journal is, and where files wait that are not whole yet. Names in the journal are paths from
    `base`.
    """

    name: str
    place: Place
    hidden: Path
    base: str

    def key(self, name: str) -> str:
        """Return what the journal calls an input: its path from here, so that both can be moved; a URL as it is."""
        if not name or name.startswith("<") or "://" in name:
            return name
        folder, last = os.path.split(os.path.abspath(name))
        return os.path.join(os.path.relpath(os.path.realpath(folder), self.base), last)

    def path(self, key: str) -> str:
        """Return the input that has a key."""
        return key if "://" in key else os.path.join(self.base, key)


def output_folder(name: str, journal: str | None = None) -> Folder:
    """Return the folder of a `name`, a path or a URL, with its hidden folder where `journal` says.

    Else that is in the folder itself; for a URL, since SQLite wants a disk, among the user's states (XDG Base
    Directory Specification, XDG_STATE_HOME). Raises MissingEngine, InputError for URLs that do not do.
    """
    local = _path(name)
    found = place(local)
    if journal:
        hidden = Path(journal)
    elif remote(local):
        hidden = _states() / hashlib.sha256(local.rstrip("/").encode()).hexdigest()[:16]
    else:
        hidden = Path(local, HIDDEN)
    base = os.path.realpath(hidden.parent if remote(local) else local)
    return Folder(name=local, place=found, hidden=hidden, base=base)


def _path(name: str) -> str:
    """Return a name without the scheme of this machine's own files (RFC 8089), which need no fsspec."""
    from urllib.parse import unquote, urlsplit

    if not name.startswith(("file://", "local://")):
        return name
    return unquote(urlsplit(name).path) if name.startswith("file://") else name.removeprefix("local://")


def _states() -> Path:
    return Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state", "article-convert")


@contextmanager
def opened(folder: Folder, *, alone: bool) -> Iterator[Path]:
    """Lock a folder, which is made if it is missing, and give the room for files that wait for their places.

    A run that is `alone` shares it with no other; those that are not, such as one a Make rule, share it with each
    other. What runs left waiting that were killed is removed. After a block that wrote nothing, nothing is left.
    Raises OutputError.
    """
    hidden = folder.hidden
    with ExitStack() as end:
        # They are one, unless the journal is kept apart.
        for each in (hidden.parent, *(() if remote(folder.name) else (Path(folder.name),))):
            if not each.is_dir():
                with failing("cannot be made a folder", each):
                    each.mkdir(parents=True, exist_ok=True)
                end.callback(_removed, each)
        if hidden.is_symlink():
            raise OutputError("is a link, and nothing is written through it", where=str(hidden))
        with failing("cannot be written to", hidden.parent):
            hidden.mkdir(exist_ok=True)
        end.callback(_removed, hidden)
        end.callback(os.close, _locked(folder, alone=alone))
        _clear(hidden, alone=alone)
        with failing("cannot be written to", hidden.parent):
            room, lock = _room(hidden)
        end.callback(os.close, lock)
        end.callback(shutil.rmtree, room, ignore_errors=True)
        yield room


def _removed(folder: Path) -> None:
    with suppress(OSError):  # there is something in it
        folder.rmdir()


def _locked(folder: Folder, *, alone: bool) -> int:
    """Lock a folder until its descriptor is closed, or its process ends, however it ends: flock(2)."""
    with failing("cannot be read", folder.hidden):
        descriptor = os.open(folder.hidden, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        hint = "wait for it to end, or give another folder"
        raise OutputError("another run is writing into it", where=folder.name, hint=hint) from None
    except OSError:
        pass  # a file system without locks
    return descriptor


def _room(hidden: Path) -> tuple[Path, int]:
    """Make a room, and lock it: one that is not locked is nobody's any more, and whoever sees it may remove it."""
    while True:
        room = hidden / f"{_STAGING}-{os.getpid()}-{os.urandom(4).hex()}"
        room.mkdir()
        with suppress(FileNotFoundError):  # another run saw it before it was locked
            lock = os.open(room, os.O_RDONLY)
            with suppress(OSError):  # a file system without locks
                fcntl.flock(lock, fcntl.LOCK_EX)
            if room.exists():
                return room, lock
            os.close(lock)


def _clear(hidden: Path, *, alone: bool) -> None:
    """Remove the rooms of runs that were killed."""
    for room in hidden.glob(f"{_STAGING}-*"):
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
