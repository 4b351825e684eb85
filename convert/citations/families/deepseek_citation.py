"""`[citation:3]`, as DeepSeek and others number the pages they searched, from 1."""

import re

from convert.citations.families._sources import URL, cite
from convert.draft import Cite
from convert.parts import MarkerFamily, Reading

# Single or double, square or lenticular; a link's address may follow.
_NUMBERS = r"citation:[ ]?(?P<{}>\d{{1,4}}(?:[,，、][ ]?(?:citation:[ ]?)?\d{{1,4}}){{0,30}})"
_PATTERN = (
    rf"\[\[{_NUMBERS.format('double')}\]\]"
    rf"|\\?\[{_NUMBERS.format('single')}\\?\](?:\((?P<url>{URL})\))?"
    rf"|【{_NUMBERS.format('lenticular')}】"
)


def _read(match: re.Match[str]) -> Reading:
    item = cite("", match["url"]).item if match["url"] else None
    found = match["double"] or match["single"] or match["lenticular"]
    numbers = dict.fromkeys(map(int, re.findall(r"\d+", found)))
    return Reading(tuple(Cite(f"citation:{number}", number, item) for number in numbers))


part = MarkerFamily(
    name="deepseek-citation",
    description="DeepSeek's citations, numbered from 1",
    hooks=("[citation:", "[[citation:", r"\[citation:", "【citation:"),
    pattern=_PATTERN,
    read=_read,
    evidence="always",
    examples={
        "Rain fell [citation:3].": ("citation:3",),
        "Rain fell[citation:1][citation:8]. It went on.": ("citation:1", "citation:8"),
        "雨下了一整天[citation:2][citation:5]。": ("citation:2", "citation:5"),
        "Rain fell [citation:1,4] and [citation: 6].": ("citation:1", "citation:4", "citation:6"),
        "Rain fell [[citation:1]][[citation:2]].": ("citation:1", "citation:2"),
        "雨下了一整天【citation:7】。": ("citation:7",),
        "Rain fell.[citation:9](https://example.org/rain)": ("citation:9",),
        r"Rain fell \[citation:10\].": ("citation:10",),
    },
    leaves={
        "Rain fell [citation:3].": "Rain fell.",
        "雨下了一整天[citation:2][citation:5]。": "雨下了一整天。",
        "Rain fell [[citation:1]][[citation:2]].": "Rain fell.",
    },
    near_misses=(
        "Rain fell [citation needed].",
        "[citation: Doe 2019] is an author's.",
        "[citation:doe2019]",
        "`[citation:1]` in code.",
        "In 1999 he won a citation: 3 years late.",
        "[Citation:1]",
        "[citations:1]",
        ":citation[oaicite:5]{index=5}",
    ),
)
