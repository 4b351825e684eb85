"""What every page has: a running head from the second on, and a folio."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus.doctemplate import BaseDocTemplate

from convert.writers.pdf import page
from convert.writers.pdf.canvas import TaggedCanvas
from convert.writers.pdf.characters import prose
from convert.writers.pdf.lines import Line, broken, units
from convert.writers.pdf.runs import typeset
from convert.writers.pdf.structure import Element
from convert.writers.pdf.styles import FOLIO, HAIR, RUNNING_HEADLINE, RUNNING_PUBLISHER, SOFT, Style, varied
from convert.writers.pdf.textblock import draw

_RULE, _RULE_DEPTH = 0.5, 5  # points thick, points below the running head
_FOLIO_GAP = 2.5
_PAGE_COUNT = "page-count"

_NOWHERE = Element("Artifact")  # of text that is in no structure tree


class Furniture:
    """The furniture of one document."""

    def __init__(self, publisher: str, headline: str) -> None:
        """Either may be empty."""
        self._publisher = _fitted(publisher, RUNNING_PUBLISHER, page.RAIL)
        self._headline = _fitted(headline, RUNNING_HEADLINE, page.COLUMN)

    def draw(self, canvas: TaggedCanvas, pages: BaseDocTemplate) -> None:
        """Draw the furniture of the page that is begun."""
        if pages.page > 1:
            self._draw_head(canvas)
        left = page.LEFT + page.OUTDENT
        number = _fitted(f"{pages.page} ", FOLIO, page.COLUMN)
        with canvas.artifact("/Pagination /Subtype /Footer"):
            _set(canvas, number, FOLIO, left, page.FOLIO_BASELINE)
            canvas.saveState()
            canvas.translate(left + number[0].width + _FOLIO_GAP, page.FOLIO_BASELINE)
            canvas.doForm(_PAGE_COUNT)
            canvas.restoreState()

    def count(self, canvas: TaggedCanvas, pages: int) -> None:
        """Define what each folio says after its number, now that all pages are there."""
        style = varied(FOLIO, color=SOFT)
        canvas.beginForm(_PAGE_COUNT)
        _set(canvas, _fitted(f"/ {pages}", style, page.COLUMN), style, 0, 0)
        canvas.endForm()

    def _draw_head(self, canvas: TaggedCanvas) -> None:
        with canvas.artifact("/Pagination /Subtype /Header"):
            _set(canvas, self._publisher, RUNNING_PUBLISHER, page.LEFT, page.HEAD_BASELINE)
            _set(canvas, self._headline, RUNNING_HEADLINE, page.LEFT + page.OUTDENT, page.HEAD_BASELINE)
        canvas.rule(_RULE, HAIR, page.LEFT, page.LEFT + page.FULL, page.HEAD_BASELINE - _RULE_DEPTH)


def _fitted(text: str, style: Style, measure: float) -> list[Line]:
    """Return `text` as one line, cut at a word with an ellipsis where it is too long; as none where empty."""
    runs = typeset(prose(text), style, _NOWHERE)
    lines = broken(list(units(runs)), measure)
    if len(lines) > 1:
        ellipsis = broken(list(units(typeset("…", style, _NOWHERE))), measure)[0]
        first = broken(list(units(runs)), measure - ellipsis.width)[0]
        words = "".join(segment.text for segment in first.segments).rstrip(" ,.;:–—")
        lines = broken(list(units(typeset(words + "…", style, _NOWHERE))), measure)
    return lines[:1]


def _set(canvas: TaggedCanvas, lines: Sequence[Line], style: Style, left: float, baseline: float) -> None:
    draw(canvas, lines, style, left=left, top=baseline + style.baseline, tagged=False)
