"""Web archives (WARC, ISO 28500): the pages that a crawler was given."""

from __future__ import annotations

import codecs
import importlib
from collections.abc import Iterator
from typing import Any

from convert.charsets import meant
from convert.containers._names import called, inside
from convert.errors import ArticleError, InputError, MissingEngine, NoArticle
from convert.limits import too_large
from convert.parts import Container
from convert.source import Source, Stream, marked

_SUFFIXES = (".warc",)
_OK = 200
_PAGES = ("text/html", "application/xhtml+xml")


class _File:
    """The little that FastWARC needs of a file: it takes what has a `seek` for one that can."""

    def __init__(self, stream: Stream) -> None:
        self._file = stream.file
        self._at = 0

    def read(self, size: int = -1) -> bytes:
        piece = self._file.read(size)
        self._at += len(piece)
        return piece

    def tell(self) -> int:
        return self._at


def members(stream: Stream) -> Iterator[Source | ArticleError]:
    """Yield each response with status 200 that is HTML, in order, and an error for one that is damaged.

    Raises MissingEngine without the extra `warc`, InputError where the archive goes on as no archive does,
    NoArticle where it has no such response.
    """
    try:
        warc = importlib.import_module("fastwarc.warc")
    except ImportError as error:
        hint = "pip install 'article-convert[warc]'"
        raise MissingEngine("web archives need fastwarc", where=stream.name, hint=hint) from error
    found = False
    for number, record in enumerate(_responses(warc, stream), start=1):
        name = f"{stream.name}#{number}"
        page = _page(warc, record, stream, name, number)
        if page is not None:
            found = True
            yield page
    if not found:
        raise NoArticle("holds no page: no response of status 200 that is HTML", where=stream.name)


def _responses(warc: Any, stream: Stream) -> Iterator[Any]:
    """Yield the responses of an archive, which are not looked into yet: damage in one is not to stop the others."""
    kind = warc.WarcRecordType.response
    try:
        yield from warc.ArchiveIterator(_File(stream), record_types=kind, parse_http=False)
    except OSError as error:
        raise InputError(f"is a web archive that is damaged: {error}", where=stream.name) from error


def _page(warc: Any, record: Any, stream: Stream, name: str, number: int) -> Source | ArticleError | None:
    """Return the page of a response, None where it is something else or was not found."""
    size, largest = int(record.content_length), stream.meter.largest
    content = record.reader.read(min(size, largest))
    if len(content) < min(size, largest):
        return InputError("ends early", where=name)
    message = warc.WarcRecord()
    message.set_bytes_content(content)
    message.is_http = True
    try:
        message.parse_http(auto_decode="all")
        if message.http_headers.status_code != _OK or (message.http_content_type or "").lower() not in _PAGES:
            return None
        if size > largest:
            return too_large("input", largest, name)
        stream.meter.unpacked(max(0, message.content_length - size))
        payload = message.reader.read(largest + 1)
    except (OSError, ValueError) as error:
        return InputError(f"is a response that is damaged: {error}", where=name)
    except InputError as error:
        error.where = name
        return error
    url = (record.headers.get("WARC-Target-URI") or "").strip("<> ")  # WARC 1.0 had them around it
    metadata = {"url": (url,)} if url else {}
    return Source(
        name=name,
        data=_told(payload, message.http_charset or ""),
        path=f"{inside(stream.path, _SUFFIXES)}/{called(metadata, number)}",
        format="html",
        metadata=metadata,
    )


def _told(payload: bytes, charset: str) -> bytes:
    """Return a page in UTF-8, with its mark, if its server said its charset and was right."""
    name = meant(charset.strip("\"' "))
    if not name or payload.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return payload
    try:
        return marked(payload.decode(name))
    except ValueError:
        return payload


part = Container(
    name="warc",
    description="a web archive: its HTML pages; needs the extra warc",
    suffixes=_SUFFIXES,
    knows=lambda head: head.startswith(b"WARC/1."),
    open=members,
)
