"""Files that hold no text of an article as they are: how they begin, what they are, and what to do about it."""

from __future__ import annotations

import re

from convert.patterns import pattern

_PICTURE = "read its text out first, for example with tesseract"
_SOUND = "transcribe it first, for example with whisper"
_OFFICE = "save it as text or HTML first, for example with `soffice --convert-to html`"
_ARCHIVE = "unpack it first"
_PACKED = "convert it with `article convert`, which unpacks it, or unpack it first"
_BOOK = "convert it to EPUB or HTML first, for example with Calibre's ebook-convert"

# Registered signatures: each format's own specification, or https://www.iana.org/assignments/media-types.
# None can begin a text: they hold bytes that no text has, or more of them than chance gives.
_SIGNATURES: tuple[tuple[str, str, str], ...] = (
    (r"%PDF-", "a PDF", "extract its text first, for example with pdftotext"),
    (r"%!PS-", "a PostScript document", "extract its text first, for example with ps2ascii"),
    (r"AT&TFORM", "a DjVu document", "extract its text first, for example with djvutxt"),
    (r"\x89PNG", "a PNG picture", _PICTURE),
    (r"\xff\xd8\xff", "a JPEG picture", _PICTURE),
    (r"GIF8[79]a", "a GIF picture", _PICTURE),
    (r"RIFF....WEBP", "a WebP picture", _PICTURE),
    (r"....ftyp(?:avif|avis)", "an AVIF picture", _PICTURE),
    (r"....ftyp(?:heic|heix|mif1|msf1)", "a HEIC picture", _PICTURE),
    (r"II\*\0|MM\0\*", "a TIFF picture", _PICTURE),
    (r"....ftypM4[AB]", "a sound file", _SOUND),
    (r"ID3[\x02-\x04]|\xff[\xf2\xf3\xfb]|fLaC|OggS\0|RIFF....WAVE|FORM....AIF[FC]", "a sound file", _SOUND),
    (r"....ftyp|\x1aE\xdf\xa3|RIFF....AVI |FLV\x01", "a video", _SOUND),
    (r"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an Office document (DOC, XLS, PPT, MSG)", _OFFICE),
    (r"\{\\rtf", "a rich text document (RTF)", _OFFICE),
    (r".{60}BOOKMOBI", "a Kindle book", _BOOK),
    (r"bplist00", "a binary property list, as Safari's web archives are", "save the page as its source"),
    (r"SQLite format 3\0", "an SQLite database", "export its articles as JSON Lines"),
    (r"PAR1", "a Parquet file", "export its articles as JSON Lines"),
    (r"7z\xbc\xaf\x27\x1c", "a 7z archive", _ARCHIVE),
    (r"Rar!\x1a\x07", "a RAR archive", _ARCHIVE),
    (r".{257}ustar", "a tar archive", _PACKED),
    (r"\xfd7zXZ\0", "an xz file", "decompress it first, with `xz -d`"),
    (r"\x04\x22\x4d\x18", "an lz4 file", "decompress it first, with `lz4 -d`"),
    (r"\x1f\x8b", "a gzip file", _PACKED),
    (r"BZh[1-9](?:1AY&SY|\x17rE8P\x90)", "a bzip2 file", _PACKED),
    (r"\x28\xb5\x2f\xfd", "a Zstandard file", _PACKED),
)
_SIGNED = pattern("|".join(f"({pattern})" for pattern, _, _ in _SIGNATURES).encode("latin-1"), re.DOTALL)

# A zip archive begins with the header of its first member (APPNOTE.TXT 4.3.7), or is empty.
ZIP = (b"PK\x03\x04", b"PK\x05\x06")
# EPUB (OCF 3.3, 4.2.2) and OpenDocument (part 2, 3.3) have their media type first, stored as it is.
_TYPED = b"mimetype"
# An EPUB has it without an extra field before it (OCF 3.3, 4.2.2): it begins at byte 30.
_BOOK_TYPE = b"application/epub+zip"
# Office Open XML (ISO/IEC 29500-2) begins with a part of its own, most often this.
_PARTS = pattern(rb"\[Content_Types\]\.xml|_rels/|docProps/|customXml/|word/|xl/|ppt/")

OFFICE_DOCUMENT = ("an Office document (DOCX, XLSX, PPTX)", _OFFICE)


def what(head: bytes) -> tuple[str, str] | None:
    """Say what a file that begins with `head` is, and what to do about it; None where it may be text."""
    if found := _SIGNED.match(head):
        _, name, hint = _SIGNATURES[(found.lastindex or 1) - 1]
        return name, hint
    return publication(head) or (("a zip archive", _PACKED) if head.startswith(ZIP) else None)


def book(head: bytes) -> bool:
    """Say whether a file that begins with `head` is an EPUB."""
    return head.startswith(ZIP[0]) and head[30 : 30 + len(_TYPED + _BOOK_TYPE)] == _TYPED + _BOOK_TYPE


def publication(head: bytes) -> tuple[str, str] | None:
    """Say what a zip archive that is one document is, and what to do about it; None for one of many files."""
    if not head.startswith(ZIP[0]):
        return None
    size, extra = int.from_bytes(head[26:28], "little"), int.from_bytes(head[28:30], "little")
    first, content = head[30 : 30 + size], head[30 + size + extra :]
    if first == _TYPED:
        if content.startswith(_BOOK_TYPE):
            return "an EPUB", "name it .epub, or give -f epub"
        return "an OpenDocument file (ODT, ODS, ODP)", _OFFICE
    if _PARTS.match(first):
        return OFFICE_DOCUMENT
    return None
