"""What one sees of a line and of the lines around it, as numbers: what the scorer decides by.

Every feature is said of a line without regard to the site or the subject: how long it is, how it ends, how many
of its words are the small words of running text, which furniture phrases it has, and the same of its neighbours.
Lengths are in words; where a script parts no words, two characters are one. Distances are in lines.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import accumulate, pairwise
from operator import sub

from msgspec import Struct

from convert.boilerplate import phrases
from convert.draft import Line
from convert.languages import known
from convert.parts import LANGUAGES

_TOKEN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]|[^\W\d_]+[\u0900-\u0963]*")
_STOP = re.compile(r"[.!?…。！？؟।](?=[\s\"'”’»)\]」』]|$)|[。！？]")
_SEPARATOR = re.compile(r"[|»›·•>/]")
_ADDRESS = re.compile(r"https?:|www\.|@|\.(?:com|org|net)\b|[#＃]\w")
_DIGIT = re.compile(r"\d")
_QUOTES = "\"'“”„«»‘’「『"

# Furniture classes that say the same of what stands around them.
GROUPS: dict[str, tuple[str, ...]] = {
    "navigation": ("navigation", "section", "breadcrumb"),
    "share": ("share", "reading"),
    "comments": ("comments",),
    "related": ("related", "tags"),
    "legal": ("legal", "consent", "browser"),
    "subscribe": ("subscribe", "wall", "promotion", "advertising"),
    "author": ("author", "publication"),
    "media": ("player", "caption"),
}
_GROUP_OF = {kind: group for group, kinds in GROUPS.items() for kind in kinds}

# Distances beyond these say no more.
_FAR = 40  # lines
_MUCH = 600  # words
_LONG = 120  # words of a line
_NEAR = 5  # lines among which a line is like others
_NAME = 4  # words
_STRONG = 0.8  # evidence

_OWN = (
    "words",
    "letters-per-word",
    "ends",
    "colon",
    "sentences",
    "commas",
    "small-words",
    "capitals",
    "all-capitals",
    "digits",
    "links",
    "depth",
    "item",
    "lower",
    "separators",
    "addresses",
    "quoted",
    "metadata",
    "gap",
    "gap-after",
    "indent",
    "repeated",
    "seen-before",
    "cohesion",
    "vocabulary",
    "alike",
    "names-somebody",
    *(f"is-{group}" for group in GROUPS),
)
_BESIDE = ("words", "ends", "small-words", "furniture", "links", "capitals", "item", "cohesion")
_OFFSETS = (-2, -1, 1, 2)
_WINDOWS = (3, 10)
_SUMS = (
    "prose",
    "other",
    "short",
    "furniture",
    "links",
    "items",
    "repeated",
    "digits",
    "commas",
    "small-words",
    "dated",
)

NAMES: tuple[str, ...] = (
    *_OWN,
    *(f"{name}{offset:+}" for offset in _OFFSETS for name in _BESIDE),
    *(f"{name}-{side}-{size}" for name in _SUMS for size in _WINDOWS for side in ("before", "after")),
    "since-prose",
    "until-prose",
    "since-furniture",
    "until-furniture",
    *(f"{group}-{side}" for group in GROUPS for side in ("since", "until")),
    *(f"{group}-words-{side}" for group in GROUPS for side in ("since", "until")),
    "prose-above",
    "prose-below",
    "core-place",
    "core-start",
    "core-end",
    "core-share",
    "core-words",
    "lines",
    "prose-share",
    "words-a-line",
    "gaps-share",
    "place",
)


class Candidate(Struct, frozen=True):
    """A line to be judged.

    `prose` if it reads as a paragraph, `sentence` if it at least ends like one, `metadata` if it says who wrote
    the article or when; `links` is the share of its characters that are link text, `depth` the depth of the
    heading that its markup makes it (0: none), `gap` the blank lines before it, `indent` its column.
    """

    text: str
    words: int
    prose: bool
    sentence: bool
    metadata: bool
    item: bool = False
    links: float = 0.0
    depth: int = 0
    gap: int = 0
    indent: int = 0


class Table(Struct, frozen=True):
    """The features of each line, by NAMES, what rules see of it, and its furniture classes with their strength."""

    rows: list[list[float]]
    said: list[Line]
    kinds: list[dict[str, float]]


def table(lines: Sequence[Candidate], language: str | None) -> Table:
    """Return what is seen of each of `lines`, which are a text's in order, in `language`."""
    said = [phrases.line(line.text, language) for line in lines]
    kinds = [dict(phrases.classes(line)) for line in said]
    own = _own(lines, kinds, _small_words(language), _vocabulary(language))
    return Table(_rows(lines, own, kinds), said, kinds)


