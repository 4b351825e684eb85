"""What of a line one run and level shows, as text operators (ISO 32000-1, 9.4).

How text is written so that readers find its words again was settled by trying. From left to right a glyph says its
letters; where several glyphs make up a cluster, as in Devanagari, the word says its own in ActualText (14.9.4), and so
does the first part of a divided word for the whole, so that every reader finds it. From right to left, runs stand in
reading order and their glyphs as they are seen, inside ReversedChars (14.8.2.3.3); a mark above or below a letter has
its ink where nothing is said, and is said on an invisible copy before its letter.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from convert.fonts import Glyph
from convert.fonts.words import Part
from convert.writers.pdf.paint.glyphs import Fonts, UsedFont
from convert.writers.pdf.text.lines import Segment

_FILLER = "\u2060"  # what the second glyph of a cluster says (word joiner): nothing that parts a word
_SAID = "/Span <</ActualText <FEFF{}>>> BDC"
_SHIFTED = 0.005  # points


class _Mark(NamedTuple):
    """A glyph to be drawn: where, what it says, how far it is raised, and how it is shown."""

    x: float
    glyph: int
    text: str
    rise: float = 0.0
    kind: int = 0  # as text; 1: ink that says nothing; 2: text without ink


def shown(segment: Segment, x: float, y: float, fonts: Fonts) -> str:
    """Return the operators that show `segment`, its line's left end at `x` and its baseline at `y`."""
    run = segment.run
    pen = _Pen(run.size, run.tracking, x, y + run.rise)
    for piece, place in zip(segment.pieces, segment.places, strict=True):
        parts, said = piece.word.parts, piece.said
        if said is not None:
            pen.say(said)
        if len(parts) == 1:
            pen.draw(parts[0], x + place, fonts.use(parts[0].font))
        else:
            at = x + place
            for part in parts[::-1] if segment.level & 1 else parts:
                pen.draw(part, at, fonts.use(part.font))
                at += part.shape.width * run.size / 1000 + run.tracking * len(part.shape.glyphs)
        if said is not None:
            pen.said()
    body = pen.finish()
    return f"/ReversedChars BMC {body} EMC" if segment.level & 1 else body


class _Pen:
    """Writes glyphs, and knows where the next would stand by itself."""

    def __init__(self, size: float, tracking: float, x: float, y: float) -> None:
        self._size, self._tracking, self._y = size, tracking, y
        self._at = x
        self._out: list[str] = []
        self._array: list[str] = []
        self._used: UsedFont | None = None
        self._rise = 0.0

    def say(self, text: str) -> None:
        """Say `text` for what is drawn from here up to `said`."""
        self._flush()
        self._out.append(_SAID.format(_hex(text)))

    def said(self) -> None:
        """End what stands for something else."""
        self._flush()
        self._out.append("EMC")

    def draw(self, part: Part, x: float, used: UsedFont) -> None:
        """Draw a part of a word from `x` on."""
        if used is not self._used:
            self._flush()
            self._used = used
            self._out.append(f"/{used.name} {number(self._size)} Tf")
        if part.rtl:
            self._marked(_rightward(part, x, self._size, self._tracking), used)
        elif part.groups is not None:  # each glyph says its letters and stands on the baseline
            self._go(x)
            self._array.append(used.written(part))
            tracked = self._tracking * len(part.shape.glyphs) if self._tracking else 0.0
            self._at += part.advance * self._size / 1000 + tracked
        else:
            self.say(part.text)
            self._marked(_clustered(part, x, self._size, self._tracking), used)
            self.said()

    def finish(self) -> str:
        """Return all that was written."""
        self._flush()
        if self._rise:
            self._out.append("0 Ts")
        return " ".join(self._out)

    def _marked(self, marks: Iterator[_Mark], used: UsedFont) -> None:
        """Draw glyph after glyph, each as it is to be shown."""
        kind = 0
        for mark in marks:
            if mark.kind != kind:
                self._flush()
                self._out += _leave(kind) + _enter(mark.kind)
                kind = mark.kind
            if abs(mark.rise - self._rise) > _SHIFTED:
                self._flush()
                self._out.append(f"{number(mark.rise)} Ts")
                self._rise = mark.rise
            self._go(mark.x)
            self._array.append(f"<{used.code(mark.glyph, mark.text)}>")
            self._at += used.font.width(mark.glyph) * self._size / 1000 + self._tracking
        if kind:
            self._flush()
            self._out += _leave(kind)

    def _go(self, x: float) -> None:
        """Make sure that the next glyph stands at `x`."""
        if not self._array:
            self._out.append(f"1 0 0 1 {number(x)} {number(self._y)} Tm")
            self._at = x
            return
        by = round((self._at - x) / self._size * 1000)
        if by:
            self._array.append(str(by))
            self._at -= by * self._size / 1000

    def _flush(self) -> None:
        if self._array:
            self._out.append(f"[{''.join(self._array)}] TJ")
            self._array.clear()


