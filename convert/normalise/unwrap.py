"""Join the lines of hard-wrapped paragraphs, and make words whole that a line's end had cut."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from msgspec import structs

from convert import shape
from convert.draft import Block, Draft, Edit
from convert.options import ReadOptions
from convert.patterns import pattern

# No one wraps wider than this; a text whose lines run longer has a line for each paragraph.
_WIDEST = 110
_NARROWEST = 30
# The share of line ends at which the next word did not fit, from which on a text counts as wrapped.
_WRAPPED = 0.6
_FEWEST = 3
# The share of the text in lines wider than that from which on it is not wrapped.
_WIDE = 0.3

_STOPS = ".!?…:。！？：؟।"
_FIRST_WORD = pattern(r"\S+")
_CUT = pattern(r"(?<!\w)(\w+)-$")
_ENTRY = pattern(r"\[\^?\d{1,3}\]")  # of a source list
_UNSPACED_END = pattern(r"[\u3040-\u30ff\u3400-\u9fff\uff00-\uffef\u3000-\u303f]$")


def unwrap(draft: Draft, _options: ReadOptions) -> Draft:
    """Return `draft` with one block for each paragraph where its text is hard-wrapped, else as it is.

    A text is hard-wrapped when at most line ends within runs of lines the next word would not have fitted, and
    most of these are amid a sentence.
    There, a line end at which it would have fitted ends a paragraph.
    """
    width = _width(draft)
    if not width:
        return draft
    words = _Words(draft.text)
    blocks: list[Block] = []
    edits: list[Edit] = []
    before: Block | None = None
    for block in draft.blocks:
        if before and _continues(draft, blocks[-1], before, block, width):
            edits.append(_joint(draft, before, block, words))
            blocks[-1] = structs.replace(blocks[-1], end=block.end)
        else:
            blocks.append(block)
        before = block
    return draft.evolve(blocks=tuple(blocks), edits=(*draft.edits, *edits))


def _width(draft: Draft) -> int:
    """Return the column at which the text is wrapped, 0 if it is not."""
    adjoining = [(a, b) for a, b in pairwise(draft.blocks) if b.gap == 0 and a.kind == b.kind == "unread"]
    lengths = sorted(_column(draft, a.end) for a, _ in adjoining)
    if len(lengths) < _FEWEST:
        return 0
    width = lengths[len(lengths) * 95 // 100]
    inset = sorted(_column(draft, a.start) for a, _ in adjoining)[len(adjoining) // 2]
    if not _NARROWEST <= width - inset <= _WIDEST or _runs_wide(draft):
        return 0
    # Short lines say nothing: they end paragraphs, or are headings, headers and verse.
    long = [(a, b) for a, b in adjoining if _column(draft, a.end) >= width // 2]
    full = [a for a, b in long if _is_full(draft, a, b, width)]
    # Paragraphs of one line each end in stops, whatever their width.
    amid = sum(not shape.ends(draft.text[block.start : block.end], _STOPS) for block in full)
    wrapped = len(full) >= _WRAPPED * len(long) and 2 * amid >= len(full)
    return width if len(long) >= _FEWEST and wrapped else 0


def _runs_wide(draft: Draft) -> bool:
    """Say whether much of the text is in lines that no one wraps: then each is a paragraph."""
    wide = sum(block.end - block.start for block in draft.blocks if block.end - block.start > _WIDEST)
    return wide > _WIDE * len(draft.text)


def _column(draft: Draft, offset: int) -> int:
    return offset - (draft.text.rfind("\n", 0, offset) + 1)


def _is_full(draft: Draft, block: Block, following: Block, width: int) -> bool:
    """Say whether the first word of `following` would not have fitted on the last line of `block`."""
    word = _FIRST_WORD.match(draft.text, following.start, following.end)
    return _column(draft, block.end) + 1 + (len(word[0]) if word else 0) > width


def _continues(draft: Draft, paragraph: Block, before: Block, line: Block, width: int) -> bool:
    """Say whether `line` goes on with `paragraph`, whose last line so far is `before`.

    So it does where its first word would not have fitted, and where a sentence plainly goes on. Set in further, it
    goes on with a list item, or with a sentence in the first line of a paragraph that hangs; that one ends where
    a line stands at its first column again.
    """
    text = draft.text[line.start : line.end]
    if line.gap or before.kind != "unread" or line.kind != "unread" or _opens(text):
        return False
    is_open = not shape.ends(draft.text[before.start : before.end], _STOPS)
    goes_on = is_open and text[0].islower() and _column(draft, before.end) >= width // 2
    is_full = _is_full(draft, before, line, width)
    first, last, column = (_column(draft, block.start) for block in (paragraph, before, line))
    if column > last:
        opening = draft.text[paragraph.start : paragraph.end]
        hangs = first == last and (goes_on or (is_open and is_full))
        return hangs or bool(shape.bullet(opening) or shape.number(opening)[0])
    if column < last and first < last:
        return False
    return is_full or goes_on


def _opens(text: str) -> bool:
    """Say whether a line begins something of its own: an item, a quoted line, an entry of a source list."""
    return bool(shape.bullet(text) or shape.number(text)[0] or text.startswith(">") or _ENTRY.match(text))


def _joint(draft: Draft, block: Block, following: Block, words: _Words) -> Edit:
    """Return the edit that turns the line end between two lines into a space, or into nothing."""
    tail = draft.text[draft.text.rfind("\n", 0, block.end) + 1 : block.end]
    head = _FIRST_WORD.match(draft.text, following.start, following.end)
    cut, rest = _CUT.search(tail), re.match(r"\w+", head[0]) if head else None
    if cut and rest and rest[0][0].islower():
        keep = words.is_compound(cut[1], rest[0])
        start = block.end if keep else block.end - 1
        return Edit(start, following.start, "repaired", "hard-wrap" if keep else "line-end-hyphen")
    unspaced = _UNSPACED_END.search(tail)
    return Edit(block.end, following.start, "repaired", "hard-wrap", "" if unspaced else " ")


class _Words:
    """What a text itself says about how its words are written."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._known: frozenset[str] | None = None

    def is_compound(self, first: str, second: str) -> bool:
        """Say whether "first-second" keeps its hyphen: the text has it so, or has both words by themselves.

        "well-known" keeps it where the text knows "well" and "known"; "nego-tiations" has no "nego".
        """
        if self._known is None:
            self._known = frozenset(self._spellings())
        if (first + second).lower() in self._known:
            return False
        return f"{first}-{second}".lower() in self._known or {first.lower(), second.lower()} <= self._known

    def _spellings(self) -> Iterator[str]:
        for match in re.finditer(r"(?<![\w-])\w+(?:-\w+)*(?![\w-])", self._text.lower()):
            yield match[0]
            yield from match[0].split("-") if "-" in match[0] else ()
