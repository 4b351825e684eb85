"""The lines of a paragraph, all at once: those of the least badness in all (Knuth and Plass, 1981).

Spaces give and take within bounds; words are divided only where lines would be too loose otherwise, first within
narrow bounds, then within wider ones. What is set ragged right is broken by the same measure, its room at the end.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from convert.writers.pdf.text.units import End, Unit, divided, fitted, hyphen


class Manner(NamedTuple):
    """How a paragraph is set: `justified` to both edges or not, `hyphens` in it or not, `first` line set in."""

    justified: bool = False
    hyphens: bool = False
    first: float = 0


class Row(NamedTuple):
    """The units of a line, and whether it is the last before an end of lines."""

    units: tuple[Unit, ...]
    last: bool


# How far a space may grow and shrink, in parts of its own width; the room between ideographs, in parts of the size.
STRETCH, SHRINK = 0.55, 0.28
_EASTERN = 0.06

# How far a line may be stretched, in parts of what its spaces may grow by, try after try; with words whole or divided.
_ANYWHERE = 1e6
_TRIES = ((1.2, False), (1.6, True), (3.5, True), (_ANYWHERE, True))
_LEAST_FULL = 0.4  # of the measure, but where anything goes
_GAPING = 1e5  # of a line without a space that could be stretched
# Where nothing is justified, a line may end short of the edge by this, in parts of the type size, for a try of 1.
_RAG = 4.0

# Demerits, after TeX's (The TeXbook, chapter 14).
_WORST = 1e7
_LINE = 10.0
_PENALTY = {End.HYPHEN: 55.0, End.FREE: 40.0, End.EASTERN: 0.0, End.SPACE: 0.0, End.NONE: 0.0, End.LINE: 0.0}
_RAGGED_HYPHEN = 260.0
_HYPHENS_IN_A_ROW = 2
_ADJACENT_HYPHENS = 9000.0
_NEVER = 1e15  # but within a word that fills lines by itself
_MISMATCH = 6000.0  # a loose line beside a tight one
_LAST_DIVIDED = 8000.0  # the last line but one ends in a hyphen
_SHORT_LAST, _SHORTEST = 6000.0, 0.16  # a last line of less than that part of the measure

# How far a sign may stand out into the margin, in parts of its width: at the end of a line, at its start.
_HANGS = {
    "-": 0.6,
    "\u00ad": 0.6,
    "\u2010": 0.6,
    ".": 0.55,
    ",": 0.55,
    ";": 0.3,
    ":": 0.3,
    "’": 0.55,
    "”": 0.45,
    "“": 0.45,
    "»": 0.2,
    "–": 0.3,
    "—": 0.25,
    "、": 0.5,
    "。": 0.5,
    "，": 0.5,
    "．": 0.5,
    "،": 0.4,
    "۔": 0.4,
}
_HANGS_FIRST = {
    "“": 0.45,
    "‘": 0.55,
    "„": 0.4,
    "«": 0.2,
    "»": 0.2,
    "”": 0.45,
    "「": 0.5,
    "『": 0.5,
    "（": 0.5,
}

_EPSILON = 0.01  # points


def rows(units: Sequence[Unit], measure: float, manner: Manner) -> list[Row]:
    """Return the lines of a paragraph, `measure` wide but for what hangs."""
    found: list[Row] = []
    for paragraph in _paragraphs(units):
        found += _rows(paragraph, measure, manner if not found else manner._replace(first=0))
    return found


def hang(unit: Unit, *, first: bool) -> float:
    """Return how far the sign at the outer end of a unit may stand out, in points."""
    if not unit.pieces:
        return 0.0
    if not first and unit.end == End.HYPHEN:
        return _HANGS["-"] * hyphen(unit).width
    piece = unit.pieces[0 if first else -1]
    sign = piece.text[0 if first else -1]
    share = (_HANGS_FIRST if first else _HANGS).get(sign)
    if share is None or piece.run.rise:
        return 0.0
    glyphs = piece.word.parts[0 if first else -1].shape.glyphs
    glyph = glyphs[0 if first is not bool(piece.level & 1) else -1]
    return share * glyph.advance * piece.run.size / 1000


def _paragraphs(units: Sequence[Unit]) -> list[list[Unit]]:
    """Return the units between ends of lines."""
    found: list[list[Unit]] = [[]]
    for unit in units:
        found[-1].append(unit)
        if unit.end == End.LINE:
            found.append([])
    return [each for each in found if each]


def _rows(units: list[Unit], measure: float, manner: Manner) -> list[Row]:
    if _on_one_line(units, measure, manner):
        return [Row(tuple(units), last=True)]
    room = measure - _EPSILON
    whole = [part for unit in units[1:] for part in fitted(unit, room, hyphens=manner.hyphens)]
    whole[:0] = fitted(units[0], room - manner.first, hyphens=manner.hyphens)
    whole = _parted(whole, room)
    parts: list[Unit] | None = None
    for bound, divide in _TRIES:
        if divide and manner.hyphens and parts is None:
            # Words come again, and are the same then.
            known = {id(unit): divided(unit) for unit in {id(unit): unit for unit in whole}.values()}
            parts = [part for unit in whole for part in known[id(unit)]]
        chosen = parts if divide and parts is not None else whole
        ends = _ends(chosen, measure, manner, bound)
        if ends:
            starts = [0, *ends[:-1]]
            return [
                Row(tuple(chosen[start:end]), last=end == len(chosen))
                for start, end in zip(starts, ends, strict=True)
            ]
    raise AssertionError("the last try takes any line")


def _parted(units: Sequence[Unit], measure: float) -> list[Unit]:
    """Return units that a space holds together, parted where they are wider than `measure`."""
    found: list[Unit] = []
    width = 0.0
    for unit in units:
        held = bool(found) and found[-1].end == End.NONE
        width = unit.width + (width if held else 0.0)
        if held and width > measure:
            found[-1] = found[-1]._replace(end=End.SPACE)
            width = unit.width
        width += unit.space.width if unit.space else 0.0
        found.append(unit)
    return found


def _on_one_line(units: Sequence[Unit], measure: float, manner: Manner) -> bool:
    width = sum([unit.width + unit.space.width if unit.space else unit.width for unit in units])
    return manner.first + width - (units[-1].space.width if units[-1].space else 0.0) <= measure


class _Node(NamedTuple):
    """A place where a line may end: after how many units, how well all lines up to it are, how its line is set.

    `into` is how far the next line may stand out at its start.
    """

    at: int
    demerits: float
    hyphens: int
    fitness: int
    into: float
    before: _Node | None


class _Measures(NamedTuple):
    """The units of a paragraph in sums from its start, so that any line's is a difference of two."""

    widths: list[float]
    grows: list[float]  # by how much spaces may
    shrinks: list[float]
    rag: float  # how far a line may end short of the edge, for a ratio of 1


