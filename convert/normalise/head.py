"""The head of the article: headline, standfirst, byline, dates; and the dateline that opens the text."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise

from msgspec import structs

from convert.draft import Block, Claim, Draft
from convert.metadata import dates, lines
from convert.model.text import count_words
from convert.normalise import _shape as shape
from convert.options import ReadOptions

_LONGEST_HEADLINE = 40  # words
_LONGEST_DATE = 40  # characters
_SHORTEST_STANDFIRST, _LONGEST_STANDFIRST = 6, 80
# A place in capitals, perhaps with a region, a date and an agency, before a dash: "PORT ELLERY, Maine (CNS) --".
_DATELINE = re.compile(
    r"(?P<place>(?P<city>[^\W\d_][^,(—–\n]{1,40}?)(?:,\s[^(—–\n]{2,40}?)?)"
    r"(?P<agency>\s?\([^()\n]{2,30}\))?\.?\s?(?:[—–]|--?(?=\s))\s*(?=[^\W_a-z])"
)


def find_metadata_lines(draft: Draft, _options: ReadOptions) -> Draft:
    """Return `draft` with the lines above the text that say who wrote it and when as claims."""
    blocks = list(draft.blocks)
    claims: list[Claim] = []
    timeline = _timeline(draft)
    prose = 0
    for n, block in enumerate(blocks):
        text = draft.read(block.start, block.end)
        unchanged = text == draft.text[block.start : block.end]
        said = lines.read(text, draft.language, block.start) if unchanged and block not in timeline else ()
        if said:
            blocks[n] = structs.replace(block, kind="metadata", rule=said[0].rule)
            claims += said
        prose += shape.is_prose(text) and not said
        if prose > 1:
            break
    for n, (block, following) in enumerate(pairwise(blocks[:12])):
        if n and block.kind == "unread" and following.rule in ("date-line", "update-line"):
            named = lines.name(draft.read(block.start, block.end), block.start)
            if named:
                blocks[n] = structs.replace(block, kind="metadata", rule=named[0].rule)
                claims += named
    return draft.evolve(blocks=tuple(blocks), claims=(*draft.claims, *claims))


def _timeline(draft: Draft) -> frozenset[Block]:
    """Return the lines that are a bare date each, if they are several: entries of a timeline, not of the head."""
    dated = [
        block
        for block in draft.blocks
        if block.end - block.start <= _LONGEST_DATE
        and dates.parse(draft.text[block.start : block.end], draft.language) is not None
    ]
    return frozenset(dated if len(dated) > 1 else ())


def find_headline(draft: Draft, _options: ReadOptions) -> Draft:
    """Return `draft` with its headline and standfirst claimed.

    The headline is the first line, unless that is a paragraph. The standfirst is the next block, if it is short
    enough for one and either a byline or date comes between it and the text, or it adjoins the headline and
    stands apart from the text, by a blank line or by furniture.
    """
    unread = [n for n, block in enumerate(draft.blocks) if block.kind == "unread"]
    if len(unread) < 2 or not _is_headline(draft, draft.blocks[unread[0]]):
        return draft
    blocks = list(draft.blocks)
    claims = [_claim(draft, blocks, unread[0], "headline")]
    if _is_standfirst(draft, unread):
        claims.append(_claim(draft, blocks, unread[1], "description"))
    return draft.evolve(blocks=tuple(blocks), claims=(*draft.claims, *claims))


def find_dateline(draft: Draft, _options: ReadOptions) -> Draft:
    """Return `draft` with the dateline of its first paragraph claimed; it stays where it stands."""
    first = next((block for block in draft.blocks if block.kind == "unread"), None)
    found = _dateline(draft, first) if first else None
    if first is None or found is None:
        return draft
    claim = Claim(
        "dateline", found["place"].strip(), first.start, first.start + found.end("place"), "dateline"
    )
    return draft.evolve(claims=(*draft.claims, claim))


def _claim(draft: Draft, blocks: list[Block], n: int, kind: str) -> Claim:
    block = blocks[n]
    blocks[n] = structs.replace(block, kind=kind, rule=kind)
    return Claim(kind, " ".join(draft.read(block.start, block.end).split()), block.start, block.end, kind)


def _is_headline(draft: Draft, block: Block) -> bool:
    text = draft.read(block.start, block.end)
    words = count_words(text)
    return (
        words <= _LONGEST_HEADLINE
        and not (shape.ends(text, ".,;:。") and words > 15)
        and not _dateline(draft, block)
    )


def _is_standfirst(draft: Draft, unread: list[int]) -> bool:
    at = unread[1]
    block = draft.blocks[at]
    text = draft.read(block.start, block.end)
    if not _SHORTEST_STANDFIRST <= count_words(text) <= _LONGEST_STANDFIRST or _dateline(draft, block):
        return False
    if any(block.start <= marker.start < block.end for marker in draft.markers):
        return False
    if len(unread) < 3:
        return False
    following = draft.blocks[at + 1]
    if following.kind == "metadata":
        return True
    return block.gap == 0 and (following.gap > 0 or _furniture_between(draft, block, following))


def _furniture_between(draft: Draft, block: Block, following: Block) -> bool:
    at = bisect_left(draft.edits, block.end, key=lambda edit: edit.start)
    return at < len(draft.edits) and draft.edits[at].end <= following.start


def _dateline(draft: Draft, block: Block) -> re.Match[str] | None:
    found = _DATELINE.match(draft.text, block.start, block.end)
    if found is None or not (found["agency"] or _in_capitals(found["city"])):
        return None
    return found


def _in_capitals(city: str) -> bool:
    return city.isupper() and len(city) > 2
