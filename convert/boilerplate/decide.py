"""The one place that decides which lines are page furniture, from what the rules say of each."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from convert.boilerplate import phrases
from convert.draft import Line
from convert.parts import RULES

# At the page's ends a line goes on fair evidence; amid the prose only on strong; and where it stands like a
# heading (prose right after it, no furniture before it) on near certainty, since an article may have a section
# called "Search".
_AT_THE_ENDS = 0.5
_AMID_PROSE = 0.8
_AS_HEADING = 0.95
# A line that no rule knows, but that stands among furniture.
_BY_PLACE = 0.6
# The fewest words of a headline below other lines, and how many short lines make a menu.
_HEADLINE = 4
_MENU = 2
_LONG_MENU = 5  # where none of them is known furniture


class Verdict(Struct, frozen=True):
    """Why a line goes."""

    rule: str
    confidence: float


class Candidate(Struct, frozen=True):
    """A line to be judged.

    `prose` if it reads as a paragraph, `sentence` if it at least ends like one, `metadata` if it says who wrote
    the article or when.
    """

    text: str
    words: int
    prose: bool
    sentence: bool
    metadata: bool


def decide(candidates: Sequence[Candidate]) -> list[Verdict | None]:
    """Return a verdict for each line that is furniture, None for each that stays."""
    found = [_evidence(phrases.line(candidate.text)) for candidate in candidates]
    plain = [n for n, verdict in enumerate(found) if _weight(verdict) < _AT_THE_ENDS]
    first = next((n for n in plain if candidates[n].prose), len(candidates))
    # The text goes on as long as sentences do: what stands between them is amid it.
    last = max(
        (n for n in plain if candidates[n].prose or candidates[n].sentence), default=len(candidates) - 1
    )
    opened = _opening(candidates, found, first) if first < len(candidates) else 0
    ended = next((n for n in range(last + 1, len(found)) if _weight(found[n]) >= _AT_THE_ENDS), len(found))
    verdicts: list[Verdict | None] = []
    for n, verdict in enumerate(found):
        if n >= ended:
            verdicts.append(_stronger(verdict, Verdict("after-the-end", _BY_PLACE)))
        elif n < opened and not candidates[n].metadata:
            verdicts.append(_stronger(verdict, Verdict("before-the-headline", _BY_PLACE)))
        else:
            alone = n == 0 or verdicts[n - 1] is None
            amid = first < n < last
            heading = amid and alone and candidates[n + 1].prose
            least = _AS_HEADING if heading else _AMID_PROSE if amid else _AT_THE_ENDS
            verdicts.append(verdict if _weight(verdict) >= least else None)
    return verdicts


def _opening(candidates: Sequence[Candidate], found: Sequence[Verdict | None], first: int) -> int:
    """Return the line that the article opens with, of those above its `first` paragraph.

    Short lines above a longer one may be headline and details, as in a recipe. They are a menu where furniture
    that is known stands among them, or where they are many; then the headline is the first line below that has
    the words for one, else the last of them.
    """
    unknown = [n for n in range(first) if not candidates[n].metadata and _weight(found[n]) < _AT_THE_ENDS]
    long = next((n for n in unknown if candidates[n].words >= _HEADLINE), None)
    above = unknown.index(long) if long is not None else len(unknown) - 1
    known = any(_weight(found[n]) >= _AT_THE_ENDS for n in range(unknown[above] if unknown else 0))
    if above < (_MENU if known else _LONG_MENU):
        return 0
    return long if long is not None else unknown[-1]


def _evidence(line: Line) -> Verdict | None:
    best = max(((rule.evidence(line), rule.name) for rule in RULES.all()), default=(0.0, ""))
    return Verdict(best[1], best[0]) if best[0] > 0 else None


def _weight(verdict: Verdict | None) -> float:
    return verdict.confidence if verdict else 0.0


def _stronger(verdict: Verdict | None, other: Verdict) -> Verdict:
    return verdict if verdict and verdict.confidence >= other.confidence else other
