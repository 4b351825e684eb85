"""Who wrote the article, from a value that is there to say so: persons, organizations, or nobody."""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec import structs

from convert.metadata import agree, bylines, names
from convert.metadata.names import Author
from convert.metadata.page import _values
from convert.metadata.words import vocabulary
from convert.model import Organization, Person
from convert.patterns import pattern

MOST = 30
HOUSE = 0.6  # how much an organization that signs says, to a person who does
_LONGEST = 60  # characters of one name
_ADDRESS = pattern(r"(?<!\S)(?:https?:|www\.|/)\S*|(?<!\S)\S+/\S+/\S*", re.IGNORECASE)
_ACCOUNT = pattern(r"(?<![^\s@])[^\s@]+@[\w-]+\.\S+|@\w+")
_BRACKETS = pattern(r"\(\s*\)|\[\s*\]|<\s*>|^\(([^()]{1,80})\)$")
# Accounts that software makes and that sign for nobody.
_NOBODY = frozenset(
    (
        *("admin", "administrator", "adm", "root", "webmaster", "editor", "editors", "staff", "author"),
        *("authors", "guest", "guestauthor", "user", "anonymous", "unknown", "wordpress"),
        *("superuser", "sysadmin", "siteadmin", "system", "test", "contributor", "publisher"),
        *("team", "theeditors", "default"),
    )
)
_OPENINGS = frozenset({"the", "our", "les", "los"})
_SITE = 5  # characters of a site's name that a newsroom's may open with
# What companies and clubs have in their names.
_LEGAL = pattern(r"(?<!\w)(?:GmbH|mbH|e\. ?V\.|Inc\b|Ltd\b|LLC\b|KG\b|S\.A\.|S\.p\.A\.|Corp\b|B\.V\.)")
# What stands behind the name of somebody who has studied.
_DEGREES = frozenset(
    {
        *(
            "ba",
            "bsc",
            "ma",
            "ms",
            "msc",
            "mba",
            "mph",
            "md",
            "do",
            "jd",
            "esq",
            "phd",
            "dds",
            "dmd",
            "dvm",
            "pharmd",
        ),
        *("rn", "rd", "rdn", "ld", "cdn", "cpt", "cssd", "dpt", "pt", "facp", "jr", "sr"),
    }
)
# "Roe, Jane", "van der Roe, J. M.": how catalogues, and Highwire's tags for scholars, write a name.
_INVERTED = pattern(r"((?:[^\W\d_A-Z][\w'’]{0,4} ){0,3}[^\W\d_][\w.'’-]*), ([^\W\d_][\w.'’ -]{0,40})")
_LIST = pattern(r"(?<!\s)\s+(?:[,;、，]\s*|[&/]\s+)|[,;、，]\s*")
_MARK = pattern(r"(?<!\s)\s+(?:[|•·–—-]+\s+|[|｜]\s*)|[|｜]\s*")
_EDGE = " ,;|-–—:/"


def read(values: Iterable[str], tag: str | None, sites: Iterable[str] = ()) -> tuple[Author, ...]:
    """Return whom `values` name, each once, in order; () for nobody.

    A value may list several, open with a byline's words and carry jobs, degrees, addresses and accounts. An address
    alone, an account that signs for nobody ("admin") and a mere job name no one; what is called like the site
    (`sites`) or like a newsroom is an organization.
    """
    houses = {agree.fold(site) for site in sites}
    found: dict[str, Author] = {}
    for value in values:
        said = _values.line(value)
        for author in _whole(said, houses, tag) or _of(said, tag):
            folded = agree.fold(author.name)
            if folded and len(author.name) <= _LONGEST and not _is_nobody(folded):
                found.setdefault(folded, author if names.is_sure(author) else _housed(author, houses, tag))
    return tuple(found.values())[:MOST]


def _is_nobody(folded: str) -> bool:
    return folded in _NOBODY or folded.endswith("admin")


