"""Source lists: where they stand in a text, and their entries."""

from __future__ import annotations

import re
from functools import cache

from convert.citations.addresses import identity
from convert.citations.entries import URL, parse
from convert.draft import Block, Draft, Entry, SourceList
from convert.parts import LANGUAGES

# "[1] …", "[1]: …", "[^1]: …", "(1) …", "1. …", "1) …", "1  …"; a bullet or "^" gives no number of its own.
_NUMBERED = re.compile(
    r"\[\^?(\d{1,3})\]:?\s*|\((\d{1,3})\)\s+|(\d{1,3})[.)]\s+|(\d{1,3})(?:\s{2,}|\t\s*)(?=\S)"
)
_BULLET = re.compile(r"(?:[-*•‣▪]|\^)\s+")
_URL_END = re.compile(r"https?://\S+$")
_LONGEST_ENTRY = 2000  # characters


def find(draft: Draft) -> tuple[SourceList, ...]:
    """Return the source lists of a draft.

    A heading counts only with list-like lines after it, since the same words stand in menus. Without one,
    a run of bracketed entries counts that starts at 1 and ends the text's lines that say anything.
    """
    blocks = draft.blocks
    for at in range(len(blocks) - 1, -1, -1):
        if _is_heading(draft.read(blocks[at].start, blocks[at].end)):
            entries = _run(draft, at + 1, headed=True)
            if entries:
                return (SourceList(blocks[at].start, entries[-1].end, entries),)
    for at, block in enumerate(blocks):
        if draft.text.startswith(("[1] ", "[1]: ", "[1]h", "[^1]: "), block.start):
            entries = _run(draft, at, headed=False)
            if entries:
                return (SourceList(block.start, entries[-1].end, entries),)
    return ()


def _is_heading(text: str) -> bool:
    return len(text) < 60 and text.strip("#*_: \t").casefold() in _headings()


@cache
def _headings() -> frozenset[str]:
    return frozenset(heading.casefold() for language in LANGUAGES.all() for heading in language.sources)


def _run(draft: Draft, first: int, *, headed: bool) -> tuple[Entry, ...]:
    """Return the entries that the blocks from number `first` on begin with.

    In a numbered list the numbers rise, gaps allowed, and a line without one that adjoins an entry goes on with
    it; in a list without numbers each line is an entry, by its bullet or its address.
    """
    found: list[Entry] = []
    numbered = False
    for n in range(first, len(draft.blocks)):
        block = draft.blocks[n]
        text = draft.text[block.start : block.end]
        opened = _NUMBERED.match(text) if headed or text.startswith("[") else None
        if opened and (numbered or not found):
            numbered = True
            number = int(next(filter(None, opened.groups())))
            if found and number <= found[-1].number:
                break
            found.append(_entry(draft, block.start + opened.end(), block.end, number))
        elif numbered and found and _goes_on(draft, found[-1], block):
            found[-1] = _entry(draft, found[-1].start, block.end, found[-1].number)
        elif headed and not numbered and (bullet := _BULLET.match(text) or URL.search(text)):
            start = block.start + (bullet.end() if bullet.re is _BULLET else 0)
            found.append(_entry(draft, start, block.end, len(found) + 1))
        else:
            break
    return tuple(entry for entry in found if entry.text)


def _goes_on(draft: Draft, entry: Entry, block: Block) -> bool:
    """Say whether a line without a number goes on with the entry above: set in, or in the middle of a sentence."""
    if block.gap or block.end - entry.start > _LONGEST_ENTRY:
        return False
    line = draft.text.rfind("\n", 0, block.start) + 1
    text = draft.text[block.start : block.end]
    cut_off = entry.text[-1:] not in tuple(".!?") and not _URL_END.search(entry.text)
    return block.start > line or (cut_off and (text[0].islower() or URL.match(text) is not None))


def _entry(draft: Draft, start: int, end: int, number: int) -> Entry:
    text = " ".join(draft.read(start, end).split())
    item = parse(text, draft.language)
    key = f"url:{identity(item.URL)}" if item.URL else f"entry:{number}"
    return Entry(start, end, number, text, key, item, str(number))
