"""Tables as GitHub Flavored Markdown has them: pipes between cells, dashes below the head (GFM 0.29, 4.10).

Assistants write them, and html2text does, in whatever else is no Markdown. Lines with pipes and no such dashes are
menus as often as rows: they stay lines. A row goes on to the next line that has no pipe, which is no row here.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from msgspec import structs

from convert import shape
from convert.draft import Align, Block, Container, Cover, Draft, Edit
from convert.normalise._fences import fenced
from convert.options import ReadOptions
from convert.patterns import pattern

RULE = "table"

_DASHES = pattern(r":?-+:?")
# What is no row: more dashes, or a string of a guitar, "|--3--|".
_DRAWN = frozenset("|:- \t0123456789")
_ALIGNED = {(True, True): "center", (True, False): "left", (False, True): "right"}

Cells = list[tuple[int, int]]


def find_piped(draft: Draft, _options: ReadOptions) -> Draft:
    """Return `draft` with the rows of such tables settled, of a head and a row at least; code has none.

    A row is a block as it stands, pipes and all, until `part_rows`: as a line it is weighed, among lines.
    """
    if "|" not in draft.text or "-" not in draft.text:
        return draft
    code = Cover(tuple(Edit(start, end, "kept", RULE) for start, end in fenced(draft.text)))
    blocks: list[Block] = []
    edits: list[Edit] = []
    at = 0
    for low, high, align in _runs(draft, code):
        blocks += draft.blocks[at:low]
        holder = Container("table", draft.blocks[low].start, align=align)
        dashes = draft.blocks[low + 1]
        edits.append(Edit(dashes.start, dashes.end, "removed", RULE))
        for block in (draft.blocks[low], *draft.blocks[low + 2 : high]):
            within = (holder, Container("tableRow", block.start))
            blocks.append(structs.replace(block, kind="tableCell", within=within, rule=RULE))
        at = high
    return draft.evolve(blocks=(*blocks, *draft.blocks[at:]), edits=(*draft.edits, *edits))


def part_rows(draft: Draft, _options: ReadOptions) -> Draft:
    """Return `draft` with the rows that `find_piped` found parted into their cells."""
    blocks: list[Block] = []
    edits: list[Edit] = []
    for block in draft.blocks:
        if block.kind != "tableCell" or block.rule != RULE:
            blocks.append(block)
            continue
        row = _row(draft, block, draft.text.startswith("|", block.within[-2].id))
        blocks += (structs.replace(block, start=start, end=end) for start, end in row)
        edits += _marks(draft, block, row)
    return draft.evolve(blocks=tuple(blocks), edits=(*draft.edits, *edits)) if edits else draft


def _runs(draft: Draft, code: Cover) -> Iterator[tuple[int, int, tuple[Align, ...]]]:
    """Yield from where to where the lines of tables reach, and how the columns of each are aligned."""
    n, blocks = 1, draft.blocks
    while n < len(blocks) - 1:
        align = _alignment(draft, blocks[n])
        head, high = blocks[n - 1], n + 1
        led = draft.text.startswith("|", head.start)
        if align and _is_row(draft, head) and not blocks[n].gap and len(_row(draft, head, led)) == len(align):
            while high < len(blocks) and not blocks[high].gap and _is_row(draft, blocks[high]):
                high += 1
            drawn = any(_is_drawn(draft, block) for block in (head, *blocks[n + 1 : high]))
            if high > n + 1 and not drawn and not code.touches(head.start, blocks[high - 1].end):
                yield n - 1, high, align
        n = high + (high > n + 1)


def _alignment(draft: Draft, block: Block) -> tuple[Align, ...]:
    """Return how the columns are aligned below which a line of dashes stands; () for another line."""
    if block.kind != "unread" or not draft.text.startswith(("|", "-", ":"), block.start):
        return ()
    led = draft.text.startswith("|", block.start)
    dashes = [draft.text[start:end] for start, end in _row(draft, block, led)]
    if "|" not in draft.text[block.start : block.end] or not all(map(_DASHES.fullmatch, dashes)):
        return ()
    return tuple(cast("Align", _ALIGNED.get((each[0] == ":", each[-1] == ":"))) for each in dashes)


def _is_row(draft: Draft, block: Block) -> bool:
    return block.kind == "unread" and "|" in draft.text[block.start : block.end]


def _is_drawn(draft: Draft, block: Block) -> bool:
    line = draft.text[block.start : block.end]
    return "--" in line and _DRAWN.issuperset(line)


def _row(draft: Draft, block: Block, led: bool) -> Cells:
    """Return the ranges of the cells of a line, without the spaces around them; empty ones count.

    Rows are `led` by a pipe if their head is: else what stands before the first is a cell, if an empty one.
    """
    line = draft.text[block.start : block.end]
    cells = shape.cells(line, int(led and line.startswith("|")))
    return [(block.start + start, block.start + end) for start, end in cells]


def _marks(draft: Draft, block: Block, row: Cells) -> Iterator[Edit]:
    """Yield the edits that take the pipes out of a line, and the backslash before one that is text."""
    at = block.start
    for start, end in (*row, (block.end, block.end)):
        if pipe := draft.text[at:start].strip():
            begun = draft.text.index(pipe, at)
            yield Edit(begun, begun + len(pipe), "removed", RULE)
        for escaped in shape.ESCAPED_PIPE.finditer(draft.text, start, end):
            yield Edit(escaped.start(), escaped.start() + 1, "removed", RULE)
        at = end
