"""Names: whether some words are a person's name, an organization's, or neither."""

from __future__ import annotations

import re

from convert.languages import primary
from convert.metadata.words import vocabulary
from convert.model import Organization, Person
from convert.patterns import pattern

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
_LONGEST_HOUSE, _LONGEST_UNSPACED = 40, 12  # characters
_SMALL = 3  # letters of a small word within the name of a house
_OUTER = " .:…"
# A word of a name: it begins with a letter, and holds what names hold (McKay, O'Neill, Jean-Luc, J., अन्ना).
_WORD = pattern(r"[^\W\d_][^\s\d_@#/|<>:;!?()\[\]{}\"“”„«»…,·•*+=%&]*")
_DOMAIN = pattern(r"[\w-]+\.(?:com|org|net|[a-z]{2})", re.IGNORECASE)
_ACRONYM = pattern(r"[A-Z]{2,6}")
# Names that are written without spaces: two to four characters of Han or Hangul, or a transcribed foreign name.
UNSPACED = pattern(r"[\u3400-\u9fff]{2,4}|[\uac00-\ud7a3]{2,4}|[\u30a0-\u30ff\u00b7]{3,12}")
# A Japanese name may have a space between the family's and one's own: 山田 太郎.
_IN_TWO = pattern(r"[\u3400-\u9fff々]{1,3} [\u3040-\u30ff\u3400-\u9fff々]{1,4}")


def author(text: str, tag: str | None) -> Author | None:
    """Return whom `text` names, where a byline lets expect a name; None where it reads as no name."""
    words = text.split()
    known = vocabulary(tag)
    folded = [word.lower().strip(".'’") for word in words]
    if not 1 <= len(words) <= _LONGEST + 1:
        return None
    if _DOMAIN.fullmatch(text) or _ACRONYM.fullmatch(text) or not known.organizations.isdisjoint(folded):
        return Organization(text)
    if text.lower().strip(_OUTER) in known.furniture:
        return None
    if _is_unspaced(text):
        return _unspaced(text, tag)
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
    if _is_unspaced(text):
        return _bare_unspaced(text, tag)
    if not 2 <= len(words) <= 4 or not words[0][:1].isupper() or words[-1] in PARTICLES:
        return None
    folded = [word.lower().strip(".'’") for word in words if word not in PARTICLES]
    barred = (known.roles, known.organizations, () if folded[0] in known.given else known.common)
    if folded[0] in known.places or not all(frozenset(words_).isdisjoint(folded) for words_ in barred):
        return None
    found = author(text, tag)
    return found if isinstance(found, Person) else None


def _is_unspaced(text: str) -> bool:
    """Say whether `text` begins with a letter of a script in which names have no spaces: kana, Han, Hangul."""
    first = text[:1]
    return "\u3040" <= first <= "\u30ff" or "\u3400" <= first <= "\u9fff" or "\uac00" <= first <= "\ud7a3"


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


def publisher(text: str, tag: str | None) -> Organization | None:
    """Return the house whose name `text` is, behind a word that says so; None where it reads as none.

    A name has a capital in each of its longer words, and where there are none, no small word of running text. One
    that is a person's for sure is no house's.
    """
    words = text.split()
    if not 0 < len(words) <= _LONGEST or len(text) > _LONGEST_HOUSE or text[-1] in ".,;!?。！？:：":
        return None
    if _is_unspaced(text):
        spelt = len(text) <= _LONGEST_UNSPACED and vocabulary(tag).function.isdisjoint(text)
        return Organization(text) if spelt else None
    person = bare(text, tag)
    capitals = all(not word[0].islower() or len(word) <= _SMALL for word in words) and text[0].isalpha()
    agency = text.lower() in vocabulary(tag).organizations  # "dpa"
    named = _DOMAIN.fullmatch(text) or agency or (capitals and not text[0].islower())
    return Organization(text) if named and not (person and is_sure(person)) else None


def _unspaced(text: str, tag: str | None) -> Person | None:
    """Return a person named in a script without spaces, with the job that follows: 홍길동 기자, 山田太郎記者."""
    name, job = _job_behind(text, tag)
    if primary(tag) == "ja" and _IN_TWO.fullmatch(name):
        return Person(name, jobTitle=job)
    first, *others = name.split()
    return Person(first, jobTitle=None if others else job) if UNSPACED.fullmatch(first) else None


def _job_behind(text: str, tag: str | None) -> tuple[str, str | None]:
    """Return a name and the job behind it, which may be closed up with a name of three characters or more."""
    for job in sorted(vocabulary(tag).roles, key=lambda job: (-len(job), job)):
        name = text.removesuffix(job).rstrip()
        if text.endswith(f" {job}") or (text.endswith(job) and len(name) > 2):
            return name, job
    return text, None


def _bare_unspaced(text: str, tag: str | None) -> Person | None:
    """Return the person whose name `text` is, with a job, or in two parts that are no words of menus and no places.

    What ends as newsrooms and desks do is one: 社会部記者.
    """
    known = vocabulary(tag)
    named = _unspaced(text, tag)
    if named is None or not (named.jobTitle or " " in named.name):
        return None
    parts = named.name.split()
    common = parts[0] in known.places or not (known.common | known.roles).isdisjoint(parts)
    return None if common or named.name.endswith(tuple(known.organizations)) else named


def _capitalised(name: str) -> str:
    """Return a name in capitals as names are written; any other as it is."""
    return name.title() if name.isupper() and len(name) > 4 and " " in name else name
