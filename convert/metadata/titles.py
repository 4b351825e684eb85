"""Titles of pages: the headline and, behind a mark, who publishes it."""

from __future__ import annotations

from convert.metadata.dates import looks_dated
from convert.model.text import count_words
from convert.patterns import pattern

# "Headline | Site", "Headline - Section - Site", "Headline :: Site"
_MARK = pattern(r"(?<!\s)\s+(?:(?:[|•·–—»«-]|::)\s+|[|｜]\s*|_(?=[^_]+$))|[|｜]\s*|_(?=[^_]+$)")
_BARS = ("|", "｜", "_", "::")
_LONGEST = 6  # words of a name
_SHORTEST = 3  # words of a headline before it
_LONGEST_TITLE = 500  # characters


def ends(title: str) -> list[int]:
    """Return where the headline of a page's `title` may end, the shortest first; [] where no name stands behind."""
    if len(title) > _LONGEST_TITLE:
        return []
    marks = list(_MARK.finditer(title))
    name = title[marks[-1].end() :].strip() if marks else ""
    if not name or len(name.split()) > _LONGEST or name[0].islower() or looks_dated(name):
        return []
    return [mark.start() for mark in marks if count_words(title[: mark.start()]) >= _SHORTEST]


def name(title: str) -> str:
    """Return what stands behind the last mark of a title that has one."""
    return _MARK.split(title)[-1].strip()


def is_barred(title: str) -> bool:
    """Say whether the last mark of a title that has one is a bar, which headlines seldom hold."""
    marks = list(_MARK.finditer(title))
    return bool(marks) and marks[-1][0].strip() in _BARS
