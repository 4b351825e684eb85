"""Bytes to text: byte order marks, UTF-8, UTF-16, declared and detected legacy charsets."""

from __future__ import annotations

import codecs
from collections.abc import Iterator

from convert.errors import InputError, NoArticle, UnknownPart
from convert.languages import detect
from convert.source import Source

# Longest first: the mark of UTF-16 begins that of UTF-32.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# What a file of another kind begins with, and what to do about it.
_MAGIC = (
    (b"%PDF-", "a PDF", "extract its text first, for example with pdftotext"),
    (b"PK\x03\x04", "a zip archive (EPUB, DOCX or the like)", "unpack it, or save it as text"),
    (b"\x1f\x8b", "a gzip file", "decompress it first"),
    (b"\x89PNG", "a PNG picture", "read its text out first"),
    (b"\xff\xd8\xff", "a JPEG picture", "read its text out first"),
    (b"GIF8", "a GIF picture", "read its text out first"),
    (b"\xd0\xcf\x11\xe0", "an Office document", "save it as text"),
    (b"{\\rtf", "a rich text document", "save it as plain text"),
)

# The legacy charsets of the web (https://encoding.spec.whatwg.org/#names-and-labels), the likeliest first;
# asked when the detector's guesses read as no language that we know.
_LEGACY = (
    *("cp1252", "cp1251", "koi8_u", "cp1250", "cp1254", "cp1253", "cp1255", "cp1256", "cp1257", "iso8859_2"),
    *("gb18030", "cp932", "euc_jp", "cp949", "big5hkscs", "cp1258", "iso8859_5", "iso8859_7", "mac_roman"),
)

# A chunk that is enough to tell a charset by, and to look for NUL bytes in.
_SAMPLE = 64_000


def decode(source: Source, encoding: str | None = None) -> str:
    """Return the text of `source`, its byte order mark left out.

    `encoding` is what the caller declares; without it UTF-8, then UTF-16 by its NUL pattern, then a legacy
    charset by detection. Raises NoArticle for no bytes at all, UnknownPart for an unknown charset, InputError
    for bytes that are not text or not in the declared charset.
    """
    data = source.data
    if not data.strip():
        raise NoArticle("the input is empty", where=source.name)
    for magic, what, hint in _MAGIC:
        if data.startswith(magic):
            raise InputError(f"is {what}, not text", where=source.name, hint=hint)
    if encoding:
        return _declared(source, encoding)
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _strict(source, data[len(mark) :], name)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = _detected(source)
    if text.count("\0", 0, _SAMPLE) > len(text[:_SAMPLE]) // 100:
        text = _wide(source)
    return text


def _declared(source: Source, encoding: str) -> str:
    try:
        name = codecs.lookup(encoding).name
    except LookupError as error:
        hint = "name one that Python knows, such as utf-8, windows-1252 or shift_jis"
        raise UnknownPart(f"unknown charset {encoding!r}", hint=hint) from error
    return _strict(source, source.data, name).removeprefix("\ufeff")


def _strict(source: Source, data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        before = data[: error.start].decode(encoding, "replace")
        raise InputError(
            f"byte 0x{data[error.start]:02x} is not {encoding}",
            where=source.name,
            line=before.count("\n") + 1,
            column=len(before) - before.rfind("\n"),
            hint="name the charset with --input-encoding",
        ) from error
    except LookupError as error:  # a codec of bytes to bytes, such as "zip"
        raise UnknownPart(f"{encoding!r} is not a charset of text") from error


def _wide(source: Source) -> str:
    """Return UTF-16 without a byte order mark, told by which half of its code units is zero."""
    sample = source.data[:_SAMPLE]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if max(even, odd) > 0.3 * len(sample) / 2 and min(even, odd) < 0.05 * len(sample) / 2:
        return _strict(source, source.data, "utf-16-be" if even > odd else "utf-16-le")
    raise InputError("is binary data, not text", where=source.name, hint="name a text file")


def _detected(source: Source) -> str:
    """Return `source` in the first charset, likeliest first, that makes it a language that we know."""
    from charset_normalizer import from_bytes

    if 0 in source.data[:_SAMPLE]:
        return _wide(source)
    found = from_bytes(source.data[:_SAMPLE])
    guesses = [match.encoding for match in found]
    for text in _readings(source.data, (*guesses, *_LEGACY)):
        if detect(text):
            return text
    for text in _readings(source.data, (*guesses, "utf-8")):
        return text
    raise InputError(
        "is not text in any charset that can be told", where=source.name, hint="name it with --input-encoding"
    )


def _readings(data: bytes, encodings: tuple[str, ...]) -> Iterator[str]:
    for encoding in encodings:
        try:
            yield data.decode(encoding)
        except UnicodeDecodeError:
            continue
