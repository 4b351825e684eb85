"""What a line says of the article behind a label: keywords, corrections, publisher, section."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from convert.draft import Claim
from convert.metadata.words import vocabulary
from convert.patterns import pattern

_LONGEST_KEYWORD = 50
_KEYWORDS = pattern(r"(?<!\s)\s+[,;،、|•·#]\s*|[,;،、|•·#]\s*")
# The sign of rights, perhaps behind a word of Chinese or Korean, and the year on either side of the name; which ends
# with its word where words of those scripts follow: 版权所有 © 2025 港口新闻 保留一切权利.
_YEAR = r"(?:\d{4}\s?[-–—]\s?)?(?:19|20)\d\d"
_OWNER = r"[\u3040-\ud7a3]\S{1,30}|[^\W\d_\u3040-\ud7a3](?:(?!\s-\s)[^|.•·,©—–\n]){1,50}"
# What a line of rights has, whatever its alphabet: it is looked for before the line is read.
_SIGN = pattern(r"copyright|©|ⓒ|\(c\)", re.IGNORECASE)
_RESERVED = 3  # words of "All rights reserved", which the name may follow
_CRUMB = pattern(r"(?<!\s)\s+[>›»→]\s*|[>›»→]\s*|\s/\s")
_LONGEST_SECTION = 30


@cache
def _copyright() -> re.Pattern[str]:
    return re.compile(
        r"(?:[\u3040-\ud7a3]{2,6}\s?)?(?:(?:copyright|©|ⓒ|\(c\))\s*){1,2}"
        rf"(?:{_YEAR},?\s+(?:(?:by|copyright)\s+)?(?P<who>{_OWNER})|(?P<owner>{_OWNER}?)\s{_YEAR}(?!\w))",
        re.IGNORECASE,
    )


def correction(text: str, tag: str | None, start: int) -> Iterator[Claim]:
    """Yield the correction that a line is, its label with it."""
    found = vocabulary(tag).correction.match(text)
    if found and found.end() < len(text):
        yield Claim("correction", text, start, start + len(text), "correction")


def read(text: str, tag: str | None, start: int) -> Iterator[Claim]:
    """Yield the keywords or the first publisher that a line gives behind a label; nothing for any other line."""
    known = vocabulary(tag)
    tagged = known.tags.match(text)
    if tagged:
        for keyword in _KEYWORDS.split(text[tagged.end() :]):
            if 0 < len(keyword) <= _LONGEST_KEYWORD:
                yield Claim("keywords", keyword, start + tagged.end(), start + len(text), "tag-list", 0.8)
    source = known.source.match(text)
    if source and source[source.lastindex or 0]:
        yield Claim(
            "publisher", source[source.lastindex or 0], start, start + len(text), "first-published", 0.9
        )


def rights(text: str, tag: str | None, start: int) -> Iterator[Claim]:
    """Yield the publisher whom a line of rights names with a year: "© 2025 Harbor News"; not "All rights reserved"."""
    found = _copyright().match(text) if _SIGN.search(text) else None
    group = found.lastgroup if found else None
    if found and group and not _is_other(found[group], tag):
        name = found[group].strip()
        yield Claim("publisher", name, start + found.start(group), start + found.end(group), "copyright", 0.5)


def _is_other(text: str, tag: str | None) -> bool:
    """Say whether what stands behind a sign of rights is no house: "All rights reserved", "Theme by …"."""
    words = text.lower().strip(" .").split()
    known = vocabulary(tag).furniture
    return not known.isdisjoint((" ".join(words), " ".join(words[:_RESERVED]))) or "by" in words


def section(text: str, headline: str, start: int) -> Iterator[Claim]:
    """Yield the section that a trail above the headline ends in, the headline aside: "Home > News > Harbour"."""
    crumbs = [crumb for crumb in _CRUMB.split(text) if crumb]
    if len(crumbs) < 3 or not headline.startswith(crumbs.pop().rstrip(".… ")):
        return
    if len(crumbs[-1]) <= _LONGEST_SECTION and not any(map(str.isdigit, crumbs[-1])):
        at = start + text.rindex(crumbs[-1])
        yield Claim("articleSection", crumbs[-1], at, at + len(crumbs[-1]), "breadcrumb", 0.8)
