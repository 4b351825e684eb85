"""`Port News+2` behind a sentence: chips of ChatGPT's pages whose link is lost, a publisher and how many more."""

import re

from convert.citations.families._sources import cite
from convert.parts import MarkerFamily, Reading
from convert.patterns import pattern

# The count, at the end of a line or before the next sentence or chip: the only part that text can be searched by.
_PATTERN = (
    r"\+[0-9]{1,2}(?![\w+%.,-])(?=[ \t]*(?:\n|\Z)|[ \t]+[^\W\d_a-zà-ÿ])"
    r"|\+[0-9]{1,2}(?=[^\W\d_][^+\n.!?]{1,40}\+[0-9])"
)
# The label, behind what ends a sentence or behind another chip: a host, or up to five words in capitals, among them
# small ones. So it reaches back over no sentence that is glued to it.
_IN = r"[^\s+.!?:;,()\[\]{}<>【】]"
_NAME = rf"[^\W_a-zà-ÿ]{_IN}*(?:\.{_IN}+)*"
_LABEL = pattern(
    r"(?:[.!?…。！？][\"”’»)]?[ \t]*\n?[ \t]*|\+[0-9]{1,2}[ \t]?)"
    rf"(?P<label>{_NAME}(?:[ ](?:{_NAME}|&|of|the|and|for|de|la|le|du|der|die|und)){{0,4}}"
    r"|[a-z0-9-]+(?:\.[a-z0-9-]+){1,3})[ ]?\Z"
)
_LETTER = pattern(r"[^\W\d_]")
_WIDEST = 60
# "+2" behind these is a time zone's, or a key's.
_NO_PUBLISHERS = frozenset(
    (
        *("UTC", "GMT", "CET", "EST", "BST", "Tel", "Phone"),
        *("Ctrl", "Strg", "Alt", "Shift", "Maj", "Cmd", "Command", "Option", "Fn", "Win"),
    )
)


def _read(match: re.Match[str]) -> Reading | None:
    near = max(0, match.start() - _WIDEST)
    found = _LABEL.search(match.string[near : match.start()])
    if not found or found["label"] in _NO_PUBLISHERS or not _LETTER.search(found["label"]):
        return None
    return Reading((cite(found["label"], None),), start=near + found.start("label"))


part = MarkerFamily(
    name="bare-chip",
    description="a publisher's name with a count of further sources, behind a sentence",
    hooks=tuple(f"+{digit}" for digit in range(1, 10)),
    pattern=_PATTERN,
    read=_read,
    evidence="always",
    examples={
        "The pier is closed. Reuters+2": ("Reuters",),
        "The pier is closed. Port News+2 It rained all day.": ("Port News",),
        "The pier is closed.\nPort News+2\n\nIt rained all day.": ("Port News",),
        "The pier is closed. Model-Club.example+1Sea Magazine+1": ("Model-Club.example", "Sea Magazine"),
        "The pier is closed. example.org+1": ("example.org",),
        "The pier is closed. Port News +3": ("Port News",),
        "“The pier is closed.” Port News+1": ("Port News",),
        "The pier is closed.Reuters+2": ("Reuters",),
        "码头已关闭。港口报+2": ("港口报",),
    },
    leaves={
        "The pier is closed. Reuters+2\n\nIt rained.": "The pier is closed.\n\nIt rained.",
        "The pier is closed. Port News+2 It rained all day.": "The pier is closed. It rained all day.",
        "The pier is closed.Reuters+2": "The pier is closed.",
    },
    near_misses=(
        "They watch it on Disney+ and Apple TV+.",
        "It was written in C++11",
        "I agree. +1",
        "The call is at 5 p.m. UTC+2",
        "Press it. Ctrl+1",
        "Call us. Tel +1 202 555 0100",
        "One and two is three. A sum is 1+2",
        "They sold more. Sales were +12 percent.",
        "The growth was Q3+2 in all",
        "The game ended. Port Ellery+2.5 was the odds",
        "They won. Rovers+2 on points",
        "Add them up. 1+2",
        "They meet in the old town hall. a+1",
    ),
)
