"""What follows the text: corrections, the notes, and where the article comes from."""

from __future__ import annotations

from convert.model import Article, Emphasis, FootnoteDefinition, Inline, Link, Meta, Text
from convert.model.text import lines
from convert.parts import Labels
from convert.render.notes import further
from convert.render.urls import web
from convert.writers.pdf.blocks.compositor import Compositor, Place
from convert.writers.pdf.blocks.head import standing
from convert.writers.pdf.layout.slab import Rule, Slab
from convert.writers.pdf.structure import Element
from convert.writers.pdf.styles import HAIR, INK, SOFT, Color, varied
from convert.writers.pdf.text.characters import prose
from convert.writers.pdf.text.runs import typeset


def corrections(article: Article, root: Element, compositor: Compositor) -> list[Slab]:
    """Return the corrections that the text does not show anyway."""
    setting = compositor.setting
    said = set(lines(*article.children))
    unsaid = (correction for correction in article.meta.correction if correction not in said)
    found: list[Slab] = []
    for each in unsaid:
        found += compositor.line((Text(each),), setting.sheet.correction, root, width=setting.page.column)
    return found


def notes(article: Article, root: Element, compositor: Compositor) -> list[Slab]:
    """Return the endnotes, under a heading; each is a Note with an ID (ISO 14289-1, 7.9)."""
    found = compositor.inlines.anchors.notes()
    cited = _endnotes(found, root, compositor) if found else []
    return [*cited, *further_sources(article, root, compositor)]


def further_sources(article: Article, root: Element, compositor: Compositor) -> list[Slab]:
    """Return the sources that nothing refers to, under a heading; none for none."""
    sources = further(article)[1:]  # their heading is ours
    if not sources:
        return []
    title = compositor.inlines.labels.further
    place = Place(parent=root, text=compositor.setting.sheet.note, width=compositor.setting.page.column)
    return [*_headed(title, "further", HAIR, root, compositor), *compositor.compose(sources, place)]


def _headed(title: str, anchor: str, ink: Color, parent: Element, compositor: Compositor) -> list[Slab]:
    """Return a rule and, below it in the rail or the column, a heading."""
    setting = compositor.setting
    page, sheet = setting.page, setting.sheet
    width, left = (page.rail, -page.outdent) if page.rail else (page.column, 0)
    place = Place(parent=parent, text=sheet.text, width=width, left=left)
    style = varied(sheet.notes, before=0, after=0 if page.columns > 1 else sheet.notes.after)
    anchor = compositor.prefix + anchor
    heading = compositor.heading((Text(title),), 2, anchor, style, place, **compositor.inlines.ours)
    over = page.full if page.rail else page.column
    rule = Rule(0.6, ink, left=-page.outdent, width=over, before=2 * sheet.line, after=5, kept=True)
    return [rule, standing(heading, sheet.note, compositor)] if page.rail else [rule, *heading]


def _endnotes(
    found: list[tuple[str, FootnoteDefinition]], root: Element, compositor: Compositor
) -> list[Slab]:
    setting = compositor.setting
    sheet, column = setting.sheet, setting.page.column
    section = Element("Endnotes", root)
    slabs = _headed(compositor.inlines.labels.notes, "notes", INK, section, compositor)
    marked = varied(sheet.note, color=SOFT)
    labels = [prose(f"{note.label}.") for _, note in found]
    step = compositor.hanging(max(labels, key=len), marked, column)
    for label, (anchor, note) in zip(labels, found, strict=True):
        named = compositor.prefix + anchor
        element = Element("Note", section, ID=named)
        place = Place(
            parent=element,
            text=sheet.note,
            left=step,
            width=column - step,
            marker=tuple(typeset(label, marked, Element("Lbl", element))),
            anchors=(named,),
            back=note,
        )
        slabs += compositor.compose(note.children, place)
    return slabs


def colophon(meta: Meta, root: Element, compositor: Compositor) -> list[Slab]:
    """Return where the article was first published and whose it is."""
    setting = compositor.setting
    page, sheet = setting.page, setting.sheet
    said = [
        line
        for nodes in (_source(meta, compositor.inlines.labels), (Text(meta.copyrightNotice or ""),))
        for line in compositor.line(nodes, sheet.colophon, root, width=page.column)
    ]
    for line in said[:-1]:
        line.kept = True
    over = page.full if page.rail else page.column
    rule = Rule(0.3, HAIR, left=-page.outdent, width=over, before=sheet.line, after=5, kept=True)
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
