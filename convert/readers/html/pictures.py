"""A page's pictures: which address of several is the picture's own, and which are none: pixels that count, blanks.

Pages load pictures late: `src` is a blank then, and the address stands in another attribute, in `srcset`
(HTML Living Standard 4.8.4.2.2), in a `<source>` beside, or in a `<noscript>` behind.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import urljoin

from msgspec import Struct

from convert.draft import Tag
from convert.patterns import pattern

_LATE = (
    "data-src",
    "data-original",
    "data-lazy-src",
    "data-lazy",
    "data-orig-file",
    "data-full-src",
    "data-hi-res-src",
)
_SETS = ("srcset", "data-srcset", "data-lazy-srcset")
_BLANK = pattern(
    r"data:image/(?:gif|svg\+xml)|(?:^|/)(?:blank|spacer|pixel|placeholder|transparent|1x1|loading|grey|gray)[\w-]*\.(?:gif|png|svg)",
    re.IGNORECASE,
)
_EMOJI = pattern(r"(?<![a-z])(?:emoji|wp-smiley|smiley|twemoji)(?![a-z])", re.IGNORECASE)
# Whose face it is that writes, whose house, what a button does.
_SIGN = pattern(r"(?<![a-z])(?:avatar|gravatar|logo|icons?|sprite|favicon)(?![a-z])", re.IGNORECASE)
_SET = pattern(
    r"(?:(?<!\S)|(?<=,)(?=https?:))((?>(?:[^\s,]++|,(?!\s|https?:))+))"
    r"(?:\s+(\d{1,5}(?:\.\d+)?)[wx])?\s*+(?:,\s|,(?=https?:)|$)"
)
_SIZE = pattern(r"\s*(\d{1,5})")
_SAVED = pattern(r"(?:\./)?[^/?#:]+_files/")  # where a browser saves the pictures of a page
_SMALLEST = 33  # pixels of what is more than an icon
_WIDEST = 2048  # pixels that anyone needs
_CAPTION = pattern(r"(?<![a-z])(?:caption|credit|legend|figcaption|bildunterschrift|cutline)")
_LONGEST = 2000  # characters of an address
_LONGEST_DATA = 20_000_000


class Picture(Struct, frozen=True):
    """A picture of the page: its address, the text that stands in for it, its title."""

    url: str
    alt: str
    title: str
    is_text: bool = False  # a sign that stands for its text: an emoji


def read(element: Any, base: str | None) -> Picture | None:
    """Return the picture that an `img` element shows; None for one that nobody is meant to look at."""
    alt, title = (" ".join(element.get(name, "").split()) for name in ("alt", "title"))
    if alt and _EMOJI.search(element.get("class", "")):
        return Picture("", alt, title, is_text=True)
    if any(_is_small(element.get(side)) for side in ("width", "height")) or _SIGN.search(
        element.get("class", "")
    ):
        return None
    url = next(
        (each for each in map(str.strip, _addresses(element)) if each and not _BLANK.search(each[:200])), ""
    )
    url = _absolute(url, base)
    return Picture(url, alt, title) if url and not _SIGN.search(url.rpartition("/")[2][:200]) else None


def is_caption(tags: Sequence[Tag]) -> bool:
    """Say whether the element that a text stands in is called a caption or a credit."""
    return bool(tags) and _CAPTION.search(tags[-1].words) is not None


def _addresses(element: Any) -> list[str]:
    found = [element.get(name, "") for name in _LATE]
    found += (_widest(element.get(name, "")) for name in _SETS)
    parent = element.getparent()
    if parent is not None and parent.tag == "picture":
        found += (
            _widest(source.get("srcset") or source.get("data-srcset") or "")
            for source in parent.iter("source")
        )
    return [element.get("src", ""), *found]


def _widest(given: str) -> str:
    """Return the address of a set that shows the most pixels that anyone needs."""
    best, most = "", -1.0
    for found in _SET.finditer(given[: 20 * _LONGEST]):
        width = float(found[2] or 1)
        if found[1] and most < width <= _WIDEST:
            best, most = found[1], width
    return best


def _is_small(size: str | None) -> bool:
    found = _SIZE.match(size or "")
    return found is not None and "%" not in (size or "") and int(found[1]) < _SMALLEST


def _absolute(url: str, base: str | None) -> str:
    """Return the address of a picture, "" for one that is none; what a browser saved beside the page stays relative."""
    if url[:5].lower() == "data:":
        return url if len(url) <= _LONGEST_DATA else ""
    if not url or len(url) > _LONGEST:
        return ""
    if base and not _SAVED.match(url):
        try:
            url = urljoin(base, url)
        except ValueError:
            return ""
    scheme = re.match(r"([a-zA-Z][a-zA-Z0-9+.-]*):", url)
    return url if scheme is None or scheme[1].lower() in ("http", "https") else ""
