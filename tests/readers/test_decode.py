"""Bytes to text: marks, UTF-8 and UTF-16, declared and detected charsets, and what is no text at all."""

from __future__ import annotations

import codecs

import pytest

from convert.errors import ArticleError, InputError, NoArticle, UnknownPart
from convert.readers._decode import decode
from convert.source import Source

GERMAN = (
    "Der Bürgermeister sagte, die Brücke werde für größere Lastwagen gesperrt. „Das ist schön“, meinte er."
)
RUSSIAN = "Мэр города сказал, что мост закроют для грузовиков, а дорога у реки останется открытой до весны."
POLISH = (
    "Burmistrz powiedział, że most zostanie zamknięty dla ciężarówek, a droga nad rzeką pozostanie otwarta."
)
FRENCH = (
    "Le maire a déclaré que le pont sera fermé à l'été, mais que la route du bord de l'eau restera ouverte."
)
GREEK = "Ο δήμαρχος είπε ότι η γέφυρα θα κλείσει για τα φορτηγά και ότι ο δρόμος θα μείνει ανοιχτός."
JAPANESE = "市長は橋を閉鎖すると述べた。道路は開いたままであるが、トラックは通れない。"


@pytest.mark.parametrize(
    ("text", "encoding", "mark"),
    [
        (GERMAN, "utf-8", b""),
        (GERMAN, "utf-8", codecs.BOM_UTF8),
        (RUSSIAN, "utf-16-le", codecs.BOM_UTF16_LE),
        (RUSSIAN, "utf-16-be", codecs.BOM_UTF16_BE),
        (RUSSIAN, "utf-32-le", codecs.BOM_UTF32_LE),
        (GERMAN, "utf-16-le", b""),
        (GERMAN, "utf-16-be", b""),
        (GERMAN, "cp1252", b""),
        (FRENCH, "iso-8859-1", b""),
        (RUSSIAN, "cp1251", b""),
        (RUSSIAN, "koi8-r", b""),
        (POLISH, "cp1250", b""),
        (GREEK, "cp1253", b""),
        (JAPANESE, "shift_jis", b""),
        (JAPANESE, "euc_jp", b""),
    ],
)
def test_a_charset_is_told_from_the_bytes(text: str, encoding: str, mark: bytes) -> None:
    assert decode(Source("story.txt", mark + text.encode(encoding))) == text


def test_a_declared_charset_is_obeyed() -> None:
    assert decode(Source("story.txt", "größer".encode("cp437")), "cp437") == "größer"


@pytest.mark.parametrize(
    ("data", "encoding", "error", "message"),
    [
        (b"", None, NoArticle, "story.txt: the input is empty"),
        (b" \n\t\n", None, NoArticle, "story.txt: the input is empty"),
        (b"%PDF-1.7\n...", None, InputError, "is a PDF, not text; extract its text first"),
        (b"PK\x03\x04....", None, InputError, "is a zip archive"),
        (b"\x89PNG\r\n\x1a\n....", None, InputError, "is a PNG picture"),
        (bytes(range(256)) * 20, None, InputError, "is binary data, not text"),
        (b"abc\x00\x01\x02" * 500, None, InputError, "is binary data, not text"),
        ("ok\nné".encode("latin-1"), "utf-8", InputError, "story.txt:2:2: byte 0xe9 is not utf-8"),
        (b"text", "latin-99", UnknownPart, "unknown charset 'latin-99'"),
        (b"text", "zip", UnknownPart, "'zip' is not a charset of text"),
    ],
)
def test_what_is_no_text_is_named(
    data: bytes, encoding: str | None, error: type[ArticleError], message: str
) -> None:
    with pytest.raises(error) as caught:
        decode(Source("story.txt", data), encoding)
    assert message in str(caught.value)
