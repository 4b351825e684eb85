"""Tell the language from the text, never assume it."""

from __future__ import annotations

from convert.draft import Draft
from convert.languages import detect, primary
from convert.options import ReadOptions


def tell(draft: Draft, options: ReadOptions) -> Draft:
    """Return `draft` with its language: the caller's word, or what its text speaks.

    What its markup says tells the region, and the language where the text is too short to; none is assumed.
    """
    found = options.language or detect(draft.text)
    said = (claim.value for claim in draft.claims if claim.property == "inLanguage")
    told = next((tag for tag in said if isinstance(tag, str)), None)
    if not options.language and told and (found is None or primary(told) == primary(found)):
        found = told
    return draft.evolve(language=found)
