"""Dates and times as articles print them, to ISO 8601. Only absolute dates; only what is written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone, tzinfo
from functools import cache
from typing import TYPE_CHECKING

from msgspec import Struct

from convert.languages import known, primary
from convert.parts import LANGUAGES
from convert.patterns import pattern

if TYPE_CHECKING:
    from dateutil.parser import parser

# A year, or a day of a month with numbers alone; cheap enough to ask of every line.
_DATED = pattern(r"\b(?:1[5-9]|20)\d\d\b|\b\d{1,2}[./]\d{1,2}[./]\d{2}\b")
# The parts of dates and times that are no words of a language.
# Where a word begins; a page's words may touch: "ReutersMarch 3, 2025".
_BEGINS = r"(?:(?<![^\W_])|(?-i:(?<=[a-zß-öø-ÿ])(?=[A-ZÀ-ÖØ-Þ])))"
_STAMP = r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?"
_CORE = (
    r"(?:UTC|GMT)\s?[+−-]\s?\d{1,2}(?::?\d\d)?|\d{4}(?!\d)|(?:19|20)\d\d(?=\d{1,2}\.)|\d{1,2}\s?h\s?\d\d|\d{1,2}\s?[ap]\.?\s?m\b|\d{1,2}(?:st|nd|rd|th|er|º|ª)?(?!\d)"
    r"|[年月日时時分点년월일시분]|上午|下午|午前|午後|오전|오후|[+−-]\d\d:?\d\d(?!\d)"
)
_DIGIT = pattern(r"\d")
_YEAR = pattern(
    r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)|(?<!\d)20\d\d(?=\d{1,2}\.)|(?<!\d)\d{1,2}[./]\d{1,2}[./]\d\d(?!\d)"
)
_CLOCK = pattern(r"\d\s*[:.h時时点시]\s*\d\d(?!\d)|\d\s*[ap]\.?\s?m\b", re.IGNORECASE)
# Where a run may hold two dates: at a mark that stands apart, and after a year, which "5 min read" or
# the next date may follow.
_LOOSE = pattern(r"\d{1,2}[\s,]+\d{4}(?![\d./-])(?:\W.*)?")  # no month: "2, 2016"
_BREAK = pattern(r"(?<!\s)\s+[|•·/–—-]\s+|(?<=(?:19|20)\d\d)\s*(?=\d)")
_CJK = pattern(
    r"(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]?(?:\s*(\d{1,2})\s*[时時시点]\s*(\d{1,2})\s*[分분]?)?"
)
_TIME = pattern(r"\d\s*[:.h时時点시]\s*\d\d(?!\d)|\d\s*[ap]\.?m\b", re.IGNORECASE)
_ISO = pattern(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:\.\d+)?\s?(?:Z|[+-]\d\d:?\d\d)?)?$")
_NOISE = pattern(r"[|•·,()]|\s[-–—]\s|\.(?=\s|$)")
_MERIDIEM = pattern(r"\b([ap])\.\s?m\b\.?", re.IGNORECASE)
_HALVES = {"上午": "am", "午前": "am", "오전": "am", "下午": "pm", "午後": "pm", "오후": "pm"}
_HALF_DAY = pattern(rf"({'|'.join(_HALVES)})\s*(\d{{1,2}}\s*[:时時点시]\s*\d\d)")
_YEAR_FIRST = pattern(r"\b(\d{4})\.\s?(\d{1,2})\.\s?(\d{1,2})\b\.?")
_YEAR_COLON = pattern(r"(?<=\d{4}):(?=\s)")
_YEAR_AHEAD = pattern(r"\b\d{4}[-/]\d{1,2}[-/]\d{1,2}\b")
_NUMERIC = pattern(r"\b\d{1,2}([./])\d{1,2}\1\d{2,4}\b")
_HOUR_MARK = pattern(r"(?<=\d)\s?[h.](?=\d\d(?:\D|$))", re.IGNORECASE)
_ZONE = pattern(r"\b(?:UTC|GMT|Z)\s*([+−-]\s*\d{1,2}(?::?\d\d)?)", re.IGNORECASE)

# Arabic, Persian and Indian digits. A Persian year comes out as 1404, which is none of ours.
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹०१२३४५६७८९", "0123456789" * 3)

# Zones that news prints, in hours from UTC (RFC 5322, 4.3, and others' own). ET, CT and the like name no offset by
# themselves, and IST is that of India, Israel or Ireland: they give none.
_OFFSETS = {
    **{"UTC": 0, "GMT": 0, "Z": 0, "WET": 0, "WEST": 1, "BST": 1, "CET": 1, "MEZ": 1, "CEST": 2, "MESZ": 2},
    **{"EET": 2, "EEST": 3, "MSK": 3, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6},
    **{
        "PST": -8,
        "PDT": -7,
        "AKST": -9,
        "AKDT": -8,
        "HST": -10,
        "JST": 9,
        "KST": 9,
        "HKT": 8,
        "SGT": 8,
        "PKT": 5,
    },
    **{"WIB": 7, "WITA": 8, "WIT": 9, "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13},
}
_BARE_ZONES = frozenset({"ET", "CT", "MT", "PT", "IST"})
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# Two days that share no field: what both parses agree on is what the text gives.
_DEFAULTS = (datetime(2000, 1, 1, 0, 0), datetime(2004, 2, 2, 1, 1))


class Found(Struct, frozen=True):
    """A stretch of a line that is a date or a time: its range, and the date; "" where it gives none.

    "March 3, 2025 at 2:05 pm" gives one; "March 3", "2:05 pm" and "08:30 Uhr" are moments without one.
    """

    start: int
    end: int
    date: str


def find(text: str, tag: str | None) -> list[Found]:
    """Return the dates and times that stand in a line, in order."""
    if not _DIGIT.search(text):
        return []
    text = text.translate(_DIGITS)
    found: list[Found] = []
    for run in _runs(primary(tag)).finditer(text):
        if _YEAR.search(run[0]):
            found += _dates_of(run, tag)
        elif _CLOCK.search(run[0]) or re.search(r"[^\W\d_]{3}", run[0]):
            found.append(Found(run.start(), run.end(), ""))
    return found


def _dates_of(run: re.Match[str], tag: str | None) -> Iterator[Found]:
    """Yield what a run of the words of dates gives: one date, or several that nothing but a mark parts."""
    date = None if _LOOSE.fullmatch(run[0]) else parse(run[0], tag)
    if date is not None:
        yield Found(run.start(), run.end(), date)
        return
    at = 0
    for mark in (*_BREAK.finditer(run[0]), None):
        end = mark.start() if mark else len(run[0])
        date = None if _LOOSE.fullmatch(run[0], at, end) else parse(run[0][at:end], tag)
        if date is not None or _CLOCK.search(run[0], at, end):
            yield Found(run.start() + at, run.start() + end, date or "")
        at = mark.end() if mark else end


@cache
def _runs(code: str) -> re.Pattern[str]:
    """Match stretches made of nothing but what dates and times are made of, in a language or English."""
    names, _ = _names(code)
    language = known(code) or LANGUAGES.load("en")
    words = "|".join(re.escape(word) for words in language.date_words for word in words.split())
    skip = rf"(?:{words})(?![^\W_])" if words else r"(?!)"
    zones = "|".join((*_OFFSETS, *_BARE_ZONES))
    core = rf"(?:{_CORE}|(?:{zones})(?!\w)|{names.pattern})"
    between = r"[\s,./:()|•·–—-]*+"
    return re.compile(rf"{_STAMP}|{_BEGINS}{core}(?>(?:{between}(?:{core}|{skip}))*)\.?", re.IGNORECASE)


def looks_dated(text: str) -> bool:
    """Say whether `text` may hold a date: a year, or numbers like one. Never wrong in saying no."""
    text = text.translate(_DIGITS)
    return _DATED.search(text) is not None or _CJK.search(text) is not None


def parse(text: str, tag: str | None) -> str | None:
    """Return the one date that `text` is, as ISO 8601 with the time and zone that it gives; None for none.

    `tag` is the language of the text, which says what months are called and whether the day comes first.
    All of `text` must be the date: a word that has no place in one makes it none.
    """
    text = text.translate(_DIGITS)
    if len(text) > 80 or not looks_dated(text):
        return None
    from dateutil.parser import ParserError

    plain = _plain(text, tag)
    try:
        # 2025-03-04 is in March in any language.
        day_first = False if _YEAR_AHEAD.search(plain) or _ISO.match(plain) else None
        found = [
            _parser(primary(tag)).parse(plain, default=day, tzinfos=_zone, dayfirst=day_first)
            for day in _DEFAULTS
        ]
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
    spelt = _HALF_DAY.sub(lambda half: f"{half[2]} {_HALVES[half[1]]}", spelt)
    spelt = _YEAR_FIRST.sub(r"\1-\2-\3", spelt)
    spelt = _YEAR_COLON.sub(" ", spelt)
    spelt = _ZONE.sub(lambda zone: " " + zone[1].replace("−", "-").replace(" ", ""), spelt)
    numeric = _NUMERIC.search(spelt)
    if numeric:
        # Its dots are no decimal points; those of a time behind it stay to be read as colons.
        head, date, rest = spelt[: numeric.start()], numeric[0].replace(".", "/"), spelt[numeric.end() :]
    else:
        head, date, rest = "", "", re.sub(r"(?<=\d)\.(?=\s)", " ", spelt)
    words = _NOISE.sub(" ", f"{head} {date} {_HOUR_MARK.sub(':', rest)}").split()
    idle = (
        _BARE_ZONES if _TIME.search(text) else {*_BARE_ZONES, *_OFFSETS}
    )  # a zone without a time says nothing
    return " ".join(word for word in words if word.upper() not in idle)


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
    return re.compile(rf"{_BEGINS}(?:{'|'.join(map(re.escape, names))})(?![^\W_])", re.IGNORECASE), months


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
