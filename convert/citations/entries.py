"""What an entry of a source list says."""

from __future__ import annotations

import re
from functools import cache

from convert.languages import known
from convert.metadata import dates
from convert.model import CSLItem, Date
from convert.parts import LANGUAGES

URL = re.compile(r"https?://[^\s<>\"“”]+[^\s<>\"“”.,;:!?)\]’']", re.IGNORECASE)
_QUOTED = re.compile(r"[“\"«„]([^“”\"«»„]{2,300})[”\"»“]")
_PARTING = re.compile(r"\s+[-–—|]\s+|\.\s+(?=\S)|,\s+")
_DASH = re.compile(r"\s+[-–—|]\s+")
_STOP = re.compile(r"(?<=[^\W\d_]{3})[.?!]\s+(?=\S)")


def parse(text: str, tag: str | None) -> CSLItem:
    """Return what an entry of a source list says, as CSL JSON fields; what it does not say is absent.

    Reads "Title - Site, accessed 5 October 2025, https://…", "“Title”, Site, 3 March 2025" and the like; an
    entry that shows no such shape is all title.
    """
    url = URL.search(text)
    rest = text.replace(url[0], " ") if url else text
    rest, accessed = _take_access(rest, tag)
    quoted = _QUOTED.search(rest)
    if quoted:
        title, rest = quoted[1], rest[: quoted.start()] + " " + rest[quoted.end() :]
    else:
        title, rest = _part_title(rest)
    issued, rest = _take_date(rest, tag)
    publisher = " ".join(_PARTING.sub(", ", rest).split()).strip(" .,;:-–—|()<>[]")
    return CSLItem(
        type="webpage" if url else None,
        title=_tidy(title) or None,
        publisher=publisher or None,
        issued=issued,
        accessed=accessed,
        URL=url[0] if url else None,
    )


def _part_title(text: str) -> tuple[str, str]:
    """Split an entry without quotation marks into its title and the rest.

    "Title - Site" and "A title of some words. Site, date" are clear; "Jane Roe. Title. Site" is not, and stays
    whole: a title too long is true, an author taken for a title is not.
    """
    dashed = _DASH.split(text, 1)
    if len(dashed) == 2:
        return dashed[0], dashed[1]
    stopped = _STOP.split(text.strip())
    if len(stopped) == 2 and len(stopped[0].split()) >= 4:
        return stopped[0], stopped[1]
    return text, ""


def _tidy(text: str) -> str:
    return " ".join(text.split()).strip(" ,;:-–—|<>[]").removesuffix(".")


def _take_access(text: str, tag: str | None) -> tuple[str, Date | None]:
    """Split "…, accessed October 5, 2025, …" into the rest and the date."""
    found = _access(tag).search(text)
    if not found:
        return text, None
    stretch = text[found.end() :]
    for end in sorted((m.start() for m in re.finditer(r"[,.;)]|$", stretch)), reverse=True):
        date = dates.parse(stretch[:end].strip(), tag)
        if date:
            return text[: found.start()].rstrip(" ,;(") + stretch[end:], _csl(date)
    return text, None


@cache
def _access(tag: str | None) -> re.Pattern[str]:
    english = LANGUAGES.load("en")
    words = sorted(
        {*(known(tag) or english).accessed, *english.accessed}, key=lambda word: (-len(word), word)
    )
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))}):?\s+", re.IGNORECASE)


def _take_date(text: str, tag: str | None) -> tuple[Date | None, str]:
    """Take the date out of "Site, 3 March 2025" or "Site (2025)": at most two pieces between commas are one."""
    pieces = re.split(r"([,.()]\s*)", text)
    for width in (3, 1):
        for at in range(0, len(pieces) - width + 1, 2):
            date = dates.parse("".join(pieces[at : at + width]).strip(), tag)
            if date:
                return _csl(date), "".join(pieces[:at] + pieces[at + width :])
    return None, text


def _csl(date: str) -> Date:
    return Date((tuple(int(part) for part in date[:10].split("-")),))
