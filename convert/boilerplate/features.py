"""What one sees of a line and of the lines around it, as numbers: what the scorer decides by.

Every feature is said of a line without regard to the site or the subject: how long it is, how it ends, how many
of its words are the small words of running text, which furniture phrases it has, and the same of its neighbours.
Lengths are in words; where a script parts no words, two characters are one. Distances are in lines.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Container, Iterator, Sequence
from functools import cache, cached_property, partial
from itertools import accumulate, chain, pairwise
from operator import sub
from typing import Literal

from msgspec import Struct

from convert.boilerplate import phrases, tags
from convert.draft import Line, Tag
from convert.languages import known
from convert.parts import LANGUAGES
from convert.patterns import below_ideographs, pattern

Kind = Literal["text", "page"]
Column = Sequence[float]

_TOKEN = pattern(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]|[^\W\d_]+[\u0900-\u0963]*")
_SPACED_TOKEN = pattern(r"[\u0e00-\u0e7f]|[^\W\d_]+[\u0900-\u0963]*")
_STOP = pattern(r"[.!?…。！？؟।](?=[\s\"'”’»)\]」』]|$)|[。！？]")
_SEPARATOR = pattern(r"[|»›·•>/]")
_ADDRESS = pattern(r"https?:|www\.|@|\.(?:com|org|net)\b|[#＃]\w")
_DIGIT = pattern(r"\d")
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


class Candidate(Struct, frozen=True):
    """A line to be judged.

    `prose` if it reads as a paragraph, `sentence` if it at least ends like one, `metadata` if it says who wrote
    the article or when; `links` is the share of its characters that are link text, `depth` the depth of the
    heading that its markup makes it (0: none), `gap` the blank lines before it, `indent` its column, `cells` how many
    parts tabs make of it, `tags` the elements around it where the input had markup; `tabular` if it is a row of a
    table, which is no headline.
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
    tabular: bool = False


class Table(Struct, frozen=True):
    """What is seen of the lines of a text: features by column, in the order of NAMES; and what rules see of each.

    `kind` is that of the input, for which the weights are; of a page, TAGGED names the features.
    """

    columns: list[Column]
    said: list[Line]
    kind: Kind = "text"

    def rows(self) -> Iterator[tuple[float, ...]]:
        """Yield the features of each line."""
        return zip(*self.columns, strict=True)

    def row(self, n: int, count: int | None = None) -> list[float]:
        """Return the features of line `n`, or the first `count` of them."""
        return [column[n] for column in self.columns[:count]]


def kind_of(lines: Sequence[Candidate]) -> Kind:
    """Return the kind of input that lines are of: those of a page have tags around them."""
    return "page" if any(line.tags for line in lines) else "text"


def table(lines: Sequence[Candidate], language: str | None, asked: Container[str] | None = None) -> Table:
    """Return what is seen of each of `lines`, which are a text's in order, in `language`.

    Of features that are not `asked` for there are zeros; without it all are.
    """
    seen = _Seen(lines, language)
    nothing = [0.0] * len(lines)
    found = [seen[name] if asked is None or name in asked else nothing for name in NAMES]
    kind = kind_of(lines)
    if kind == "page":
        words = [float(line.words) for line in lines]
        links = [line.links for line in lines]
        tagged = tags.columns([line.tags for line in lines], words, seen.prose, links, range(*seen.core))
        found += map(_packed, tagged)
    return Table(found, seen.said, kind)


def _packed(column: Column) -> Column:
    """Return the same without an object for each number: there are some 200 to a line, of hundreds of thousands."""
    return array("d", column)


@cache
def reason(name: str) -> str:
    """Return in a word what the feature `name` looks at, as the ledger says it: why a line is no text."""
    if name in tags.NAMES:
        return "by-its-tags"
    group = next((group for group in GROUPS if name.startswith(group)), "")
    if group:
        return f"near-{group}"
    return "unlike-text" if name in OWN else "by-its-place" if name in _PLACES else "by-its-neighbours"


