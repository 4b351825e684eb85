"""Take page furniture out of the text, into the ledger."""

from __future__ import annotations

from convert.boilerplate.decide import Candidate, decide
from convert.draft import Block, Draft, Edit
from convert.model.text import count_words
from convert.normalise import _shape as shape
from convert.options import ReadOptions

# The fewest words of a headline that stands below other short lines.
_HEADLINE = 4


def remove_furniture(draft: Draft, _options: ReadOptions) -> Draft:
    """Return `draft` without the blocks that are furniture; each is an edit with its rule and confidence."""
    verdicts = decide(_candidates(draft))
    gone = {block: verdict for block, verdict in zip(draft.blocks, verdicts, strict=True) if verdict}
    edits = (
        Edit(block.start, block.end, "removed", verdict.rule, confidence=verdict.confidence)
        for block, verdict in gone.items()
    )
    kept = tuple(block for block in draft.blocks if block not in gone)
    return draft.evolve(blocks=kept, edits=(*draft.edits, *edits))


def _candidates(draft: Draft) -> list[Candidate]:
    texts = [draft.read(block.start, block.end) for block in draft.blocks]
    headed = _headline(draft.blocks, texts)
    return [
        Candidate(
            text,
            prose=block.kind == "unread" and shape.is_prose(text),
            head=n >= headed or block.kind == "metadata",
        )
        for n, (block, text) in enumerate(zip(draft.blocks, texts, strict=True))
    ]


def _headline(blocks: tuple[Block, ...], texts: list[str]) -> int:
    """Return which block the article opens with: the first that could be a headline, below a menu's words.

    One line of few words above a longer one may be the headline itself; two or more are a menu.
    """
    short = 0
    for n, (block, text) in enumerate(zip(blocks, texts, strict=True)):
        if block.kind != "unread":
            continue
        if count_words(text) >= _HEADLINE:
            return n if short > 1 else 0
        short += 1
    return 0
