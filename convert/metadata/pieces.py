"""The pieces of a metadata line: dates, authors, jobs, labels, and what says nothing of the article."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from convert.metadata import bylines, credits, dates, names
from convert.metadata.bylines import Author
from convert.metadata.words import vocabulary
from convert.patterns import below_ideographs, pattern

Kind = Literal[
    "date",  # gives a date
    "moment",  # a time, a date without its year, a date that counts back from now
    "label",  # says which date comes next
    "by",  # says that an author comes next
    "byline",  # names authors, and says so
    "name",  # reads as persons' names
    "agency",  # reads as a newsroom's or an agency's name
    "credit",  # names somebody with another part in the article: "Edited by …", who took a picture
    "from",  # says that the house comes next that the text is from
    "source",  # names that house, and says so
    "role",  # a job
    "handle",  # an account or an address
    "filler",  # how many comments, how long it takes to read, a button
    "other",
]
_Said = tuple[Kind, tuple[Author, ...]]

# In scripts without spaces one also parts a label from what stands before it, and an address from a name:
# 来源: 新华网 责任编辑: 王小明, 홍길동 기자 hong@example.org.
_MARKS = r"\s*[|•·｜]+\s*|\s+[–—-]\s+|\s//?\s|\s*\u3000\s*|\s{3,}|\n|^[–—-]\s|\s*,?\s*(?=@\w+(?!\w|\.\w))"
_SPACED = pattern(_MARKS)
_UNSPACED = pattern(
    _MARKS
    + r"|(?<=[\u3400-\ud7a3])\s+(?=[\u3400-\u9fff]{2,6}\s?[:：])|(?<=[\u3400-\ud7a3])\s*(?=[\w.+-]{1,40}@\w)"
)
_HANDLE = pattern(r"(?:\w+\s)?(?:@\w+|[\w.+-]+@[\w.-]+)")
_WORD = pattern(r"\S+")
_NUMBER = pattern(r"\d[\d.,]*")
# Houses that a picture credit names.
_PICTURES = frozenset(
    {"getty", "images", "shutterstock", "unsplash", "alamy", "istock", "istockphoto", "pixabay", "flickr"}
)
_FEW, _SEVERAL = 4, 6  # words
_EDGE = " \t,;:/|()[]–—*•-"


class Piece(Struct, frozen=True):
    """A part of a line: its range, what it is and what it gives; `apart` if marks part it from its neighbours."""

    kind: Kind
    start: int
    end: int
    date: str = ""
    authors: tuple[Author, ...] = ()
    updated: bool = False
    apart: bool = True


def split(text: str, tag: str | None) -> list[Piece]:
    """Return the pieces of a line, in order; they cover all of its words."""
    pieces: list[Piece] = []
    at = 0
    dated = dates.find(text, tag)
    for found in dated:
        pieces += _between(text, at, found.start, tag, dated=True)
        pieces.append(Piece("date" if found.date else "moment", found.start, found.end, date=found.date))
        at = found.end
    pieces += _between(text, at, len(text), tag, dated=bool(dated))
    return pieces


def _between(text: str, start: int, end: int, tag: str | None, *, dated: bool) -> Iterator[Piece]:
    """Yield the pieces of text[start:end], which holds no date but lies between two or beside one."""
    marks = _SPACED if below_ideographs(text) else _UNSPACED
    at = start
    for mark in (*marks.finditer(text, start, end), None):
        stop = mark.start() if mark else end
        inner = text[at:stop].strip(_EDGE)
        if inner:
            before_date = mark is None and end < len(text)
            apart = not before_date and not at == start > 0
            yield from _part(inner, at + text[at:stop].index(inner), tag, apart, before_date, dated)
        at = mark.end() if mark else stop


def _part(
    text: str, start: int, tag: str | None, apart: bool, before_date: bool, dated: bool
) -> Iterator[Piece]:
    """Yield the pieces of a part without marks: what it says, and a label that it ends in or that it is."""
    label_at = _label(text, tag)
    said = text[:label_at].rstrip(_EDGE) if before_date or label_at == 0 else text
    if before_date:
        said = _without_date_words(said, tag)
    cut = _cut(said, tag, after_date=not apart and not before_date)
    for at, end in ((0, cut), (cut, len(said))):
        inner = said[at:end].strip(_EDGE)
        if inner:
            kind, authors = _kind(inner, tag, dated=dated)
            first = start + said.index(inner, at)
            yield Piece(kind, first, first + len(inner), authors=authors, apart=apart or at > 0)
    if before_date or label_at == 0:
        found = vocabulary(tag).label.match(text, label_at)
        if found:
            yield Piece("label", start + label_at, start + len(text), updated=bool(found["updated"]))


def _cut(text: str, tag: str | None, *, after_date: bool) -> int:
    """Return where a name ends that something else follows: "Jane Roe 3 hours ago", "Jane Roe Politics"; or 0.

    What follows must count back from now, or the name stand behind a date and be a sure one.
    """
    words = list(_WORD.finditer(text))
    for n in (2, 3):
        if n < len(words) <= n + _SEVERAL and _is_moment(text[words[n].start() :], tag):
            return words[n - 1].end()
    if after_date and 2 < len(words) <= _SEVERAL and names.bare(text, tag) is None:
        person = names.bare(text[: words[1].end()], tag)
        return words[1].end() if person and names.is_sure(person) else 0
    return 0


def _is_moment(text: str, tag: str | None) -> bool:
    """Say whether `text` counts back from now: a few words, one of them "ago", with a number or alone."""
    words, ago = text.lower().split(), vocabulary(tag).ago
    return (
        len(words) <= _SEVERAL
        and not ago.isdisjoint(words)
        and (any(map(str.isdigit, text)) or ago.issuperset(words))
    )


def _label(text: str, tag: str | None) -> int:
    """Return where the label that `text` ends in begins, date words behind it aside; its length for no label."""
    for found in vocabulary(tag).label.finditer(text):
        if not _without_date_words(text[found.end() :].strip(_EDGE), tag):
            return found.start()
    return len(text)


def _without_date_words(text: str, tag: str | None) -> str:
    """Return `text` without the words at its end that belong to a date behind it: "by Jane Roe on"."""
    words = text.split()
    while words and words[-1].lower() in vocabulary(tag).date_words:
        text = text[: text.rindex(words.pop())].rstrip(_EDGE)
    return text


def _kind(text: str, tag: str | None, *, dated: bool) -> _Said:
    """Return what some words between dates and marks are, and whom they name."""
    known = vocabulary(tag)
    if credits.role(text, tag) == "credit":
        return "credit", ()
    opened = known.by.match(text)
    if opened and opened.end() == len(text):
        return "by", ()
    if opened:
        said = text[opened.end() :]
        authors = bylines.named(said, tag) or (bylines.nickname(said, tag) if dated else ())
        if authors:
            return "byline", authors
    words = text.split()
    if (
        dated
        and len(words) <= _FEW
        and bylines.PLACE.fullmatch(f" {text}")
        and all(map(_is_capital, words[1:]))
    ):
        return "filler", ()  # "3 March 2025 in Politics"
    return _origin(text, tag) or _named(text, tag) or (_plain(text, tag), ())


def _origin(text: str, tag: str | None) -> _Said | None:
    """Return the house that a part names as that which the text is from: "Source: Harbor News"; None for none."""
    opened = vocabulary(tag).origin.match(text)
    if opened is None:
        return None
    house = names.publisher(text[opened.end() :], tag)
    return ("source", (house,)) if house else ("from", ()) if opened.end() == len(text) else None


def _is_capital(word: str) -> bool:
    return not word[0].islower()


def _named(text: str, tag: str | None) -> _Said | None:
    """Return whom a part names that is nothing but names, though no byline word says so; None for no one."""
    persons = bylines.enumerated(text, tag)
    if persons:
        return "name", persons
    agency = names.agency(text, tag)
    if agency:
        return "agency", (agency,)
    credit = vocabulary(tag).credit.match(text)  # "An essay by Jane Roe"
    persons = bylines.enumerated(text[credit.end() :], tag) if credit else ()
    if credit and persons and text.split()[0].lower() in vocabulary(tag).function:
        return "name", persons
    return None


def _plain(text: str, tag: str | None) -> Kind:
    known = vocabulary(tag)
    words = text.lower().split()
    if _HANDLE.fullmatch(text):
        return "handle"
    if _is_moment(text, tag):
        return "moment"
    if _NUMBER.sub("#", " ".join(words)) in known.reading or (len(words) <= _FEW and text[0].isdigit()):
        return "filler"
    if len(words) <= _SEVERAL and not known.roles.isdisjoint(words):
        return "role"
    if known.credit.match(text) or not _PICTURES.isdisjoint(words):
        return "credit"
    return "filler" if len(words) <= 2 and known.common.issuperset(words) else "other"
