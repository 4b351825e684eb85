"""Block nodes as what stands in the column."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import count
from typing import TypeAlias, assert_never

from msgspec import Struct, structs
from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFName
from reportlab.platypus.doctemplate import Indenter
from reportlab.platypus.flowables import Flowable

from convert.model import (
    Block,
    Blockquote,
    Code,
    Figure,
    FootnoteDefinition,
    Heading,
    Image,
    Inline,
    List,
    Paragraph,
    Table,
    Text,
    ThematicBreak,
)
from convert.model.text import lines, plain
from convert.render.outline import ANCHOR
from convert.render.pictures import NoPicture, embedded, fitted
from convert.writers.pdf.characters import preformatted, prose
from convert.writers.pdf.fonts import pieces, width
from convert.writers.pdf.inline import Inlines
from convert.writers.pdf.layout import Clear, Rule
from convert.writers.pdf.page import COLUMN, FULL, OUTDENT
from convert.writers.pdf.picture import PictureBlock
from convert.writers.pdf.runs import Run, line_end, typeset
from convert.writers.pdf.structure import Element
from convert.writers.pdf.styles import CAPTION, CODE, HEADINGS, INDENT, LINE, SOFT, TEXT, Style, varied
from convert.writers.pdf.table import Grid
from convert.writers.pdf.textblock import Bookmark, TextBlock

_NARROWEST = 0.45 * COLUMN  # nothing is indented further
_QUOTED = 1.25 * LINE
_BREAK_SHARE = 0.12


class Place(Struct, frozen=True, kw_only=True):
    """Where blocks go: the element they belong to, how wide they are, how their text is set.

    `marker`, `anchors` and `before` are for the first of them, `back` (the note that they are) and `after` for
    the last.
    """

    parent: Element
    text: Style = TEXT
    width: float = COLUMN
    marker: tuple[Run, ...] = ()
    anchors: tuple[str, ...] = ()
    before: float = 0
    after: float = 0
    back: FootnoteDefinition | None = None


# A node that is yet to be set, or what has been made of one.
Waiting: TypeAlias = tuple[Block | Flowable, Place]


class Compositor:
    """Sets the blocks of one article, in reading order, each once."""

    def __init__(self, inlines: Inlines) -> None:
        """`inlines` turns what stands inside the blocks into runs."""
        self.inlines = inlines
        self._sections = count(1)
        self._level = 1

    def compose(self, nodes: Sequence[Block], place: Place) -> list[Flowable]:
        """Return what `nodes` become, by a stack: depth costs no recursion."""
        found: list[Flowable] = []
        stack = _spread(nodes, place)[::-1]
        while stack:
            node, where = stack.pop()
            if isinstance(node, Flowable):
                found.append(node)
            else:
                stack += self._place(node, where)[::-1]
        return found

    def line(self, nodes: Iterable[Inline], style: Style, parent: Element, **entries: str) -> list[TextBlock]:
        """Return `nodes` as a paragraph of their own, or as none where they say nothing."""
        runs = self.inlines.runs(nodes, style, Element("P", parent, **entries))
        return [TextBlock(runs, style)] if runs else []

    def heading(
        self, text: Sequence[Inline], depth: int, anchor: str, style: Style, place: Place, **entries: str
    ) -> TextBlock:
        """Return a heading, its level no more than one below the one before (ISO 14289-1, 7.4.2)."""
        self._level = min(depth, self._level + 1)
        element = Element(f"H{self._level}", place.parent, **entries)
        bookmark = Bookmark(prose(plain(*text)).strip(), self._level - 1)
        runs = self.inlines.runs(text, style, element)
        return _text(runs, style, place, (anchor,), bookmark)

    def _place(self, node: Block, place: Place) -> list[Waiting]:
        """Return what one node becomes, or what of it is yet to be set."""
        match node:
            case Paragraph(children):
                return self._paragraph(children, place)
            case Heading(depth, children):
                if not prose(plain(*children)).strip():  # no heading for a reader
                    return self._paragraph(children, place)
                anchor = ANCHOR.format(n=next(self._sections))
                return [(self.heading(children, depth, anchor, HEADINGS[depth], place), place)]
            case List():
                return _list(node, place)
            case Blockquote(children):
                return _quote(children, place)
            case Code(value):
                return _code(value, place)
            case Table():
                return self._table(node, place)
            case Figure():
                return self._figure(node, place)
            case ThematicBreak():
                return [(Rule(0.5, SOFT, before=LINE, after=LINE, share=_BREAK_SHARE), place)]
            case _:
                assert_never(node)

    def _paragraph(self, children: Sequence[Inline], place: Place) -> list[Waiting]:
        element = Element("P", place.parent)
        runs = self.inlines.runs(children, place.text, element)
        if place.back:
            links = self.inlines.back(place.back, element)
            runs += links if runs else links[1:]
        return [(_text(runs, place.text, place), place)] if runs or place.marker else []

    def _table(self, node: Table, place: Place) -> list[Waiting]:
        """A table that would have to break words may take the rail as well."""
        grid = Grid(node, self.inlines, place.parent)
        wide = place.width == COLUMN and grid.least > COLUMN
        rows: list[Waiting] = [(row, place) for row in grid.rows(FULL if wide else place.width)]
        return [(Clear(), place), *_indented(rows, -OUTDENT, 0, place)] if wide else rows

    def _figure(self, node: Figure, place: Place) -> list[Waiting]:
        """A picture that cannot be shown leaves its words to the caption, unless that has them already."""
        captions = [child for child in node.children if isinstance(child, Paragraph)]
        pictures: list[PictureBlock] = []
        unsaid: list[Paragraph] = []
        for image in (child for child in node.children if isinstance(child, Image)):
            try:
                picture = fitted(embedded(image.url))
                pictures.append(PictureBlock(picture, _element(image, place.parent)))
            except NoPicture:
                if image.alt and image.alt not in lines(*captions):
                    unsaid.append(Paragraph((Text(image.alt),)))
        blocks = self._caption((*unsaid, *captions), place.parent)
        if pictures and place.width == COLUMN and pictures[-1].takes(blocks):
            return [(each, place) for each in (*pictures[:-1], Clear(), pictures[-1])]
        if pictures and blocks:
            pictures[-1].spaceAfter = blocks[0].spaceBefore = CAPTION.before
        return [(each, place) for each in (*pictures, *blocks)]

    def _caption(self, paragraphs: Sequence[Paragraph], parent: Element) -> list[TextBlock]:
        element = Element("Caption", parent)
        found = [self.inlines.runs(paragraph.children, CAPTION, element) for paragraph in paragraphs]
        blocks = [TextBlock(runs, CAPTION) for runs in found if runs]
        if blocks:
            blocks[0].spaceBefore = blocks[-1].spaceAfter = LINE
        return blocks


def hanging(marker: str, style: Style, measure: float) -> float:
    """Return how far a text of `measure` is set in for `marker`, the longest of its list, to hang before it."""
    ink = sum(width(part, font) for font, part in pieces(marker, style.face)) * style.size
    return max(0, min(max(INDENT, ink + style.size), measure - _NARROWEST))


def _spread(nodes: Sequence[Block], place: Place) -> list[Waiting]:
    """Return `nodes` with their places: what is for the first or the last of them goes there."""
    if place.back and not (nodes and isinstance(nodes[-1], Paragraph)):
        nodes = (*nodes, Paragraph(()))
    before: list[Waiting] = []
    if (place.marker or place.anchors) and not (nodes and isinstance(nodes[0], Paragraph | Heading | Code)):
        before = [(_text((), place.text, place), place)]
        place = structs.replace(place, marker=(), anchors=(), before=0)
    inner = structs.replace(place, marker=(), anchors=(), before=0, after=0, back=None)
    places = [inner] * len(nodes)
    if places:
        places[0] = structs.replace(
            places[0], marker=place.marker, anchors=place.anchors, before=place.before
        )
        places[-1] = structs.replace(places[-1], after=place.after, back=place.back)
    return [*before, *zip(nodes, places, strict=True)]


def _text(
    runs: Sequence[Run],
    style: Style,
    place: Place,
    anchors: tuple[str, ...] = (),
    bookmark: Bookmark | None = None,
) -> TextBlock:
    spaced = varied(style, before=max(style.before, place.before), after=max(style.after, place.after))
    return TextBlock(runs, spaced, marker=place.marker, anchors=(*anchors, *place.anchors), bookmark=bookmark)


def _indented(inside: list[Waiting], left: float, right: float, place: Place) -> list[Waiting]:
    return [(Indenter(left, right), place), *inside, (Indenter(-left, -right), place)]


def _list(node: List, place: Place) -> list[Waiting]:
    """Items hang their markers (ISO 32000-1, 14.8.4.3.3); numbers are set flush right, as wide as the last."""
    first = 1 if node.start is None else node.start
    labels = [f"{first + n}." if node.ordered else "•" for n in range(len(node.children))]
    numbering = PDFDictionary(
        {"O": PDFName("List"), "ListNumbering": PDFName("Decimal" if node.ordered else "Disc")}
    )
    element = Element("L", place.parent, A=numbering)
    style = varied(place.text, color=SOFT)
    step = hanging(max(labels, key=len, default=""), style, place.width)
    tight = varied(place.text, after=place.text.after / 2)
    waiting: list[Waiting] = []
    for n, (label, item) in enumerate(zip(labels, node.children, strict=True)):
        line = Element("LI", element)
        inner = structs.replace(
            place,
            parent=Element("LBody", line),
            text=tight,
            width=place.width - step,
            marker=tuple(typeset(label, style, Element("Lbl", line))),
            before=0 if n else place.before,
            after=max(place.after, place.text.after) if n == len(labels) - 1 else 0,
        )
        waiting += _spread(item.children, inner)
    return _indented(waiting, step, 0, place)


def _quote(children: Sequence[Block], place: Place) -> list[Waiting]:
    step = max(0, min(_QUOTED, (place.width - _NARROWEST) / 2))
    inner = structs.replace(
        place,
        parent=Element("BlockQuote", place.parent),
        width=place.width - 2 * step,
        before=max(LINE, place.before),
        after=max(LINE, place.after),
    )
    return _indented(_spread(children, inner), step, step, place)


def _code(value: str, place: Place) -> list[Waiting]:
    element = Element("Code", Element("P", place.parent))
    runs: list[Run] = []
    for line in preformatted(value).strip("\n").split("\n"):
        runs += [*typeset(line, CODE, element), line_end(CODE, element)]
    return [(_text(runs[:-1], CODE, place), place)]


def _element(image: Image, parent: Element) -> Element | None:
    """Return the element of a picture, none for decoration (HTML, 4.8.4.4.3; ISO 14289-1, 7.3)."""
    alt = prose(image.alt).strip()
    return Element("Figure", parent, Alt=alt) if alt else None
