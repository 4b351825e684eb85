"""Take the citations out of the text before anyone weighs its lines or parses them."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import structs

from convert.citations.annotate import annotate
from convert.draft import Block, Draft, Marker
from convert.options import ReadOptions


def cite(draft: Draft, _options: ReadOptions) -> Draft:
    """Return `draft` with its citations as markers, none of them in its prose.

    A line that held nothing but markers belongs to the line before it; above the first line, to that.
    """
    draft = annotate(draft)
    kept: list[Block] = []
    ends: dict[Block, int | None] = {}
    for block in draft.blocks:
        if draft.read(block.start, block.end).strip():
            kept.append(block)
        else:
            ends[block] = kept[-1].end if kept else None
    if not ends:
        return draft
    first = kept[0].start if kept else 0
    hung = {block: first if end is None else end for block, end in ends.items()}
    return draft.evolve(blocks=tuple(kept), markers=tuple(_rehung(draft.markers, hung)))


def _rehung(markers: tuple[Marker, ...], ends: dict[Block, int]) -> Iterator[Marker]:
    """Yield `markers`, those within the blocks of `ends` anchored where it says. Both are in text order."""
    waiting = iter(ends.items())
    block, end = next(waiting)
    for marker in markers:
        while marker.start >= block.end and (following := next(waiting, None)):
            block, end = following
        inside = block.start <= marker.start < block.end
        yield structs.replace(marker, at=end) if inside else marker
