"""`[Port News+2](https://…)`: chips of ChatGPT's pages: so many sources more than the one linked."""

import re

from convert.citations.families._sources import URL, cite
from convert.parts import MarkerFamily, Reading
from convert.patterns import pattern

# The link is that of the first label, where several are run into one.
_PATTERN = (
    r"\[\s?(?P<label>[^\[\]\n+]{1,80})\+[0-9]{1,2}(?:[^\[\]\n]{0,160}\+[0-9]{1,2})?\s?\]"
    rf"\((?P<url>{URL})(?:[ ]\"(?P<title>[^\"\n]{{0,300}})\")?\)"
)
_LETTER = pattern(r"[^\W\d_]")
# "+2" behind these is a time zone's.
_CLOCKS = frozenset(("UTC", "GMT", "CET", "EST", "BST"))


def _read(match: re.Match[str]) -> Reading | None:
    label = match["label"].strip()
    if not _LETTER.search(label) or label in _CLOCKS:
        return None
    return Reading((cite(label, match["url"], title=match["title"]),))


part = MarkerFamily(
    name="linked-chip",
    description="a publisher's name with a count of further sources, linked",
    hooks=("[",),
    pattern=_PATTERN,
    read=_read,
    evidence="always",
    examples={
        "The pier is closed. [Port News+2](https://example.org/a)": ("Port News",),
        "The pier is closed. [Port News +2](https://example.org/a)": ("Port News",),
        "The pier is closed.[example.org+1](https://example.org/a?utm_source=chatgpt.com)": ("example.org",),
        "The pier is closed. [Port News+1](https://example.org/a)[Bay Radio+3](https://example.org/b)": (
            "Port News",
            "Bay Radio",
        ),
        "The pier is closed. [Port News+1Bay Radio+1](https://example.org/a)": ("Port News",),
        'The pier is closed. [Port News+2](https://example.org/a "The pier")': ("Port News",),
        "码头已关闭。[港口报+2](https://example.cn/a)": ("港口报",),
    },
    leaves={
        "The pier is closed. [Port News+2](https://example.org/a) It rained.": "The pier is closed. It rained."
    },
    near_misses=(
        "[C++11](https://example.org/c)",
        "[Disney+](https://example.org/d)",
        "[+1](https://example.org/vote)",
        "[UTC+2](https://example.org/zone)",
        "[2+2](https://example.org/sum)",
        "[18+](https://example.org/age)",
        "[Port News](https://example.org/a?utm_source=chatgpt.com)",
        "[Port News+2] without a link",
        "Written `[Port News+2](https://example.org/a)` in code.",
        "[Port News+2](news.html)",
    ),
)