def _whole(said: str, houses: set[str], tag: str | None) -> tuple[Author, ...]:
    """Return the house or the person that all of `said` is, after whom the site is called; () for neither."""
    if agree.fold(said) not in houses:
        return ()
    person = names.bare(said, tag)
    return (person if person and names.is_sure(person) else Organization(said),)


def _housed(author: Author, houses: set[str], tag: str | None) -> Author:
    return Organization(author.name) if _is_house(author.name.split(), houses, tag) else author


def _is_house(words: list[str], houses: set[str], tag: str | None) -> bool:
    """Say whether a name is a newsroom's: the site's or one that opens with it, "The …", "… Staff"."""
    if words[0].lower() in _OPENINGS:
        return True
    if len(words) > 1 and not vocabulary(tag).roles.isdisjoint(word.lower() for word in words[1:]):
        return True
    opening = (agree.fold("".join(words[:n])) for n in range(1, len(words) + 1))
    return any(
        said in houses and (len(said) >= _SITE or n == len(words)) for n, said in enumerate(opening, 1)
    )


def inverted(value: str) -> str:
    """Return "Jane Roe" for "Roe, Jane", and any other value as it is."""
    found = _INVERTED.fullmatch(" ".join(value.split()))
    return f"{found[2]} {found[1]}" if found else value


def described(author: Author, url: str, job: str) -> Author:
    """Return `author` with the address and the job that the page gives, if any."""
    said = structs.replace(author, url=url) if url else author
    return structs.replace(said, jobTitle=job) if job and isinstance(said, Person) else said


def is_house(authors: tuple[Author, ...]) -> bool:
    """Say whether `authors` are organizations, all of them."""
    return all(isinstance(author, Organization) for author in authors)


def _of(value: str, tag: str | None) -> tuple[Author, ...]:
    said = _ACCOUNT.sub(" ", _ADDRESS.sub(" ", value))
    said = _BRACKETS.sub(r" \1", said).strip(_EDGE)
    opened = vocabulary(tag).by.match(said)
    said = said[opened.end() :] if opened and opened.end() < len(said) else said
    # Behind a mark stands what they are, or another name.
    first, *others = (part.strip(_EDGE) for part in _MARK.split(said))
    return (*_listed(first, tag), *(person for other in others if (person := names.bare(other, tag))))


def _listed(said: str, tag: str | None) -> tuple[Author, ...]:
    """Return the authors in a list: as a byline is read, or else each part as it is signed: "bell hooks", "iFixit"."""
    if not said or _is_job(said, tag):
        return ()
    if _LEGAL.search(said):
        return (Organization(said),)
    authors = tuple(author for author in bylines.named(said, tag) if not _is_degree(author.name))
    if authors and _covers(authors, said):
        return authors
    parts = [part for part in _LIST.split(said) if part and not _is_job(part, tag) and not _is_degree(part)]
    return tuple(author for part in parts if (author := _signed(part, tag))) or authors


def _is_degree(text: str) -> bool:
    return agree.fold(text) in _DEGREES


def _covers(authors: tuple[Author, ...], said: str) -> bool:
    """Say whether `authors` and their jobs are most of what is said."""
    told = sum(
        len(author.name) + len((author.jobTitle or "") if isinstance(author, Person) else "")
        for author in authors
    )
    return told * 3 >= len(said) * 2


def _signed(text: str, tag: str | None) -> Author | None:
    """Return the author who signs with `text`, capitals or not; None for a sentence or a number."""
    words = text.split()
    if not words or len(words) > 6 or not any(map(str.isalpha, text)) or text[-1] in "!?:":
        return None
    known = names.author(text, tag)
    return known if known else Person(text)


def _is_job(text: str, tag: str | None) -> bool:
    """Say whether `text` is words of a job and nothing more: "Staff Writer", "Editor"."""
    return (vocabulary(tag).roles | _NOBODY).issuperset(text.lower().split())
