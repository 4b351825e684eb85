"""Bylines: who wrote the article, from a line that says so."""

from __future__ import annotations

import re
from functools import cache

from msgspec import structs

from convert.languages import known
from convert.model import Organization, Person
from convert.parts import LANGUAGES

Author = Person | Organization

_PARTS = re.compile(r"\s*[|•·]\s*|\s+[–—]\s+|\s{3,}")
# A name's words: capitalised (McKay, O'Neill, Jean-Luc, J. R.), with the small words that stand inside names.
_WORD = r"(?:[^\W\d_][\w’'.-]*)"
_INNER = frozenset(
    {
        "de",
        "da",
        "do",
        "dos",
        "das",
        "del",
        "della",
        "di",
        "du",
        "den",
        "der",
        "ten",
        "ter",
        "van",
        "von",
        "zu",
    }
    | {"zur", "la", "le", "el", "al", "bin", "ibn", "y", "e"}
)
_ORGANIZATION = re.compile(
    r"\b(?:Press|News|Agency|Staff|Reuters|AFP|AP|BBC|CNN|dpa|EFE|ANSA|TASS|Team|Desk|Newsroom|Editorial|Redaktion|"
    r"Rédaction|Redacción|Redazione|Редакция)\b|^[A-Z]{2,6}$"
)
# A job, by its last word, in the languages whose bylines give one.
_ROLE = re.compile(
    r"(?:^|\s)(?:editor|writer|reporter|correspondent|columnist|contributor|journalist|photographer|producer|analyst|"
    r"critic|staff|redakteur(?:in)?|korrespondent(?:in)?|reporter(?:in)?|journaliste|correspondante?|rédact(?:eur|rice)|"
    r"redactora?|corresponsal|periodista|giornalista|corrispondente|inviat[oa]|dziennikar(?:z|ka)|korespondent(?:ka)?)$",
    re.IGNORECASE,
)
_PLACE = re.compile(r"\s+(?:in|from|for|aus|für|à|pour|en|para|da|per|w)\s+[^\W\d_].*$")


def parse(text: str, tag: str | None) -> tuple[Author, ...]:
    """Return the authors that the line `text` names after a byline word of language `tag`; () for none.

    "By Jane Roe, science editor, and John Doe, Associated Press" names two people, the first with a job title,
    and an agency. A line that reads on as a sentence is no byline.
    """
    opened = _prefix(tag).match(text)
    if not opened or len(text) > 160 or re.search(r"[.!?]\s+\S+\s+\S+\s+\S+\s+\S+", text[opened.end() :]):
        return ()
    said = _PARTS.split(text[opened.end() :].strip().rstrip("."))[0]
    authors: list[Author] = []
    for piece in _split(said, tag):
        author = _author(piece)
        job = _ROLE.search(piece) is not None or piece[0].islower()
        if author is not None and not (authors and (job or _is_one_word(author))):
            authors.append(author)
        elif authors and isinstance(authors[-1], Person) and job:
            authors[-1] = structs.replace(authors[-1], jobTitle=piece)
        else:
            break
    return tuple(authors)


def _is_one_word(author: Author) -> bool:
    """Say whether a further author is one word, and so rather a place: "Von Anna Müller, Hamburg"."""
    return isinstance(author, Person) and " " not in author.name


def bare(text: str) -> tuple[Author, ...]:
    """Return the author of a line that is a person's name and nothing else; () where it is not."""
    author = _author(text) if 2 <= len(text.split()) <= 4 and text[-1:].isalpha() else None
    return (author,) if isinstance(author, Person) else ()


def _author(piece: str) -> Author | None:
    name = _PLACE.sub("", piece).strip(" ,;")
    words = name.split()
    if not 1 <= len(words) <= 6 or any(any(c.isdigit() for c in word) for word in words):
        return None
    if _ORGANIZATION.search(name):
        return Organization(name)
    if len(words) == 1 and name.isascii() and not name[:1].isupper():
        return None
    if not all(re.fullmatch(_WORD, word) and (not word[0].islower() or word in _INNER) for word in words):
        return None
    return Person(_capitalised(name))


def _capitalised(name: str) -> str:
    """Return a name in capitals as names are written; any other as it is."""
    return name.title() if name.isupper() and len(name) > 4 and " " in name else name


def _split(said: str, tag: str | None) -> list[str]:
    language = known(tag)
    words = (*(language.author_conjunctions if language else ()), "and", "&")
    conjunction = "|".join(re.escape(word) for word in dict.fromkeys(words))
    return [
        piece
        for piece in re.split(rf"\s*[,;、]\s*(?:(?:{conjunction})\s+)?|\s+(?:{conjunction})\s+", said)
        if piece
    ]


@cache
def _prefix(tag: str | None) -> re.Pattern[str]:
    """Match a byline's opening words, of a language and of English, before a name."""
    english = LANGUAGES.load("en")
    found = {*(known(tag) or english).byline, *english.byline}
    words = sorted(found, key=lambda word: (-len(word), word))
    return re.compile(rf"(?:{'|'.join(map(re.escape, words))})(?:\s*[:：]\s*|\s+)(?=\S)", re.IGNORECASE)
