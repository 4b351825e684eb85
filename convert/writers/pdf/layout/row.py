"""A row of a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from convert.writers.pdf.layout.line import TextLine
from convert.writers.pdf.layout.slab import Slab
from convert.writers.pdf.paint.canvas import TaggedCanvas
from convert.writers.pdf.structure import Element
from convert.writers.pdf.styles import HAIR, INK

_ABOVE, _BELOW = 2.5, 4.0  # points within a cell
_OUTER, _INNER = 0.6, 0.3  # points thick

# A row taller than this part of a column breaks; a head taller than that part is not repeated.
_BREAKS, _REPEATS = 1 / 2, 1 / 4


class Cell(NamedTuple):
    """A cell: its lines, its element, its left edge in the row and its width."""

    lines: Sequence[TextLine]
    element: Element
    left: float
    width: float


class Row(Slab):
    """One row, or some lines of one. The head has rules above and below it, and stands again in further columns."""

    def __init__(
        self,
        cells: Sequence[Cell],
        head: Row | None,
        *,
        first: bool,
        last: bool,
        left: float,
        width: float,
        opens: bool = True,
        closes: bool = True,
    ) -> None:
        """`first` and `last` tell the place in the table; `opens` and `closes` whether the row begins and ends here."""
        self._cells = cells
        self._first, self._last = first, last
        self._opens, self._closes = opens, closes
        self.left, self.width, self.head = left, width, head
        self._head = head
        self.kept = first and not last
        self.height = max(sum(line.height for line in cell.lines) for cell in cells)
        self.height += (_ABOVE if opens else 0) + (_BELOW if closes else 0)

    def parts(self, depth: float) -> list[Slab]:
        """Return the row as slabs: more than one where it is too tall for a column `depth` deep."""
        if self.height <= depth * _BREAKS:
            return [self]
        leading = max(line.height for cell in self._cells for line in cell.lines)
        step = max(1, int(depth * _REPEATS / leading))
        count = max(len(cell.lines) for cell in self._cells)
        return [
            Row(
                [cell._replace(lines=cell.lines[n : n + step]) for cell in self._cells],
                self._head,
                first=self._first,
                last=self._last,
                left=self.left,
                width=self.width,
                opens=n == 0,
                closes=n + step >= count,
            )
            for n in range(0, count, step)
        ]

    def repeated(self, depth: float) -> Row | None:
        """Return the row if it may stand again at the top of columns `depth` deep."""
        return self if self.height <= depth * _REPEATS else None

    def texts(self) -> Iterator[Slab]:
        """Yield the lines of all cells."""
        return (line for cell in self._cells for line in cell.lines)

    def draw(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """Draw the row, each cell in the structure tree even if there is nothing in it."""
        for cell in self._cells:
            cell.element.attach()
            y = top - (_ABOVE if self._opens else 0)
            for line in cell.lines:
                line.draw(canvas, x + cell.left, y)
                y -= line.height
        if self._first and self._opens:
            canvas.rule(_OUTER, INK, x, x + self.width, top)
        if self._closes:
            outer = self._first or self._last
            canvas.rule(
                _OUTER if outer else _INNER, INK if outer else HAIR, x, x + self.width, top - self.height
            )

    def draw_again(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """Draw the row as decoration."""
        with canvas.artifact("/Pagination"):
            for cell in self._cells:
                y = top - _ABOVE
                for line in cell.lines:
                    line.draw_again(canvas, x + cell.left, y)
                    y -= line.height
        for level in (top, top - self.height):
            canvas.rule(_OUTER, INK, x, x + self.width, level)
