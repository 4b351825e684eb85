"""Tables: rows as slabs, so that they go through columns and pages like text."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFName

from convert.model import Table, TableCell
from convert.writers.pdf.blocks.inline import Inlines
from convert.writers.pdf.blocks.setting import Setting
from convert.writers.pdf.layout.line import TextLine
from convert.writers.pdf.layout.row import Cell, Row
from convert.writers.pdf.layout.slab import Slab
from convert.writers.pdf.structure import Element
from convert.writers.pdf.styles import Align, Style, varied
from convert.writers.pdf.text.lines import extent
from convert.writers.pdf.text.runs import Run
from convert.writers.pdf.text.units import Text

_BETWEEN = 8.0  # points between columns
_SMALLEST = 0.7  # of the size, for a table that is too wide
_SHORT = 1 / 3  # of a column: such a table stands in one; in a longer one no row stands alone
_LONGEST = 12  # of the size: a longer word does not hold a column open

_ALIGNS: dict[str | None, Align] = {"left": "start", "right": "end", "center": "center", None: "start"}


class _Content(NamedTuple):
    runs: list[Run]
    element: Element
    style: Style


class Grid:
    """A table as a grid of cells, rows filled up to one length (ISO 14289-1, 7.5).

    Once it has been set, `parts` tells in how many it was broken since it is wider than the page, and `broken` whether
    even words had to be.
    """

    def __init__(self, node: Table, setting: Setting, inlines: Inlines, parent: Element) -> None:
        """Read the cells of `node`, each once."""
        self.count = max((len(row.children) for row in node.children), default=0)
        self.parts = 1
        self.broken = False
        self._setting = setting
        self._parent = parent
        self._aligns = [_ALIGNS[align] for align in (*node.align, *[None] * self.count)][: self.count]
        self._rows: list[list[_Content]] = []
        for n, row in enumerate(node.children):
            cells = (*row.children, *[TableCell(())] * (self.count - len(row.children)))
            self._rows.append(list(self._contents(cells, inlines, head=n == 0)))
        measures = [[self._extent(cell) for cell in row] for row in self._rows]
        columns = list(zip(*measures, strict=True))
        self._least: list[float] = [max(least for least, _ in column) for column in columns]
        self._natural: list[float] = [max(natural for _, natural in column) for column in columns]

    @property
    def least(self) -> float:
        """The width below which words break."""
        return sum(self._least) + _BETWEEN * (self.count - 1)

    def rows(self, width: float, left: float) -> list[Slab]:
        """Return the rows, `width` wide in all; none for a table without cells.

        One too wide for that in the smallest type is set in parts, one below the other, each with the first column.
        """
        if not self.count:
            return []
        parts = self._parts(width)
        self.parts = len(parts)
        found: list[Slab] = []
        for n, columns in enumerate(parts):
            found += self._part(columns, width, left, again=n > 0)
        return found

    def _parts(self, width: float) -> list[list[int]]:
        """Return which columns stand together, the first in each, about as many in one as in another."""
        least = len(self._greedy(width, self.count))
        return self._greedy(width, 1 + math.ceil((self.count - 1) / least))

    def _greedy(self, width: float, most: int) -> list[list[int]]:
        parts = [[0]]
        taken = first = _SMALLEST * self._least[0]
        for n in range(1, self.count):
            need = _SMALLEST * self._least[n] + _BETWEEN
            if len(parts[-1]) > 1 and (taken + need > width or len(parts[-1]) == most):
                parts.append([0])
                taken = first
            parts[-1].append(n)
            taken += need
        return parts

    def _part(self, columns: Sequence[int], width: float, left: float, *, again: bool) -> list[Slab]:
        """Return the rows of some columns, of the first of them `again` what another part has."""
        count = len(columns)
        gap = min(_BETWEEN, width / count / 4)
        room = width - gap * (count - 1)
        size = self._setting.sheet.cell.size
        wanted = sum(self._least[n] for n in columns)
        scale = min(1, max(_SMALLEST, room / max(wanted, 1)), room / count / size)
        least = [scale * self._least[n] for n in columns]
        self.broken |= sum(least) > room + 1
        widths = shared(least, [scale * self._natural[n] for n in columns], room)
        lefts = [0.0, *accumulate(each + gap for each in widths[:-1])]
        if self._setting.setter.rtl:
            lefts = [width - start - each for start, each in zip(lefts, widths, strict=True)]
        found: list[Slab] = []
        head: Row | None = None
        for n, contents in enumerate(self._lined(columns, again=again)):
            places = zip(contents, lefts, widths, strict=True)
            cells = [
                Cell(self._lines(cell, scale, width), cell.element, left, width)
                for cell, left, width in places
            ]
            whole = Row(cells, head, first=n == 0, last=n == len(self._rows) - 1, left=left, width=width)
            found += whole.parts(self._setting.page.depth)
            head = head or whole.repeated(self._setting.page.depth)
        line = self._setting.sheet.line
        found[0].before, found[-1].after = line, line
        short = sum(row.height for row in found) <= _SHORT * self._setting.page.depth
        for row in found[:-1] if short else (*found[:2], *found[-2:-1]):
            row.kept = True
        return found

    def _lined(self, columns: Sequence[int], *, again: bool) -> Iterator[list[_Content]]:
        """Yield the cells of some columns row by row, as one table in the structure tree."""
        element = Element("Table", self._parent)
        # A head heads a body; one row alone is in neither (ISO 14289-1, 7.5).
        sections = [Element("THead", element), Element("TBody", element)] if self._rows[1:] else [element]
        for n, row in enumerate(self._rows):
            line = Element("TR", sections[min(n, 1)])
            contents = [row[column] for column in columns]
            if again:
                contents[0] = _copied(contents[0])
            for cell in contents:
                cell.element.parent = line
            yield contents

    def _lines(self, cell: _Content, scale: float, width: float) -> list[TextLine]:
        """Return a cell as text, its type smaller by `scale`."""
        style = varied(cell.style, size=scale * cell.style.size, leading=scale * cell.style.leading)
        runs = [run._replace(size=scale * run.size, rise=scale * run.rise) for run in cell.runs]
        return self._setting.setter.lines(runs, style, width)

    def _contents(self, cells: Sequence[TableCell], inlines: Inlines, *, head: bool) -> Iterator[_Content]:
        """Yield cells with what stands in them; which row they are in is said when that is set."""
        sheet = self._setting.sheet
        for cell, align in zip(cells, self._aligns, strict=True):
            scope = {"A": PDFDictionary({"O": PDFName("Table"), "Scope": PDFName("Column")})} if head else {}
            element = Element("TH" if head else "TD", self._parent, **scope)
            style = varied(sheet.head_cell if head else sheet.cell, align=align)
            yield _Content(inlines.runs(cell.children, style, element), element, style)

    def _extent(self, cell: _Content) -> tuple[float, float]:
        setter = self._setting.setter
        longest, widest = extent(Text(tuple(cell.runs), setter.language, setter.rtl))
        return min(longest, _LONGEST * cell.style.size), widest


def _copied(cell: _Content) -> _Content:
    """Return a cell once more: its text, without what can be only in one place."""
    element = Element(cell.element.tag, cell.element.parent, **cell.element.entries)
    runs = [run._replace(element=element, link=None, underline=None, anchor="") for run in cell.runs]
    return cell._replace(runs=runs, element=element)


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
