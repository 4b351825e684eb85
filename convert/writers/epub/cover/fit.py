"""Breaking a headline into lines, as large as its box allows: size, evenness and sense weighed against each other."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

# Where the characters of scripts without spaces may not begin or end a line (JIS X 4051, line-start and line-end
# prohibition rules; W3C, Requirements for Japanese Text Layout, 3.1.7 and 3.1.8).
_NO_START = frozenset(
    "、。，．・：；？！ー）］｝〕〉》」』】’”ぁぃぅぇぉっゃゅょァィゥェォッャュョ々〜%)]}!?,.:;"
)
_NO_END = frozenset("（［｛〔〈《「『【‘“([{")
_UNSPACED = ("CJK", "HIRAGANA", "KATAKANA", "THAI")
_SOFT = "\u00ad"

# What faults cost, beside the square of the part of the measure that a line leaves empty.
_HYPHEN = 0.12  # among the lines of one size, and again in full where sizes are compared:
_HYPHENS = 0.22
_SHORT_WORD = 0.017  # "of", "in", "a" at the end of a line
_LONE = 0.2  # a last line that is mostly empty
_SMALLER = 1.1  # a type smaller than the largest that fits, by the part that it is smaller
_LAST = 0.5  # of the last line's emptiness, so much counts
_MOSTLY = 0.58
_NOT_LOWER = 0.7  # of the largest size that fits: below it no break is worth it
_STEP = 4

Width = Callable[[str], float]  # of a line, as part of the type size


class Piece(NamedTuple):
    """Text that no line ends in; `glue` stands before it within a line."""

    text: str
    glue: str = ""


class Box(NamedTuple):
    """Where the headline goes, in pixels: its measure, its height, and the sizes that it may have."""

    width: float
    height: float
    largest: float
    smallest: float
    leading: float  # from baseline to baseline, as part of the size
    rise: float  # from the top of the box to the first baseline, as part of the size
    hyphenated: float  # the size at which a word that is too wide is divided rather than made smaller


class Fitted(NamedTuple):
    """The lines of a headline, and their size in pixels."""

    lines: tuple[str, ...]
    size: float


def fit(text: str, box: Box, width: Width, hyphenate: Callable[[str], Sequence[int]]) -> Fitted:
    """Return `text` broken into lines that fill `box` best; ended by an ellipsis if too long.

    `hyphenate` gives the places in a word at which it may be divided. Without text, or of a single letter that is
    wider than the box, there are no lines.
    """
    width = cache(width)
    measure = box.width / box.hyphenated

    def parts(words: Sequence[Piece]) -> list[Piece]:
        return [part for word in words for part in _divided(word, measure, width, hyphenate)]

    words = list(pieces(text))
    rows = 1 + int((box.height / box.smallest - box.rise) / box.leading)
    while words:
        lines = _Lines(parts(words), width)
        if _broken(lines, box.width / box.smallest, rows):
            return _best(lines, box)
        words = _shortened(words, sum(len(word.text) for word in words) // 20)
    return Fitted((), box.smallest)


class _Lines:
    """The lines that pieces may make, each put together and measured once, whatever the sizes that are tried."""

    def __init__(self, parts: Sequence[Piece], width: Width) -> None:
        self.parts = parts
        self._width = width
        self._known: dict[tuple[int, int], tuple[str, float]] = {}

    def line(self, start: int, end: int) -> tuple[str, float]:
        """Return the line of some pieces, and its width."""
        found = self._known.get((start, end))
        if found is None:
            text = _joined(self.parts[start:end])
            found = self._known[start, end] = text, self._width(text)
        return found


def _shortened(words: list[Piece], letters: int) -> list[Piece]:
    """Return `words` less at least some `letters`, ended by an ellipsis: of one word its first half, if it has one."""
    if len(words) == 1 and len(words[0].text.rstrip("…")) < 2:
        return []
    left = [*words]
    while len(left) > 1 and letters >= 0:
        letters -= len(left.pop().text)
    last = left[-1] if len(words) > 1 else Piece(words[0].text[: len(words[0].text) // 2])
    return [*left[:-1], Piece(last.text.rstrip(" ,;:–—-…") + "…", last.glue)]


def pieces(text: str) -> Iterator[Piece]:
    """Yield what lines may be broken between: words, parts of words after a hyphen, characters without spaces."""
    for n, word in enumerate(text.split()):
        glue = " " if n else ""
        for part in re.findall(r"[^-]+-*|-+", word):
            for each in _unspaced(part):
                yield Piece(each, glue)
                glue = ""


def _unspaced(text: str) -> Iterator[str]:
    """Yield the parts of a word of a script without spaces; any other word as it is.

    In Japanese a line may end where kana end, or where scripts change, so that most words stay whole.
    """
    start = 0
    kana = any("\u3041" <= c <= "\u309f" for c in text)
    for at, (before, after) in enumerate(pairwise(text), 1):
        if before in _NO_END or after in _NO_START or not (_wide(before) or _wide(after)):
            continue
        kinds = _kind(before), _kind(after)
        if kana and before not in _NO_START and (kinds[0] == kinds[1] or kinds[1] == "HIRAGANA"):
            continue
        yield text[start:at]
        start = at
    yield text[start:]


def _kind(character: str) -> str:
    return unicodedata.name(character, "").split(" ")[0]


def _wide(character: str) -> bool:
    return _kind(character).startswith(_UNSPACED)


def _divided(
    piece: Piece, measure: float, width: Width, hyphenate: Callable[[str], Sequence[int]]
) -> Iterator[Piece]:
    """Yield a piece that is too wide in parts, each but the last ended by a soft hyphen; unspaced text goes without."""
    text = piece.text
    if width(text) <= measure:
        yield piece
        return
    if _wide(text[0]):
        yield from (Piece(c, piece.glue if n == 0 else "") for n, c in enumerate(text))
        return
    places = [0, *hyphenate(text), len(text)]
    if any(width(text[a:b]) > measure for a, b in pairwise(places)):
        places = [*range(0, max(1, len(text) - 3), 8), len(text)]
    for a, b in pairwise(places):
        yield Piece(text[a:b] + (_SOFT if b < len(text) else ""), "" if a else piece.glue)


def _best(possible: _Lines, box: Box) -> Fitted:
    """Return the best of all sizes, from the largest down; the smallest is known to fit."""
    found: list[tuple[float, Fitted]] = []
    top, size = 0.0, box.largest
    while size >= max(box.smallest, top * _NOT_LOWER):
        rows = 1 + int((box.height / size - box.rise) / box.leading)
        broken = _broken(possible, box.width / size, rows)
        if broken:
            top = top or size
            lines = broken.lines
            faults = broken.cost / len(lines) + _HYPHENS * sum(line.endswith("-") for line in lines)
            found.append((faults + _SMALLER * (1 - size / top), Fitted(lines, size)))
        size -= _STEP
    return min(found, key=lambda each: each[0])[1]


class _Broken(NamedTuple):
    cost: float
    lines: tuple[str, ...]


def _broken(possible: _Lines, measure: float, rows: int) -> _Broken | None:
    """Return the least costly lines of at most `measure`; None if a piece is wider, or there are more than `rows`."""
    parts = possible.parts
    ends: list[_Broken | None] = [_Broken(0.0, ())]
    for end in range(1, len(parts) + 1):
        best = None
        for start in range(end - 1, -1, -1):
            line, wide = possible.line(start, end)
            if wide > measure:
                break
            before = ends[start]
            if before is None or len(before.lines) >= rows:
                continue
            cost = before.cost + _cost(parts[end - 1], 1 - wide / measure, last=end == len(parts))
            if best is None or cost < best.cost:
                best = _Broken(cost, (*before.lines, line))
        ends.append(best)
    return ends[-1]


def _cost(end: Piece, empty: float, *, last: bool) -> float:
    """Return what a line costs that ends in a piece and leaves a part of the measure `empty`."""
    if last:
        return _LAST * empty**2 + _LONE * (empty > _MOSTLY)
    short = len(end.text) <= 3 and end.text.isalpha() and end.text.upper() != end.text.lower()
    return empty**2 + _HYPHEN * end.text.endswith(("-", _SOFT)) + _SHORT_WORD * short


def _joined(parts: Sequence[Piece]) -> str:
    """Return pieces as one line: a soft hyphen is one at its end only."""
    text = "".join((part.glue if n else "") + part.text for n, part in enumerate(parts))
    return text[:-1].replace(_SOFT, "") + ("-" if text[-1] == _SOFT else text[-1])
