"""Tables as elements, cells still to be filled."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml.etree import _Element

from convert.model import Table, TableCell, TableRow
from convert.model.text import plain
from convert.render.markup import add


def table(node: Table, parent: _Element, name: str) -> list[tuple[TableCell, _Element]]:
    """Append a table to `parent`; return its cells with their elements, in reading order.

    It stands in a box that scrolls and that the keyboard reaches (WCAG 2.2, 2.1.1), known to screen readers by
    `name`. All rows get as many cells as the longest; a table without cells is none.
    """
    width = max((len(row.children) for row in node.children), default=0)
    if not width:
        return []
    head, *body = node.children
    sides = (*node.align, *[None] * width)[:width]
    box = add(parent, "div", {"class": "table", "role": "group", "aria-label": name, "tabindex": "0"})
    grid = add(box, "table")
    cells = list(_row(head, add(grid, "thead"), sides, head=True))
    rest = add(grid, "tbody") if body else grid
    for row in body:
        cells += _row(row, rest, sides, head=False)
    return cells


def _row(
    row: TableRow, parent: _Element, sides: Sequence[str | None], *, head: bool
) -> Iterator[tuple[TableCell, _Element]]:
    """Append a row; a cell of the head that says nothing heads no column."""
    line = add(parent, "tr")
    cells = (*row.children, *[TableCell(())] * (len(sides) - len(row.children)))
    for cell, side in zip(cells, sides, strict=True):
        heads = head and bool(plain(*cell.children).strip())
        attributes = {**({"scope": "col"} if heads else {}), **({"class": side} if side else {})}
        yield cell, add(line, "th" if heads else "td", attributes)
