"""Captions and credits of pictures: lines within the article that are not its running text."""

from __future__ import annotations

import re
from functools import cache

from msgspec import structs

from convert.draft import Draft
from convert.languages import known
from convert.options import ReadOptions
from convert.parts import LANGUAGES

_LONGEST = 400  # characters


def find_captions(draft: Draft, _options: ReadOptions) -> Draft:
    """Return `draft` with the lines that a caption or credit word opens as captions."""
    pattern = _caption(draft.language)
    blocks = list(draft.blocks)
    for n, block in enumerate(blocks):
        text = draft.read(block.start, block.end)
        if block.kind == "unread" and len(text) < _LONGEST and pattern.match(text):
            blocks[n] = structs.replace(block, kind="caption", rule="caption-word")
    return draft.evolve(blocks=tuple(blocks))


@cache
def _caption(tag: str | None) -> re.Pattern[str]:
    english = LANGUAGES.load("en")
    words = sorted({*(known(tag) or english).caption, *english.caption}, key=lambda word: (-len(word), word))
    opened = "|".join(map(re.escape, words))
    return re.compile(rf"\(?(?:{opened})\s*(?::|\bby\b|©)", re.IGNORECASE)
