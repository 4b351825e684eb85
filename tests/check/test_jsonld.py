"""What the built-in checker of metadata finds, and what it passes by."""

from __future__ import annotations

from pathlib import Path

import pytest

from convert.check.jsonld import part
from tests.check.looking import codes, look, swapped

ARTICLE = """{
  "@context": "https://schema.org",
  "@type": "NewsArticle",
  "@id": "https://example.org/1#article",
  "headline": "Harbour budget",
  "dateline": "PORT ELLERY, Maine",
  "datePublished": "2025-03-03T14:05:00-05:00",
  "wordCount": 240,
  "author": [{"@type": "Person", "name": "Jane Roe", "url": "https://example.org/roe"}],
  "image": "https://example.org/boat.png",
  "citation": {"@type": "CreativeWork", "name": "The paper", "url": "https://example.org/paper"}
}"""

CASES = {
    "json-invalid": (swapped('"wordCount": 240,', '"wordCount": 240,,'), swapped("240", "2.4e2")),
    "json-key-twice": (
        swapped('"wordCount": 240', '"headline": "Other", "wordCount": 240'),
        swapped('"wordCount": 240', '"name": "Harbour budget", "wordCount": 240'),
    ),
    "json-number": (swapped("240", "NaN"), swapped("240", '"NaN"')),
    "not-schema-org": (
        swapped("https://schema.org", "https://example.org/vocabulary"),
        swapped('"https://schema.org"', '{"@vocab": "http://schema.org/"}'),
    ),
    "type-missing": (
        swapped('"@type": "Person", ', ""),
        swapped('"@type": "Person", "name": "Jane Roe"', '"@id": "#x"'),
    ),
    "type-unknown": (
        swapped('"CreativeWork"', '"CreativeWorm"'),
        swapped('"CreativeWork"', '["Book", "x:Novel"]'),
    ),
    "property-unknown": (
        swapped('"wordCount"', '"wordcount"'),
        swapped('"wordCount": 240', '"ex:wordcount": 240'),
    ),
    "property-empty": (swapped("240", '""'), swapped("240", "0")),
    "date-invalid": (swapped("2025-03-03", "2025-02-30"), swapped("2025-03-03T14:05:00-05:00", "2025-02")),
    "url-relative": (
        swapped("https://example.org/boat.png", "/boat.png"),
        swapped("https://example.org/boat.png", "HTTPS://example.org/boat.png"),
    ),
    "author-unnamed": (swapped('"name": "Jane Roe", ', ""), swapped("Jane Roe", "J")),
    "author-introduced": (swapped("Jane Roe", "By Jane Roe"), swapped("Jane Roe", "Byron Wadsby")),
    "recommended-missing": (swapped('"image"', '"thumbnailUrl"'), swapped('"image": "h', '"image": "data:h')),
}


@pytest.mark.parametrize("code", CASES)
def test_what_is_wrong_is_found(code: str, tmp_path: Path) -> None:
    found = look("jsonld", CASES[code][0](ARTICLE).encode(), tmp_path)
    assert {fault.code for fault in found} == {code}


@pytest.mark.parametrize("code", CASES)
def test_what_comes_near_it_is_passed_by(code: str, tmp_path: Path) -> None:
    assert look("jsonld", CASES[code][1](ARTICLE).encode(), tmp_path) == ()


def test_a_fault_has_its_place(tmp_path: Path) -> None:
    (fault,) = look("jsonld", ARTICLE.replace('"url": "https://example.org/p', '"ur": "p').encode(), tmp_path)
    assert (fault.place, fault.message) == ("citation", "CreativeWork has no property ur")


def test_an_error_of_syntax_has_its_line(tmp_path: Path) -> None:
    (fault,) = look("jsonld", ARTICLE.replace("240", "]").encode(), tmp_path)
    assert (fault.line, fault.column) == (8, 16)


@pytest.mark.parametrize("form", ['{"@context": "https://schema.org", "@graph": [%s]}', "[%s]"])
def test_several_things_are_each_looked_at(form: str, tmp_path: Path) -> None:
    one = ARTICLE.replace('"dateline"', '"datelime"')
    assert codes(look("jsonld", (form % one).encode(), tmp_path)) == {"property-unknown"}


def test_a_role_has_the_property_that_it_stands_in(tmp_path: Path) -> None:
    person = '{"@type": "Person", "name": "Jane Roe", "url": "https://example.org/roe"}'
    role = f'{{"@type": "Role", "roleName": "editor", "author": {person}}}'
    assert look("jsonld", ARTICLE.replace(person, role).encode(), tmp_path) == ()


@pytest.mark.parametrize("text", [b"\xff\xfe{}", b"\x80"])
def test_another_charset_is_a_fault(text: bytes, tmp_path: Path) -> None:
    assert codes(look("jsonld", text, tmp_path)) == {"not-utf-8"}


@pytest.mark.parametrize("text", [b"[" * 200_000, b'{"a":' * 200_000, b"", b"1", b'"x"', b"[[[]]]", b"null"])
def test_hostile_and_odd_texts_are_survived(text: bytes, tmp_path: Path) -> None:
    assert codes(look("jsonld", text, tmp_path))


def test_every_code_has_its_case() -> None:
    assert {*part.faults} == {*CASES, "unreadable", "too-large", "not-utf-8"}
