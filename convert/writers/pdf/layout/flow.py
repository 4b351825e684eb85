"""Slabs into columns, columns into pages.

A column takes what fits, then gives back what must stay with what follows: no heading at its foot, no first line of
a paragraph there, no last line at the head of the next. Where the text of a flow ends, its columns end level.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from convert.writers.pdf.layout.slab import Slab
from convert.writers.pdf.page import Frame, Geometry

_EPSILON = 0.01  # points
_BALANCED_WITHIN = 1.0


class Flow(NamedTuple):
    """Slabs that go through `frames`, column after column, page after page."""

    slabs: Sequence[Slab]
    frames: Sequence[Frame]
    grid: float = 0.0  # the distance of lines that stand level over all columns; 0 for none
    new_page: bool = False
    ruled: bool = False  # whether there is a line between columns
    noted: Slab | None = None  # what stands above notes at the foot of a column


class Placed(NamedTuple):
    """A slab in its place: the frame, and how far its top is from the head of the page."""

    slab: Slab
    frame: Frame
    top: float
    again: bool = False


class Gutter(NamedTuple):
    """A line between columns: where, and from which level to which."""

    x: float
    top: float
    bottom: float


class Page(NamedTuple):
    """What stands on a page, in reading order, and the flow that it begins with."""

    placed: list[Placed]
    gutters: list[Gutter]
    flow: int


def paginate(flows: Sequence[Flow], geometry: Geometry) -> list[Page]:
    """Return the pages that `flows` fill, one below the other."""
    pages: list[Page] = []
    cursor = math.inf
    for number, flow in enumerate(flows):
        start = 0
        while start < len(flow.slabs):
            if (
                not pages
                or cursor > geometry.height - geometry.bottom - _EPSILON
                or (flow.new_page and not start)
            ):
                pages.append(Page([], [], number))
                cursor = geometry.first_top if flow.new_page and not start else geometry.top
                cursor = geometry.first_top if len(pages) == 1 else cursor
            elif not start and number:
                cursor += max(flows[number - 1].slabs[-1].after, flow.slabs[0].before)
            room = geometry.height - geometry.bottom - cursor
            columns, end = _columns(flow, start, room, fresh=cursor <= geometry.top)
            if end == start:
                cursor = math.inf
                continue
            depth = _place(pages[-1], columns, flow, cursor, room)
            start = end
            cursor = cursor + depth if end == len(flow.slabs) else math.inf
    return pages


class _Column(NamedTuple):
    """The slabs from `start` up to `end`, each with its top from that of the column; `foot` is what its notes take."""

    start: int
    end: int
    tops: list[float]
    depth: float  # of the text and the notes
    foot: float


def _columns(flow: Flow, start: int, room: float, *, fresh: bool) -> tuple[list[_Column], int]:
    """Return what goes into the columns of one page, level where the flow ends on it."""
    columns = _filled(flow, start, room, fresh=fresh)
    end = columns[-1].end if columns else start
    if len(flow.frames) > 1 and end == len(flow.slabs):
        columns = _levelled(flow, start, room, fresh=fresh)
    return columns, end


def _filled(flow: Flow, start: int, room: float, *, fresh: bool) -> list[_Column]:
    columns: list[_Column] = []
    for _ in flow.frames:
        if start == len(flow.slabs):
            break
        column = _column(flow, start, room, forced=fresh)
        if column.end == start:
            break
        columns.append(column)
        start = column.end
    return columns


def _levelled(flow: Flow, start: int, room: float, *, fresh: bool) -> list[_Column]:
    """Return the columns as short as they can be with all that is left in them."""
    low, high = 0.0, room
    best = _filled(flow, start, room, fresh=fresh)
    while high - low > _BALANCED_WITHIN:
        middle = (low + high) / 2
        columns = _filled(flow, start, middle, fresh=False)
        if columns and columns[-1].end == len(flow.slabs) and _depth(columns) <= middle + _EPSILON:
            high, best = middle, columns
        else:
            low = middle
    return best


def _column(flow: Flow, start: int, room: float, *, forced: bool) -> _Column:
    """Return what of the slabs from `start` on stands in a column `room` deep.

    Where nothing may part that fits, it parts where it must if `forced`, since no other page has more room.
    """
    slabs = flow.slabs
    tops: list[float] = []
    y = rail = depth = foot = 0.0
    head = slabs[start].head
    if head is not None and head.height + slabs[start].height <= room:
        y = depth = head.height
    end = allowed = start
    allowed_depth = allowed_foot = 0.0
    while end < len(slabs):
        slab = slabs[end]
        top = y
        if end > start and y:  # above is more than what takes no room
            top += max(slabs[end - 1].after, slab.before)
        if slab.clear and rail:
            top = max(top, rail + slab.before)
        elif slab.beside:
            top = max(top, rail)
        if flow.grid and slab.gridded:
            top = math.ceil((top - _EPSILON) / flow.grid) * flow.grid
        bottom = top + slab.height
        reach = max(bottom, top + slab.beside.height) if slab.beside else bottom
        below = foot + _foot(slab, flow.noted, first=not foot)
        if max(reach, depth) + below > room + _EPSILON and (end > start or not forced):
            break
        foot = below
        tops.append(top)
        y = bottom
        rail = max(rail, reach) if slab.beside else rail
        depth = max(depth, reach)
        end += 1
        if end == len(slabs) or not slab.kept:
            allowed, allowed_depth, allowed_foot = end, depth, foot
    if allowed == start and forced:
        allowed, allowed_depth, allowed_foot = end, depth, foot
    return _Column(start, allowed, tops[: allowed - start], allowed_depth + allowed_foot, allowed_foot)


def _foot(slab: Slab, noted: Slab | None, *, first: bool) -> float:
    """Return how much more room the notes of a slab take at the foot of its column."""
    if not slab.notes:
        return 0.0
    above = noted.before + noted.height + noted.after if noted and first else 0.0
    return above + sum(note.height for note in slab.notes)


def _place(page: Page, columns: Sequence[_Column], flow: Flow, cursor: float, room: float) -> float:
    """Put columns on a page, from `cursor` down, notes at the foot of what `room` there is; return how deep they are.

    Columns that end level have their notes there.
    """
    depth = room if any(column.foot for column in columns) and len(columns) == 1 else _depth(columns)
    for column, frame in zip(columns, flow.frames, strict=False):
        head = flow.slabs[column.start].head
        if head is not None and column.tops[0] > _EPSILON:
            page.placed.append(Placed(head, frame, cursor, again=True))
        page.placed.extend(
            Placed(slab, frame, cursor + top)
            for slab, top in zip(flow.slabs[column.start : column.end], column.tops, strict=True)
        )
        _place_notes(page, column, frame, flow, cursor + depth - column.foot)
    if flow.ruled:
        for left, right in zip(flow.frames, flow.frames[1:], strict=False):
            inner, outer = sorted((left, right))
            x = (inner.left + inner.width + outer.left) / 2
            page.gutters.append(Gutter(x, cursor, cursor + depth))
    return depth


def _place_notes(page: Page, column: _Column, frame: Frame, flow: Flow, top: float) -> None:
    """Put the notes of a column at its foot, from `top` down."""
    slabs = flow.slabs[column.start : column.end]
    notes = [note for slab in slabs for note in slab.notes]
    if not notes:
        return
    if flow.noted:
        page.placed.append(Placed(flow.noted, frame, top + flow.noted.before))
        top += flow.noted.before + flow.noted.height + flow.noted.after
    for note in notes:
        page.placed.append(Placed(note, frame, top))
        top += note.height


def _depth(columns: Sequence[_Column]) -> float:
    return max(column.depth for column in columns)