class _Seen:
    """The lines of a text, with what is asked of them column by column, each once."""

    def __init__(self, lines: Sequence[Candidate], language: str | None) -> None:
        self.lines = lines
        self.said = [phrases.line(line.text, language) for line in lines]
        self.texts = [line.text for line in lines]
        self.language = language
        self._columns: dict[str, Column] = {}

    def __getitem__(self, name: str) -> Column:
        """Return the column of a feature."""
        found = self._columns.get(name)
        if found is None:
            found = self._columns[name] = _packed(_COLUMNS[name](self))
        return found

    @cached_property
    def words(self) -> list[list[str]]:
        """The words of each line."""
        return [spoken(text) for text in self.texts]

    @cached_property
    def counts(self) -> list[int]:
        """How many words each line has, one at least."""
        return [len(words) or 1 for words in self.words]

    @cached_property
    def small(self) -> frozenset[str]:
        """The function words of the language."""
        return _small_words(self.language)

    @cached_property
    def furniture(self) -> list[float]:
        """How strongly each line is a phrase of furniture."""
        return [max(line.kinds.values(), default=0.0) if line.kinds else 0.0 for line in self.said]

    @cached_property
    def groups(self) -> dict[str, list[float]]:
        """The same, by groups of classes."""
        found = {group: [0.0] * len(self.said) for group in GROUPS}
        for n, line in enumerate(self.said):
            for kind, strength in line.kinds.items():
                group = _GROUP_OF.get(kind)
                if group and strength > found[group][n]:
                    found[group][n] = strength
        return found

    @cached_property
    def prose(self) -> list[float]:
        """How many words of prose each line has."""
        return [float(line.words) if line.prose else 0.0 for line in self.lines]

    @cached_property
    def above(self) -> list[float]:
        """How many words of prose stand above each line, and above the end."""
        return list(accumulate(self.prose, initial=0.0))

    @cached_property
    def core(self) -> tuple[int, int]:
        """Where the article is, roughly: from line to line."""
        return _core(self.lines, self.furniture)

    @cached_property
    def folded(self) -> list[str]:
        """The lines without regard to case."""
        return [text.casefold() for text in self.texts]

    def counted(self, name: str) -> Column:
        """Return what is summed up by a name of _SUMS."""
        match name:
            case "prose":
                return self.prose
            case "other":
                return [0.0 if line.prose else float(line.words) for line in self.lines]
            case "short":
                return [0.0 if line.prose else 1.0 for line in self.lines]
            case "furniture":
                return self.furniture
            case "items":
                return self["item"]
            case "repeated":
                return [1.0 if times > 1 else 0.0 for times in self["repeated"]]
            case "dated":
                return self["metadata"]
        return self[name]

    def marked(self, name: str) -> list[bool]:
        """Return which lines are prose, furniture, or of a group of it."""
        if name == "prose":
            return [line.prose for line in self.lines]
        return [strength >= _STRONG for strength in (self.groups[name] if name in GROUPS else self.furniture)]


# What a line is by itself.


def _digits(seen: _Seen) -> Column:
    return [len(_DIGIT.findall(text)) / (len(text) or 1) for text in seen.texts]


def _commas(seen: _Seen) -> Column:
    return [
        (text.count(",") + text.count("，") + text.count("、") + text.count("،")) / count
        for text, count in zip(seen.texts, seen.counts, strict=True)
    ]


def _capitals(seen: _Seen) -> Column:
    return [
        min((sum(map(str.istitle, parts)) + sum(map(str.isupper, parts))) / count, 1.0)
        for parts, count in zip(map(str.split, seen.texts), seen.counts, strict=True)
    ]


def _ends(seen: _Seen) -> Column:
    return [
        1.0 if line.sentence or line.prose else 0.5 if line.text[-1:] in ".!?…。！？؟।" else 0.0
        for line in seen.lines
    ]


def _share_of(words: frozenset[str], seen: _Seen) -> Column:
    return [
        sum(map(words.__contains__, said)) / count
        for said, count in zip(seen.words, seen.counts, strict=True)
    ]


# What comes back in a text: its words, its lines, their shapes, the names in them.


def _gap_after(seen: _Seen) -> Column:
    return [min(line.gap, 4) for line in seen.lines[1:]] + [4] * bool(seen.lines)


def _repeated(seen: _Seen) -> Column:
    times = Counter(seen.folded)
    return [min(times[folded], 5) for folded in seen.folded]


def _seen_before(seen: _Seen) -> Column:
    firsts: dict[str, int] = {}
    return [firsts.setdefault(folded, n) < n for n, folded in enumerate(seen.folded)]


def _cohesion(seen: _Seen) -> Column:
    """Return how many of the words that say what a line is about are in other lines of prose."""
    about = [frozenset(content(words, seen.small)) for words in seen.words]
    counts = dict(
        Counter(word for line, each in zip(seen.lines, about, strict=True) if line.prose for word in each)
    )
    often = {word for word, count in counts.items() if count > 1}
    return [
        len(each & often if line.prose else each & counts.keys()) / (len(each) or 1)
        for line, each in zip(seen.lines, about, strict=True)
    ]


