"""The one place that decides which lines are the article: scores, the best segment, its headline."""

from __future__ import annotations

import math
from collections.abc import Sequence

from msgspec import Struct

from convert.boilerplate import headline, phrases
from convert.boilerplate.features import Candidate, Table, table
from convert.boilerplate.trees import forest
from convert.parts import RULES

# How the segment is chosen, and what within it goes; found by cross-validation, see training/.
_BIAS = 0.3  # for the line, whatever its odds
_CLIP = 3.0  # no line is surer than that
_MOST_WORDS = 40
_DROPPED = 0.4  # the least probability of a line that stays within the segment
_ASKED = -2.5  # the least odds of a line that may be the first or the last
_NEVER = -9.0
_HEADLINE = -2.2  # the least odds of a headline: one in ten
# A rule gives its name to what goes, from so much evidence on.
_NAMED = 0.5


class Verdict(Struct, frozen=True):
    """Why a line goes."""

    rule: str
    confidence: float


class Layout(Struct, frozen=True):
    """Where the article is among the lines.

    Its text is in the lines from `start` to `end`; `headline` is the line of its headline, None for none.
    `verdicts` has one for each line that is furniture, None for each that stays.
    """

    headline: int | None
    start: int
    end: int
    verdicts: list[Verdict | None]


def decide(lines: Sequence[Candidate], language: str | None) -> Layout:
    """Return where the article is among `lines`, a text's in order."""
    seen = table(lines, language)
    odds, start, end = segment(lines, seen)
    titled = _headline(lines, seen, odds, (start, end), language)
    if titled is not None and start <= titled:
        start = titled + 1
    verdicts: list[Verdict | None] = []
    for n, line in enumerate(lines):
        if start <= n < end:
            rule = forest("body").against(seen.rows[n]) if odds[n] < _log_odds(_DROPPED) else ""
        else:
            rule = "before-the-text" if n < start else "after-the-text"
        verdicts.append(_verdict(line, odds[n], rule) if rule and n != titled else None)
    return Layout(titled, start, end, verdicts)


def segment(lines: Sequence[Candidate], seen: Table) -> tuple[list[float], int, int]:
    """Return the log odds of each line for being the article's, and the lines from which to which it is.

    It is where the sum of worth is the largest; nowhere, 0 to 0, where no line is worth anything. A line's worth
    grows with its odds and with its length; what speaks for the first and the last line adds to it.
    """
    odds = [forest("body").odds(row) for row in seen.rows]
    opens, closes = forest("first"), forest("last")
    best, start, end = 0.0, 0, 0
    total, opened = -math.inf, 0
    for n, line in enumerate(lines):
        asked = odds[n] > _ASKED
        first = max(opens.odds(seen.rows[n]), _NEVER) if asked else _NEVER
        last = max(closes.odds(seen.rows[n]), _NEVER) if asked else _NEVER
        if first > total:
            total, opened = first, n
        weight = math.sqrt(min(line.words + 2, _MOST_WORDS))
        total += weight * (max(-_CLIP, min(odds[n], _CLIP)) + _BIAS)
        if total + last > best:
            best, start, end = total + last, opened, n + 1
    return odds, start, end


def _headline(
    lines: Sequence[Candidate],
    seen: Table,
    odds: list[float],
    text: tuple[int, int],
    language: str | None,
) -> int | None:
    """Return the line of the headline of a text, which has its first and its end line; None where no line is like one."""
    titles = forest("headline")
    found = headline.rows(lines, seen, odds, *text, language)
    likely = {n: titles.odds(row) for n, row in found.items()}
    best = max(likely, key=likely.__getitem__, default=None)
    return best if best is not None and likely[best] >= _HEADLINE else None


def _verdict(line: Candidate, odds: float, otherwise: str) -> Verdict:
    """Return the verdict on a line that goes: by the rule that knows it best, else by what the scorer saw."""
    seen = phrases.line(line.text)
    evidence, name = max(((rule.evidence(seen), rule.name) for rule in RULES.all()), default=(0.0, ""))
    if evidence >= _NAMED:
        return Verdict(name, evidence)
    return Verdict(otherwise, round(1 / (1 + math.exp(odds)), 2))


def _log_odds(probability: float) -> float:
    return math.log(probability / (1 - probability))