def number(value: float) -> str:
    """Return a number as PDF has it."""
    return f"{value:.3f}".rstrip("0").rstrip(".")


def _clustered(part: Part, x: float, size: float, tracking: float) -> Iterator[_Mark]:
    """Yield the glyphs of a part from left to right: the first of each cluster says it."""
    starts = sorted({glyph.cluster for glyph in part.shape.glyphs})
    ends = dict(zip(starts, (*starts[1:], len(part.text)), strict=True))
    said: set[int] = set()
    for glyph in part.shape.glyphs:
        text = _FILLER if glyph.cluster in said else part.text[glyph.cluster : ends[glyph.cluster]]
        said.add(glyph.cluster)
        yield _Mark(x + glyph.x * size / 1000, glyph.id, text, glyph.y * size / 1000)
        x += glyph.advance * size / 1000 + tracking


def _rightward(part: Part, x: float, size: float, tracking: float) -> Iterator[_Mark]:
    """Yield the glyphs of a part that runs from right to left, as they are seen from left to right."""
    starts = sorted({glyph.cluster for glyph in part.shape.glyphs})
    ends = dict(zip(starts, (*starts[1:], len(part.text)), strict=True))
    waiting: list[tuple[str, int]] = []  # marks that are said before their letter
    for cluster, glyphs in _clusters(part.shape.glyphs):
        text = part.text[cluster : ends[cluster]]
        main = max(range(len(glyphs)), key=lambda n: glyphs[n].advance)
        if not glyphs[main].advance and unicodedata.category(text[0]) == "Mn" and cluster != starts[0]:
            waiting.append((text, glyphs[main].id))
            main = -1
        for n, glyph in enumerate(glyphs):
            at, rise = x + glyph.x * size / 1000, glyph.y * size / 1000
            if n == main:
                for mark, id in waiting:
                    yield _Mark(at, id, mark, kind=2)
                waiting = []
                yield _Mark(at, glyph.id, text[::-1], rise)  # the letters of a ligature, as they are seen
            else:
                yield _Mark(at, glyph.id, _FILLER, rise, kind=1)
            x += glyph.advance * size / 1000 + tracking


def _clusters(glyphs: tuple[Glyph, ...]) -> Iterator[tuple[int, list[Glyph]]]:
    group: list[Glyph] = []
    for glyph in glyphs:
        if group and glyph.cluster != group[0].cluster:
            yield group[0].cluster, group
            group = []
        group.append(glyph)
    if group:
        yield group[0].cluster, group


def _enter(kind: int) -> list[str]:
    return [_SAID.format("")] if kind == 1 else ["3 Tr"] if kind else []


def _leave(kind: int) -> list[str]:
    return ["EMC"] if kind == 1 else ["0 Tr"] if kind else []


def _hex(text: str) -> str:
    return text.encode("utf-16-be").hex().upper()
