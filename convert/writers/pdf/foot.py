"""What follows the text: corrections, the notes, and where the article comes from."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.lib.colors import Color
from reportlab.platypus.doctemplate import Indenter
from reportlab.platypus.flowables import Flowable

from convert.model import Article, Block, Emphasis, FootnoteDefinition, Inline, Link, Meta, Text
from convert.model.text import lines
from convert.parts import Labels
from convert.render.notes import further
from convert.render.urls import web
from convert.writers.pdf.blocks import Compositor, Place, hanging
from convert.writers.pdf.characters import prose
from convert.writers.pdf.layout import Rule, beside
from convert.writers.pdf.page import COLUMN, OUTDENT, RAIL
from convert.writers.pdf.runs import typeset
from convert.writers.pdf.structure import Element
from convert.writers.pdf.styles import COLOPHON, CORRECTION, HAIR, INK, LINE, NOTE, NOTES, SOFT, varied


def corrections(article: Article, root: Element, compositor: Compositor) -> list[Flowable]:
    """Return the corrections that the text does not show anyway."""
    said = set(lines(*article.children))
    unsaid = (correction for correction in article.meta.correction if correction not in said)
    return [block for each in unsaid for block in compositor.line((Text(each),), CORRECTION, root)]


def notes(article: Article, root: Element, compositor: Compositor) -> list[Flowable]:
    """Return the endnotes, under a heading in the rail; each is a Note with an ID (ISO 14289-1, 7.9)."""
    found = compositor.inlines.anchors.notes()
    others = further(article)[1:]  # their heading goes to the rail
    return [
        *(_endnotes(found, root, compositor) if found else []),
        *(_further(others, root, compositor) if others else []),
    ]


def _further(sources: Sequence[Block], root: Element, compositor: Compositor) -> list[Flowable]:
    title = compositor.inlines.labels.further
    blocks = compositor.compose(sources, Place(parent=root, text=NOTE, width=COLUMN))
    return [*_headed(title, "further", HAIR, root, compositor), *blocks]


def _headed(title: str, anchor: str, ink: Color, parent: Element, compositor: Compositor) -> list[Flowable]:
    """Return a rule and, below it in the rail, a heading."""
    rail = Place(parent=parent, width=RAIL)
    heading = compositor.heading((Text(title),), 2, anchor, NOTES, rail, **compositor.inlines.ours)
    rule = Rule(0.6, ink, before=2 * LINE, after=5, left=-OUTDENT, with_next=True)
    return [rule, *beside([heading], NOTE)]


def _endnotes(
    found: list[tuple[str, FootnoteDefinition]], root: Element, compositor: Compositor
) -> list[Flowable]:
    inlines = compositor.inlines
    section = Element("Endnotes", root)
    head = _headed(inlines.labels.notes, "notes", INK, section, compositor)
    marked = varied(NOTE, color=SOFT)
    labels = [prose(f"{note.label}.") for _, note in found]
    step = hanging(max(labels, key=len), marked, COLUMN)
    blocks: list[Flowable] = []
    for label, (anchor, note) in zip(labels, found, strict=True):
        element = Element("Note", section, ID=anchor)
        place = Place(
            parent=element,
            text=NOTE,
            width=COLUMN - step,
            marker=tuple(typeset(label, marked, Element("Lbl", element))),
            anchors=(anchor,),
            back=note,
        )
        blocks += compositor.compose(note.children, place)
    return [*head, Indenter(step), *blocks, Indenter(-step)]


def colophon(meta: Meta, root: Element, compositor: Compositor) -> list[Flowable]:
    """Return where the article was first published and whose it is."""
    said = [
        *compositor.line(_source(meta, compositor.inlines.labels), COLOPHON, root),
        *compositor.line((Text(meta.copyrightNotice or ""),), COLOPHON, root),
    ]
    rule = Rule(0.3, HAIR, before=LINE, after=5, left=-OUTDENT, with_next=True)
    return [rule, *said] if said else []


def _source(meta: Meta, labels: Labels) -> list[Inline]:
    """Return the publisher by name and the article by its address, in the words of the language."""
    parts: list[Inline] = []
    if meta.publisher:
        name = Emphasis((Text(meta.publisher.name),))
        parts.append(Link(meta.publisher.url, (name,)) if meta.publisher.url else name)
    address = web(meta.url or "")
    if address:
        shown = Text(address.partition("://")[2].rstrip("/"))
        parts += [*([Text(", ")] if parts else []), Link(address, (shown,))]
    before, _, after = labels.source.partition("{source}")
    return [Text(before), *parts, Text(after)] if parts else []
