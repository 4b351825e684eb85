"""Breaking runs into lines.

A line is broken at a space. A long word (an address, words around a dash) may also be broken behind a dash or
a slash, and one that is wider than the line, anywhere. A no-break space or hyphen holds (UAX 14, class GL),
since neither counts as a space here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from convert.writers.pdf import fonts
from convert.writers.pdf.runs import Run

_SPACES = " \u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f\u3000"
_STRETCH = re.compile(f"\n|[{_SPACES}]+|[^\n{_SPACES}]+")

# Where a long word may be broken, and where one that fits no line: behind a hyphen only then, since who copies
# or searches the text may lose a hyphen at the end of a line.
_PARTS = re.compile(r"(?<=\w[–—/?&=#:;@])(?=\w)")
_SMALLER_PARTS = re.compile(r"(?<=\w[-‐–—/?&=#:;@.,_%+~])(?=\w)")
_LONG = 20  # characters

_TOLERANCE = 0.01  # points

# More lines than this are left as they fall: an uneven edge shows only in a short text.
_BALANCED_LINES = 7


class Piece(NamedTuple):
    """A part of a run, and its width."""

    run: Run
    text: str
    width: float


class Unit(NamedTuple):
    """What stays on one line, the space behind it, and whether the line ends there."""

    pieces: tuple[Piece, ...]
    width: float
    space: Piece | None = None
    ends: bool = False


class Segment(NamedTuple):
    """Text of one run on one line: how far from the line's start, and its width but for the space at its end."""

    run: Run
    text: str
    x: float
    width: float


class Line(NamedTuple):
    """A line: its segments from left to right, and its width."""

    segments: tuple[Segment, ...]
    width: float


def units(runs: Iterable[Run]) -> Iterator[Unit]:
    """Yield the units of `runs`."""
    word: list[Piece] = []
    for run in runs:
        for text in _STRETCH.findall(run.text):
            if text == "\n":
                yield _unit(word, _piece(run, " "), ends=True)
                word = []
            elif text[0] in _SPACES:
                yield _unit(word, _piece(run, text))
                word = []
            else:
                *parts, last = _PARTS.split(text) if len(text) >= _LONG else [text]
                for part in parts:
                    yield _unit([*word, _piece(run, part)])
                    word = []
                word.append(_piece(run, last))
    if word:
        yield _unit(word)


def broken(parts: Sequence[Unit], measure: float) -> list[Line]:
    """Return `parts` as lines no wider than `measure`, each as full as can be."""
    lines: list[Line] = []
    line: list[Unit] = []
    advance = 0.0
    for unit in _fitted(parts, measure):
        if line and advance + unit.width > measure + _TOLERANCE:
            lines.append(_line(line))
            line, advance = [], 0.0
        line.append(unit)
        advance += unit.width + (unit.space.width if unit.space else 0)
        if unit.ends:
            lines.append(_line(line))
            line, advance = [], 0.0
    if line:
        lines.append(_line(line))
    return lines


def balanced(parts: Sequence[Unit], measure: float) -> list[Line]:
    """Return `parts` as no more lines than `broken` makes of them, but of about one length."""
    lines = broken(parts, measure)
    if not 1 < len(lines) <= _BALANCED_LINES:
        return lines
    low, high = measure / 2, measure
    while high - low > 1:
        middle = (low + high) / 2
        narrower = broken(parts, middle)
        if len(narrower) > len(lines):
            low = middle
        else:
            high, lines = middle, narrower
    return lines


def _unit(pieces: list[Piece], space: Piece | None = None, *, ends: bool = False) -> Unit:
    return Unit(tuple(pieces), sum(piece.width for piece in pieces), space, ends)


def _piece(run: Run, text: str) -> Piece:
    return Piece(run, text, fonts.width(text, run.font) * run.size + run.tracking * len(text))


def _fitted(parts: Iterable[Unit], measure: float) -> Iterator[Unit]:
    """Yield `parts`, those wider than `measure` in parts that are not, unless a single character is."""
    for unit in parts:
        if unit.width <= measure + _TOLERANCE:
            yield unit
        else:
            *first, last = _chopped(unit, measure)
            yield from first
            yield last._replace(space=unit.space, ends=unit.ends)


def _chopped(unit: Unit, measure: float) -> Iterator[Unit]:
    """Yield as much of `unit` as fits, again and again, cut between parts where these are near."""
    part: list[Piece] = []
    room = measure
    for piece in _atoms(unit, measure):
        if part and piece.width > room:
            yield _unit(part)
            part, room = [], measure
        part.append(piece)
        room -= piece.width
    yield _unit(part)


def _atoms(unit: Unit, measure: float) -> Iterator[Piece]:
    """Yield the pieces of `unit`, cut into parts, and those still too wide in single characters."""
    for piece in unit.pieces:
        for text in _SMALLER_PARTS.split(piece.text):
            atom = _piece(piece.run, text)
            if atom.width <= measure:
                yield atom
            else:
                yield from (_piece(piece.run, character) for character in text)


def _line(parts: list[Unit]) -> Line:
    """Return the line that `parts` make; the space at its end is kept, for who copies the text."""
    pieces = [piece for unit in parts for piece in (*unit.pieces, *([unit.space] if unit.space else []))]
    segments: list[Segment] = []
    x = 0.0
    for _, group in groupby(pieces, key=lambda piece: id(piece.run)):
        same = list(group)
        width = sum(piece.width for piece in same)
        segments.append(Segment(same[0].run, "".join(piece.text for piece in same), x, width))
        x += width
    trailing = parts[-1].space.width if parts[-1].space else 0
    if segments:
        segments[-1] = segments[-1]._replace(width=segments[-1].width - trailing)
    return Line(tuple(segments), x - trailing)
