"""The headers of a tar archive, read from front to end by the standard library, with what it lets pass told."""

from __future__ import annotations

import tarfile
from collections.abc import Iterator
from tarfile import InvalidHeaderError, TruncatedHeaderError  # type: ignore[attr-defined]  # typeshed has not all
from typing import Any, BinaryIO, Self, cast

from convert.errors import ArticleError, InputError
from convert.source import Stream

# Headers with names that are too long for a plain one, and the like: tarfile reads them into memory.
_EXTENDED = (
    tarfile.XHDTYPE,
    tarfile.XGLTYPE,
    tarfile.SOLARIS_XHDTYPE,
    tarfile.GNUTYPE_LONGNAME,
    tarfile.GNUTYPE_LONGLINK,
)
_LONGEST = 1 << 20
# To skip what a header says is there, tarfile reads on behind the end, block by block, for as long as that says.
_MISSING = 3


class _Header(tarfile.TarInfo):
    """A header, of which damage is not taken for the end of the archive."""

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> Self:
        found = super().frombuf(buf, encoding, errors)
        if found.type in _EXTENDED and found.size > _LONGEST:
            raise tarfile.ReadError(f"a header has more than {_LONGEST >> 20} MB")
        return found

    @classmethod
    def fromtarfile(cls, archive: tarfile.TarFile) -> Self:
        try:
            return super().fromtarfile(archive)
        except (InvalidHeaderError, TruncatedHeaderError) as error:
            raise tarfile.ReadError(str(error)) from error


class _File:
    """What tarfile needs of a file: one that ends when it has ended."""

    def __init__(self, stream: Stream) -> None:
        self._file = stream.file
        self._missed = 0

    def read(self, size: int) -> bytes:
        piece = self._file.read(size)
        self._missed = 0 if piece else self._missed + 1
        if self._missed > _MISSING:
            raise tarfile.ReadError("unexpected end of data")
        return piece


def headers(stream: Stream) -> Iterator[tuple[tarfile.TarFile, tarfile.TarInfo]]:
    """Yield the headers of an archive, in order, each with what opens its file until the next is asked for.

    Raises InputError where the archive is damaged.
    """
    try:
        file = cast(BinaryIO, _File(stream))
        archive = tarfile.open(fileobj=file, mode="r|", tarinfo=_Header)  # noqa: SIM115  a view of the stream
        while header := archive.next():
            yield archive, header
            cast(Any, archive).members.clear()  # which it would keep, of millions of files as well
    except ArticleError:
        raise
    except Exception as error:
        raise InputError(f"is a tar archive that is damaged: {error}", where=stream.name) from error
