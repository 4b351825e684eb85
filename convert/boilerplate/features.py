"""What one sees of a line and of the lines around it, as numbers: what the scorer decides by.

Every feature is said of a line without regard to the site or the subject: how long it is, how it ends, how many
of its words are the small words of running text, which furniture phrases it has, and the same of its neighbours.
Lengths are in words; where a script parts no words, two characters are one. Distances are in lines.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import accumulate, chain, pairwise
from operator import sub
from typing import Literal

from msgspec import Struct

from convert.boilerplate import phrases, tags
from convert.draft import Line, Tag
from convert.languages import known
from convert.parts import LANGUAGES

_TOKEN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]|[^\W\d_]+[\u0900-\u0963]*")
_STOP = re.compile(r"[.!?…。！？؟।](?=[\s\"'”’»)\]」』]|$)|[。！？]")
_SEPARATOR = re.compile(r"[|»›·•>/]")
_ADDRESS = re.compile(r"https?:|www\.|@|\.(?:com|org|net)\b|[#＃]\w")
_DIGIT = re.compile(r"\d")
_COLONS = (":", "：")
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

_ITSELF = (
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
    "indent",
    "cells",
    "vocabulary",
    *(f"is-{group}" for group in GROUPS),
)
_IN_THE_TEXT = ("gap-after", "repeated", "seen-before", "cohesion", "alike", "names-somebody", "led")
OWN = (*_ITSELF, *_IN_THE_TEXT)
_BESIDE = ("words", "ends", "small-words", "furniture", "links", "capitals", "item", "cells", "cohesion")
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

_PLACES = (
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

NAMES: tuple[str, ...] = (
    *OWN,
    *(f"{name}{offset:+}" for offset in _OFFSETS for name in _BESIDE),
    *(f"{name}-{side}-{size}" for name in _SUMS for size in _WINDOWS for side in ("before", "after")),
    "since-prose",
    "until-prose",
    "since-furniture",
    "until-furniture",
    *(f"{group}-{side}" for group in GROUPS for side in ("since", "until")),
    *(f"{group}-words-{side}" for group in GROUPS for side in ("since", "until")),
    *_PLACES,
)
TAGGED = (*NAMES, *tags.NAMES)


class Candidate(Struct, frozen=True):
    """A line to be judged.

    `prose` if it reads as a paragraph, `sentence` if it at least ends like one, `metadata` if it says who wrote
    the article or when; `links` is the share of its characters that are link text, `depth` the depth of the
    heading that its markup makes it (0: none), `gap` the blank lines before it, `indent` its column, `cells` how many
    parts tabs make of it, `tags` the elements around it where the input had markup.
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
    cells: int = 1
    tags: tuple[Tag, ...] = ()


class Table(Struct, frozen=True):
    """What is seen of the lines of a text: features by column, in the order of NAMES; and what rules see of each.

    `kind` is that of the input, for which the weights are; of a page, TAGGED names the features.
    """

    columns: list[array[float]]
    said: list[Line]
    kind: Literal["text", "page"] = "text"

    def rows(self) -> Iterator[tuple[float, ...]]:
        """Yield the features of each line."""
        return zip(*self.columns, strict=True)

    def row(self, n: int, count: int | None = None) -> list[float]:
        """Return the features of line `n`, or the first `count` of them."""
        return [column[n] for column in self.columns[:count]]


def table(lines: Sequence[Candidate], language: str | None) -> Table:
    """Return what is seen of each of `lines`, which are a text's in order, in `language`."""
    said = [phrases.line(line.text, language) for line in lines]
    own = _own(lines, said, language)
    seen = [*own, *_around(lines, own, said)]
    if not any(line.tags for line in lines):
        return Table(seen, said)
    prose = [float(line.words) if line.prose else 0.0 for line in lines]
    words, links = [float(line.words) for line in lines], [line.links for line in lines]
    core = range(*_core(lines, [max(line.kinds.values(), default=0.0) for line in said]))
    return Table(
        [*seen, *tags.columns([line.tags for line in lines], words, prose, links, core)], said, "page"
    )


@cache
def reason(name: str) -> str:
    """Return in a word what the feature `name` looks at, as the ledger says it: why a line is no text."""
    if name in tags.NAMES:
        return "by-its-tags"
    group = next((group for group in GROUPS if name.startswith(group)), "")
    if group:
        return f"near-{group}"
    return "unlike-text" if name in OWN else "by-its-place" if name in _PLACES else "by-its-neighbours"


def _own(lines: Sequence[Candidate], said: Sequence[Line], language: str | None) -> list[array[float]]:
    """Return the columns of what a line is by itself, and of what comes back of it in the text."""
    small, vocabulary = _small_words(language), _vocabulary(language)
    words = [spoken(line.text) for line in lines]
    told = _Returns(lines, words, small)
    cells = array("d")
    for n, line in enumerate(lines):
        cells.extend(_itself(line, words[n], small, vocabulary))
        cells.extend(_groups(said[n].kinds))
        cells.extend(told.again(n))
    return [cells[at :: len(OWN)] for at in range(len(OWN))]


