"""Pictures of a page, their captions, breaks: no line is weighed by them, and they go with the text beside them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import groupby

from convert.draft import Block, Container, Draft, Edit


def worded(draft: Draft) -> Draft:
    """Return `draft` without its pictures and their captions, as its tags tell them: only its text is weighed."""
    blocks = tuple(block for block in draft.blocks if not _is_picture(block))
    return draft if len(blocks) == len(draft.blocks) else draft.evolve(blocks=blocks)


def with_pictures(found: Draft, draft: Draft) -> Draft:
    """Return `found` with those pictures of `draft`, which it is without, whose neighbour stays in the text.

    Of the texts above and below it that one is the neighbour which shares more tags. A figure that stood before goes.
    A break stays between two texts that do.
    """
    if not any(map(_is_picture, draft.blocks)):
        return found
    left = {block.start: block for block in found.blocks}
    texts = [block for block in draft.blocks if not _is_picture(block)]
    blocks: list[Block] = []
    cuts: list[Edit] = []
    passed = 0  # texts above
    seen: set[tuple[str, ...]] = set()
    shown = _Shown(draft)
    for _, group in groupby(draft.blocks, lambda block: _figure(block) or block.start):
        figure = list(group)
        if not _is_picture(figure[0]):
            passed += 1
            blocks += [left[figure[0].start]] if figure[0].start in left else []
            continue
        around = texts[max(passed - 1, 0) : passed + 1]
        if figure[0].kind == "thematicBreak":
            parts = len(around) > 1 and all(_is_text(left.get(text.start)) for text in around)
            blocks += figure if parts and blocks[-1].kind != "thematicBreak" else []
            continue
        beside = left.get(_nearest(figure[0], around).start)
        said = shown.by(figure)
        if beside and beside.kind != "metadata" and said not in seen:
            blocks += figure
            seen.add(said)
        else:
            rule = "duplicate" if said in seen else "picture"
            cuts += (Edit(block.start, block.end, "removed", rule) for block in figure)
    return found.evolve(blocks=tuple(blocks), edits=(*found.edits, *cuts))


class _Shown:
    """Says what figures show: the addresses of their pictures, and their words."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._images = sorted(
            (mark for mark in draft.marks if mark.kind == "image"), key=lambda mark: mark.start
        )
        self._starts = [mark.start for mark in self._images]

    def by(self, figure: list[Block]) -> tuple[str, ...]:
        return tuple(self._of(figure))

    def _of(self, figure: list[Block]) -> Iterator[str]:
        for block in figure:
            low, high = (bisect_left(self._starts, place) for place in (block.start, block.end))
            yield from (image.url for image in self._images[low:high])
            yield self._draft.read(block.start, block.end)


def _is_picture(block: Block) -> bool:
    return block.kind in ("caption", "thematicBreak") and bool(block.tags)


def _is_text(block: Block | None) -> bool:
    return block is not None and block.kind not in ("metadata", "headline", "description")


def _figure(block: Block) -> Container | None:
    """Return the figure that a picture or its caption stands in, None for text and breaks."""
    return block.within[-1] if _is_picture(block) and block.within else None


def _nearest(picture: Block, beside: list[Block]) -> Block:
    """Return which of the texts above and below is nearest to a picture by their tags, itself where there is none."""
    around = {tag.number for tag in picture.tags}
    below_first = reversed(beside)
    return max(below_first, key=lambda text: sum(tag.number in around for tag in text.tags), default=picture)
