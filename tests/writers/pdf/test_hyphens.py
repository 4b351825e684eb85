"""Where words may be divided: as pyphen says, which reads the same tables."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

import pyphen
import pytest

from convert.parts import LANGUAGES
from convert.readers._decode import decode
from convert.source import from_path
from convert.writers.pdf.text.hyphens import Table, divisions, hyphenated
from tests.corpus import FIXTURES
from tests.fonts.test_chain import SENTENCES

# The least letters that stand on either line.
LEAST = 3

TABLED = sorted(code for code in LANGUAGES.names() if hyphenated(code))


@cache
def words() -> tuple[str, ...]:
    """Return the words of all fixtures and of a sentence of each language, in small letters."""
    text = " ".join(
        [*(decode(from_path(path)) for path in FIXTURES[::3]), *(text for _, text in SENTENCES.values())]
    )
    return tuple(sorted(set(re.findall(r"[^\W\d_]{2,}", text.lower()))))


def table(name: str) -> bytes:
    """Return the table of a language as pyphen has it."""
    data: bytes = pyphen.LANGUAGES[name].read_bytes()
    return data


@pytest.mark.parametrize("name", TABLED)
def test_words_are_divided_where_pyphen_divides_them(name: str) -> None:
    """But where the spelling would change, and by patterns that say two things of one place."""
    fallback = pyphen.language_fallback(name) or "nb"
    broken = re.findall(r"(?m)^(\w+?)\d\d", table(fallback).decode("latin-1"))
    theirs = pyphen.Pyphen(lang=fallback, left=LEAST, right=LEAST)
    known = {word: theirs.positions(word) for word in words() if not any(each in word for each in broken)}
    expected = {word: places for word, places in known.items() if not any(place.data for place in places)}
    assert any(expected.values())
    ours = Table(table(fallback))
    assert {word: ours.positions(word) for word in expected} == expected


def test_every_table_can_be_read() -> None:
    for name in {path: name for name, path in pyphen.LANGUAGES.items()}.values():
        assert Table(table(name)).positions("xyz") == [], name


def test_most_languages_of_ours_have_a_table() -> None:
    assert {"de", "en", "es", "fr", "it", "nl", "no", "pt", "ru", "sv", "uk"} <= set(TABLED)
    assert not {"ar", "he", "ja", "ko", "vi", "zh"} & set(TABLED)


def test_a_pattern_that_changes_the_spelling_divides_nothing() -> None:
    assert Table(b"UTF-8\nLEFTHYPHENMIN 1\nabc1c/c=c,3,1\n").positions("xabcdef") == []
    assert Table(b"ISO8859-1\nabc1def\n").positions("xabcdef") == [4]


@pytest.mark.parametrize(
    ("word", "language", "expected"),
    [
        ("administration", "en", "admin|is|tra|tion"),
        ("“administration,”", "en", "“admin|is|tra|tion,”"),
        ("administration", "en-GB", "admin|is|tra|tion"),
        ("Verwaltungen", "de", "Ver|wal|tun|gen"),
        ("железнодорожный", "ru", "желез|но|до|рож|ный"),
        ("Administration", "en", "Administration"),
        ("NATO-administration", "en", "NATO-administration"),
        ("ADMINISTRATION", "de", "ADMINISTRATION"),
        ("example.com/administration", "en", "example.com/administration"),
        ("admin1stration", "en", "admin1stration"),
        ("short", "en", "short"),
        ("administration", "xx", "administration"),
        ("administration", "", "administration"),
        ("x" * 50_000, "en", "x" * 50_000),
    ],
)
def test_divisions(word: str, language: str, expected: str) -> None:
    places = divisions(word, language)
    parts = [word[start:end] for start, end in pairwise((0, *places, len(word)))]
    assert "|".join(parts) == expected
