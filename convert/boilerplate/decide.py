"""The one place that decides which lines are the article: scores, the best segment, its headline."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from msgspec import Struct

from convert.boilerplate import headline
from convert.boilerplate.features import Candidate, Table, kind_of, reason, table
from convert.boilerplate.trees import forest, looked_at
from convert.draft import Line
from convert.metadata import agree, credits
from convert.metadata import lines as metadata
from convert.parts import RULES

# Why a line goes that no rule knows: by where it stands.
BEFORE, AFTER = "before-the-text", "after-the-text"

_STOPS = ".。।"
_LEADS = ",;:：，；"
_LONGEST_FIRST = 15  # words of a headline that is a sentence

# How the segment is chosen, and what within it goes; found by cross-validation, see training/.
_BIAS = 0.3  # for the line, whatever its odds
_SUREST, _LEAST = 3.0, -2.0  # no line's odds count for more, or less
_WORST = -1.0  # nor for less on a page, whose tags tell what does not belong within the text
_MOST_WORDS = 40
# The least probability of a line that stays within the segment, and of a paragraph there.
_LINE, _PARAGRAPH = 0.4, 0.2
_WORTH = -3.0  # of the least segment: a few lines that may be all of an article
_ASKED = -2.0  # the least odds of a line that may be the first or the last
_NEVER = -9.0
_HEADLINE = -3.0  # the least odds of a headline: one in twenty
# What stands like a heading, alone amid prose or marked as one, goes only on near certainty, by a rule or by its
# odds: an article may have a section called "Sport".
_AS_HEADING, _UNLIKE = 0.95, -2.0
_FEW, _GAP = (
    8,
    -1.6,
)  # short lines between others that stay with them, and their odds on average, at the least
_CLEARLY = 2.0
# A text in which no rule is as sure as this of any line has no page around it.
_SIGN = 0.8
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


def decide(lines: Sequence[Candidate], language: str | None, titles: Sequence[str] = ()) -> Layout:
    """Return where the article is among `lines`, a text's in order.

    `titles` are headlines that the page's markup is sure of, the surest first: a line that is one of them, or begins
    or ends one, is the headline, and no other.
    """
    seen = table(lines, language, looked_at(kind_of(lines)))
    rules = [_known(line) for line in seen.said]
    odds, start, end = segment(lines, seen)
    stays = _stay(lines, odds, rules)
    end = _past_list(lines, stays, end)
    titled = _told(lines, start, titles)
    if titled is None:
        titled = _headline(lines, seen, odds, (start, end), language)
        if titled is not None and titles and not agree.agrees("headline", lines[titled].text, titles[0]):
            titled = None
    if titled is not None and start <= titled:
        start = titled + 1
    if all(rule.confidence < _SIGN for rule in rules):
        # No sign of a page around it: what stands below the headline is somebody's text.
        titled = _first(lines, language) if titled is None and not titles else titled
        start, end = (0 if titled is None else titled + 1), len(lines)
        stays = [True] * len(lines)
    verdicts = [
        None
        if n == titled or (start <= n < end and stays[n])
        else rule
        if rule.confidence >= _NAMED
        else _placed(n, start, end, seen, odds[n])
        for n, rule in enumerate(rules)
    ]
    return Layout(titled, start, end, verdicts)


def _past_list(lines: Sequence[Candidate], stays: list[bool], end: int) -> int:
    """Return the end of a text, behind the list in which it ends, if all of that stays."""
    for items in _lists(lines):
        if items.start < end < items.stop:
            return items.stop if all(stays[n] for n in items) else end
    return end


def _known(line: Line) -> Verdict:
    """Return the rule that knows a line best, with its evidence."""
    name, most = "", 0.0
    for rule in RULES.all():
        evidence = rule.evidence(line)
        if evidence > most:
            name, most = rule.name, evidence
    return Verdict(name, most)


def _stay(lines: Sequence[Candidate], odds: list[float], rules: list[Verdict]) -> list[bool]:
    """Say of each line whether it stays if it is within the text: by its odds, or since it stands like a heading.

    Between lines that stay, a few short ones that no rule knows are headings, items and the like as often as not, and
    what is lost of a text is worse than a label too many.
    """
    speak = [_speaks(line, at, rule) for line, at, rule in zip(lines, odds, rules, strict=True)]
    for items in _lists(lines):
        if 2 * sum(speak[n] for n in items) > len(items):  # a list stays as a whole
            for n in items:
                speak[n] |= rules[n].confidence < _AS_HEADING
    stays = [
        said or (line.depth > 0 and rule.confidence < _AS_HEADING and at > _UNLIKE)
        for said, line, rule, at in zip(speak, lines, rules, odds, strict=True)
    ]
    for gap in _between(stays):
        alone = len(gap) == 1 and lines[gap[0] - 1].prose and lines[gap[-1] + 1].prose
        known, least = (_AS_HEADING, _UNLIKE) if alone else (_NAMED, _GAP)
        plain = all(not lines[n].prose and rules[n].confidence < known for n in gap)
        if plain and len(gap) <= _FEW and sum(odds[n] for n in gap) > least * len(gap):
            for n in gap:
                stays[n] = True
    return stays


def _between(stays: Sequence[bool]) -> Iterator[range]:
    """Yield the runs of lines that do not stay, between two that do."""
    last = None
    for n, stay in enumerate(stays):
        if stay:
            if last is not None and n - last > 1:
                yield range(last + 1, n)
            last = n


def _lists(lines: Sequence[Candidate]) -> Iterator[range]:
    """Yield the runs of lines that are list items."""
    start = 0
    for n in range(len(lines) + 1):
        if n == len(lines) or not lines[n].item:
            if n - start > 1:
                yield range(start, n)
            start = n + 1


def _speaks(line: Candidate, odds: float, rule: Verdict) -> bool:
    """Say whether a line within the text is part of it; one without words only parts others.

    What a rule is sure of needs odds as clear to stay.
    """
    least = _log_odds(_PARAGRAPH if line.prose else _LINE)
    return odds >= (_CLEARLY if rule.confidence >= _AS_HEADING else least) or not line.words


def _placed(n: int, start: int, end: int, seen: Table, odds: float) -> Verdict:
    """Return the verdict on a line that no rule knows: by where it stands, or what spoke most against it."""
    place = (
        BEFORE
        if n < start
        else AFTER
        if n >= end
        else forest(f"{seen.kind}/body").against(seen.row(n), reason)
    )
    return Verdict(place, round(1 / (1 + math.exp(odds)), 2))


def segment(lines: Sequence[Candidate], seen: Table) -> tuple[list[float], int, int]:
    """Return the log odds of each line for being the article's, and the lines from which to which it is.

    It is where the sum of worth is the largest; nowhere, 0 to 0, where nothing is like a text. A line's worth
    grows with its odds and with its length; what speaks for the first and the last line adds to it.
    """
    odds = forest(f"{seen.kind}/body").odds(seen.rows(), _LEAST)
    asked = [n for n, said in enumerate(odds) if said > _ASKED]
    opens, closes = (
        dict(zip(asked, forest(f"{seen.kind}/{name}").odds(map(seen.row, asked)), strict=True))
        for name in ("first", "last")
    )
    worst = _WORST if seen.kind == "page" else _LEAST
    best, start, end = _WORTH, 0, 0
    total, opened = -math.inf, 0
    for n, line in enumerate(lines):
        first, last = max(opens.get(n, _NEVER), _NEVER), max(closes.get(n, _NEVER), _NEVER)
        if first > total:
            total, opened = first, n
        weight = math.sqrt(min(line.words + 2, _MOST_WORDS))
        total += weight * (max(worst, min(odds[n], _SUREST)) + _BIAS)
        if total + last > best:
            best, start, end = total + last, opened, n + 1
    return odds, start, end


def _told(lines: Sequence[Candidate], start: int, titles: Sequence[str]) -> int | None:
    """Return the line that is one of `titles`: of several, the last above the text that has a depth, or the last."""
    near = headline.candidates(lines, start)
    for title in titles:
        same = agree.fold(title)
        found = [n for n in near if lines[n].text and agree.fold(lines[n].text) == same]
        if found:
            return max(found, key=lambda n: (lines[n].depth > 0, n))
    return None


def _headline(
    lines: Sequence[Candidate],
    seen: Table,
    odds: list[float],
    text: tuple[int, int],
    language: str | None,
) -> int | None:
    """Return the line of the headline of a text with its first and end line; None where none is like one."""
    titles = forest(f"{seen.kind}/headline")
    found = headline.rows(lines, seen, odds, *text, language)
    likely = dict(zip(found, titles.odds(found.values(), _HEADLINE - 1), strict=True))
    for n in sorted(likely, key=likely.__getitem__, reverse=True):
        if likely[n] < _HEADLINE:
            break
        if not lines[n].tabular and not _is_paragraph(lines[n]) and not _is_beside(lines[n], language):
            return n
    return None


def _is_beside(line: Candidate, language: str | None) -> bool:
    """Say whether a line is metadata or a picture's caption."""
    return bool(metadata.read(line.text, language)) or credits.role(line.text, language) is not None


def _first(lines: Sequence[Candidate], language: str | None) -> int | None:
    """Return the first line that is no metadata, if it reads as a headline and more follows."""
    for n, line in enumerate(lines[:-1]):
        if not _is_beside(line, language):
            opens = line.text[-1:] in _LEADS or (line.words > _LONGEST_FIRST and line.sentence)
            return None if _is_paragraph(line) or opens or line.tabular or not line.words else n
    return None


def _is_paragraph(line: Candidate) -> bool:
    return line.prose and line.text[-1:] in _STOPS


def _log_odds(probability: float) -> float:
    return math.log(probability / (1 - probability))
