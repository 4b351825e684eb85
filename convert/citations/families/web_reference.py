"""`[web:17]`, as Perplexity and Grok number the pages that they found."""

import re

from convert.citations.families._sources import URL, cite
from convert.draft import Cite
from convert.parts import MarkerFamily, Reading

_PATTERN = (
    r"\\?\[web:[ ]?(?P<numbers>\d{1,4}(?:,[ ]?(?:web:[ ]?)?\d{1,4}){0,30})\\?\]"
    rf"(?:\((?P<url>{URL})\))?"
)


def _read(match: re.Match[str]) -> Reading:
    item = cite("", match["url"]).item if match["url"] else None
    numbers = dict.fromkeys(map(int, re.findall(r"\d+", match["numbers"])))
    return Reading(tuple(Cite(f"web:{number}", number, item) for number in numbers))


part = MarkerFamily(
    name="web-reference",
    description="pages found, as Perplexity and Grok number them",
    hooks=("[web:", r"\[web:"),
    pattern=_PATTERN,
    read=_read,
    evidence="always",
    examples={
        "Rain fell [web:17].": ("web:17",),
        "Rain fell.[web:1][web:44] It went on.": ("web:1", "web:44"),
        "Rain fell.[web:1, web:2] The tide rose [web:3,4].": ("web:1", "web:2", "web:3", "web:4"),
        "Rain fell.[web:5](https://example.org/rain)": ("web:5",),
        r"Rain fell.\[web:6\]": ("web:6",),
        "Rain fell [web: 7].": ("web:7",),
    },
    leaves={
        "Rain fell [web:17].": "Rain fell.",
        "Rain fell.[web:1][web:44] It went on.": "Rain fell. It went on.",
        "Rain fell.[web:5](https://example.org/rain)": "Rain fell.",
    },
    near_misses=(
        "The [web] is wide.",
        "On the [web: a short history] of pages.",
        "[web:example.org] names a site.",
        "`[web:1]` in code.",
        "The key web:17 stands bare.",
        "[web:]",
        "[Web:1]",
    ),
)
