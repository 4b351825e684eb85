"""Marks on stretches of a line, as the delimiters that CommonMark reads as those marks (0.31, 6.2).

Strong emphasis is "**". Emphasis is "*", or "_" where it touches strong emphasis: runs of one character would
grow together. Where a delimiter would not count for the character outside of it, that is written as an entity,
which to the rule is punctuation, and to the reader what it was.
"""

from __future__ import annotations

import string
import unicodedata
from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

Mark = Literal["emphasis", "strong"]
Marked = tuple[str, frozenset[Mark]]


class Delimiter(Struct, frozen=True):
    """Where a mark opens or closes."""

    mark: Mark
    opens: bool


Items = list[str | Delimiter]


def delimit(stretches: Sequence[Marked]) -> str:
    """Return `stretches`, which are Markdown, as one.

    White space at the edge of one is a stretch of its own, under the marks that are on both sides of it.
    """
    items = _weave(stretches, frozenset())
    runs = _runs(items)
    texts = [item if isinstance(item, str) else runs[at] for at, item in enumerate(items)]
    while _encode_edges(items, texts):
        pass  # an entity is also what another delimiter touches; no character becomes one twice
    return "".join(texts)


def _encode_edges(items: Items, texts: list[str]) -> bool:
    """Encode the character outside of each delimiter that does not count; say whether there was any."""
    encoded = False
    for at, item in enumerate(items):
        if isinstance(item, Delimiter):
            last = item.opens
            outer, inner = (at - 1, at + 1) if item.opens else (at + 1, at - 1)
            if not _counts(texts[at], _edge(texts, outer, last=last), _edge(texts, inner, last=not last)):
                texts[outer] = _encode(texts[outer], last=last)
                encoded = True
    return encoded


def _weave(stretches: Sequence[Marked], inside: frozenset[Mark]) -> Items:
    """Open the mark that holds longest, and so on within it: no deeper than there are marks.

    None opens on white space, where its delimiter would not count (6.2, left-flanking); none ends there, since
    white space has only the marks that are on both sides of it.
    """
    items: Items = []
    at = 0
    while at < len(stretches):
        text, marks = stretches[at]
        if marks <= inside or text.isspace():
            items.append(text)
            at += 1
            continue
        end, mark = max((_end(stretches, at, mark), mark) for mark in marks - inside)
        items += [Delimiter(mark, True), *_weave(stretches[at:end], inside | {mark}), Delimiter(mark, False)]
        at = end
    return items


def _end(stretches: Sequence[Marked], at: int, mark: Mark) -> int:
    """Return where `mark`, which is on the stretch at `at`, ends."""
    end = at
    while end < len(stretches) and mark in stretches[end][1]:
        end += 1
    return end


def _runs(items: Items) -> dict[int, str]:
    """Return the characters of each delimiter, by its place."""
    runs: dict[int, str] = {}
    opened: list[int] = []
    for at, item in enumerate(items):
        if isinstance(item, str):
            continue
        if item.opens:
            opened.append(at)
            continue
        start = opened.pop()
        beside = [n for n in (start - 1, start + 1, at - 1, at + 1) if 0 <= n < len(items)]
        alone = all(isinstance(items[n], str) for n in beside)
        runs[start] = runs[at] = "**" if item.mark == "strong" else "*" if alone else "_"
    return runs


def _edge(texts: Sequence[str], at: int, *, last: bool) -> str:
    """Return the last or the first character of a text; beyond either end of a line that is a line end."""
    if not 0 <= at < len(texts):
        return "\n"
    return texts[at][-1] if last else texts[at][0]


def _counts(run: str, outer: str, inner: str) -> bool:
    """Say whether a delimiter between two characters opens or closes for certain.

    Versions of CommonMark differ on whether a symbol such as "€" is punctuation: here it is neither that nor
    a letter.
    """
    if outer.isspace() or _punctuates(outer):
        return True
    return run != "_" and unicodedata.category(inner)[0] in "LNM"


def _punctuates(character: str) -> bool:
    return character in string.punctuation or unicodedata.category(character).startswith("P")


def _encode(text: str, *, last: bool) -> str:
    """Return `text` with its last or first character as a character reference (CommonMark 0.31, 2.5)."""
    return f"{text[:-1]}&#{ord(text[-1])};" if last else f"&#{ord(text[0])};{text[1:]}"
