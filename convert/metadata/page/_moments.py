"""Dates as machines write them, to ISO 8601 at the precision given; a zone only where one is given."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from convert.metadata import dates
from convert.patterns import pattern

_LONGEST = 60
_PARTIAL = pattern(r"(?:1[5-9]|20)\d\d(?:-(?:0[1-9]|1[0-2]))?")
_DAY = pattern(r"(\d{4})[-/.]?(\d\d)[-/.]?(\d\d)")
_STAMP = pattern(
    r"(?P<day>\d{4}([-/.]?)\d\d\2\d\d)(?:T|\s|\sT|T\s)\s?"
    r"(?P<clock>\d\d:?\d\d(?::?\d\d)?)(?:[.,]\d{1,9})?\s?"
    r"(?P<zone>Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?",
    re.IGNORECASE,
)
_MAIL = pattern(r"(?:[A-Z][a-z]{2},?\s)?\d{1,2}[\s-][A-Z][a-z]{2}[\s-]\d{4}\s[\d:]{5,8}(?:\s\S{1,6})?")
_EPOCH = pattern(r"1\d{9}(?:\d{3})?")  # seconds or milliseconds, of 2001 to 2033
# 1970-01-01 is zero seconds since the epoch, in the zones west of it the day before; 2100 and later is a placeholder.
_FIRST, _LAST = 1500, 2100
_ZERO = ("1970-01-01", "1969-12-31")


def parse(raw: str, tag: str | None) -> str:
    """Return the moment that `raw` is: ISO 8601, a date of mail (RFC 5322, 3.3), seconds since 1970; "" for none.

    What no machine writes is read as the date of a text in the language `tag`. The zero of a clock and dates
    that lie centuries away are placeholders, and none.
    """
    said = " ".join(raw[: _LONGEST + 1].split())
    if not said or len(said) > _LONGEST:
        return ""
    found = _machine(said)
    if found is None:
        found = dates.parse(said, tag) or ""
    sound = found and _FIRST <= int(found[:4]) < _LAST and not found.startswith(_ZERO)
    return found if sound else ""


def _machine(said: str) -> str | None:
    """Return the moment in a machine's spelling, "" for one in no calendar; None for another spelling."""
    if _PARTIAL.fullmatch(said):
        return said
    stamp, day = _STAMP.fullmatch(said), _DAY.fullmatch(said)
    try:
        if day:
            return datetime.fromisoformat("-".join(day.groups())).date().isoformat()
        if stamp:
            return _iso(datetime.fromisoformat(_plain(stamp)))
        if _MAIL.fullmatch(said):
            return _iso(parsedate_to_datetime(said))
        if _EPOCH.fullmatch(said):
            return _iso(datetime.fromtimestamp(int(said[:10]), UTC))
    except (ValueError, OverflowError):
        return ""
    return None


def _plain(stamp: re.Match[str]) -> str:
    """Return a stamp in the one spelling: separators in the day and the clock, the zone a number."""
    digits = re.sub(r"\D", "", stamp["day"])
    clock = re.sub(r"\D", "", stamp["clock"])
    zone = (stamp["zone"] or "").upper()
    zone = "+00:00" if zone in ("Z", "UTC", "GMT") else f"{zone}:00" if len(zone) == 3 else zone
    return f"{digits[:4]}-{digits[4:6]}-{digits[6:]}T{clock[:2]}:{clock[2:4]}:{clock[4:] or '00'}{zone}"


def _iso(moment: datetime) -> str:
    # With seconds always, as `dates` has them: https://schema.org/DateTime knows no shorter form.
    return moment.isoformat(timespec="seconds")
