"""Text as slabs, a line each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from convert.writers.pdf.layout.slab import Slab
from convert.writers.pdf.paint.canvas import TaggedCanvas
from convert.writers.pdf.styles import Style
from convert.writers.pdf.text.compose import Manner
from convert.writers.pdf.text.hyphens import hyphenated
from convert.writers.pdf.text.lines import Line, balanced, broken
from convert.writers.pdf.text.runs import Link, Run
from convert.writers.pdf.text.units import Text

# The least lines of a paragraph at the foot of a column (orphans) and at the head of one (widows).
_TOGETHER = 2

# Lines of fewer letters are not justified: their spaces would gape.
_JUSTIFIED = 38

# Scripts that are justified without hyphens: they part nearly anywhere.
_EAST = ("zh", "ja", "ko", "yue")

_UNDERLINE = 0.45  # points thick
_UNDERLINE_DEPTH = 0.18  # of the size, below the letters


class Bookmark(NamedTuple):
    """An entry of the document's outline: its title, and its level from 0."""

    title: str
    level: int


class TextLine(Slab):
    """A line of text."""

    def __init__(self, line: Line, style: Style, left: float, width: float, *, rtl: bool) -> None:
        """`left` is where the text begins, `width` its measure."""
        self.line = line
        self.style = style
        self.left, self.width, self.height = left, width, style.leading
        self.anchors: Sequence[str] = ()
        self.bookmark: Bookmark | None = None
        self.marker: Line | None = None
        self.indent = 0.0
        self._rtl = rtl

    def draw(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """Draw the line, its marker before it."""
        for anchor in self.anchors:
            canvas.anchor(anchor, x, top)
        if self.bookmark:
            canvas.addOutlineEntry(self.bookmark.title, self.anchors[0], self.bookmark.level)
        baseline = top - self.style.baseline
        if self.marker:
            gap = self.style.size / 2
            at = x + self.width + gap if self._rtl else x - self.marker.width - gap
            canvas.text(self.marker, at, baseline)
        start = x + self._shift()
        canvas.text(self.line, start, baseline)
        self._follow(canvas, start, baseline)

    def texts(self) -> Iterator[Slab]:
        """Yield the line, and those beside it."""
        yield self
        yield from super().texts()

    def links(self) -> Iterator[Link]:
        """Yield what the line links to, in reading order."""
        for segment in self.line.segments:
            if segment.run.link:
                yield segment.run.link

    def draw_again(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """Draw the line as decoration."""
        canvas.text(self.line, x + self._shift(), top - self.style.baseline, tagged=False)

    def _shift(self) -> float:
        """Return how far from the slab's left edge the line's measure begins."""
        room = self.width - self.line.width
        rtl = self._rtl and not self.style.ltr
        match self.style.align:
            case "center":
                return room / 2
            case "end":
                return 0 if rtl else room
            case _:
                return room - self.indent if rtl else self.indent

    def _follow(self, canvas: TaggedCanvas, x: float, baseline: float) -> None:
        """Name the places where runs start, underline links, and make them work."""
        style = self.style
        for segment in self.line.segments:
            run = segment.run
            if not (run.anchor or run.link):
                continue
            left, right = (x + side for side in segment.ink)
            if run.anchor:
                canvas.anchor(run.anchor, left, baseline + style.baseline)
            if run.link:
                if run.underline:
                    canvas.rule(
                        _UNDERLINE, run.underline, left, right, baseline - _UNDERLINE_DEPTH * style.size
                    )
                box = left, baseline - 0.25 * style.leading, right, baseline + 0.75 * style.leading
                canvas.link(run.link, box)


class Setter:
    """Sets text in one language and direction."""

    def __init__(self, language: str, *, rtl: bool) -> None:
        """`language` is a BCP 47 tag; `rtl` says where its lines begin."""
        self.language = language
        self.rtl = rtl
        self.hyphens = hyphenated(language)
        self._even = self.hyphens or language.split("-")[0] in _EAST

    def lines(
        self,
        runs: Sequence[Run],
        style: Style,
        width: float,
        *,
        left: float = 0,
        anchors: Sequence[str] = (),
        bookmark: Bookmark | None = None,
        marker: Sequence[Run] = (),
        first: float = 0,
    ) -> list[TextLine]:
        """Return `runs` as lines `width` wide, at least one where there is a marker or a place to be named.

        The first is set in by `first`.
        """
        text = Text(tuple(runs), self.language, self.rtl and not style.ltr)
        justified = style.align == "justify" and self._even and width >= _JUSTIFIED * style.letter
        manner = Manner(justified, self.hyphens and style.align == "justify", first)
        lines = (balanced if style.balanced else broken)(text, width, manner) if runs else []
        if not lines and (marker or anchors):
            lines = [Line((), 0)]
        found = [TextLine(line, style, left, width, rtl=self.rtl) for line in lines]
        if found:
            begin, end = found[0], found[-1]
            begin.before, end.after = style.before, style.after
            begin.anchors, begin.bookmark = anchors, bookmark
            begin.indent = first
            if marker:
                begin.marker = broken(Text(tuple(marker), self.language, self.rtl), float("inf"), Manner())[0]
            for n, line in enumerate(found, 1):
                line.kept = bookmark is not None or (
                    n < len(found) and not _TOGETHER <= n <= len(found) - _TOGETHER
                )
        return found

    def width(self, runs: Sequence[Run]) -> float:
        """Return how wide `runs` are on one line."""
        found = broken(Text(tuple(runs), self.language, self.rtl), float("inf"), Manner())
        return max((line.width for line in found), default=0)
