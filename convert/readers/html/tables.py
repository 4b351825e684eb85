"""A page's tables: which hold data, what their cells take up, how their columns are aligned.

Reference: HTML Living Standard 4.9.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Any, cast

from convert.draft import Align
from convert.patterns import pattern

# What no cell of data holds.
_APART = frozenset(
    {*(f"h{depth}" for depth in range(1, 7)), "article", "section", "nav", "form", "main", "aside"}
    | {"blockquote", "pre", "figure"}
)
_ALIGN = pattern(r"(?:^|;)\s*text-align\s*:\s*(left|right|center)", re.IGNORECASE)
_ATTRIBUTE = pattern(r"\s*(left|right|center)\s*", re.IGNORECASE)


def data(root: Any) -> frozenset[Any]:
    """Return the tables that hold data: rows and columns of short texts, not the layout of a page."""
    tables = list(root.iter("table"))
    outer = {next(table.iterancestors("table"), None) for table in tables}
    return frozenset(table for table in tables if table not in outer and _is_data(table))


def _is_data(table: Any) -> bool:
    if table.get("role") in ("presentation", "none"):
        return False
    rows = [[cell for cell in row if cell.tag in ("td", "th")] for row in table.iter("tr")]
    wide = sum(len(row) > 1 for row in rows)
    if len(rows) < 2 or 2 * wide < len(rows):
        return False
    return not any(element.tag in _APART for element in table.iter())


def spans(cell: Any) -> tuple[int, int]:
    """Return how many columns and rows a cell takes up (4.9.11): one where that is no number, or too many."""
    return _count(cell.get("colspan")), _count(cell.get("rowspan"))


def alignment(table: Any) -> tuple[Align, ...]:
    """Return how each column is aligned: as most of its cells say, by themselves, by their paragraph, by their row."""
    said: dict[int, Counter[Align]] = {}
    taken: Counter[int] = Counter()  # rows below, by column, that cells above reach down to
    for row in table.iter("tr"):
        column = 0
        for cell in (each for each in row if each.tag in ("td", "th")):
            while taken[column] > 0:
                taken[column] -= 1
                column += 1
            wide, high = spans(cell)
            for at in range(column, column + wide):
                said.setdefault(at, Counter())[
                    _aligned(cell) or _aligned(cell.find("p")) or _aligned(row)
                ] += 1
                taken[at] = high - 1
            column += wide
        for at in [at for at, rows in taken.items() if at >= column and rows > 0]:
            taken[at] -= 1
    found = tuple(_most(said.get(column)) for column in range(max(said, default=-1) + 1))
    return found if any(found) else ()


def _most(said: Counter[Align] | None) -> Align:
    best, count = said.most_common(1)[0] if said else (None, 0)
    return best if said and 2 * count > said.total() else None


def _aligned(element: Any) -> Align:
    if element is None:
        return None
    found = _ALIGN.search(element.get("style", "")) or _ATTRIBUTE.fullmatch(element.get("align", ""))
    return cast("Align", found[1].lower()) if found else None


def _count(given: str | None) -> int:
    return int(given) if given and re.fullmatch(r"[1-9][0-9]{0,2}", given.strip()) else 1
