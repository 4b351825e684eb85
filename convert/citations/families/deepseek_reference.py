"""`[reference:0]`, as DeepSeek's newer models number what they read, from 0.

Stands beside `[citation:1]` in one text, of which it knows nothing.
"""

import re

from convert.citations.families._sources import URL, cite
from convert.draft import Cite
from convert.parts import MarkerFamily, Reading

_PATTERN = (
    r"\\?\[reference:[ ]?(?P<numbers>\d{1,4}(?:[,，、][ ]?(?:reference:[ ]?)?\d{1,4}){0,30})\\?\]"
    rf"(?:\((?P<url>{URL})\))?"
)


def _read(match: re.Match[str]) -> Reading:
    item = cite("", match["url"]).item if match["url"] else None
    numbers = dict.fromkeys(map(int, re.findall(r"\d+", match["numbers"])))
    return Reading(tuple(Cite(f"reference:{number}", number, item) for number in numbers))


part = MarkerFamily(
    name="deepseek-reference",
    description="DeepSeek's references, numbered from 0",
    hooks=("[reference:", r"\[reference:"),
    pattern=_PATTERN,
    read=_read,
    evidence="always",
    base=0,
    examples={
        "Rain fell at most 7 hours[reference:0]. This study": ("reference:0",),
        "Rain fell[reference:0][reference:11].": ("reference:0", "reference:11"),
        "هطل المطر[reference:2][reference:3].": ("reference:2", "reference:3"),
        "Rain fell[reference:4](https://example.org/rain).": ("reference:4",),
        "Rain fell [reference: 5, 6].": ("reference:5", "reference:6"),
        "Of both kinds[citation:1][reference:0].": ("reference:0",),
    },
    leaves={
        "Rain fell at most 7 hours[reference:0]. This study": "Rain fell at most 7 hours. This study",
        "Of both kinds[citation:1][reference:0].": "Of both kinds.",
    },
    near_misses=(
        "[reference: see the annex]",
        "[reference] is a word.",
        "[reference:abc]",
        "`[reference:0]` in code.",
        "For reference: 3 ports, 2 piers.",
        "[references:0]",
        "[Reference:0]",
    ),
)