def _measured(units: Sequence[Unit], *, justified: bool) -> _Measures:
    size = next((unit.pieces[0].run.size for unit in units if unit.pieces), 10.0)
    widths = [0.0, *accumulate(unit.width + (unit.space.width if unit.space else 0.0) for unit in units)]
    if not justified:
        flat = [0.0] * len(widths)
        return _Measures(widths, flat, flat, _RAG * size)
    grows = [0.0, *accumulate(_grows(unit, size) for unit in units)]
    shrinks = [0.0, *accumulate(unit.space.width * SHRINK if unit.space else 0.0 for unit in units)]
    return _Measures(widths, grows, shrinks, _RAG * size)


def _ends(units: Sequence[Unit], measure: float, manner: Manner, bound: float) -> list[int] | None:
    """Return after which units lines end; None where no lines within `bound` are to be had."""
    sums = _measured(units, justified=manner.justified)
    widths, grows, shrinks, rag = sums
    count = len(units)
    justified = manner.justified
    anywhere = bound == _ANYWHERE
    active = [_Node(0, 0.0, 0, 1, -manner.first, None)]
    for end, unit in enumerate(units, 1):
        last = end == count
        if unit.end == End.NONE and not last:
            continue
        # Not even the line that has begun first is half full: no line ends here.
        if not (last or anywhere) and widths[end] - widths[active[0].at] < _LEAST_FULL * measure:
            continue
        inked = _inked(unit, widths[end], justified=justified)
        best: dict[tuple[int, int], _Node] = {}
        kept: list[_Node] = []
        for number, node in enumerate(active, 1):
            start = node.at
            room = measure - inked + widths[start] + node.into
            if room < -_EPSILON:
                give = shrinks[end - 1] - shrinks[start]
                if room >= -give:
                    ratio = room / give
                elif anywhere and end == start + 1:  # one unit that is wider than the line: it stands out
                    ratio = -1.0
                else:
                    continue
            elif last:
                ratio = 0.0
            elif justified:
                take = grows[end - 1] - grows[start]
                ratio = room / take if take else _GAPING
            else:
                ratio = room / rag
            kept.append(node)
            if ratio > bound:
                # Lines that begin later have no less room, but for what hangs at their start, and no more to give.
                if room - node.into > 0 and ratio * (room - node.into) > bound * room:
                    kept += active[number:]
                    break
                continue
            hyphens = min(node.hyphens, _HYPHENS_IN_A_ROW) + 1 if unit.end == End.HYPHEN else 0
            if hyphens > _HYPHENS_IN_A_ROW and not anywhere:
                continue
            fitness = _fitness(ratio)
            demerits = node.demerits + _demerits(unit, ratio, hyphens, justified=justified)
            if justified and start and not last and abs(fitness - node.fitness) > 1:
                demerits += _MISMATCH
            if last and start:
                demerits += _at_the_end(node, inked - widths[start], measure)
            key = hyphens, fitness
            if key not in best or demerits < best[key].demerits:
                into = hang(units[end], first=True) if justified and not last else 0.0
                best[key] = _Node(end, demerits, hyphens, fitness, into, node)
        active = [*kept, *best.values()]
        if not active:
            return None
    return _traced([node for node in active if node.at == count])


