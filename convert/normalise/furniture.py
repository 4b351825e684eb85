"""Take page furniture out of the text, into the ledger."""

from __future__ import annotations

from convert.boilerplate.decide import Candidate, decide
from convert.draft import Draft, Edit
from convert.model.text import count_words
from convert.normalise import _shape as shape
from convert.options import ReadOptions

# Fewer words that end in a stop are a label ("Loading…") as likely as a sentence.
_SENTENCE = 4


def remove_furniture(draft: Draft, _options: ReadOptions) -> Draft:
    """Return `draft` without the blocks that are furniture; each is an edit with its rule and confidence."""
    verdicts = zip(draft.blocks, decide(_candidates(draft)), strict=True)
    return draft.without(
        Edit(block.start, block.end, "removed", verdict.rule, confidence=verdict.confidence)
        for block, verdict in verdicts
        if verdict
    )


def _candidates(draft: Draft) -> list[Candidate]:
    found = []
    for block in draft.blocks:
        text = draft.read(block.start, block.end)
        metadata = block.kind == "metadata"
        words = count_words(text)
        prose = not metadata and shape.is_prose(text)
        sentence = not metadata and words >= _SENTENCE and shape.ends(text)
        found.append(Candidate(text, words, prose, sentence, metadata))
    return found