def _alike(seen: _Seen) -> Column:
    shapes = [_shape(line) for line in seen.lines]
    return [shapes[max(0, n - _NEAR) : n + _NEAR + 1].count(shape) - 1 for n, shape in enumerate(shapes)]


def _names_somebody(seen: _Seen) -> Column:
    labels = {" ".join(words) for words in seen.words if 1 < len(words) <= _NAME}
    return [
        line.words > _NAME and " ".join(words[:2]) in labels
        for line, words in zip(seen.lines, seen.words, strict=True)
    ]


def _led(seen: _Seen) -> Column:
    """Return how far above each line the colon stands that leads to it, with no blank line between; 0 for none."""
    lines = seen.lines
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


# What stands around a line.


def _shifted(name: str, offset: int, seen: _Seen) -> Column:
    """Return what stands `offset` lines away from each line; -1 where there is no line."""
    column = seen.furniture if name == "furniture" else seen[name]
    nothing = [-1.0] * min(abs(offset), len(column))
    return [*nothing, *column[:offset]] if offset < 0 else [*column[offset:], *nothing]


def _window(name: str, size: int, side: str, seen: _Seen) -> Column:
    """Return the sums over the `size` lines above each line, or over those below."""
    sums = list(accumulate(seen.counted(name), initial=0.0))
    count = len(sums) - 1
    if side == "before":
        return list(map(sub, sums[:count], [*([0.0] * size), *sums]))
    return list(map(sub, [*sums[size + 1 :], *([sums[-1]] * size)], sums[1:]))[:count]


def _since(name: str, seen: _Seen) -> Column:
    """Return how far above each line the next marked one is."""
    return _distances(seen.marked(name))


def _until(name: str, seen: _Seen) -> Column:
    """Return how far below each line the next marked one is."""
    return _distances(seen.marked(name)[::-1])[::-1]


def _distances(marked: Sequence[bool]) -> list[float]:
    found, distance = [], float(_FAR)
    for mark in marked:
        found.append(distance)
        distance = 1.0 if mark else distance + 1.0 if distance < _FAR else distance
    return found


def _words_since(name: str, seen: _Seen) -> Column:
    """Return how many words of prose stand between each line and the next marked one above; -1: none."""
    found, words, last = [], seen.above, -1
    for n, mark in enumerate(seen.marked(name)):
        found.append(min(words[n] - words[last], _MUCH) if last >= 0 else -1.0)
        last = n if mark else last
    return found


def _words_until(name: str, seen: _Seen) -> Column:
    """Return the same for the next marked one below."""
    marked, words, following = seen.marked(name), seen.above, -1
    found = []
    for n in reversed(range(len(marked))):
        found.append(min(words[following] - words[n + 1], _MUCH) if following >= 0 else -1.0)
        following = n if marked[n] else following
    return found[::-1]


# Where a line stands, and what the text is like as a whole.


def _core_place(seen: _Seen) -> Column:
    start, end = seen.core
    return [-1.0 if n < start else 1.0 if n >= end else 0.0 for n in range(len(seen.lines))]


def _from_core(end: int, seen: _Seen) -> Column:
    """Return how far each line is behind the first line of the core, or before its last."""
    start, stop = seen.core
    places = (
        (n - start for n in range(len(seen.lines)))
        if not end
        else (stop - 1 - n for n in range(len(seen.lines)))
    )
    return [float(max(-_FAR, min(place, _FAR))) for place in places]


def _core_words(seen: _Seen) -> float:
    start, end = seen.core
    return seen.above[end] - seen.above[start]


def _total(seen: _Seen) -> float:
    return seen.above[-1] or 1.0


def _whole(value: Callable[[_Seen], float], seen: _Seen) -> Column:
    """Return what is the same of all lines."""
    return [value(seen)] * len(seen.lines)


def _spoken_words(seen: _Seen) -> int:
    return sum(line.words for line in seen.lines)


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
    return list(map(str.casefold, _tokens(text)))


def _tokens(text: str) -> list[str]:
    return (_SPACED_TOKEN if below_ideographs(text) else _TOKEN).findall(text)


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
    return frozenset(word for each in speaking for word in _tokens(each.function_words))


