"""tar archives in the interchange format of POSIX.1-2017 (pax), which has names of any length and charset."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from tarfile import PAX_FORMAT, TarFile, TarInfo
from typing import IO, BinaryIO, cast

from convert.batch.archives import Read

suffix = ".tar"
media_type = "application/x-tar"


def pack(path: Path, files: Iterable[tuple[str, bytes]]) -> None:
    """Write `files`, by name, to `path`. Raises OSError."""
    with TarFile(path, "w", format=PAX_FORMAT) as archive:
        for name, data in files:
            entry = TarInfo(name)  # which is readable, nobody's and of 1970
            entry.size = len(data)
            archive.addfile(entry, BytesIO(data))


@contextmanager
def opened(file: BinaryIO) -> Iterator[Read]:
    """Give what returns the files of an archive."""
    with TarFile(fileobj=file) as archive:
        extract = cast(Callable[[str], IO[bytes]], archive.extractfile)
        yield lambda name: extract(name).read()


def check(name: str) -> None:
    """Raise ValueError for a name that a tar archive cannot have: there is none."""
