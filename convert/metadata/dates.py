"""Dates and times as articles print them, to ISO 8601. Only absolute dates; only what is written."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone, tzinfo
from functools import cache
from typing import TYPE_CHECKING

from convert.languages import known, primary
from convert.parts import LANGUAGES

if TYPE_CHECKING:
    from dateutil.parser import parser

# A year, or a day of a month with numbers alone; cheap enough to ask of every line.
_DATED = re.compile(r"\b(?:1[5-9]|20)\d\d\b|\b\d{1,2}[./]\d{1,2}[./]\d{2}\b")
_CJK = re.compile(
    r"(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]?(?:\s*(\d{1,2})\s*[时時시点]\s*(\d{1,2})\s*[分분]?)?"
)
_TIME = re.compile(r"\d\s*[:.h时時点시]\s*\d\d(?!\d)|\d\s*[ap]\.?m\b", re.IGNORECASE)
_ISO = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:\.\d+)?\s?(?:Z|[+-]\d\d:?\d\d)?)?$")
_NOISE = re.compile(r"[|•·,()]|\s[-–—]\s|\.(?=\s|$)")
_MERIDIEM = re.compile(r"\b([ap])\.\s?m\b\.?", re.IGNORECASE)
_NUMERIC = re.compile(r"\b\d{1,2}([./])\d{1,2}\1\d{2,4}\b")
_HOUR_MARK = re.compile(r"(?<=\d)\s?[h.](?=\d\d(?:\D|$))", re.IGNORECASE)
_ZONE = re.compile(r"\b(?:UTC|GMT|Z)\s*([+−-]\s*\d{1,2}(?::?\d\d)?)", re.IGNORECASE)

# Zones that news prints, in hours from UTC (RFC 5322, 4.3, and the European ones). ET, CT and the like name no
# offset by themselves, so they give none.
_OFFSETS = {
    **{"UTC": 0, "GMT": 0, "Z": 0, "WET": 0, "WEST": 1, "BST": 1, "CET": 1, "MEZ": 1, "CEST": 2, "MESZ": 2},
    **{"EET": 2, "EEST": 3, "MSK": 3, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6},
    **{"PST": -8, "PDT": -7, "JST": 9, "KST": 9, "AEST": 10, "AEDT": 11},
}
_BARE_ZONES = frozenset({"ET", "CT", "MT", "PT"})
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# Two days that share no field: what both parses agree on is what the text gives.
_DEFAULTS = (datetime(2000, 1, 1, 0, 0), datetime(2004, 2, 2, 1, 1))


def looks_dated(text: str) -> bool:
    """Say whether `text` may hold a date: a year, or numbers like one. Never wrong in saying no."""
    return _DATED.search(text) is not None or _CJK.search(text) is not None


def parse(text: str, tag: str | None) -> str | None:
    """Return the one date that `text` is, as ISO 8601 with the time and zone that it gives; None for none.

    `tag` is the language of the text, which says what months are called and whether the day comes first.
    All of `text` must be the date: a word that has no place in one makes it none.
    """
    if len(text) > 80 or not looks_dated(text):
        return None
    from dateutil.parser import ParserError

    plain = _plain(text, tag)
    try:
        found = [_parser(primary(tag)).parse(plain, default=day, tzinfos=_zone) for day in _DEFAULTS]
    except (ParserError, OverflowError, ValueError, TypeError):
        return None
    return _iso(found[0], found[1], timed=_TIME.search(text) is not None or _ISO.match(text) is not None)


def _plain(text: str, tag: str | None) -> str:
    """Return `text` in the spelling that the parser knows: English months, no weekdays, colons in times."""
    if _ISO.match(text.strip()):
        return text.strip()
    pattern, months = _names(primary(tag))
    spelt = _CJK.sub(_spell_out, text.strip())
    spelt = pattern.sub(lambda name: f" {months.get(name[0].lower(), '')} ", spelt)
    spelt = _MERIDIEM.sub(r"\1m", spelt)
    spelt = _ZONE.sub(lambda zone: " " + zone[1].replace("−", "-").replace(" ", ""), spelt)
    numeric = _NUMERIC.search(spelt)
    if numeric:
        # Its dots are no decimal points; those of a time behind it stay to be read as colons.
        head, date, rest = spelt[: numeric.start()], numeric[0].replace(".", "/"), spelt[numeric.end() :]
    else:
        head, date, rest = "", "", re.sub(r"(?<=\d)\.(?=\s)", " ", spelt)
    words = _NOISE.sub(" ", f"{head} {date} {_HOUR_MARK.sub(':', rest)}").split()
    return " ".join(word for word in words if word.upper() not in _BARE_ZONES)


def _spell_out(date: re.Match[str]) -> str:
    time = f"{date[4]}:{date[5]}" if date[4] else ""
    return f"{date[1]}-{date[2]}-{date[3]} {time}"


@cache
def _names(code: str) -> tuple[re.Pattern[str], dict[str, str]]:
    """Return the pattern of a language's and English names of months and weekdays, and the months in English."""
    english = LANGUAGES.load("en")
    languages = (english, known(code) or english)
    months = {
        form.lower(): _MONTHS[n]
        for language in languages
        for n, forms in enumerate(language.months)
        for form in forms
    }
    weekdays = {form.lower() for language in languages for forms in language.weekdays for form in forms}
    names = sorted({*months, *weekdays}, key=lambda name: (-len(name), name))
    # Not \b: vowel signs of Devanagari are no word characters.
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(map(re.escape, names))})(?![^\W_])", re.IGNORECASE), months


def _iso(first: datetime, second: datetime, *, timed: bool) -> str | None:
    if first.year != second.year:
        return None
    parts = [f"{first.year:04}"]
    if first.month == second.month:
        parts.append(f"{first.month:02}")
        if first.day == second.day:
            parts.append(f"{first.day:02}")
    date = "-".join(parts)
    if not timed or len(parts) < 3 or first.hour != second.hour:
        return date
    # With seconds always: https://schema.org/DateTime and xsd:dateTime have no shorter form.
    clock = first.strftime("%H:%M:%S")
    zone = "" if first.tzinfo is None else first.strftime("%z")
    return f"{date}T{clock}{zone[:3]}:{zone[3:5]}" if zone else f"{date}T{clock}"


def _zone(name: str | None, offset: int | None) -> tzinfo | None:
    """Return the zone that the parser met; none for a name that we do not know, whose time stays without one."""
    hours = _OFFSETS.get((name or "").upper())
    if hours is not None:
        return timezone(timedelta(hours=hours))
    return timezone(timedelta(seconds=offset)) if offset is not None else None


@cache
def _parser(code: str) -> parser:
    """Return a strict parser of English dates that knows what words of a language say nothing in one."""
    from dateutil.parser import parser, parserinfo

    language = known(code) or LANGUAGES.load("en")
    info = parserinfo.__new__(parserinfo)
    # Where dateutil looks for the words to skip while it is initialised.
    skipped = [part for word in language.date_words for part in word.lower().split()]
    info.JUMP = [" ", ".", ",", ";", "'", "t", "st", "nd", "rd", "th", *skipped]
    info.PERTAIN = ["of"]
    parserinfo.__init__(info, dayfirst=language.day_first)
    return parser(info)
