"""Take the citations out of the text before anyone weighs its lines or parses them."""

from __future__ import annotations

from bisect import bisect_right

from msgspec import structs

from convert.citations.annotate import LIST, annotate
from convert.citations.outside import worded
from convert.draft import EMPTY, Block, Draft, Marker, Remark, SourceList
from convert.options import ReadOptions


def cite(draft: Draft, options: ReadOptions) -> Draft:
    """Return `draft` with its citations as markers, none of them in its prose.

    A line of nothing else is no block any more; a cell of a table or a break is.
    """
    draft = _with_sources(draft, options.sources) if options.sources else annotate(draft)
    kept = (
        block for block in draft.blocks if block.kind in EMPTY or draft.read(block.start, block.end).strip()
    )
    return draft.evolve(blocks=tuple(kept))


def _with_sources(draft: Draft, sources: SourceList) -> Draft:
    """Return `draft` with its citations, those of `sources` that came beside the text among what they may cite."""
    draft = annotate(draft, (worded(sources, draft.language),))
    given = {entry.key for entry in sources.entries}
    if any(entry.key in given for entry in draft.entries):
        return draft
    message = "no marker points to any of the sources given"
    return draft.evolve(remarks=(*draft.remarks, Remark("source-unused", "warning", message, 0, 0)))


def hang_markers(draft: Draft, _options: ReadOptions) -> Draft:
    """Return `draft` with markers that stand outside its blocks at the end of the block before them.

    A marker on a line of its own belongs to the text above it; above the first line, to that. Source lists of which
    nothing is cited any more, their markers having gone with page furniture, are furniture themselves.
    """
    cited = {cite.key for marker in draft.markers for cite in marker.cites}
    if draft.entries and cited.isdisjoint(entry.key for entry in draft.entries):
        draft = _without_lists(draft)
    blocks = [block for block in draft.blocks if block.kind != "metadata"]
    if not blocks:
        return draft
    starts = [block.start for block in blocks]
    return draft.evolve(markers=tuple(_hung(marker, blocks, starts) for marker in draft.markers))


def _without_lists(draft: Draft) -> Draft:
    edits = (
        structs.replace(edit, action="removed") if edit.rule == LIST and edit.action == "moved" else edit
        for edit in draft.edits
    )
    return draft.evolve(entries=(), edits=tuple(edits))


def _hung(marker: Marker, blocks: list[Block], starts: list[int]) -> Marker:
    before = bisect_right(starts, marker.at) - 1
    if before < 0:
        return structs.replace(marker, at=starts[0])
    return structs.replace(marker, at=min(marker.at, blocks[before].end))