def _itself(
    line: Candidate, words: list[str], small: frozenset[str], vocabulary: frozenset[str]
) -> tuple[float, ...]:
    """Return what a line is by itself, in the order of _ITSELF, its furniture classes apart."""
    text = line.text
    count = len(words) or 1
    parts = text.split()
    capitals = sum(map(str.istitle, parts)) + sum(map(str.isupper, parts))
    return (
        min(line.words, _LONG),
        min(len(text) / (line.words or 1), 30.0),
        1.0 if line.sentence or line.prose else 0.5 if text[-1:] in ".!?…。！？؟।" else 0.0,
        text.endswith(_COLONS),
        min(len(_STOP.findall(text)), 8),
        (text.count(",") + text.count("，") + text.count("、") + text.count("،")) / count,
        sum(map(small.__contains__, words)) / count,
        min(capitals / count, 1.0),
        text.isupper(),
        len(_DIGIT.findall(text)) / (len(text) or 1),
        line.links,
        line.depth,
        line.item,
        text[:1].islower(),
        min(len(_SEPARATOR.findall(text)), 5),
        _ADDRESS.search(text) is not None,
        text[:1] in _QUOTES,
        line.metadata,
        min(line.gap, 4),
        min(line.indent, 40),
        min(line.cells, 5),
        sum(map(vocabulary.__contains__, words)) / count,
    )


class _Returns:
    """What comes back in a text: its words, its lines, their shapes, the names in them."""

    def __init__(self, lines: Sequence[Candidate], words: list[list[str]], small: frozenset[str]) -> None:
        self._lines = lines
        self._words = words
        self._about = [frozenset(content(each, small)) for each in words]
        self._prose = Counter(word for n, line in enumerate(lines) if line.prose for word in self._about[n])
        self._folded = [line.text.casefold() for line in lines]
        self._times = Counter(self._folded)
        self._seen: set[str] = set()
        self._shapes = [_shape(line) for line in lines]
        self._led = _led(lines)
        self._labels = {" ".join(each) for each in words if 1 < len(each) <= _NAME}

    def again(self, n: int) -> tuple[float, ...]:
        """Return what comes back of line `n`, in the order of _IN_THE_TEXT; asked of each line in turn."""
        line, folded, about = self._lines[n], self._folded[n], self._about[n]
        mine = 1 if line.prose else 0
        before = folded in self._seen
        self._seen.add(folded)
        near = self._shapes[max(0, n - _NEAR) : n + _NEAR + 1]
        return (
            min(self._lines[n + 1].gap, 4) if n + 1 < len(self._lines) else 4,
            min(self._times[folded], 5),
            before,
            sum(self._prose[word] > mine for word in about) / (len(about) or 1),
            near.count(self._shapes[n]) - 1,
            line.words > _NAME and " ".join(self._words[n][:2]) in self._labels,
            self._led[n],
        )


def _led(lines: Sequence[Candidate]) -> list[int]:
    """Return how far above each line the colon stands that leads to it, with no blank line between; 0 for none."""
    found = [0] * len(lines)
    for n in range(1, len(lines)):
        if lines[n - 1].text.endswith(_COLONS):
            found[n] = 1
        elif found[n - 1] and not lines[n].gap:
            found[n] = min(found[n - 1] + 1, _FAR)
    return found


def _shape(line: Candidate) -> tuple[int, bool, str]:
    """Return what lines of a list, a table or a calendar have in common: length, ending, what they open with."""
    first = line.text[:1]
    opens = "0" if first.isdigit() else "a" if first.islower() else "A" if first.isalpha() else first
    return min(line.words, _LONG).bit_length(), line.sentence, opens


def _groups(kinds: Mapping[str, float]) -> list[float]:
    found = dict.fromkeys(GROUPS, 0.0)
    for kind, strength in kinds.items():
        group = _GROUP_OF.get(kind)
        if group and strength > found[group]:
            found[group] = strength
    return list(found.values())


def _around(
    lines: Sequence[Candidate], own: list[array[float]], said: Sequence[Line]
) -> Iterator[array[float]]:
    """Yield the columns of what stands around each line, and of where it stands."""
    furniture = array("d", (max(line.kinds.values(), default=0.0) for line in said))
    column = dict(zip(OWN, own, strict=True))
    prose = [float(line.words) if line.prose else 0.0 for line in lines]
    words = list(accumulate(prose, initial=0.0))
    counted: list[Sequence[float]] = [
        prose,
        [0.0 if line.prose else float(line.words) for line in lines],
        [0.0 if line.prose else 1.0 for line in lines],
        furniture,
        column["links"],
        column["item"],
        [1.0 if times > 1 else 0.0 for times in column["repeated"]],
        *(column[name] for name in ("digits", "commas", "small-words", "metadata")),
    ]
    marks = [[line.prose for line in lines], [strength >= _STRONG for strength in furniture]]
    groups = [[strength >= _STRONG for strength in column[f"is-{group}"]] for group in GROUPS]
    beside = [column.get(name, furniture) for name in _BESIDE]
    for found in chain(
        (_shifted(each, offset) for offset in _OFFSETS for each in beside),
        (sums for values in counted for size in _WINDOWS for sums in _windows(values, size)),
        (distances for marked in (*marks, *groups) for distances in _distances(marked)),
        (distances for marked in groups for distances in _word_distances(marked, words)),
        _places(lines, furniture, words),
    ):
        yield array("d", found)


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
    lines: Sequence[Candidate], furniture: Sequence[float], words: list[float]
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


def _core(lines: Sequence[Candidate], furniture: Sequence[float]) -> tuple[int, int]:
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