@cache
def _vocabulary(language: str | None) -> frozenset[str]:
    """Return the words that furniture phrases of `language` and English are made of, small words apart."""
    speaking = {each.code: each for each in (known(language), known("en")) if each}
    phrases = "\n".join(chain.from_iterable(chain(*(each.furniture.values() for each in speaking.values()))))
    return frozenset(_tokens(phrases.casefold())) - _small_words(language) - _small_words("en")


_COLUMNS: dict[str, Callable[[_Seen], Column]] = {
    "words": lambda seen: [min(line.words, _LONG) for line in seen.lines],
    "letters-per-word": lambda seen: [min(len(line.text) / (line.words or 1), 30.0) for line in seen.lines],
    "ends": _ends,
    "colon": lambda seen: [text.endswith(_COLONS) for text in seen.texts],
    "sentences": lambda seen: [min(len(_STOP.findall(text)), 8) for text in seen.texts],
    "commas": _commas,
    "small-words": lambda seen: _share_of(seen.small, seen),
    "capitals": _capitals,
    "all-capitals": lambda seen: [text.isupper() for text in seen.texts],
    "digits": _digits,
    "links": lambda seen: [line.links for line in seen.lines],
    "depth": lambda seen: [line.depth for line in seen.lines],
    "item": lambda seen: [line.item for line in seen.lines],
    "lower": lambda seen: [text[:1].islower() for text in seen.texts],
    "separators": lambda seen: [min(len(_SEPARATOR.findall(text)), 5) for text in seen.texts],
    "addresses": lambda seen: [_ADDRESS.search(text) is not None for text in seen.texts],
    "quoted": lambda seen: [text[:1] in _QUOTES for text in seen.texts],
    "metadata": lambda seen: [line.metadata for line in seen.lines],
    "gap": lambda seen: [min(line.gap, 4) for line in seen.lines],
    "indent": lambda seen: [min(line.indent, 40) for line in seen.lines],
    "cells": lambda seen: [min(line.cells, 5) for line in seen.lines],
    "vocabulary": lambda seen: _share_of(_vocabulary(seen.language), seen),
    **{f"is-{group}": partial(lambda group, seen: seen.groups[group], group) for group in GROUPS},
    "gap-after": _gap_after,
    "repeated": _repeated,
    "seen-before": _seen_before,
    "cohesion": _cohesion,
    "alike": _alike,
    "names-somebody": _names_somebody,
    "led": _led,
    **{f"{name}{offset:+}": partial(_shifted, name, offset) for offset in _OFFSETS for name in _BESIDE},
    **{
        f"{name}-{side}-{size}": partial(_window, name, size, side)
        for name in _SUMS
        for size in _WINDOWS
        for side in ("before", "after")
    },
    **{
        f"{side}-{name}": partial(find, name)
        for name in ("prose", "furniture")
        for side, find in (("since", _since), ("until", _until))
    },
    **{
        f"{group}-{side}": partial(find, group)
        for group in GROUPS
        for side, find in (("since", _since), ("until", _until))
    },
    **{
        f"{group}-words-{side}": partial(find, group)
        for group in GROUPS
        for side, find in (("since", _words_since), ("until", _words_until))
    },
    "prose-above": lambda seen: [min(words, _MUCH) for words in seen.above[:-1]],
    "prose-below": lambda seen: [min(seen.above[-1] - words, _MUCH) for words in seen.above[1:]],
    "core-place": _core_place,
    "core-start": partial(_from_core, 0),
    "core-end": partial(_from_core, 1),
    "core-share": partial(_whole, lambda seen: _core_words(seen) / _total(seen)),
    "core-words": partial(_whole, lambda seen: min(_core_words(seen), 4000.0)),
    "lines": partial(_whole, lambda seen: float(min(len(seen.lines), 400))),
    "prose-share": partial(_whole, lambda seen: _total(seen) / (_spoken_words(seen) or 1)),
    "words-a-line": partial(_whole, lambda seen: _spoken_words(seen) / (len(seen.lines) or 1)),
    "gaps-share": partial(
        _whole, lambda seen: sum(line.gap > 0 for line in seen.lines) / (len(seen.lines) or 1)
    ),
    "place": lambda seen: [n / len(seen.lines) for n in range(len(seen.lines))],
}
NAMES: tuple[str, ...] = tuple(_COLUMNS)
TAGGED = (*NAMES, *tags.NAMES)
# What a line is by itself and in the text; where it stands.
OWN = NAMES[: NAMES.index("led") + 1]
_PLACES = NAMES[NAMES.index("prose-above") :]
