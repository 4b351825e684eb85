"""An answer that an assistant has put into a code block as a whole, for it to be copied: the fences go.

What is in a fence that says Markdown, or in the only one of a text, is no code where it is nearly all of the text, and
reads as one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from heapq import merge
from itertools import pairwise

from convert import shape
from convert.draft import Cover, Edit, apply
from convert.patterns import pattern

RULE = "fence"

_FENCE = pattern(r"^[ \t]*+(?P<ticks>`{3,}+)[ \t]*+(?P<said>[^`\r\n]*)\r?$", re.MULTILINE)
_MARKDOWN = ("markdown", "md")
_PLAIN = ("", "text", "txt", "plaintext", *_MARKDOWN)
_AROUND = 0.3  # so much of the text may stand around it
_PROSE = 2  # lines that it has at least
_MOSTLY = 0.7  # so much of a fence that says nothing is prose
_COMMENT = pattern(r"[ \t]*(?:#|//|--|\$|>>>|/\*|\d{4}-\d\d-\d\d|\[\d)")  # right above or beside what is none


def unfenced(original: str, text: str, repairs: tuple[Edit, ...]) -> tuple[str, tuple[Edit, ...]]:
    """Return `text`, which `repairs` make of `original`, without the fences of what is no code, and all repairs."""
    cuts = tuple(_cuts(original)) if "```" in original else ()
    if not cuts:
        return text, repairs
    gone = Cover(cuts)
    whole = tuple(merge((each for each in repairs if not gone.touches(each.start, each.end)), cuts))
    return apply(original, whole), whole


def _cuts(original: str) -> Iterator[Edit]:
    fences = list(_FENCE.finditer(original))
    if len(fences) < 2:
        return
    first, *inner, last = fences
    said = first["said"].strip().lower()
    if said not in _PLAIN or last["said"].strip() or len(last["ticks"]) < len(first["ticks"]):
        return
    within = original[first.end() : last.start()]
    if len(within.strip()) < (1 - _AROUND) * len(original.strip()):
        return
    opens = [bool(each["said"].strip()) for each in inner]
    if inner and (said not in _MARKDOWN or opens != [True, False] * (len(inner) // 2)):
        return  # what is Markdown may have code of its own, in pairs
    lines = within.strip("\r\n").splitlines()
    prose = [line for line in lines if shape.is_prose(line)]
    if said not in _MARKDOWN and not _reads(lines, prose):
        return
    if len(prose) >= _PROSE:
        yield from (Edit(fence.start(), fence.end(), "removed", RULE) for fence in (first, last))


def _reads(lines: list[str], prose: list[str]) -> bool:
    """Say whether lines are a text: mostly prose, and none a comment on the next; a heading stands apart."""
    commented = any(_COMMENT.match(line) and below.strip() for line, below in pairwise((*lines, "")))
    return not commented and sum(map(len, prose)) >= _MOSTLY * sum(map(len, lines))
