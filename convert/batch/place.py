"""Where outputs go: a folder on this machine, or one at a URL. A file appears in it whole or not at all."""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO, Protocol, cast

from msgspec import Struct

from convert.batch.order import GO_ON, file_digest, version
from convert.errors import FolderLost, OutputError
from convert.output import failing, settle
from convert.remote import put, remote, system, unwritten

# What stores say of a file that changes when it does, the most telling first.
_VERSIONS = ("ETag", "etag", "md5Hash", "generation", "LastModified", "updated", "mtime", "created")


class Seen(Struct, frozen=True):
    """What is told of a file without reading it: its size in bytes, and what changes when it does."""

    size: int
    version: str


class Place(Protocol):
    """A folder that outputs are brought to. Paths are within it, with "/" between."""

    name: str

    def at(self, path: str) -> str:
        """Return the full name of a file."""

    def there(self, path: str) -> bool:
        """Say whether there is anything."""

    def look(self, path: str) -> Seen | None:
        """Look at a file; None where there is none. Raises OutputError."""

    def digest(self, path: str) -> str:
        """Return the SHA-256 of a file, "" for what cannot be read as one."""

    def open(self, path: str) -> BinaryIO:
        """Open a file that can be read out of order. Raises OutputError."""

    def bring(self, staged: Path, path: str) -> str:
        """Bring a file that is whole to its place, and return its version there. Raises OutputError."""

    def touch(self, path: str, than: int) -> bool:
        """Make a file newer than a time in nanoseconds, as Make wants it; say if it was not. Raises OutputError."""

    def remove(self, path: str) -> None:
        """Remove a file, and folders that nothing is left in. Raises OutputError."""


class Local:
    """A folder on this machine."""

    def __init__(self, name: str) -> None:
        """The folder need not be there yet."""
        self.name = name
        self._folder = Path(name)

    def at(self, path: str) -> str:  # noqa: D102  as Place has it, here and below
        return str(self._folder / path)

    def there(self, path: str) -> bool:  # noqa: D102  as Place has it
        return os.path.lexists(self.at(path))

    def look(self, path: str) -> Seen | None:  # noqa: D102  as Place has it
        try:
            status = os.stat(self.at(path))
        except OSError:
            return None
        return Seen(status.st_size, version(status))

    def digest(self, path: str) -> str:  # noqa: D102  as Place has it
        return file_digest(self.at(path)) if os.path.isfile(self.at(path)) else ""

    def open(self, path: str) -> BinaryIO:  # noqa: D102  as Place has it
        with failing("cannot be read", self._folder / path):
            return (self._folder / path).open("rb")

    def bring(self, staged: Path, path: str) -> str:  # noqa: D102  as Place has it
        full = self._folder / path
        if not self._folder.is_dir():
            raise FolderLost("is gone", where=self.name, hint=GO_ON)
        try:
            with failing("cannot be made a folder", full.parent):
                full.parent.mkdir(parents=True, exist_ok=True)
            settle(staged, full)
        except OutputError as error:
            if os.access(self._folder, os.W_OK) and staged.exists():
                raise
            raise FolderLost(error.message, where=self.name, hint=f"once it can, {GO_ON}") from error
        seen = self.look(path)
        return seen.version if seen else ""

    def touch(self, path: str, than: int) -> bool:  # noqa: D102  as Place has it
        full = self._folder / path
        with failing("cannot be touched", full):
            if full.stat().st_mtime_ns >= than:
                return False
            os.utime(full)
            return True

    def remove(self, path: str) -> None:  # noqa: D102  as Place has it
        full = self._folder / path
        with failing("cannot be removed", full):
            full.unlink()
        folder = full.parent
        with suppress(OSError):  # where there is something in it
            while folder != self._folder:
                folder.rmdir()
                folder = folder.parent


class Elsewhere:
    """A folder at a URL, by fsspec: what is put there is seen once it is whole, as its transactions have it."""

    def __init__(self, name: str) -> None:
        """Nothing is asked for yet. Raises MissingEngine, InputError for no URL of a kind that is known."""
        self.name = name
        self._system, self._path = system(name)

    def at(self, path: str) -> str:  # noqa: D102  as Place has it
        return f"{self.name.rstrip('/')}/{path}"

    def there(self, path: str) -> bool:  # noqa: D102  as Place has it
        return self.look(path) is not None

    def look(self, path: str) -> Seen | None:  # noqa: D102  as Place has it
        with unwritten(self.at(path)):
            try:
                known: dict[str, Any] = self._system.info(self._inside(path))
            except FileNotFoundError:
                return None
        told = next((str(known[key]) for key in _VERSIONS if known.get(key)), "")
        return Seen(int(known.get("size") or 0), told)

    def digest(self, path: str) -> str:  # noqa: D102  as Place has it
        try:
            with self.open(path) as file:
                return hashlib.file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type]
        except (OutputError, OSError):
            return ""

    def open(self, path: str) -> BinaryIO:  # noqa: D102  as Place has it
        with unwritten(self.at(path)):
            return cast(BinaryIO, self._system.open(self._inside(path), "rb"))

    def bring(self, staged: Path, path: str) -> str:  # noqa: D102  as Place has it
        with unwritten(self.at(path)), staged.open("rb") as source:
            put(self._system, self._inside(path), source)
        staged.unlink()
        seen = self.look(path)
        return seen.version if seen else ""

    def touch(self, path: str, than: int) -> bool:  # noqa: D102  as Place has it
        return False  # no Make looks there

    def remove(self, path: str) -> None:  # noqa: D102  as Place has it
        with unwritten(self.at(path)):
            self._system.rm_file(self._inside(path))

    def _inside(self, path: str) -> str:
        return f"{self._path.rstrip('/')}/{path}"


def place(name: str) -> Place:
    """Return the place that an output is named by. Raises MissingEngine, InputError for URLs that do not do."""
    return Elsewhere(name) if remote(name) else Local(name)