def _own(
    lines: Sequence[Candidate],
    kinds: list[dict[str, float]],
    small: frozenset[str],
    vocabulary: frozenset[str],
) -> list[list[float]]:
    said = [spoken(line.text) for line in lines]
    about = [frozenset(content(words, small)) for words in said]
    prose = Counter(word for n, line in enumerate(lines) if line.prose for word in about[n])
    folded = [line.text.casefold() for line in lines]
    times = Counter(folded)
    shapes = [_shape(line) for line in lines]
    labels = {" ".join(words) for words in said if 1 < len(words) <= _NAME}
    seen: set[str] = set()
    last = len(lines) - 1
    rows = []
    for n, line in enumerate(lines):
        text, words = line.text, said[n]
        count = len(words) or 1
        own = 1 if line.prose else 0
        groups = _groups(kinds[n])
        capitals = sum(map(str.istitle, text.split())) + sum(map(str.isupper, text.split()))
        rows.append(
            [
                min(line.words, _LONG),
                min(len(text) / (line.words or 1), 30.0),
                1.0 if line.sentence or line.prose else 0.5 if text[-1:] in ".!?…。！？؟।" else 0.0,
                1.0 if text[-1:] in ":：" else 0.0,
                min(len(_STOP.findall(text)), 8),
                (text.count(",") + text.count("，") + text.count("、") + text.count("،")) / count,
                sum(map(small.__contains__, words)) / count,
                min(capitals / count, 1.0),
                1.0 if text.isupper() else 0.0,
                len(_DIGIT.findall(text)) / (len(text) or 1),
                line.links,
                line.depth,
                1.0 if line.item else 0.0,
                1.0 if text[:1].islower() else 0.0,
                min(len(_SEPARATOR.findall(text)), 5),
                1.0 if _ADDRESS.search(text) else 0.0,
                1.0 if text[:1] in _QUOTES else 0.0,
                1.0 if line.metadata else 0.0,
                min(line.gap, 4),
                min(lines[n + 1].gap, 4) if n < last else 4,
                min(line.indent, 40),
                min(times[folded[n]], 5),
                1.0 if folded[n] in seen else 0.0,
                sum(prose[word] > own for word in about[n]) / (len(about[n]) or 1),
                sum(map(vocabulary.__contains__, words)) / count,
                sum(map(shapes[n].__eq__, shapes[max(0, n - _NEAR) : n + _NEAR + 1])) - 1,
                1.0 if line.words > _NAME and " ".join(words[:2]) in labels else 0.0,
                *groups,
            ]
        )
        seen.add(folded[n])
    return rows


def _shape(line: Candidate) -> tuple[int, bool, str]:
    """Return what lines of a list, a table or a calendar have in common: length, ending, what they open with."""
    first = line.text[:1]
    opens = "0" if first.isdigit() else "a" if first.islower() else "A" if first.isalpha() else first
    return min(line.words, _LONG).bit_length(), line.sentence, opens


def _groups(kinds: dict[str, float]) -> list[float]:
    found = dict.fromkeys(GROUPS, 0.0)
    for kind, strength in kinds.items():
        group = _GROUP_OF.get(kind)
        if group and strength > found[group]:
            found[group] = strength
    return list(found.values())


def _rows(
    lines: Sequence[Candidate], own: list[list[float]], kinds: list[dict[str, float]]
) -> list[list[float]]:
    """Return the rows: each line's own features, then those by its neighbours and its place, column by column."""
    count = len(lines)
    furniture = [max(found.values(), default=0.0) for found in kinds]
    at = {name: n for n, name in enumerate(_OWN)}
    columns = list(zip(*own, strict=True))
    prose = [float(line.words) if line.prose else 0.0 for line in lines]
    words = list(accumulate(prose, initial=0.0))
    counted: list[Sequence[float]] = [
        prose,
        [0.0 if line.prose else float(line.words) for line in lines],
        [0.0 if line.prose else 1.0 for line in lines],
        furniture,
        columns[at["links"]],
        columns[at["item"]],
        [1.0 if times > 1 else 0.0 for times in columns[at["repeated"]]],
        *(columns[at[name]] for name in ("digits", "commas", "small-words", "metadata")),
    ]
    marks = [[line.prose for line in lines], [strength >= _STRONG for strength in furniture]]
    groups = [[strength >= _STRONG for strength in column] for column in columns[len(_OWN) - len(GROUPS) :]]
    beside = [columns[at[name]] if name in at else furniture for name in _BESIDE]
    around = [
        *(_shifted(column, offset) for offset in _OFFSETS for column in beside),
        *(sums for values in counted for size in _WINDOWS for sums in _windows(values, size)),
        *(distances for marked in (*marks, *groups) for distances in _distances(marked)),
        *(distances for marked in groups for distances in _word_distances(marked, words)),
        *_places(lines, furniture, words),
    ]
    return [[*mine, *others] for mine, *others in zip(own, *around, strict=True)] if count else []


