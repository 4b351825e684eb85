"""Labels of advertisements between the lines: what a page says of something that is not there any more.

They go before any line is weighed. On a page with one after every paragraph they would make of each paragraph a line
among furniture.
"""

from __future__ import annotations

from convert.boilerplate import phrases
from convert.draft import Draft, Edit
from convert.options import ReadOptions

_LONGEST = 60  # characters
_CONFIDENCE = 0.97


def drop_advertising(draft: Draft, _options: ReadOptions) -> Draft:
    """Return `draft` without the lines that are nothing but the label of an advertisement."""
    cuts = [
        Edit(block.start, block.end, "removed", "advertising", confidence=_CONFIDENCE)
        for block in draft.blocks
        if block.kind == "unread"
        and block.end - block.start <= _LONGEST
        and phrases.is_one(draft.read(block.start, block.end), "advertising", draft.language)
    ]
    return draft.without(cuts) if cuts else draft
