"""PDFs that we made with their source attached, read back exactly."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

from convert.errors import InputError
from convert.foreign import what
from convert.limits import too_large
from convert.model import Article, codec
from convert.options import ReadOptions
from convert.parts import Reader
from convert.source import Source

if TYPE_CHECKING:
    from pikepdf import Pdf, Stream

_SIGNATURE = b"%PDF-"
_MEDIA_TYPE = "/application/json"
_PACKED = "/FlateDecode"


def read(source: Source, options: ReadOptions) -> Article:
    """Return the article that is attached to a PDF of ours.

    Raises InputError for what is no PDF, one that is damaged or locked, one without such an article, and one with
    several, TooLarge where the article has more bytes than one may have.
    """
    from pikepdf import PasswordError, Pdf, PdfError

    try:
        with Pdf.open(BytesIO(source.data), attempt_recovery=False) as pdf:
            found = list(_sources(pdf))
            data = _unpacked(found[0], source.name, options.limits.input) if len(found) == 1 else b""
    except PasswordError as error:
        raise InputError("is a PDF with a password", where=source.name, hint="unlock it first") from error
    except PdfError as error:
        # What is wrong comes behind the stream that it is wrong with, which has no name.
        problem = str(error).partition("\n")[0].rpartition(">: ")[2]
        raise InputError(f"is a damaged PDF: {problem}", where=source.name, hint="save it anew") from error
    if not found:
        _, hint = what(_SIGNATURE) or ("", "")
        raise InputError(
            "is a PDF without its source, which `article` writes with --attach-source",
            where=source.name,
            hint=hint,
        )
    if len(found) > 1:
        raise InputError(
            f"is a PDF of {len(found)} articles", where=source.name, hint="convert what it was made of"
        )
    return codec.decode(data, where=source.name)


def sniff(data: bytes) -> bool:
    """Say whether bytes begin as a PDF does."""
    return data.startswith(_SIGNATURE)


def _sources(pdf: Pdf) -> Iterator[Stream]:
    """Yield the trees among the files that are attached as the document's source (ISO 19005-3, annex E), unread."""
    from pikepdf import Array, Dictionary, Stream

    files = pdf.Root.get("/AF")
    for each in files if isinstance(files, Array) else ():
        if not isinstance(each, Dictionary) or each.get("/AFRelationship") != "/Source":
            continue
        embedded = each.get("/EF")
        stream = embedded.get("/F") if isinstance(embedded, Dictionary) else None
        if not isinstance(stream, Stream) or stream.get("/Subtype") != _MEDIA_TYPE:
            continue
        if _filters(stream) in ([], [_PACKED]):
            yield stream


def _filters(stream: Stream) -> list[str]:
    """Return how a stream is packed: by a name, or by several in a list (ISO 32000-1, 7.3.8.2)."""
    from pikepdf import Array

    found = stream.get("/Filter")
    if found is None:
        return []
    return list(map(str, found)) if isinstance(found, Array) else [str(found)]


def _unpacked(stream: Stream, where: str, largest: int) -> bytes:
    """Return what is in a stream, `largest` bytes at most. Raises InputError."""
    data = stream.read_raw_bytes()
    if not _filters(stream):
        return data
    unpacking = zlib.decompressobj()
    try:
        found = unpacking.decompress(data, largest + 1)
    except zlib.error as error:
        raise InputError(f"has a damaged source: {error}", where=where, hint="save it anew") from error
    if len(found) > largest:
        raise too_large("input", largest, where)
    if not unpacking.eof:
        raise InputError("has a damaged source: it ends too soon", where=where, hint="save it anew")
    return found


part = Reader(
    name="pdf",
    description="PDFs that the writer of that name made with --attach-source",
    suffixes=(".pdf",),
    read=read,
    sniff=sniff,
)
