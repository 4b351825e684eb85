"""Inside the blocks: spaces and addresses."""

from __future__ import annotations

import re

from msgspec import structs

from convert.citations.addresses import ENDS, tracking, untracked
from convert.draft import Block, Cover, Draft, Edit, Mark
from convert.options import ReadOptions
from convert.patterns import pattern

_SPACES = pattern(r"[ \t]*[\t\n][ \t\n]*|[ \t]{2,}")
_SPACES_OF_A_LINE = pattern(r"[ \t]*\t[ \t]*|[ \t]{2,}")
_URL = pattern(rf"\bhttps?://[^\s<>\"“”„«»`{ENDS}]+", re.IGNORECASE)
_AFTER_URL = ".,;:!?'’*_"


def close_up_spaces(draft: Draft, _options: ReadOptions) -> Draft:
    """Return `draft` with runs of spaces, tabs and line ends inside its blocks as single spaces.

    Where tags have said so, a line end is a break.
    """
    edits = [
        Edit(found.start(), found.end(), "repaired", "spaces", " ")
        for block in draft.blocks
        if block.kind != "code"
        for found in (_SPACES_OF_A_LINE if block.tags else _SPACES).finditer(
            draft.text, block.start, block.end
        )
    ]
    covered = Cover(draft.edits)
    fresh = (edit for edit in edits if not covered.touches(edit.start, edit.end))
    return draft.evolve(edits=(*draft.edits, *fresh))


def drop_tracking(draft: Draft, _options: ReadOptions) -> Draft:
    """Return `draft` with the parameters out of its web addresses that only say who copied them."""
    edits = [
        Edit(match.start() + start, match.start() + end, "removed", "tracking-parameter")
        for match in _URL.finditer(draft.text)
        for start, end in tracking(_trimmed(match[0]))
    ]
    return draft.evolve(edits=(*draft.edits, *edits))


def find_links(draft: Draft, _options: ReadOptions) -> Draft:
    """Return `draft` with the web addresses in its prose as links to themselves; no link says who copied it."""
    given = (
        structs.replace(mark, url=untracked(mark.url)) if mark.kind == "link" and "?" in mark.url else mark
        for mark in draft.marks
    )
    linked = Cover(tuple(sorted(Edit(m.start, m.end, "kept", "") for m in draft.marks if m.kind == "link")))
    marks = tuple(
        mark
        for block in draft.blocks
        if block.kind != "code"
        for mark in _links(draft, block)
        if not linked.touches(mark.start, mark.end)
    )
    return draft.evolve(marks=(*given, *marks))


def _links(draft: Draft, block: Block) -> list[Mark]:
    found = []
    for match in _URL.finditer(draft.text, block.start, block.end):
        end = match.start() + len(_trimmed(match[0]))
        url = draft.read(match.start(), end)
        if len(url) > len("https://"):
            found.append(Mark(match.start(), end, "link", url=url))
    return found


def _trimmed(url: str) -> str:
    """Return an address without the punctuation of the sentence around it."""
    while True:
        short = url.rstrip(_AFTER_URL)
        for opening, closing in ("()", "[]", "{}"):
            if short.endswith(closing) and short.count(closing) > short.count(opening):
                short = short[:-1]
        if short == url:
            return url
        url = short
