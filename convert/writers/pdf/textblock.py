"""A block of text on the page: paragraphs, headings, captions, cells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from convert.writers.pdf.block import Block
from convert.writers.pdf.canvas import TaggedCanvas
from convert.writers.pdf.lines import Line, Segment, balanced, broken, units
from convert.writers.pdf.runs import Run
from convert.writers.pdf.styles import Align, Style

# The least lines of a paragraph at the foot of a page (orphans) and at the head of one (widows).
_TOGETHER = 2

_SHIFT = {"left": 0.0, "center": 0.5, "right": 1.0}

_UNDERLINE = 0.45  # points thick
_UNDERLINE_DEPTH = 1.9  # points below the letters


class Bookmark(NamedTuple):
    """An entry of the document's outline: its title, and its level from 0."""

    title: str
    level: int


class TextBlock(Block):
    """Text as wide as its frame, its lines broken once for each width.

    `marker` hangs before the first line; `anchors` name the place of the first line.
    """

    def __init__(
        self,
        runs: Iterable[Run],
        style: Style,
        *,
        marker: Iterable[Run] = (),
        anchors: tuple[str, ...] = (),
        bookmark: Bookmark | None = None,
    ) -> None:
        """Take `runs` as they are."""
        super().__init__()
        self.style = style
        self.anchors = anchors
        self.bookmark = bookmark
        self.with_next = bookmark is not None
        self.lines: Sequence[Line] = ()
        self.spaceBefore = style.before
        self.spaceAfter = style.after
        self.units = list(units(runs))
        self._marker = broken(list(units(marker)), float("inf"))
        self._measure = -1.0

    def wrap(self, width: float, _room: float) -> tuple[float, float]:
        """Return the size of the block in a frame of `width`; a part of a block stays as it was broken."""
        if width != self._measure and self.units:
            self._measure = width
            self.lines = (balanced if self.style.balanced else broken)(self.units, width)
        self.width = width
        self.height = self.style.leading * max(len(self.lines), 1 if self._marker else 0)
        return width, self.height

    def opening(self, width: float) -> float:
        """Return the height of two lines at the least, or of three where there are three: none is left alone."""
        self.wrap(width, 0)
        least = self.height if self.with_next else (2 * _TOGETHER - 1) * self.style.leading
        return float(min(self.height, least))

    def split(self, _width: float, room: float) -> list[TextBlock]:
        """Return the block as what fits into `room` and the rest, or [] where it must not be broken so."""
        count = len(self.lines)
        fit = min(int(room // self.style.leading), count - _TOGETHER)
        if fit < _TOGETHER:
            return []
        first, rest = TextBlock((), self.style), TextBlock((), self.style)
        first.lines, first.spaceAfter, first._marker = self.lines[:fit], 0, self._marker
        first.anchors, first.bookmark = self.anchors, self.bookmark
        rest.lines, rest.spaceBefore = self.lines[fit:], 0
        return [first, rest]

    def draw(self) -> None:
        """Draw the block with its lower left corner at the origin."""
        for anchor in self.anchors:
            self.canv.bookmarkHorizontal(anchor, 0, self.height)
        if self.bookmark:
            self.canv.addOutlineEntry(self.bookmark.title, self.anchors[0], self.bookmark.level)
        for line in self._marker:
            draw(self.canv, [line], self.style, left=-line.width - self.style.size / 2, top=self.height)
        draw(self.canv, self.lines, self.style, top=self.height, width=self.width)

    def draw_again(self, canvas: TaggedCanvas, left: float, top: float) -> None:
        """Draw the lines as decoration, where they have been drawn as text before."""
        draw(canvas, self.lines, self.style, left=left, top=top, width=self.width, tagged=False)


class _Placed(NamedTuple):
    segment: Segment
    x: float
    y: float


def draw(
    canvas: TaggedCanvas,
    lines: Sequence[Line],
    style: Style,
    *,
    left: float = 0,
    top: float,
    width: float = 0,
    tagged: bool = True,
) -> None:
    """Draw `lines` from `top` down; where not `tagged`, the caller has said what they are."""
    placed = _placed(lines, style, left, top, width)
    if placed:
        _show(canvas, placed, tagged=tagged)
    if tagged:
        _link(canvas, placed, style)


def _placed(lines: Sequence[Line], style: Style, left: float, top: float, width: float) -> list[_Placed]:
    found = []
    for n, line in enumerate(lines):
        start = left + _shift(style.align, width - line.width)
        y = top - n * style.leading - style.baseline
        found += [_Placed(segment, start + segment.x, y) for segment in line.segments]
    return found


def _shift(align: Align, room: float) -> float:
    return _SHIFT[align] * room


def _show(canvas: TaggedCanvas, placed: list[_Placed], *, tagged: bool) -> None:
    """Write a text object (ISO 32000-1, 9.4), in which each line is placed once and then runs on."""
    text = canvas.beginText()
    before: Run | None = None
    line = None
    for element, group in groupby(placed, key=lambda each: each.segment.run.element):
        if tagged:
            text._code.append(canvas.begin(element))
        for (run, words, _, _), x, y in group:
            if y != line:
                text.setTextOrigin(x, y)
                line = y
            _change(text, before, run)
            text.textOut(words)
            before = run
        if tagged:
            text._code.append("EMC")
    last = placed[-1].segment.run
    _change(text, last, last._replace(tracking=0, rise=0))  # they outlive the text object
    canvas.drawText(text)


def _change(text: Any, before: Run | None, run: Run) -> None:
    """Set the state of `text` (ISO 32000-1, 9.3) for `run` where it was another for the run before."""
    if before is None or (run.font, run.size) != (before.font, before.size):
        text.setFont(run.font, run.size)
    if before is None or run.color != before.color:
        text.setFillColor(run.color)
    if run.tracking != (before.tracking if before else 0):
        text.setCharSpace(run.tracking)
    if run.rise != (before.rise if before else 0):
        text.setRise(run.rise)


def _link(canvas: TaggedCanvas, placed: list[_Placed], style: Style) -> None:
    """Name the places where runs start, underline links, and make them work."""
    for (run, _, _, width), x, y in placed:
        if run.anchor:
            canvas.bookmarkHorizontal(run.anchor, x, y + style.baseline)
        if not run.link:
            continue
        if run.underline:
            canvas.rule(_UNDERLINE, run.underline, x, x + width, y - _UNDERLINE_DEPTH)
        canvas.link(run.link, (x, y - 0.25 * style.leading, x + width, y + 0.75 * style.leading))
