"""Tables: a sequence of rows in the column, so that they break over pages like text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFName

from convert.model import Table, TableCell
from convert.writers.pdf.inline import Inlines
from convert.writers.pdf.lines import units
from convert.writers.pdf.row import Cell, Row
from convert.writers.pdf.runs import Run
from convert.writers.pdf.structure import Element
from convert.writers.pdf.styles import CELL, HEAD_CELL, Style, varied
from convert.writers.pdf.textblock import TextBlock

_BETWEEN = 8.0  # points between columns
_SMALLEST = 0.7  # of the size, for a table that is too wide
_LONGEST = 12 * CELL.size  # a longer word does not hold a column open


class _Content(NamedTuple):
    runs: list[Run]
    element: Element
    style: Style


class Grid:
    """A table as a grid of cells, rows filled up to one length (ISO 14289-1, 7.5)."""

    def __init__(self, node: Table, inlines: Inlines, parent: Element) -> None:
        """Read the cells of `node`, each once."""
        self._count = max((len(row.children) for row in node.children), default=0)
        self._aligns = [align or "left" for align in (*node.align, *[None] * self._count)][: self._count]
        element = Element("Table", parent)
        # A head heads a body; one row alone is in neither (ISO 14289-1, 7.5).
        sections = [Element("THead", element), Element("TBody", element)] if node.children[1:] else [element]
        self._rows: list[list[_Content]] = []
        for n, row in enumerate(node.children):
            line = Element("TR", sections[min(n, 1)])
            cells = (*row.children, *[TableCell(())] * (self._count - len(row.children)))
            self._rows.append(list(self._contents(cells, inlines, line, head=n == 0)))
        measures = [[_extent(cell) for cell in row] for row in self._rows]
        columns = list(zip(*measures, strict=True))
        self._least: list[float] = [max(least for least, _ in column) for column in columns]
        self._natural: list[float] = [max(natural for _, natural in column) for column in columns]

    @property
    def least(self) -> float:
        """The width below which words break."""
        return sum(self._least) + _BETWEEN * (self._count - 1)

    def rows(self, width: float) -> list[Row]:
        """Return the rows, `width` wide in all; none for a table without cells."""
        if not self._count:
            return []
        gap = min(_BETWEEN, width / self._count / 4)
        room = width - gap * (self._count - 1)
        scale = min(1, max(_SMALLEST, room / max(sum(self._least), 1)), room / self._count / CELL.size)
        widths = shared(
            [scale * each for each in self._least], [scale * each for each in self._natural], room
        )
        lefts = [0.0, *accumulate(each + gap for each in widths[:-1])]
        found: list[Row] = []
        for n, row in enumerate(self._rows):
            places = zip(row, lefts, widths, strict=True)
            cells = [Cell(_block(cell, scale), cell.element, left, width) for cell, left, width in places]
            found.append(Row(cells, found[0] if found else None, last=n == len(self._rows) - 1))
        return found

    def _contents(
        self, cells: Sequence[TableCell], inlines: Inlines, line: Element, *, head: bool
    ) -> Iterator[_Content]:
        for cell, align in zip(cells, self._aligns, strict=True):
            scope = {"A": PDFDictionary({"O": PDFName("Table"), "Scope": PDFName("Column")})} if head else {}
            element = Element("TH" if head else "TD", line, **scope)
            style = varied(HEAD_CELL if head else CELL, align=align)
            yield _Content(inlines.runs(cell.children, style, element), element, style)


def shared(least: Sequence[float], natural: Sequence[float], room: float) -> list[float]:
    """Return the widths of columns that share `room`: by their content (CSS 2.2, 17.5.2.2), at least `least`.

    Where not even that fits, the widest columns give way until it does.
    """
    wanted, needed = sum(natural), sum(least)
    if not wanted:
        return [room / len(natural)] * len(natural)
    if wanted <= room:
        return [room * each / wanted for each in natural]
    if needed <= room:
        part = (room - needed) / (wanted - needed)
        return [low + part * (high - low) for low, high in zip(least, natural, strict=True)]
    return _levelled(least, room)


def _levelled(least: Sequence[float], room: float) -> list[float]:
    """Return `least`, cut to one greatest width so that the sum is `room`."""
    ascending = sorted(least)
    for n, each in enumerate(ascending):
        share = room / (len(least) - n)
        if each > share:
            return [min(width, share) for width in least]
        room -= each
    return list(least)


def _extent(cell: _Content) -> tuple[float, float]:
    """Return the width of the longest word of a cell, and of its longest line when none is broken."""
    longest = widest = line = 0.0
    for unit in units(cell.runs):
        longest = max(longest, unit.width)
        line += unit.width
        widest = max(widest, line)
        line = 0.0 if unit.ends else line + (unit.space.width if unit.space else 0)
    return min(longest, _LONGEST), widest


def _block(cell: _Content, scale: float) -> TextBlock:
    """Return a cell as text, its type smaller by `scale`."""
    style = varied(cell.style, size=scale * cell.style.size, leading=scale * cell.style.leading)
    runs = [run._replace(size=scale * run.size, rise=scale * run.rise) for run in cell.runs]
    return TextBlock(runs, style)
