"""Tables: adjoining lines whose cells stand between tabs, as a browser or a spreadsheet copies them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from msgspec import structs

from convert.draft import Block, Container, Draft
from convert.options import ReadOptions
from convert.patterns import pattern

RULE = "table"

# So many rows of a table have as many cells as most.
_ALIKE = 0.6
# What a tab may set apart without a table: a marker of an item, a time, who speaks.
_HANGING = pattern(r"[\W\d_]*(?:[^\W\d_][\W\d_]*)?$|.*[:：]$")


def find_tables(draft: Draft, _options: ReadOptions) -> Draft:
    """Return `draft` with runs of adjoining lines of cells as tables, an empty cell where nothing is between tabs."""
    if "\t" not in draft.text:
        return draft
    blocks: list[Block] = []
    at = 0
    for low, high in _runs(draft):
        rows = [_cells(draft, block) for block in draft.blocks[low:high]]
        if not _is_table(draft, rows):
            continue
        blocks += draft.blocks[at:low]
        holder = Container("table", draft.blocks[low].start)
        for block, cells in zip(draft.blocks[low:high], _set_flush(rows), strict=True):
            within = (holder, Container("tableRow", block.start))
            blocks += (
                structs.replace(block, start=start, end=end, kind="tableCell", within=within, rule=RULE)
                for start, end in cells
            )
        at = high
    return draft.evolve(blocks=(*blocks, *draft.blocks[at:]))


def _runs(draft: Draft) -> Iterator[tuple[int, int]]:
    """Yield where runs of two and more adjoining lines with tabs in them begin and end."""
    low = 0
    for n in range(len(draft.blocks) + 1):
        block = draft.blocks[n] if n < len(draft.blocks) else None
        is_row = block is not None and block.kind == "unread" and "\t" in draft.text[block.start : block.end]
        if is_row and (n == low or draft.blocks[n].gap == 0):
            continue
        if n - low > 1:
            yield low, n
        low = n if is_row else n + 1


def _cells(draft: Draft, block: Block) -> list[tuple[int, int]]:
    """Return the ranges of the cells of a line, without the spaces around them; empty ones count."""
    at = draft.text.rfind("\n", 0, block.start) + 1
    end = draft.text.find("\n", block.end)
    cells = []
    for cell in draft.text[at : end if end >= 0 else len(draft.text)].split("\t"):
        start = at + len(cell) - len(cell.lstrip())
        cells.append((start, max(start, at + len(cell.rstrip()))))
        at += len(cell) + 1
    return cells


def _is_table(draft: Draft, rows: list[list[tuple[int, int]]]) -> bool:
    """Say whether lines are rows: most have the same number of cells, and the first does more than to hang."""
    (_, alike), *_ = Counter(map(len, rows)).most_common()
    if alike < 2 or alike < _ALIKE * len(rows):
        return False
    return not all(
        sum(start < end for start, end in row) == 2
        and _HANGING.match(draft.read(*next(cell for cell in row if cell[0] < cell[1])))
        for row in rows
    )


def _set_flush(rows: list[list[tuple[int, int]]]) -> list[list[tuple[int, int]]]:
    """Return `rows` without the tabs that set all of them in."""
    inset = min(next(n for n, (start, end) in enumerate(row) if start < end) for row in rows)
    return [row[inset:] for row in rows]
