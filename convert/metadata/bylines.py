"""Bylines: who wrote the article, from words that say so."""

from __future__ import annotations

import re
from functools import cache

from msgspec import structs

from convert.languages import primary
from convert.metadata import names
from convert.metadata.names import Author as Author
from convert.metadata.words import vocabulary
from convert.model import Person
from convert.patterns import pattern

_LONGEST = 160
_HOUSE = 3  # words
_PARTS = pattern(r"\s*[|•·／]\s*|\s+[–—-]\s+|\s{3,}")
_HANDLE = pattern(r"@\w+|(?<![^\s@])[^\s@]+@\S+")
_SENTENCE = pattern(r"[.!?]\s+\S+\s+\S+\s+\S+\s+\S+\s+\S+")
# A place or a section behind a name or a date.
PLACE = pattern(r"(?<!\s)\s+(?:in|from|for|aus|für|à|pour|en|para|da|per|w)\s+[^\W\d_](?s:.*)")
_NICKNAME = pattern(r"[\w.-]{2,30}(?: [\w.-]{2,30})?")
_COMMA = r"[,;、，()]"


def parse(text: str, tag: str | None) -> tuple[Author, ...]:
    """Return the authors that the line `text` names after a byline word of language `tag`; () for none.

    "By Jane Roe, science editor, and John Doe, Associated Press" names two people, the first with a job title,
    and an agency. A line that reads on as a sentence is no byline.
    """
    opened = vocabulary(tag).by.match(text)
    return named(text[opened.end() :], tag) if opened else ()


def named(text: str, tag: str | None) -> tuple[Author, ...]:
    """Return the authors whom `text`, which a byline word lets expect, names from its beginning on; () for none."""
    if len(text) > _LONGEST or _SENTENCE.search(text):
        return ()
    authors: list[Author] = []
    said = _HANDLE.sub(" , ", _PARTS.split(text.strip().rstrip("."))[0])
    for joined, piece in _split(said, tag):
        job = piece[0].islower() or _is_job(piece, tag)
        author = names.author(PLACE.sub("", piece), tag)
        if author is not None and (not authors or joined or (" " in author.name and not job)):
            authors.append(author)
        elif authors and isinstance(authors[-1], Person) and job:
            authors[-1] = structs.replace(authors[-1], jobTitle=piece)
        else:
            break
    return tuple(authors)


def nickname(text: str, tag: str | None) -> tuple[Author, ...]:
    """Return the author who signs with a word or two, capitals or not, where nothing but a name can stand."""
    common = vocabulary(tag).common
    plain = _NICKNAME.fullmatch(text) and not text[0].isdigit() and common.isdisjoint(text.lower().split())
    return (Person(text),) if plain else ()


def enumerated(text: str, tag: str | None) -> tuple[Author, ...]:
    """Return the persons whom `text` names if it is nothing but names with jobs or houses behind them, else ()."""
    authors: list[Author] = []
    for joined, piece in _split(text.strip(), tag):
        person = names.bare(piece, tag)
        if person:
            authors.append(person)
        elif not authors or joined or not (_is_job(piece, tag) or _is_affiliation(piece, authors)):
            return ()
    return tuple(authors)


def _is_job(text: str, tag: str | None) -> bool:
    return not vocabulary(tag).roles.isdisjoint(text.lower().split())


def _is_affiliation(text: str, authors: list[Author]) -> bool:
    """Say whether `text` is a place or a house, as behind a sure name: "Jane Roe, Harbor Insider"."""
    words = text.split()
    return len(words) <= _HOUSE and all(word[0].isupper() for word in words) and names.is_sure(authors[-1])


def _split(said: str, tag: str | None) -> list[tuple[bool, str]]:
    """Return the pieces of an enumeration, each with whether a conjunction stands before it."""
    pieces: list[tuple[bool, str]] = []
    joined = False
    for part in _separators(primary(tag)).split(said):
        if part and _separators(primary(tag)).fullmatch(part):
            joined = not re.fullmatch(_COMMA, part.strip())
        elif part.strip():
            pieces.append((joined, part.strip()))
            joined = False
    return pieces


@cache
def _separators(code: str) -> re.Pattern[str]:
    word = rf"(?:{'|'.join(map(re.escape, vocabulary(code).conjunctions))})\s+"
    return re.compile(rf"((?:(?<!\s)\s+|(?={_COMMA}))(?:{_COMMA}\s*+(?:{word})?|{word}))", re.IGNORECASE)
