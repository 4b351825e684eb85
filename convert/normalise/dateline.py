"""The dateline that opens the text: where it was written, perhaps for whom."""

from __future__ import annotations

import re
from itertools import islice

from convert.draft import OBJECT, Block, Claim, Draft
from convert.options import ReadOptions
from convert.patterns import pattern

# A place in capitals, perhaps with a region, a date and an agency, before a dash: "PORT ELLERY, Maine (CNS) --".
_DATELINE = pattern(
    r"(?P<place>(?P<city>[^\W\d_][^,(—–\n]{1,40}?)(?:,\s[^(—–\n]{2,40}?)?)"
    r"(?P<agency>\s?\([^()\n]{2,30}\))?\.?\s?(?:[—–]|--?(?=\s))\s*(?=[^\W_a-z])"
)
_ABOVE = 2  # paragraphs that may stand above: a picture, its caption


def find_dateline(draft: Draft, _options: ReadOptions) -> Draft:
    """Return `draft` with the dateline that opens its text claimed; it stays where it stands.

    A picture and its caption may stand above.
    """
    texts = list(
        islice((block for block in draft.blocks if block.kind in ("unread", "paragraph")), _ABOVE + 1)
    )
    pictured = texts and not draft.read(texts[0].start, texts[0].end).strip(f"{OBJECT} \n")
    opened = ((block, _dateline(draft, block)) for block in (texts if pictured else texts[:1]))
    first, found = next(((block, found) for block, found in opened if found), (None, None))
    if first is None or found is None:
        return draft
    claim = Claim(
        "dateline", found["place"].strip(), first.start, first.start + found.end("place"), "dateline"
    )
    return draft.evolve(claims=(*draft.claims, claim))


def _dateline(draft: Draft, block: Block) -> re.Match[str] | None:
    found = _DATELINE.match(draft.text, block.start, block.end)
    if found is None or not (found["agency"] or _in_capitals(found["city"])):
        return None
    return found


def _in_capitals(city: str) -> bool:
    return city.isupper() and len(city) > 2
