"""Look lines up among the furniture phrases of all languages."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from convert.draft import Line
from convert.parts import LANGUAGES

_NUMBER = re.compile(r"#|\d[\d.,]*")
_LEADING = re.compile(r"^[^\w©]+")
_TRAILING = re.compile(r"[^\w©]+$")
_OPEN = "…"

# No phrase is longer than this; more of a line need not be folded.
_LONGEST = 200

Openings = dict[str, tuple[tuple[str, frozenset[str]], ...]]


def fold(text: str) -> str:
    """Return a line as phrases are compared: lower case, numbers as "0", no outer punctuation, single spaces."""
    return _TRAILING.sub("", _opened(text[:_LONGEST]))


def _opened(text: str) -> str:
    folded = " ".join(_NUMBER.sub("0", text.casefold().replace("：", ":")).split())
    return _LEADING.sub("", folded.replace(" :", ":"))


def line(text: str) -> Line:
    """Return what rules see of `text`."""
    return Line(text, fold(text))


def evidence(kind: str, confidence: float = 0.95) -> Callable[[Line], float]:
    """Return a rule's evidence: `confidence` where a line is, or begins with, a phrase of class `kind`."""

    def look(line: Line) -> float:
        whole, openings = _table()
        if kind in whole.get(line.folded, ()):
            return confidence
        return confidence if any(kind in found for found in _opening(line.folded, openings)) else 0.0

    return look


def _opening(folded: str, openings: Openings) -> list[frozenset[str]]:
    return [kinds for phrase, kinds in openings.get(folded[:3], ()) if folded.startswith(phrase)]


@cache
def _table() -> tuple[dict[str, frozenset[str]], Openings]:
    """Return the classes of each whole-line phrase, and the opening ones by their first three characters."""
    whole: dict[str, set[str]] = {}
    openings: dict[str, set[str]] = {}
    for language in LANGUAGES.all():
        for kind, phrases in language.furniture.items():
            for phrase in phrases:
                if phrase.endswith(_OPEN):
                    openings.setdefault(_opened(phrase.removesuffix(_OPEN)), set()).add(kind)
                else:
                    whole.setdefault(fold(phrase), set()).add(kind)
    by_start: dict[str, list[tuple[str, frozenset[str]]]] = {}
    for phrase, kinds in openings.items():
        by_start.setdefault(phrase[:3], []).append((phrase, frozenset(kinds)))
    return (
        {phrase: frozenset(kinds) for phrase, kinds in whole.items()},
        {start: tuple(found) for start, found in by_start.items()},
    )