def _inked(unit: Unit, width: float, *, justified: bool) -> float:
    """Return the width of all up to the end of a line that ends with `unit`, without its space and what hangs."""
    width -= unit.space.width if unit.space else 0.0
    if unit.end == End.HYPHEN:
        width += hyphen(unit).width
    return width - hang(unit, first=False) if justified else width


def _fitness(ratio: float) -> int:
    """Return the class of a line: tight, decent, loose or very loose."""
    return 0 if ratio < -0.5 else 1 if ratio <= 0.5 else 2 if ratio <= 1 else 3


def _demerits(unit: Unit, ratio: float, hyphens: int, *, justified: bool) -> float:
    """Return how bad a line is that is stretched by `ratio` and ends with `unit`."""
    badness = min(100.0 * abs(ratio) ** 3, _WORST)
    penalty = _PENALTY[unit.end] if justified or unit.end != End.HYPHEN else _RAGGED_HYPHEN
    adjacent = 0.0 if hyphens < 2 else _ADJACENT_HYPHENS if hyphens <= _HYPHENS_IN_A_ROW else _NEVER
    return float((_LINE + badness) ** 2 + penalty * penalty + adjacent)


def _at_the_end(node: _Node, width: float, measure: float) -> float:
    """Return how bad a last line of `width` is after the line that ends at `node`."""
    divided = _LAST_DIVIDED if node.hyphens else 0.0
    return divided + (_SHORT_LAST if width < _SHORTEST * measure else 0.0)


def _traced(nodes: Sequence[_Node]) -> list[int] | None:
    """Return the places where lines end on the best way to one of `nodes`."""
    if not nodes:
        return None
    ends: list[int] = []
    node: _Node | None = min(nodes, key=lambda each: each.demerits)
    while node is not None and node.at:
        ends.append(node.at)
        node = node.before
    return ends[::-1]


def _grows(unit: Unit, size: float) -> float:
    if unit.space:
        return unit.space.width * STRETCH
    return _EASTERN * size if unit.end == End.EASTERN else 0.0
