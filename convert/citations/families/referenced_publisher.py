"""`([Port News][1])` with `[1]: https://… "Title"` below: ChatGPT's copy button, with the addresses at the end."""

import re

from convert.citations.families._sources import cite, is_name
from convert.draft import Cite
from convert.parts import MarkerFamily, Reading
from convert.patterns import pattern

_LINK = r"\[((?:[^\[\]\n\\]|\\.){1,120})\]\[\^?([0-9]{1,3})\]"
_PATTERN = rf"[(（]\s?{_LINK}(?:\s?[,;、，]?\s?{_LINK}){{0,9}}\s?[)）]"
_PARTS = pattern(_LINK)


def _read(match: re.Match[str]) -> Reading | None:
    links = _PARTS.findall(match[0])
    if not all(is_name(label) for label, _ in links):
        return None
    return Reading(tuple(Cite(number, int(number), cite(label, None).item) for label, number in links))


part = MarkerFamily(
    name="referenced-publisher",
    description="publishers in a parenthesis of their own, with the numbers of addresses given below",
    hooks=("([", "( [", "（["),
    pattern=_PATTERN,
    read=_read,
    evidence="list",
    examples={
        "The pier is closed. ([Port News][1])": ("1",),
        "The pier is closed ([Port News][1], [Bay Radio][2]).": ("1", "2"),
        "The pier is closed ([Port News][1]; [Bay Radio][12]).": ("1", "12"),
        "The pier is closed. ([Port News][1]) ([Bay Radio][2])": ("1", "2"),
        "The pier is closed. ([Port News][1][Bay Radio][2])": ("1", "2"),
        "The pier is closed. ([example.org][3])": ("3",),
        "码头已关闭。（[港口报][4]）": ("4",),
        "The pier is closed. ( [Port News][1] )": ("1",),
    },
    near_misses=(
        "The pier [Port News][1] is closed.",
        "It is shut ([Port News][port]).",
        "It is shut (see [the plan][1]).",
        "It is shut ([Port News]).",
        "It is shut ([here][1]) and ([as the mayor said][2]).",
        "A matrix (a[1][2]) and ([0][1]) of numbers.",
        "Written `([A][1])` in code.",
        "A step ([4, 5][1]) of code.",
    ),
)
