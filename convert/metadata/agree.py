"""Whether two claims say the same in substance: spelt otherwise, cut short, more or less precise."""

from __future__ import annotations

import unicodedata
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from convert.languages import primary
from convert.patterns import pattern

_FOLDED = pattern(r"[\W_]+")
_DAY = len("2025-03-03")
# Two words, or so, that a cut title or one without the name of its site must have.
SHORTEST = 8  # characters
_ZONES = timedelta(hours=24)  # two days may be one where nobody says in which zone (UTC-12 to UTC+14)


def fold(said: str) -> str:
    """Return the letters and digits of `said` in one spelling: no capitals, no typography, no spaces."""
    return _FOLDED.sub("", unicodedata.normalize("NFKC", said).casefold())


def fold_address(url: str) -> str:
    """Return what tells one page from another: host, path and query, not the way it is reached."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    path = parts.path.rstrip("/")
    return f"{host}{path}?{parts.query}" if parts.query else host + path


def agrees(name: str, one: str, other: str) -> bool:
    """Say whether two values of the schema.org property `name` say the same."""
    match name:
        case "datePublished" | "dateModified":
            return _same_day(one, other)
        case "inLanguage":
            return primary(one) == primary(other)
        case "url":
            return fold_address(one) == fold_address(other)
        case "headline":
            return is_part(fold(one), fold(other))
        case "publisher":
            return _house(one) in _house(other) or _house(other) in _house(one)
        case "author":
            return _same_person(one, other)
        case _:
            return fold(one) == fold(other)


def is_fuller(date: str, than: str) -> bool:
    """Say whether a date is another or the same with more said: "2025-03-03T14:05:00" than "2025-03-03"."""
    return date.startswith(than)


def is_part(one: str, other: str) -> bool:
    """Say whether two folded titles are one: equal, or one goes on where the other ends, or has more before it."""
    short, long = sorted((one, other), key=len)
    return one == other or (len(short) >= SHORTEST and (long.startswith(short) or long.endswith(short)))


def _same_person(one: str, other: str) -> bool:
    """Say whether two names may be one person's: with or without what stands in the middle, or as an account."""
    if fold(one) == fold(other):
        return True
    first, second = one.casefold().split(), other.casefold().split()
    if min(len(first), len(second)) > 1:
        return (first[0], first[-1]) == (second[0], second[-1])
    return fold(one) in map(fold, second) or fold(other) in map(fold, first)


def _house(name: str) -> str:
    return fold(name).removeprefix("the")


def _same_day(one: str, other: str) -> bool:
    """Say whether two dates are of one day, as far as both say it, wherever on earth each counts its days."""
    shortest = min(len(one), len(other), _DAY)
    if one[:shortest] == other[:shortest]:
        return True
    if shortest < _DAY or (len(one) == _DAY and len(other) == _DAY):
        return False
    first, second = map(datetime.fromisoformat, (one, other))
    if first.tzinfo and second.tzinfo:
        return abs(first - second) < _ZONES
    days = abs(first.date() - second.date())
    return days <= timedelta(days=1)
