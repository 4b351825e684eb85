"""What every page has: a running head, but where an article begins, and a folio."""

from __future__ import annotations

from collections.abc import Sequence

from convert.writers.pdf.blocks.setting import Setting
from convert.writers.pdf.page import Frame
from convert.writers.pdf.paint.canvas import TaggedCanvas
from convert.writers.pdf.structure import Element
from convert.writers.pdf.styles import HAIR, SOFT, Style, varied
from convert.writers.pdf.text.characters import prose
from convert.writers.pdf.text.compose import Manner
from convert.writers.pdf.text.lines import Line, Segment, Spot, broken
from convert.writers.pdf.text.runs import typeset
from convert.writers.pdf.text.units import Text

_RULE, _RULE_DEPTH = 0.5, 5  # points thick, points below the running head
_FOLIO_GAP = 2.5
_PUBLISHER = 0.3  # of the width, where there is no rail for it
_APART = 7.0
_SMALLER = 0.85  # of the size, for a name that would not have room

_NOWHERE = Element("Artifact")  # of text that is in no structure tree


class Furniture:
    """The furniture of the pages of one article."""

    def __init__(self, publisher: str, headline: str, setting: Setting) -> None:
        """Either may be empty."""
        page, sheet = setting.page, setting.sheet
        self._setting = setting
        room = page.rail or _PUBLISHER * page.full
        self._publisher = self._fitted(publisher, sheet.running_publisher, room)
        taken = page.outdent or (self._publisher.width + _APART if self._publisher.width else 0)
        self._headline_left = taken
        self._headline = self._fitted(headline, sheet.running_headline, page.full - taken)

    def draw(self, canvas: TaggedCanvas, number: int, count: int, *, opens: bool) -> None:
        """Draw the furniture of page `number` of `count`; it `opens` an article or goes on with one."""
        page = self._setting.page
        if not opens:
            self._draw_head(canvas)
        style = self._setting.sheet.folio
        shown = self._line(f"{number}", style)
        total = self._line(f"/ {count}", varied(style, color=SOFT))
        width = shown.width + _FOLIO_GAP + total.width
        left = (page.width - width) / 2
        if page.columns == 1:
            left = page.frames[0].left + (page.column - width if self._setting.setter.rtl else 0)
        with canvas.artifact("/Pagination /Subtype /Footer"):
            canvas.text(shown, left, page.folio_baseline, tagged=False)
            canvas.text(total, left + shown.width + _FOLIO_GAP, page.folio_baseline, tagged=False)

    def _draw_head(self, canvas: TaggedCanvas) -> None:
        page, whole = self._setting.page, self._setting.page.whole
        with canvas.artifact("/Pagination /Subtype /Header"):
            self._set(canvas, self._publisher, 0, whole)
            self._set(canvas, self._headline, self._headline_left, whole)
        level = page.head_baseline - _RULE_DEPTH
        canvas.rule(_RULE, HAIR, whole.left, whole.left + whole.width, level)

    def _set(self, canvas: TaggedCanvas, line: Line, start: float, frame: Frame) -> None:
        left = frame.left + (frame.width - start - line.width if self._setting.setter.rtl else start)
        canvas.text(line, left, self._setting.page.head_baseline, tagged=False)

    def _fitted(self, text: str, style: Style, measure: float) -> Line:
        """Return `text` as one line, as none where empty.

        Where it is too long, it is set smaller, and where that is not enough cut at a word with an ellipsis.
        """
        lines = self._lines(text, style, measure)
        if len(lines) > 1:
            style = varied(style, size=_SMALLER * style.size, tracking=0)
            lines = self._lines(text, style, measure)
        if len(lines) > 1:
            first = self._lines(text, style, measure - style.size)[0]
            words = "".join(spot.piece.text for segment in first.segments for spot in _logical(segment))
            lines = self._lines(words.rstrip(" ,.;:–—") + "…", style, measure)
        return lines[0] if lines else Line((), 0)

    def _line(self, text: str, style: Style) -> Line:
        """Return figures and signs as one line, which runs from left to right in any script."""
        runs = tuple(typeset(text, style, _NOWHERE))
        return broken(Text(runs, self._setting.setter.language), float("inf"), Manner())[0]

    def _lines(self, text: str, style: Style, measure: float) -> list[Line]:
        setter = self._setting.setter
        runs = tuple(typeset(prose(text).strip(), style, _NOWHERE))
        return broken(Text(runs, setter.language, setter.rtl), measure, Manner()) if runs else []


def _logical(segment: Segment) -> Sequence[Spot]:
    """Return the spots of a segment in reading order."""
    return segment.spots[::-1] if segment.level & 1 else segment.spots
