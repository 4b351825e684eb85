"""zip archives."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO
from zipfile import ZipFile

from convert.batch.archives import Read
from convert.zips import pack as pack

suffix = ".zip"
media_type = "application/zip"

_LONGEST = 0xFFFF  # bytes of a name: APPNOTE.TXT, 4.4.10


@contextmanager
def opened(file: BinaryIO) -> Iterator[Read]:
    """Give what returns the files of an archive."""
    with ZipFile(file) as archive:
        yield archive.read


def check(name: str) -> None:
    """Raise ValueError for a name that a zip archive cannot have: it has those that are Unicode."""
    if len(name.encode()) > _LONGEST:
        raise ValueError(f"has more than {_LONGEST} bytes")
