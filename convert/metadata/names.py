"""Names: whether some words are a person's name, an organization's, or neither."""

from __future__ import annotations

import re

from convert.metadata.words import vocabulary
from convert.model import Organization, Person

Author = Person | Organization

# The small words that stand inside names.
PARTICLES = frozenset(
    {
        "af",
        "al",
        "av",
        "bin",
        "bint",
        "da",
        "das",
        "de",
        "del",
        "della",
        "den",
        "der",
        "di",
        "do",
        "dos",
        "du",
        "e",
    }
    | {
        "el",
        "ibn",
        "la",
        "le",
        "och",
        "te",
        "ten",
        "ter",
        "und",
        "van",
        "vom",
        "von",
        "y",
        "zu",
        "zum",
        "zur",
    }
)
_LONGEST = 5
# A word of a name: it begins with a letter, and holds what names hold (McKay, O'Neill, Jean-Luc, J., अन्ना).
_WORD = re.compile(r"[^\W\d_][^\s\d_@#/|<>:;!?()\[\]{}\"“”„«»…,·•*+=%&]*")
_DOMAIN = re.compile(r"[\w-]+\.(?:com|org|net|[a-z]{2})", re.IGNORECASE)
_ACRONYM = re.compile(r"[A-Z]{2,6}")
# Names that are written without spaces: two to four characters of Han or Hangul, or a transcribed foreign name.
_UNSPACED = re.compile(r"[\u3400-\u9fff]{2,4}|[\uac00-\ud7a3]{2,4}|[\u30a0-\u30ff\u00b7]{3,12}")
_UNSPACED_LETTER = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")


def author(text: str, tag: str | None) -> Author | None:
    """Return whom `text` names, where a byline lets expect a name; None where it reads as no name."""
    words = text.split()
    known = vocabulary(tag)
    folded = [word.lower().strip(".'’") for word in words]
    if not 1 <= len(words) <= _LONGEST + 1:
        return None
    if _DOMAIN.fullmatch(text) or _ACRONYM.fullmatch(text) or not known.organizations.isdisjoint(folded):
        return Organization(text)
    if _UNSPACED_LETTER.match(text):
        return _unspaced(words, tag)
    if not all(map(_WORD.fullmatch, words)):
        return None
    if any(word[0].islower() and word not in PARTICLES for word in words):
        return None
    return Person(_capitalised(text))


def bare(text: str, tag: str | None) -> Person | None:
    """Return the person whose name `text` is and nothing else, without a byline to say so; None where in doubt.

    A name is then two to four words with a capital each, none of them a word of menus, buttons, dates, jobs,
    newsrooms or running text.
    """
    words = text.split()
    known = vocabulary(tag)
    if _UNSPACED_LETTER.match(text):
        named = _unspaced(words, tag)
        return named if named and named.jobTitle else None
    if not 2 <= len(words) <= 4 or not words[0][:1].isupper() or words[-1] in PARTICLES:
        return None
    folded = [word.lower().strip(".'’") for word in words if word not in PARTICLES]
    barred = (known.roles, known.organizations, () if folded[0] in known.given else known.common)
    if folded[0] in known.places or not all(frozenset(words_).isdisjoint(folded) for words_ in barred):
        return None
    found = author(text, tag)
    return found if isinstance(found, Person) else None


def is_sure(person: Author) -> bool:
    """Say whether a name begins with a given name that we know, of any language, or has a job behind it."""
    if isinstance(person, Person) and person.jobTitle:
        return True
    return person.name.split()[0].lower().partition("-")[0] in vocabulary(None).given


def agency(text: str, tag: str | None) -> Organization | None:
    """Return the newsroom or agency whose name `text` is and nothing else, by a word that such names have.

    "News" alone is a section.
    """
    if text.lower() in vocabulary(tag).furniture:
        return None
    words = text.split()
    found = author(text, tag) if len(words) <= 4 and text[:1].isupper() else None
    folded = {word.lower() for word in words}
    known = vocabulary(tag)
    named = not known.organizations.isdisjoint(folded) and known.roles.isdisjoint(folded)
    capitals = all(word[0].isupper() or word in PARTICLES for word in words)
    return found if isinstance(found, Organization) and named and capitals else None


def _unspaced(words: list[str], tag: str | None) -> Person | None:
    """Return a person named in a script without spaces, with the job that follows: 홍길동 기자."""
    if not _UNSPACED.fullmatch(words[0]):
        return None
    job = words[1] if len(words) == 2 and words[1] in vocabulary(tag).roles else None
    return Person(words[0], jobTitle=job)


def _capitalised(name: str) -> str:
    """Return a name in capitals as names are written; any other as it is."""
    return name.title() if name.isupper() and len(name) > 4 and " " in name else name
