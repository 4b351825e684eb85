"""The dateline that opens the text: where it was written, perhaps for whom."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, pairwise

from msgspec import structs

from convert import shape
from convert.draft import OBJECT, Block, Claim, Draft, Edit
from convert.metadata import dates
from convert.metadata.claims import DAY
from convert.options import ReadOptions
from convert.patterns import pattern

# A place in capitals, perhaps with a region, a date and an agency, before a dash: "PORT ELLERY, Maine (CNS) --".
# Assistants set it in bold.
_PLACE = (
    r"[*_]{0,3}(?P<place>(?P<city>[^\W\d_][^,(—–\n*_]{1,40}?)(?:,\s(?P<rest>[^(—–\n*_]{2,40}?))?)"
    r"(?P<agency>\s?\([^()\n]{2,30}\))?[*_]{0,3}\.?\s?"
)
_DATELINE = pattern(rf"{_PLACE}(?:[—–]|--?(?=\s))\s*(?=[^\W_a-z])")
# One that stands in a line of its own, above the paragraph that it opens.
_ALONE = pattern(rf"{_PLACE}(?:[—–]|--?)$")
_HEAD = 12  # lines among which it may
_COMMA = pattern(r",\s+")
_EARLIEST = "1990"  # what is dated before there was a web tells of that day
_CONFIDENCE = 0.5  # that its date, which is that of writing, is the day of publication
_ABOVE = 2  # paragraphs that may stand above: a picture, its caption


def join_dateline(draft: Draft, _options: ReadOptions) -> Draft:
    """Return `draft` with a dateline that stands in a line of its own run into the paragraph below it."""
    for n, (block, below) in enumerate(pairwise(draft.blocks[:_HEAD])):
        found = _is_dateline(_ALONE, draft, block) if {block.kind, below.kind} == {"unread"} else None
        if not found or not (found["rest"] or found["agency"]):
            continue  # "CHAPTER ONE —", "HAMLET —"
        if not shape.is_prose(draft.read(below.start, below.end)):
            return draft
        whole = structs.replace(block, end=below.end)
        joint = Edit(block.end, below.start, "repaired", "dateline", " ")
        return draft.evolve(
            blocks=(*draft.blocks[:n], whole, *draft.blocks[n + 2 :]), edits=(*draft.edits, joint)
        )
    return draft


def find_dateline(draft: Draft, _options: ReadOptions) -> Draft:
    """Return `draft` with the dateline that opens its text claimed, and its date where there is no other.

    It stays where it stands. A picture and its caption may stand above.
    """
    texts = list(
        islice((block for block in draft.blocks if block.kind in ("unread", "paragraph")), _ABOVE + 1)
    )
    pictured = texts and not draft.read(texts[0].start, texts[0].end).strip(f"{OBJECT} \n")
    opened = ((block, _is_dateline(_DATELINE, draft, block)) for block in (texts if pictured else texts[:1]))
    first, found = next(((block, found) for block, found in opened if found), (None, None))
    if first is None or found is None:
        return draft
    claims = [Claim("dateline", found["place"].strip(), *found.span("place"), "dateline")]
    if not any(claim.property == "datePublished" for claim in draft.claims):
        claims += _dated(found, draft.language)
    return draft.evolve(claims=(*draft.claims, *claims))


def _dated(found: re.Match[str], tag: str | None) -> Iterator[Claim]:
    """Yield the date that stands behind the place, and perhaps its region: all of what is left must be one."""
    rest = found["rest"] or ""
    for at in (0, *(comma.end() for comma in _COMMA.finditer(rest))):
        date = dates.parse(rest[at:], tag)
        if date and len(date) >= DAY and date >= _EARLIEST:
            begin = found.start("rest") + at
            yield Claim("datePublished", date, begin, found.end("rest"), "dateline", _CONFIDENCE)
            return


def _is_dateline(kind: re.Pattern[str], draft: Draft, block: Block) -> re.Match[str] | None:
    found = kind.match(draft.text, block.start, block.end)
    if found is None or not (found["agency"] or _in_capitals(found["city"])):
        return None
    return found


def _in_capitals(city: str) -> bool:
    return city.isupper() and len(city) > 2
