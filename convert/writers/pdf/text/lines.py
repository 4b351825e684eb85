"""Lines with their glyphs in their places: justified or not, hanging, each direction in its order (UAX 9, L1, L2)."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import NamedTuple

from convert.fonts.bidi import order
from convert.fonts.words import PARTING
from convert.writers.pdf.text.compose import Manner, Row, hang, rows
from convert.writers.pdf.text.runs import Run
from convert.writers.pdf.text.units import SILENT, End, Piece, Text, Unit, hyphen, like, units

# More lines than this are left as they fall: an uneven edge shows only in a short text.
_BALANCED_LINES = 7
_GAPING = 0.55  # of the size: more is not added to a space
_EVEN = 4.0  # points: what no eye minds


class Spot(NamedTuple):
    """A piece and where it starts, in points from the left end of the line's measure."""

    piece: Piece
    x: float


class Segment(NamedTuple):
    """What of one run and level stands together on a line: its pieces from left to right, and where each starts.

    All lines of a document are there before the first is drawn: so they have no object for each place.
    """

    run: Run
    level: int
    pieces: tuple[Piece, ...]
    places: array[float]

    @property
    def spots(self) -> tuple[Spot, ...]:
        """The pieces in their places."""
        return tuple(map(Spot, self.pieces, self.places))

    @property
    def ink(self) -> tuple[float, float]:
        """Where it starts and ends but for spaces around it."""
        inked = [spot for spot in self.spots if not spot.piece.text.isspace()] or self.spots[:1]
        return inked[0].x, inked[-1].x + inked[-1].piece.width


class Line(NamedTuple):
    """A line: its segments in reading order, and its width but for what hangs."""

    segments: tuple[Segment, ...]
    width: float


def broken(text: Text, measure: float, manner: Manner) -> list[Line]:
    """Return `text` as lines no wider than `measure`."""
    found = rows(units(text), measure, manner)
    return [
        _line(row, measure - (0 if n else manner.first), manner, rtl=text.rtl) for n, row in enumerate(found)
    ]


def balanced(text: Text, measure: float, manner: Manner) -> list[Line]:
    """Return `text` as no more lines than `broken` makes of it, but of about one length."""
    parts = units(text)
    best = rows(parts, measure, manner)
    if 1 < len(best) <= _BALANCED_LINES:
        low, high = measure / 2, measure
        while high - low > _EVEN:
            middle = (low + high) / 2
            narrower = rows(parts, middle, manner)
            if len(narrower) > len(best):
                low = middle
            else:
                high, best = middle, narrower
    return [_line(row, measure, manner, rtl=text.rtl) for row in best]


def extent(text: Text) -> tuple[float, float]:
    """Return the width of the longest word of `text`, and of its longest line when none is broken."""
    longest = widest = line = 0.0
    for unit in units(text):
        longest = max(longest, unit.width)
        line += unit.width
        widest = max(widest, line)
        line = 0.0 if unit.end == End.LINE else line + (unit.space.width if unit.space else 0.0)
    return longest, widest


def _line(row: Row, measure: float, manner: Manner, *, rtl: bool) -> Line:
    """Return a row set in `measure`. What hangs at its start stands before 0, which is the right end for `rtl`."""
    parts = row.units
    into = out = extra = 0.0
    if manner.justified and parts[-1].pieces:
        into, out = hang(parts[0], first=True), hang(parts[-1], first=False)
    pieces = _pieces(parts)
    width = sum(piece.width for piece, _ in pieces) - into - out
    if width > measure:  # spaces give way, ideographs have nothing to give
        pieces = [(piece, gap and piece.text.isspace()) for piece, gap in pieces]
    gaps = sum(gap for _, gap in pieces)
    if manner.justified and gaps and (not row.last or width > measure):
        extra = (measure - width) / gaps
        # Between ideographs room must not look like a space.
        tight = any(gap and not piece.text.isspace() for piece, gap in pieces)
        if extra > (PARTING if tight else _GAPING) * next(piece.run.size for piece, _ in pieces):
            extra = 0.0  # an uneven edge is less seen than holes
        else:
            width = measure
    start, trailing = -into, parts[-1].space
    if trailing:  # it stays, for who copies the text, outside of the measure
        pieces.append((trailing._replace(level=int(rtl)), False))
    if rtl:
        start = -out - (trailing.width if trailing else 0.0)
    return Line(tuple(_segments(pieces, extra, start)), width)


def _pieces(parts: Sequence[Unit]) -> list[tuple[Piece, bool]]:
    """Return the pieces of a line, each with whether there may be room behind it.

    The parts of a word are one again, the space at the end is left out, a hyphen stands there where it must.
    """
    found: list[tuple[Piece, bool]] = []
    divided = False
    for number, unit in enumerate(parts, 1):
        last = number == len(parts)  # which may be the same as one before
        for piece in unit.pieces:
            found.append(
                (_joined(found.pop()[0], piece, whole=unit.end != End.HYPHEN) if divided else piece, False)
            )
            divided = False
        if unit.space and not last:
            found.append((unit.space, True))
        elif unit.end == End.EASTERN and not last:
            found[-1] = found[-1][0], True
        divided = unit.end == End.HYPHEN
    if divided:
        found.append((hyphen(parts[-1])._replace(said=SILENT), False))
    return found


def _joined(before: Piece, piece: Piece, *, whole: bool) -> Piece:
    """Return two parts of a divided word as one; once it is `whole` it says what it shows."""
    said = None if whole and before.said != SILENT else before.said
    return like(piece, before.text + piece.text)._replace(said=said)


def _segments(pieces: Sequence[tuple[Piece, bool]], extra: float, start: float) -> list[Segment]:
    """Return the pieces of a line as segments, the leftmost piece at `start`, `extra` added where there may be room."""
    levels = [piece.level for piece, _ in pieces]
    places = [0.0] * len(pieces)
    x = start
    for n in order(levels) if any(levels) else range(len(pieces)):
        piece, gap = pieces[n]
        places[n] = x
        x += piece.width + extra if gap else piece.width
    found: list[Segment] = []
    first = 0
    for n in range(1, len(pieces) + 1):
        run = pieces[first][0].run
        if n < len(pieces) and pieces[n][0].run is run and levels[n] == levels[first]:
            continue
        set_here, at = tuple([piece for piece, _ in pieces[first:n]]), array("d", places[first:n])
        if levels[first] & 1:
            set_here = set_here[::-1]
            at.reverse()
        found.append(Segment(run, levels[first], set_here, at))
        first = n
    return found
