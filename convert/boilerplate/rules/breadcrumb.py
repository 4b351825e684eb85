"""Paths to a page within its site: "Home › News › Local"."""

from __future__ import annotations

from convert.boilerplate.phrases import evidence
from convert.draft import Line
from convert.parts import Rule
from convert.patterns import pattern

_MARKS = ">›»‹«"
# A step of a path begins with a letter, holds no other mark, and is no end of an arrow.
_STEP = pattern(r"\s*[^\W\d_][^<>«»‹›]{0,60}(?<![-=])")
_FEWEST = 3
_LONGEST = 200
# A path of menus in instructions looks the same: "Settings > Network > Proxy".
_DOUBTFUL = 0.6

_phrases = evidence("breadcrumb", 0.9)


def _evidence(line: Line) -> float:
    return max(_phrases(line), _DOUBTFUL if _is_path(line.text) else 0.0)


def _is_path(text: str) -> bool:
    """Return whether `text` is three steps or more, parted by one mark."""
    paths = (text.split(mark) for mark in _MARKS if mark in text) if len(text) <= _LONGEST else ()
    return any(len(steps) >= _FEWEST and all(map(_STEP.fullmatch, steps)) for steps in paths)


part = Rule(
    name="breadcrumb",
    description="paths to a page within its site",
    evidence=_evidence,
    examples=("You are here: News", "Home › News › Local", "News » Sport » Rowing", "Home > Harbor"),
    near_misses=(
        "5 > 3",
        "Supply > demand",
        "He said « yes » and then « no ».",
        "The signal goes -> relay -> lamp.",
        "a < b > c > d",
    ),
)
