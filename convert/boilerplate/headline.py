"""What one sees of a line that may be the headline, as numbers: what it is by itself, and what it is to the text."""

from __future__ import annotations

from collections.abc import Sequence

from convert.boilerplate.features import Candidate, Table, content, spoken

# Headlines stand so many lines above the text at most, and seldom a line or two within what is taken for it.
_ABOVE = 60
_WITHIN = 3
_LONGEST = 50  # words

_OWN = 25  # the features of a line by itself come first in a table's rows
NAMES = (
    *(f"own-{n}" for n in range(_OWN)),
    "above-the-text",
    "lines-between",
    "titles-between",
    "dates-between",
    "prose-between",
    "dates-below",
    "furniture",
    "furniture-below",
    "furniture-above",
    "about-the-text",
    "about-the-opening",
    "first-line",
    "in-the-first-line",
    "share-of-the-first-line",
    "score",
    "words-below",
    "words-above",
    "ends-below",
    "score-below",
)


def candidates(lines: Sequence[Candidate], start: int) -> range:
    """Return the lines among which the headline of a text is, which begins at line `start`."""
    return range(max(0, start - _ABOVE), min(len(lines), start + _WITHIN))


def rows(
    lines: Sequence[Candidate], table: Table, scores: Sequence[float], start: int, end: int
) -> dict[int, list[float]]:
    """Return the features, by NAMES, of each line that may be the headline of the text from `start` to `end`."""
    text = [frozenset(content(spoken(line.text))) for line in lines[start:end] if line.prose]
    opening = frozenset().union(*text[:3])
    whole = frozenset().union(*text)
    first = spoken(lines[0].text) if lines else []
    furniture = [max(kinds.values(), default=0.0) for kinds in table.kinds]
    found: dict[int, list[float]] = {}
    for n in candidates(lines, start):
        line = lines[n]
        if not 0 < line.words <= _LONGEST:
            continue
        said = spoken(line.text)
        about = content(said)
        below = lines[n + 1] if n + 1 < len(lines) else None
        between = lines[n + 1 : start]
        found[n] = [
            *table.rows[n][:_OWN],
            1.0 if n < start else 0.0,
            float(start - n),
            float(sum(each.words >= 4 for each in between)),
            float(sum(each.metadata for each in between)),
            float(sum(each.prose for each in between)),
            1.0 if any(each.metadata for each in lines[n + 1 : n + 5]) else 0.0,
            furniture[n],
            sum(furniture[n + 1 : n + 6]),
            sum(furniture[max(0, n - 5) : n]),
            sum(map(whole.__contains__, about)) / (len(about) or 1),
            sum(map(opening.__contains__, about)) / (len(about) or 1),
            1.0 if n == 0 else 0.0,
            1.0 if n and _within(said, first) else 0.0,
            len(said) / len(first) if first else 0.0,
            scores[n],
            float(min(below.words, 60)) if below else -1.0,
            float(min(lines[n - 1].words, 60)) if n else -1.0,
            (1.0 if below.sentence else 0.0) if below else -1.0,
            scores[n + 1] if below else -9.0,
        ]
    return found


def _within(words: list[str], around: list[str]) -> bool:
    """Say whether `words` stand in `around`, in a row."""
    if not words or words[0] not in around:
        return False
    return f" {' '.join(words)} " in f" {' '.join(around)} "
