"""Fenced code (CommonMark 0.31, 4.5), between lines of three backticks and more.

Tildes are no fence here: lines of them are ornaments in raw text. A fence that nothing closes is none either.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from msgspec import Struct, structs

from convert import shape
from convert.draft import Block, Cover, Draft, Edit
from convert.patterns import pattern

_FENCE = pattern(r"^[ \t]*(`{3,})([^`\n]*)$", re.MULTILINE)


class _Code(Struct, frozen=True):
    """Fenced code: `start` to `end` with its fences, `first` to `last` without them, in the language `lang`."""

    start: int
    first: int
    last: int
    end: int
    lang: str


def with_code(draft: Draft, rule: str) -> Draft:
    """Return `draft` with its fenced code as blocks of code, the fences cut by `rule`; code is kept to the letter."""
    found = list(_fenced(draft.text))
    if not found:
        return draft
    whole = Cover(tuple(Edit(code.start, code.end, "kept", rule) for code in found))
    fences = (
        Edit(start, end, "removed", rule)
        for code in found
        for start, end in ((code.start, code.first), (code.last, code.end))
    )
    return draft.evolve(
        blocks=tuple(_blocks(draft, found)),
        edits=(*(edit for edit in draft.edits if not whole.touches(edit.start, edit.end)), *fences),
        marks=tuple(mark for mark in draft.marks if not whole.touches(mark.start, mark.end)),
        markers=tuple(each for each in draft.markers if not whole.holds(each.start, each.end)),
    )


def fenced(text: str) -> Iterator[tuple[int, int]]:
    """Yield from where to where fenced code reaches in `text`, with its fences."""
    for code in _fenced(text):
        yield code.start, code.end


def _fenced(text: str) -> Iterator[_Code]:
    opening: re.Match[str] | None = None
    for fence in _FENCE.finditer(text):
        if opening is None:
            opening = fence
        elif fence[0].strip() == fence[1] and len(fence[1]) >= len(opening[1]):
            first = opening.end() + 1
            last = max(fence.start() - 1, first)
            yield _Code(opening.start(1), first, last, fence.end(), shape.language(opening[2]))
            opening = None


def _blocks(draft: Draft, found: list[_Code]) -> Iterator[Block]:
    """Yield the blocks of `draft` with one for each code; lines joined to a fence are set free again."""
    blocks = list(draft.blocks)
    at = 0
    for code in found:
        low = bisect_right(blocks, code.start, at, key=lambda block: block.end)
        high = bisect_left(blocks, code.end, low, key=lambda block: block.start)
        yield from blocks[at:low]
        at = high
        if low == high:
            continue
        first, last = blocks[low], blocks[high - 1]
        if first.start < code.start:
            yield structs.replace(first, end=first.start + len(draft.text[first.start : code.start].rstrip()))
        if draft.text[code.first : code.last].strip():
            yield Block(code.first, code.last, "code", first.gap, rule="code", lang=code.lang)
        if last.end > code.end:
            at = high - 1
            blocks[at] = structs.replace(last, start=last.end - len(draft.text[code.end : last.end].lstrip()))
    yield from blocks[at:]
