"""Files that are no text are known by how they begin; texts that begin alike are not."""

from __future__ import annotations

import pytest

from convert import foreign
from tests.containers.packing import zipped


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (b"%PDF-1.7", "a PDF"),
        (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
        (b"\0\0\0\x1cftypavif", "an AVIF picture"),
        (b"\0\0\0\x1cftypheic", "a HEIC picture"),
        (b"II*\0", "a TIFF picture"),
        (b"\0\0\0\x1cftypM4A ", "a sound file"),
        (b"\xff\xfb\x90", "a sound file"),
        (b"RIFF\n\r\n\0WAVEfmt ", "a sound file"),
        (b"\0\0\0\x1cftypmp42", "a video"),
        (b"\x1aE\xdf\xa3", "a video"),
        (b"{\\rtf1\\ansi", "a rich text document (RTF)"),
        (b"A book".ljust(60, b"\0") + b"BOOKMOBI", "a Kindle book"),
        (b"BZh91AY&SY", "a bzip2 file"),
        (b"PK\x05\x06" + bytes(18), "a zip archive"),
        (zipped({"a.txt": "x"}), "a zip archive"),
        (zipped({"_rels/.rels": "x"}), "an Office document (DOCX, XLSX, PPTX)"),
    ],
)
def test_what_it_is_is_told_with_what_to_do(head: bytes, name: str) -> None:
    what, hint = foreign.what(head) or ("", "")
    assert what == name
    assert hint


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "PDF-1.7 is a version",
            "RIFFs and waves",
            "BZh is not bzip2",
            "BZh9 is not either",
            "GIF89 was a format",
        ),
        *(
            "ID3 tags are explained here",
            "MM* stands for",
            "II* of the page",
            "PAR for the course",
            "Rar! said he",
        ),
        *(
            "ustar" * 10,
            "SQLite format 3 is old",
            "{rtf}",
            "BOOKMOBI " * 7 + "s",
            "7z is a format",
            "PK, or penalty kick",
        ),
        *("þÿ and ÿþ", "AT&T Formed", "OggS of war"),
    ],
)
@pytest.mark.parametrize("charset", ["utf-8", "cp1252", "utf-16"])
def test_a_text_that_begins_alike_is_none(text: str, charset: str) -> None:
    assert foreign.what(text.encode(charset)) is None
