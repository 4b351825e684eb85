"""Tell the language from the text, never assume it."""

from __future__ import annotations

from convert.draft import Draft
from convert.languages import detect
from convert.options import ReadOptions


def tell(draft: Draft, options: ReadOptions) -> Draft:
    """Return `draft` with its language: the caller's word, or what its text speaks; none where that is unclear."""
    return draft.evolve(language=options.language or detect(draft.text))
