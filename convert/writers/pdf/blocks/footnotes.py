"""Notes at the foot of the column in which they are first referred to."""

from __future__ import annotations

from collections.abc import Sequence

from convert.writers.pdf.blocks.compositor import Compositor, Place
from convert.writers.pdf.layout.line import TextLine
from convert.writers.pdf.layout.slab import Rule, Slab
from convert.writers.pdf.structure import Element
from convert.writers.pdf.styles import HAIR, SOFT, varied
from convert.writers.pdf.text.characters import prose
from convert.writers.pdf.text.runs import typeset

_TALLEST = 0.45  # of a column, for all notes of one slab
_WITH_SLAB = 0.9  # of a column, for a slab with its notes
_RULE = 0.25  # of a column


class TooTall(Exception):
    """Notes that do not fit at the foot of a column."""


def footnotes(slabs: Sequence[Slab], root: Element, compositor: Compositor) -> None:
    """Give each of `slabs` the notes that it is the first to refer to. Raises TooTall where they are too many."""
    waiting = {compositor.prefix + anchor: note for anchor, note in compositor.inlines.anchors.notes()}
    setting = compositor.setting
    page, sheet = setting.page, setting.sheet
    marked = varied(sheet.note, color=SOFT)
    step = compositor.hanging(
        max((prose(f"{note.label}.") for note in waiting.values()), key=len, default=""), marked, page.column
    )
    for slab in slabs:
        found: list[Slab] = []
        for line in slab.texts():
            for link in line.links() if isinstance(line, TextLine) else ():
                note = waiting.pop(link.anchor, None)
                if note is None:
                    continue
                element = Element("Note", root, ID=link.anchor)
                place = Place(
                    parent=element,
                    text=sheet.note,
                    left=step,
                    width=page.column - step,
                    marker=tuple(typeset(prose(f"{note.label}."), marked, Element("Lbl", element))),
                    anchors=(link.anchor,),
                )
                found += compositor.compose(note.children, place)
        height = sum(each.height for each in found)
        if height > _TALLEST * page.depth or height + slab.height > _WITH_SLAB * page.depth:
            raise TooTall
        slab.notes = found


def separator(compositor: Compositor) -> Slab:
    """Return what stands above notes at the foot of a column."""
    column, line = compositor.setting.page.column, compositor.setting.sheet.line
    return Rule(0.4, HAIR, left=0, width=_RULE * column, before=0.8 * line, after=4)
