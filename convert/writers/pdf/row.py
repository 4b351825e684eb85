"""A row of a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from convert.writers.pdf.block import Block
from convert.writers.pdf.canvas import TaggedCanvas
from convert.writers.pdf.page import DEPTH
from convert.writers.pdf.structure import Element
from convert.writers.pdf.styles import HAIR, INK, LINE
from convert.writers.pdf.textblock import TextBlock

_ABOVE, _BELOW = 2.5, 4.0  # points within a cell
_OUTER, _INNER = 0.6, 0.3  # points thick

# A row taller than this breaks over pages; a head taller than this is not repeated.
_BREAKS, _REPEATS = DEPTH / 2, DEPTH / 4


class Cell(NamedTuple):
    """A cell: its text, its element, its left edge and its width."""

    text: TextBlock
    element: Element
    left: float
    width: float


class Row(Block):
    """One row. The head has rules above and below it, and stands again where its table goes on on a new page."""

    def __init__(self, cells: Sequence[Cell], head: Row | None, *, last: bool) -> None:
        """`head` is the head of the table, none for the head itself; `last` says that no row follows."""
        super().__init__()
        self._cells = cells
        self._head = head
        self._last = last
        self.with_next = head is None and not last
        self.spaceBefore = 0 if head else LINE
        self.spaceAfter = LINE if last else 0
        self.depth = max(cell.text.wrap(cell.width, 0)[1] for cell in cells) + _ABOVE + _BELOW

    def wrap(self, width: float, _room: float) -> tuple[float, float]:
        """Return the size of the row, with the head above it at the top of a page."""
        self.width, self.height = width, self.depth + self._repeated()
        return width, self.height

    def opening(self, _width: float) -> float:
        """Return the height of the row, or of some of it where it may be broken."""
        return min(self.depth, _BREAKS)

    def split(self, _width: float, room: float) -> list[Row]:
        """Return the row as what fits into `room` and the rest, or [] where it must not be broken."""
        if self.depth <= _BREAKS:
            return []
        room -= self._repeated() + _ABOVE + _BELOW
        parts = [_parted(cell.text, room) for cell in self._cells]
        if not any(first.lines for first, _ in parts):
            return []
        upper, lower = (
            [cell._replace(text=part) for cell, part in zip(self._cells, half, strict=True)]
            for half in zip(*parts, strict=True)
        )
        first = Row(upper, self._head, last=False)
        rest = Row(lower, self._head, last=self._last)
        first.with_next, rest.spaceBefore = False, 0
        return [first, rest]

    def draw(self) -> None:
        """Draw the row, each cell in the structure tree even if there is nothing in it."""
        for cell in self._cells:
            cell.element.attach()
            cell.text.drawOn(self.canv, cell.left, self.depth - _ABOVE - cell.text.height)
        if self._head and self.height > self.depth:
            self._head.draw_again(self.canv, self.height)
        elif not self._head:
            self._rule(self.canv, _OUTER, self.depth)
        self._rule(self.canv, _OUTER if self._last or not self._head else _INNER, 0)

    def draw_again(self, canvas: TaggedCanvas, top: float) -> None:
        """Draw the row as decoration."""
        with canvas.artifact("/Pagination"):
            for cell in self._cells:
                cell.text.draw_again(canvas, cell.left, top - _ABOVE)
        self._rule(canvas, _OUTER, top)
        self._rule(canvas, _OUTER, top - self.depth)

    def _repeated(self) -> float:
        """Return the height of the head above the row where it stands again."""
        repeats = self._head and self._head.depth <= _REPEATS and self._frame._atTop
        return self._head.depth if self._head and repeats else 0

    def _rule(self, canvas: TaggedCanvas, thickness: float, y: float) -> None:
        right = self._cells[-1].left + self._cells[-1].width
        canvas.rule(thickness, INK if thickness == _OUTER else HAIR, 0, right, y)


def _parted(text: TextBlock, room: float) -> tuple[TextBlock, TextBlock]:
    """Return `text` as what fits into `room` and the rest, either perhaps empty."""
    nothing = TextBlock((), text.style)
    if text.height <= room:
        return text, nothing
    first, rest = text.split(text.width, room) or (nothing, text)
    return first, rest
