"""What one sees of a line that may be the headline, as numbers: what it is by itself, and what it is to the text."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import accumulate

from convert.boilerplate import tags
from convert.boilerplate.features import OWN, Candidate, Table, content, spoken
from convert.languages import known

# Headlines stand so many lines above the text at most, and seldom a line or two within what is taken for it.
_ABOVE = 100
_WITHIN = 3
_LONGEST = 50  # words
_FURNITURE = 0.9  # the strength of a phrase from which on a line is no headline
_TITLE = 4  # words, the fewest of most titles

NAMES = (
    *OWN,
    "above-the-text",
    "lines-between",
    "titles-between",
    "dates-between",
    "prose-between",
    "dates-near",
    "names-below",
    "furniture",
    "furniture-below",
    "furniture-above",
    "about-the-text",
    "about-the-opening",
    "about-more-than-others",
    "words-about-the-text",
    "first-line",
    "in-the-first-line",
    "share-of-the-first-line",
    "others-in-the-first-line",
    "holds-another",
    "within-another",
    "score",
    "words-below",
    "words-above",
    "gap-above",
    "ends-below",
    "score-below",
    "deepest",
    "byline",
)
TAGGED = (*NAMES, *tags.NAMES)


def candidates(lines: Sequence[Candidate], start: int) -> range:
    """Return the lines among which the headline of a text is, which begins at line `start`; no prose above it."""
    within = range(start, min(len(lines), start + _WITHIN))
    prose = next((n for n in within if lines[n].prose), within.stop)
    return range(max(0, start - _ABOVE), min(prose + 1, within.stop))


def rows(
    lines: Sequence[Candidate],
    table: Table,
    scores: Sequence[float],
    start: int,
    end: int,
    language: str | None,
) -> dict[int, list[float]]:
    """Return the features of each line that may be the headline of the text from `start` to `end`.

    They are those of NAMES, of a page those of TAGGED.
    """
    text = [frozenset(content(spoken(line.text))) for line in lines[start:end] if line.prose]
    opening = frozenset().union(*text[:3])
    whole = frozenset().union(*text)
    furniture = [max(line.kinds.values(), default=0.0) for line in table.said]
    places = [
        n for n in candidates(lines, start) if 0 < lines[n].words <= _LONGEST and furniture[n] < _FURNITURE
    ]
    said = {n: spoken(lines[n].text) for n in places}
    about = {n: sum(map(whole.__contains__, content(said[n]))) for n in places}
    most = max(about.values(), default=0)
    first = spoken(lines[0].text) if lines else []
    titled = {n for n in places if n and _within(said[n], first)}
    strings = {n: " ".join(said[n]) for n in places if len(said[n]) >= _TITLE}
    depth = min((lines[n].depth for n in places if lines[n].depth), default=0)
    between = _Between(lines, start)
    openers = _byline_openers(language)
    found: dict[int, list[float]] = {}
    for n in places:
        words = content(said[n])
        below = lines[n + 1] if n + 1 < len(lines) else None
        mine = strings.get(n, "")
        others = [other for at, other in strings.items() if at != n and other != mine]
        found[n] = [
            *table.row(n, len(OWN)),
            1.0 if n < start else 0.0,
            float(start - n),
            *between.of(n),
            float(sum(each.metadata for each in lines[max(0, n - 3) : n + 5])),
            float(sum(_is_name(each) for each in lines[n + 1 : n + 4])),
            furniture[n],
            sum(furniture[n + 1 : n + 6]),
            sum(furniture[max(0, n - 5) : n]),
            about[n] / (len(words) or 1),
            sum(map(opening.__contains__, words)) / (len(words) or 1),
            float(about[n] - most),
            float(about[n]),
            1.0 if n == 0 else 0.0,
            1.0 if n in titled else 0.0,
            len(said[n]) / len(first) if first else 0.0,
            float(len(titled - {n})),
            1.0 if mine and any(other in mine for other in others) else 0.0,
            1.0 if mine and any(mine in other for other in others) else 0.0,
            scores[n],
            float(min(below.words, 60)) if below else -1.0,
            float(min(lines[n - 1].words, 60)) if n else -1.0,
            float(min(lines[n].gap, 4)),
            (1.0 if below.sentence else 0.0) if below else -1.0,
            scores[n + 1] if below else -9.0,
            1.0 if depth and lines[n].depth == depth else 0.0,
            1.0 if said[n] and said[n][0] in openers else 0.0,
            *(table.row(n)[-len(tags.NAMES) :] if table.kind == "page" else ()),
        ]
    return found


class _Between:
    """What stands between a line and the text."""

    def __init__(self, lines: Sequence[Candidate], start: int) -> None:
        self._start = start
        above = lines[:start]
        self._sums = [
            list(accumulate(counted, initial=0))
            for counted in (
                [line.words >= _TITLE for line in above],
                [line.metadata for line in above],
                [line.prose for line in above],
            )
        ]

    def of(self, n: int) -> list[float]:
        """Return how many titles, dates and paragraphs stand there."""
        return [float(sums[-1] - sums[min(n + 1, self._start)]) for sums in self._sums]


def _is_name(line: Candidate) -> bool:
    """Say whether a line may be somebody's name: two to four words, each with a capital."""
    words = line.text.split()
    return 2 <= len(words) <= 4 and all(word[:1].isupper() for word in words)


@cache
def _byline_openers(language: str | None) -> frozenset[str]:
    """Return the words that a byline may begin with, in `language` and English."""
    speaking = [each for each in (known(language), known("en")) if each]
    return frozenset(spoken(words)[0] for each in speaking for words in each.byline if spoken(words))


def _within(words: list[str], around: list[str]) -> bool:
    """Say whether `words` stand in `around`, in a row."""
    if not words or words[0] not in around:
        return False
    return f" {' '.join(words)} " in f" {' '.join(around)} "
