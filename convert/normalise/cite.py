"""Take the citations out of the text before anyone weighs its lines or parses them."""

from __future__ import annotations

from bisect import bisect_right

from msgspec import structs

from convert.citations.annotate import annotate
from convert.draft import Block, Draft, Marker
from convert.options import ReadOptions


def cite(draft: Draft, _options: ReadOptions) -> Draft:
    """Return `draft` with its citations as markers, none of them in its prose; a line of nothing else is no block."""
    draft = annotate(draft)
    kept = tuple(block for block in draft.blocks if draft.read(block.start, block.end).strip())
    return draft.evolve(blocks=kept)


def hang_markers(draft: Draft, _options: ReadOptions) -> Draft:
    """Return `draft` with markers that stand outside its blocks at the end of the block before them.

    A marker on a line of its own belongs to the text above it; above the first line, to that.
    """
    blocks = [block for block in draft.blocks if block.kind != "metadata"]
    if not blocks:
        return draft
    starts = [block.start for block in blocks]
    return draft.evolve(markers=tuple(_hung(marker, blocks, starts) for marker in draft.markers))


def _hung(marker: Marker, blocks: list[Block], starts: list[int]) -> Marker:
    before = bisect_right(starts, marker.at) - 1
    if before < 0:
        return structs.replace(marker, at=starts[0])
    return structs.replace(marker, at=min(marker.at, blocks[before].end))
