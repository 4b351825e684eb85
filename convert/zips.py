"""Zip archives (APPNOTE.TXT) that are the same bytes whenever, wherever and by whatever version they are made."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import IO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

# The first moment that an entry can carry (APPNOTE.TXT, 4.4.6).
_MOMENT = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
_READABLE = 0o100644 << 16


def pack(target: Path | IO[bytes], files: Iterable[tuple[str, bytes]]) -> None:
    """Write an archive of `files`, by name, in their order. Raises OSError.

    There is nothing in it of when, where and by what it was made. Files are stored: compressed bytes differ from one
    build of zlib to the next. More than 65535 of them, or 4 GB, are in the larger form (Zip64).
    """
    with ZipFile(target, "w", ZIP_STORED) as archive:
        for name, data in files:
            entry = ZipInfo(name, _MOMENT)
            entry.create_system = _UNIX
            entry.external_attr = _READABLE
            archive.writestr(entry, data)
