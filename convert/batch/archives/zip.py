"""zip archives (APPNOTE.TXT), with the larger form of it where one has more than 65535 files or 4 GB."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from convert.batch.archives import Read

suffix = ".zip"
media_type = "application/zip"

# The first moment that an entry can carry (APPNOTE.TXT, 4.4.6).
_MOMENT = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
_READABLE = 0o100644 << 16
_LONGEST = 0xFFFF  # bytes of a name: APPNOTE.TXT, 4.4.10


def pack(path: Path, files: Iterable[tuple[str, bytes]]) -> None:
    """Write `files`, by name, to `path`. Raises OSError."""
    with ZipFile(path, "w", ZIP_STORED) as archive:
        for name, data in files:
            entry = ZipInfo(name, _MOMENT)
            entry.create_system = _UNIX
            entry.external_attr = _READABLE
            archive.writestr(entry, data)


@contextmanager
def opened(file: BinaryIO) -> Iterator[Read]:
    """Give what returns the files of an archive."""
    with ZipFile(file) as archive:
        yield archive.read


def check(name: str) -> None:
    """Raise ValueError for a name that a zip archive cannot have: it has those that are Unicode."""
    if len(name.encode()) > _LONGEST:
        raise ValueError(f"has more than {_LONGEST} bytes")
