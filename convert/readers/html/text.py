"""Runs of a page to one text with blocks and marks, every character of markup and every reference with its place."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import cast
from urllib.parse import urljoin

from msgspec import Struct, structs

from convert import shape
from convert.draft import EMPTY, LINKED, OBJECT, Block, Cite, Edit, Mark, Marker, MarkKind, Note, apply
from convert.patterns import pattern
from convert.readers._clean import clean
from convert.readers.html.blocks import BREAK, Page, Run
from convert.readers.html.pictures import Picture
from convert.readers.html.tokens import Tokens
from convert.references import unescape

RULE = "markup"
_SPACE = " \t\n\r\f"  # HTML Living Standard 2.1, ASCII whitespace
_REFERENCE = r"&(?:#[0-9]{1,8};?|#[xX][0-9a-fA-F]{1,6};?|[A-Za-z][A-Za-z0-9]{1,31};?)"
_INLINE = pattern(rf"(?P<reference>{_REFERENCE})|(?P<space>[\t\n\r\f][ \t\n\r\f]*| [ \t\n\r\f]+)")
_LITERAL = pattern(rf"(?P<reference>{_REFERENCE})|(?P<space>(?!))")
_RAISED = {
    "sup": str.maketrans("0123456789+−-=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ"),
    "sub": str.maketrans("0123456789+−-=()aeoxhklmnpst", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₒₓₕₖₗₘₙₚₛₜ"),
}
_LONGEST_RAISED = 12
_OPENING = ("“", "(")
_WHOLE = ("http://", "https://", "mailto:")


class Text(Struct, frozen=True):
    """A page as a text: see `convert.draft.Draft`."""

    text: str
    repairs: tuple[Edit, ...]
    blocks: tuple[Block, ...]
    marks: tuple[Mark, ...]
    relative: tuple[Mark, ...]
    markers: tuple[Marker, ...]
    notes: tuple[Note, ...]


def text(original: str, tokens: Tokens, page: Page, base: str | None) -> Text:
    """Return the text of `page`; addresses are absolute where `base` is given."""
    writer = _Writer(original, tokens, page)
    places = [writer.run(run) for run in page.runs]
    writer.finish()
    markup = tuple(writer.edits)
    middle = apply(original, markup)
    cleaned, mended = clean(middle)
    forward = _Forward(mended)
    blocks: list[Block] = []
    marks: list[Mark] = []
    relative: list[Mark] = []
    markers: list[Marker] = []
    counts = [0]
    for run, (first, last, parts) in zip(page.runs, places, strict=True):
        start, end = _trimmed(cleaned, forward.of(first), forward.of(last), is_code=run.kind == "code")
        if start < end or run.kind in EMPTY:
            block = Block(start, end, run.kind, 1, run.depth, run.within, RULE, tags=run.tags, lang=run.lang)
            blocks.append(block)
            for mark in _marks(run, parts, forward, base):
                (relative if mark.kind == "link" and shape.is_relative(mark.url) else marks).append(mark)
            markers += _markers(run, parts, forward, cleaned)
        counts.append(len(blocks))
    notes = sorted(
        Note(blocks[counts[first]].start, blocks[counts[last] - 1].end, label)
        for label, (first, last) in page.notes.items()
        if counts[first] < counts[last]
    )
    repairs = tuple(composed(markup, mended, middle))
    return Text(cleaned, repairs, tuple(blocks), tuple(marks), tuple(relative), tuple(markers), tuple(notes))


def _trimmed(text: str, start: int, end: int, *, is_code: bool) -> tuple[int, int]:
    """Return a range without the space around it; the first line of code keeps its indentation."""
    while start < end and (text[start] == "\n" or (text[start].isspace() and not is_code)):
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    # Cells without words at the end of a page begin behind line ends that it does not have.
    return min(start, len(text)), end


def _marks(run: Run, parts: list[tuple[int, int]], forward: _Forward, base: str | None) -> Iterator[Mark]:
    for mark in run.marks:
        start, end = forward.of(parts[mark.start][0]), forward.of(parts[mark.end - 1][1])
        url = _address(mark.url, base) if mark.kind == "link" else ""
        if start < end and (url or mark.kind != "link"):
            yield Mark(start, end, cast("MarkKind", mark.kind), url, " ".join(mark.title.split()))
    for part, (first, last) in zip(run.parts, parts, strict=True):
        if isinstance(part, Picture):
            yield Mark(forward.of(first), forward.of(last), "image", part.url, part.title, part.alt)


def _markers(run: Run, parts: list[tuple[int, int]], forward: _Forward, cleaned: str) -> Iterator[Marker]:
    """Yield the references to notes in a run, with the brackets around them."""
    for mark in run.references:
        start, end = forward.of(parts[mark.start][0]), forward.of(parts[mark.end - 1][1])
        if cleaned[start - 1 : start] in ("[", "(") and cleaned[end : end + 1] in ("]", ")"):
            start, end = start - 1, end + 1
        yield Marker(start, end, end, LINKED, (Cite(mark.url),))


def _address(url: str, base: str | None) -> str:
    """Return an address that leads somewhere from outside of the page, or would if one knew from where; "" for none."""
    if not url or url.startswith("#"):
        return ""
    if base and not url.startswith(_WHOLE):
        try:
            url = urljoin(base, url)
        except ValueError:
            return ""
    return url if url.lower().startswith(_WHOLE) or (not base and shape.is_relative(url)) else ""


class _Writer:
    """Writes runs one after another; what is not written is an edit."""

    def __init__(self, original: str, tokens: Tokens, page: Page) -> None:
        self._original = original
        self._tokens = tokens
        self._page = page
        self.edits: list[Edit] = []
        self._at = 0  # in the original: all before is written or cut
        self._token = 0  # the next text that is not
        self._length = 0  # of what is written
        self._apart = ""  # what has to stand before the next text
        self._literal = False

    def run(self, run: Run) -> tuple[int, int, list[tuple[int, int]]]:
        """Write a run; return its range, and those of its parts."""
        self._literal = run.kind == "code"
        if self._reached():
            self._apart = self._apart.rstrip(" ") + "\n"
        start = self._reached()
        parts: list[tuple[int, int]] = []
        for part in run.parts:
            if isinstance(part, int):
                parts.append(self._text(part))
                continue
            if part == BREAK:
                self._apart = self._apart.rstrip(" ")
            at = self._reached()
            self._apart += OBJECT if isinstance(part, Picture) else part
            parts.append((at, self._reached()))
        return start, self._reached() - len(self._apart) + len(self._apart.rstrip()), parts

    def _reached(self) -> int:
        """Return how long the text is, with what has to stand before the next one."""
        return self._length + len(self._apart)

    def finish(self) -> None:
        """Cut what is left."""
        self._skip(len(self._tokens.texts))
        apart = self._apart.rstrip()
        if self._at < len(self._original):
            self.edits.append(Edit(self._at, len(self._original), "repaired", RULE, apart))
        elif apart:  # what stands at the very end: with the edit that ends there, for there is one
            self.edits[-1] = structs.replace(self.edits[-1], becomes=self.edits[-1].becomes + apart)

    def _text(self, number: int) -> tuple[int, int]:
        """Write a text without the space around it, but with what has to stand before; return its range."""
        first, last = self._tokens.texts[number]
        start, end = first, last
        if not self._literal:
            while start < end and self._original[start] in _SPACE:
                start += 1
            while start < end and self._original[end - 1] in _SPACE:
                end -= 1
        space = self._skip(number)
        if self._at < start:
            space = space or " " * (first < start)
            apart = (self._apart or space) if self._length else self._apart.lstrip()
            if apart[-1:] in _OPENING:
                apart = space * (not apart[0].isspace()) + apart
            elif apart and not apart[-1].isspace():
                apart += space
            self.edits.append(Edit(self._at, start, "repaired", RULE, apart))
            self._length += len(apart)
        begins = self._length
        self._copy(start, end, self._page.raised.get(number))
        self._at = end
        self._token = number + 1
        self._apart = " " if end < last else ""
        return begins, self._length

    def _skip(self, number: int) -> str:
        """Cut the texts before text `number` that are not read; return the space that stands among them."""
        space = ""
        for n in range(self._token, number):
            first, last = self._tokens.texts[n]
            if self._tokens.spaces[n]:
                space = space + self._original[first:last] if self._literal else " "
            else:
                if self._at < first:
                    self.edits.append(Edit(self._at, first, "repaired", RULE))
                self.edits.append(Edit(first, last, "removed", self._page.unread.get(n, RULE)))
                self._at = last
        return space

    def _copy(self, start: int, end: int, raised: str | None) -> None:
        """Write the text from `start` to `end`, its references and spaces mended."""
        if raised and end - start <= _LONGEST_RAISED:
            said = unescape(self._original[start:end])
            table = _RAISED[raised]
            if said and all(ord(char) in table for char in said) and any(map(str.isdigit, said)):
                self.edits.append(
                    Edit(
                        start,
                        end,
                        "repaired",
                        "superscript" if raised == "sup" else "subscript",
                        said.translate(table),
                    )
                )
                self._length += len(said)
                return
        self._length += end - start
        for found in (_LITERAL if self._literal else _INLINE).finditer(self._original, start, end):
            becomes = unescape(found[0]) if found["reference"] else " "
            if becomes != found[0]:
                rule = "character-reference" if found["reference"] else "spaces"
                self.edits.append(Edit(found.start(), found.end(), "repaired", rule, becomes))
                self._length += len(becomes) - len(found[0])


class _Forward:
    """Maps offsets of a text to where they are once edits are carried out."""

    def __init__(self, edits: tuple[Edit, ...]) -> None:
        self._starts = [edit.start for edit in edits]
        self._edits = edits
        self._shifts = [0, *accumulate(len(edit.becomes) - (edit.end - edit.start) for edit in edits)]

    def of(self, offset: int) -> int:
        """Return where an offset is; within an edit, at its start."""
        n = bisect_right(self._starts, offset) - 1
        if n >= 0 and offset < self._edits[n].end:
            return self._edits[n].start + self._shifts[n]
        return offset + self._shifts[n + 1]


def composed(first: Sequence[Edit], second: Sequence[Edit], middle: str) -> Iterator[Edit]:
    """Yield the edits that do what `first` and then `second` do; `middle` is the text between the two.

    Where one of the second touches what one of the first has written they are one edit, by the rule of the first.
    """
    shift = n = m = 0  # from the original to the middle text; the next of each
    while n < len(first) or m < len(second):
        low = high = len(middle)
        if n < len(first):
            low, high = first[n].start + shift, first[n].start + shift + len(first[n].becomes)
        if m < len(second) and second[m].start < low:
            low, high = second[m].start, second[m].end
        before, early, late = shift, n, m
        while True:
            if n < len(first) and (
                first[n].start + shift < high or (n == early and first[n].start + shift == low)
            ):
                edit = first[n]
                high = max(high, edit.start + shift + len(edit.becomes))
                shift += len(edit.becomes) - (edit.end - edit.start)
                n += 1
            elif m < len(second) and second[m].start < high:
                high = max(high, second[m].end)
                m += 1
            else:
                break
        if n == early:
            yield from (
                structs.replace(edit, start=edit.start - shift, end=edit.end - shift)
                for edit in second[late:m]
            )
        elif m == late:
            yield from first[early:n]
        else:
            mended = (
                structs.replace(edit, start=edit.start - low, end=edit.end - low) for edit in second[late:m]
            )
            becomes = apply(middle[low:high], tuple(mended))
            yield structs.replace(first[early], start=low - before, end=high - shift, becomes=becomes)
