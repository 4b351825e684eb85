"""The dateline that opens the text: where it was written, perhaps for whom."""

from __future__ import annotations

import re

from convert.draft import Block, Claim, Draft
from convert.options import ReadOptions

# A place in capitals, perhaps with a region, a date and an agency, before a dash: "PORT ELLERY, Maine (CNS) --".
_DATELINE = re.compile(
    r"(?P<place>(?P<city>[^\W\d_][^,(—–\n]{1,40}?)(?:,\s[^(—–\n]{2,40}?)?)"
    r"(?P<agency>\s?\([^()\n]{2,30}\))?\.?\s?(?:[—–]|--?(?=\s))\s*(?=[^\W_a-z])"
)


def find_dateline(draft: Draft, _options: ReadOptions) -> Draft:
    """Return `draft` with the dateline of its first paragraph claimed; it stays where it stands."""
    first = next((block for block in draft.blocks if block.kind in ("unread", "paragraph")), None)
    found = _dateline(draft, first) if first else None
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