def _shifted(column: Sequence[float], offset: int) -> list[float]:
    """Return what stands `offset` lines away from each line; -1 where there is no line."""
    nothing = [-1.0] * min(abs(offset), len(column))
    return [*nothing, *column[:offset]] if offset < 0 else [*column[offset:], *nothing]


def _windows(values: Sequence[float], size: int) -> tuple[list[float], list[float]]:
    """Return the sums over the `size` lines above each line, and over those below."""
    count = len(values)
    sums = list(accumulate(values, initial=0.0))
    above = map(sub, sums[:count], [*([0.0] * size), *sums])
    below = map(sub, [*sums[size + 1 :], *([sums[-1]] * size)], sums[1:])
    return list(above), list(below)[:count]


def _distances(marked: Sequence[bool]) -> tuple[list[float], list[float]]:
    """Return how far above and below each line the next marked one is."""
    return _since(marked), _since(marked[::-1])[::-1]


def _since(marked: Sequence[bool]) -> list[float]:
    found, distance = [], _FAR
    for mark in marked:
        found.append(float(distance))
        distance = 1 if mark else min(distance + 1, _FAR)
    return found


def _word_distances(marked: Sequence[bool], words: list[float]) -> tuple[list[float], list[float]]:
    """Return how many words of prose stand between each line and the next marked one above and below; -1: none.

    `words` counts those above each line, and above the end.
    """
    above, below = [], []
    last = -1
    for n, mark in enumerate(marked):
        above.append(min(words[n] - words[last], _MUCH) if last >= 0 else -1.0)
        last = n if mark else last
    following = -1
    for n in reversed(range(len(marked))):
        below.append(min(words[following] - words[n + 1], _MUCH) if following >= 0 else -1.0)
        following = n if marked[n] else following
    return above, below[::-1]


def _places(
    lines: Sequence[Candidate], furniture: list[float], words: list[float]
) -> Iterator[Sequence[float]]:
    """Yield the columns that say where a line stands, and what the text is like as a whole."""
    count, total = len(lines), words[-1]
    start, end = _core(lines, furniture)
    core = words[end] - words[start]
    yield [min(before, _MUCH) for before in words[:count]]
    yield [min(total - through, _MUCH) for through in words[1:]]
    yield [-1.0 if n < start else 1.0 if n >= end else 0.0 for n in range(count)]
    yield [float(max(-_FAR, min(n - start, _FAR))) for n in range(count)]
    yield [float(max(-_FAR, min(end - 1 - n, _FAR))) for n in range(count)]
    spoken = sum(line.words for line in lines)
    for whole in (
        core / (total or 1.0),
        min(core, 4000.0),
        float(min(count, 400)),
        (total or 1.0) / (spoken or 1),
        spoken / (count or 1),
        sum(line.gap > 0 for line in lines) / (count or 1),
    ):
        yield [whole] * count
    yield [n / count for n in range(count)]


def _core(lines: Sequence[Candidate], furniture: list[float]) -> tuple[int, int]:
    """Return the run of lines that has the most prose for the least else: where the article is, roughly."""
    best = total = 0.0
    start = opened = end = 0
    for n, line in enumerate(lines):
        if total <= 0:
            total, opened = 0.0, n
        total += min(line.words, 40) ** 0.5 if line.prose else -1.0 - 2.0 * furniture[n]
        if total > best:
            best, start, end = total, opened, n + 1
    return start, end


def spoken(text: str) -> list[str]:
    """Return the words of a text in lower case; of a script without spaces, its characters."""
    return [word.casefold() for word in _TOKEN.findall(text)]


def content(words: list[str], small: frozenset[str] = frozenset()) -> list[str]:
    """Return the words that say what a text is about; in a script without spaces, pairs of characters."""
    found = [word for word in words if len(word) > 3 and word not in small]
    if len(found) * 4 < len(words):
        found += (a + b for a, b in pairwise(words) if len(a) == len(b) == 1)
    return found


@cache
def _small_words(language: str | None) -> frozenset[str]:
    """Return the function words of `language`; of every language where it is unknown."""
    one = known(language)
    speaking = [one] if one else LANGUAGES.all()
    return frozenset(word for each in speaking for word in _TOKEN.findall(each.function_words))


@cache
def _vocabulary(language: str | None) -> frozenset[str]:
    """Return the words that furniture phrases of `language` and English are made of, small words apart."""
    speaking = {each.code: each for each in (known(language), known("en")) if each}
    small = _small_words(language) | _small_words("en")
    return frozenset(
        word
        for each in speaking.values()
        for found in each.furniture.values()
        for phrase in found
        for word in _TOKEN.findall(phrase.casefold())
        if word not in small
    )
