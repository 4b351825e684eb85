"""The files of a zip archive, read within bounds: what unpacks to more than any book is not unpacked."""

from __future__ import annotations

import zlib
from lzma import LZMAError
from zipfile import BadZipFile, ZipFile

# Like the reader's of EPUBs: what a book may take up unpacked.
_MOST_ENTRIES = 10_000
_MOST_BYTES = 256_000_000

# What zipfile raises: no zip; damaged data or directory; an unknown compression; a password.
BROKEN = (BadZipFile, zlib.error, LZMAError, EOFError, ValueError, RuntimeError, NotImplementedError, OSError)


class Bomb(Exception):
    """An archive is larger than a book once it is unpacked."""


class Archive:
    """The files of an archive by name; `first` is the entry that stands first, None for an empty archive."""

    def __init__(self, zip: ZipFile) -> None:
        """Raise Bomb for more files than a book has."""
        self._zip = zip
        self._left = _MOST_BYTES
        self.entries = zip.infolist()
        if len(self.entries) > _MOST_ENTRIES:
            raise Bomb(f"has {len(self.entries)} files, more than {_MOST_ENTRIES}: not checked")
        self.names = [entry.filename for entry in self.entries]
        self.first = self.entries[0] if self.entries else None

    def read(self, name: str) -> bytes:
        """Return a file. Raises Bomb, KeyError where there is none of the name, or what is `BROKEN`."""
        with self._zip.open(name) as file:
            data = file.read(self._left + 1)
        self._left -= len(data)
        if self._left < 0:
            raise Bomb(f"has more than {_MOST_BYTES // 1_000_000} MB once it is unpacked: not checked")
        return data
