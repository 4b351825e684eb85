"""Metadata lines: bylines, dates and the two together, as they stand between headline and text."""

from __future__ import annotations

import re
from functools import cache

from convert.draft import Claim
from convert.languages import known
from convert.metadata import bylines, dates
from convert.parts import LANGUAGES

_PARTS = re.compile(r"\s*[|•·]\s*|\s+[–—-]\s+|\s{3,}|\n")
_COMMA = re.compile(r",\s+")
_LONGEST = 200
# Words of a part that says nothing we know ("Staff Writer", "5 min read"), beside one that does.
_SPARE = 4


def read(text: str, tag: str | None, start: int = 0) -> tuple[Claim, ...]:
    """Return what a line says of authors and dates, each claim with its range from `start`; () if it is no such line.

    All of the line must be accounted for: "Jane Roe was born on 3 March 1980." says nothing here.
    """
    if len(text) > _LONGEST:
        return ()
    claims: list[Claim] = []
    at = 0
    for part in (*_PARTS.finditer(text), None):
        end = part.start() if part else len(text)
        piece = text[at:end].strip()
        if piece:
            said = _part(piece, tag, start + text.index(piece, at))
            if not said and (len(piece.split()) > _SPARE or piece[-1:] in ".!?"):
                return ()
            claims += said
        at = part.end() if part else end
    return tuple(claims)


def name(text: str, start: int = 0) -> tuple[Claim, ...]:
    """Return the claim of a line that is a person's name alone; () where it is not."""
    return tuple(
        Claim("author", (author,), start, start + len(text), "name-line", 0.7)
        for author in bylines.bare(text)
    )


def _part(piece: str, tag: str | None, start: int) -> list[Claim]:
    """Return the claims of one part: a date, a byline, or a byline with a date behind a comma."""
    dated = _date(piece, tag, start)
    if dated:
        return [dated]
    for comma in _COMMA.finditer(piece):
        first, second = (
            _date(piece[: comma.start()], tag, start),
            _date(piece[comma.end() :], tag, start + comma.end()),
        )
        if first and (second or _opening(tag).match(piece, comma.end())):
            return [first, *([second] if second else [])]
        dated = _date(piece[comma.end() :], tag, start + comma.end())
        authors = _authors(piece[: comma.start()], tag, start)
        if dated and authors:
            return [*authors, dated]
    return _authors(piece, tag, start)


def _authors(piece: str, tag: str | None, start: int) -> list[Claim]:
    found = bylines.parse(piece, tag)
    return [Claim("author", found, start, start + len(piece), "byline")] if found else []


def _date(piece: str, tag: str | None, start: int) -> Claim | None:
    """Return the claim of a date with or without the word that says which date it is."""
    if not dates.looks_dated(piece):
        return None
    opened = _opening(tag).match(piece)
    updated = opened is not None and opened.lastgroup == "updated"
    at = opened.end() if opened else 0
    date = dates.parse(piece[at:].strip(" .()"), tag)
    if date is None:
        return None
    return Claim(
        "dateModified" if updated else "datePublished",
        date,
        start + at,
        start + len(piece),
        "update-line" if updated else "date-line",
        1.0 if opened else 0.9,
    )


@cache
def _opening(tag: str | None) -> re.Pattern[str]:
    english = LANGUAGES.load("en")
    language = known(tag) or english
    updated = _any((*language.updated, *english.updated))
    published = _any((*language.published, *english.published))
    return re.compile(
        rf"(?:(?P<updated>{updated})|(?P<published>{published}))(?:\s*[:：]\s*|\s+|$)", re.IGNORECASE
    )


def _any(words: tuple[str, ...]) -> str:
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))
