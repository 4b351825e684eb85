"""`<cite index="1-1">Prose</cite>`, as Claude wraps what a source says; the first bracket may be round.

An index is that of a document and of its sentences, "1-1", "1-2:4", "1-1,3-7": the document is the source.
A `<cite>` without one is the title of a work.
"""

import re

from convert.draft import Cite
from convert.parts import MarkerFamily, Reading
from convert.patterns import pattern

_OPEN = r"[<(]cite index=[\"“”'](?P<index>\d[\d\s,:-]{0,200})[\"“”'][ ]?>"
# Within the prose stand titles of works; another index there says that the first was never closed.
_WITHIN = r"(?:[^<(]|[<(](?!/?cite\b)|<cite>[^<]{0,300}</cite>)"
_PATTERN = rf"{_OPEN}(?:(?P<prose>(?>{_WITHIN}{{0,8000}}))</cite>)?"
_DOCUMENT = pattern(r"(?:^|,)\s*(\d{1,4})")


def _read(match: re.Match[str]) -> Reading:
    numbers = dict.fromkeys(map(int, _DOCUMENT.findall(match["index"])))
    cites = tuple(Cite(f"cite:{number}", number) for number in numbers)
    return Reading(cites, match.span("prose") if match["prose"] else None)


part = MarkerFamily(
    name="claude-cite",
    description="prose that Claude wraps with the number of its source",
    hooks=("<cite index=", "(cite index="),
    pattern=_PATTERN,
    read=_read,
    evidence="always",
    base=0,
    examples={
        '<cite index="8-1">The port opened at dawn.</cite> It was cold.': ("cite:8",),
        '(cite index="1-1">The port opened at dawn.</cite> It was cold.': ("cite:1",),
        '<cite index="2-1,2-2">The port opened.</cite>': ("cite:2",),
        '<cite index="0-1:4, 13-2">The port opened.</cite>': ("cite:0", "cite:13"),
        '<cite index="141-1">The port opened\nat dawn.</cite>': ("cite:141",),
        '<cite index="3-1">She wrote <cite>The Tide</cite> there.</cite>': ("cite:3",),
        'One <cite index="1-1">port</cite> and <cite index="2-1">another</cite>.': ("cite:1", "cite:2"),
        '<cite index="5-1">Never closed, <cite index="6-1">but this one.</cite>': ("cite:5", "cite:6"),
        "<cite index=“7-1”>Curly quotes.</cite>": ("cite:7",),
        '<cite index="9">No sentence.</cite>': ("cite:9",),
        'It rose by 3 (some say 4) percent: <cite index="4-2">it rose (a lot) and 3 < 4</cite>.': ("cite:4",),
        '<cite index="5-1"></cite>': ("cite:5",),
    },
    leaves={
        '(cite index="1-1">The port opened at dawn.</cite> It was cold.': "The port opened at dawn. It was cold.",
        '<cite index="3-1">She wrote <cite>The Tide</cite> there.</cite>': "She wrote <cite>The Tide</cite> there.",
        'One <cite index="1-1">port</cite> and <cite index="2-1">another</cite>.': "One port and another.",
    },
    near_misses=(
        "She wrote <cite>The Tide</cite> there.",
        '<cite class="title">The Tide</cite>',
        '<cite index="...">…</cite>',
        '<cite index="DOC_INDEX-SENTENCE_INDEX">…</cite>',
        '`<cite index="1-1">prose</cite>`',
        "(cite the index of the book)",
        "They cite index=1 as the first.",
    ),
)
