"""Tell the language from the text, never assume it."""

from __future__ import annotations

from convert.draft import Draft, Remark
from convert.languages import detect, foreign, known, primary
from convert.options import ReadOptions

# Blocks that are no text of the article's.
_APART = ("metadata", "code")


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


def tell_again(draft: Draft, options: ReadOptions) -> Draft:
    """Return `draft` with the language of its article, where what stood around that kept it from being clear.

    What the markup says is no language of an article that is not written in its letters.
    """
    if options.language:
        return draft
    blocks = (block for block in draft.blocks if block.kind not in _APART)
    text = "\n".join(draft.read(block.start, block.end) for block in blocks)
    language = known(draft.language)
    if language and foreign(text, language):
        draft = _disbelieved(draft)
    return draft if draft.language else draft.evolve(language=detect(text))


def _disbelieved(draft: Draft) -> Draft:
    """Return `draft` without a language, and without anybody's word on it, which is told."""
    said = [claim for claim in draft.claims if claim.property == "inLanguage"]
    remarks = (
        Remark(
            "language-doubtful",
            "info",
            f"not believed to be in the language {claim.value}, which has other letters",
            claim.start,
            claim.end,
        )
        for claim in said[:1]
    )
    others = tuple(claim for claim in draft.claims if claim not in said)
    return draft.evolve(language=None, claims=others, remarks=(*draft.remarks, *remarks))
