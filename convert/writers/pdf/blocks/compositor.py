"""Block nodes as slabs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import count, pairwise
from typing import TypeAlias, assert_never

from msgspec import Struct, structs
from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFName

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
from convert.render.pictures import NoPicture, embedded, fitted
from convert.render.quotations import attributes
from convert.report import Diagnostic
from convert.writers.pdf.blocks.inline import Inlines
from convert.writers.pdf.blocks.picture import PictureSlab
from convert.writers.pdf.blocks.setting import Setting
from convert.writers.pdf.blocks.table import Grid
from convert.writers.pdf.layout.line import Bookmark, TextLine
from convert.writers.pdf.layout.slab import Beside, Rule, Slab, spaced
from convert.writers.pdf.structure import Element
from convert.writers.pdf.styles import SOFT, Style, varied
from convert.writers.pdf.text.characters import preformatted, prose
from convert.writers.pdf.text.runs import Run, line_end, typeset

_DEEPEST = 6  # H1 to H6 (ISO 32000-1, 14.8.4.3.2)
_QUOTED = 1.25  # lines
_BREAK_SHARE = 0.12
_INDENT = 1.1  # of the size, for the first line of a paragraph that has no space above


class Place(Struct, frozen=True, kw_only=True):
    """Where blocks go: the element they belong to, how far they are set in, how wide they are, how text is set.

    `marker`, `anchors` and `before` are for the first of them, `back` (the note that they are) and `after` for
    the last. `dateline` is what the first paragraph begins with, if it does; `follows` says that the first block
    follows a paragraph.
    """

    parent: Element
    text: Style
    width: float
    left: float = 0
    marker: tuple[Run, ...] = ()
    anchors: tuple[str, ...] = ()
    before: float = 0
    after: float = 0
    back: FootnoteDefinition | None = None
    dateline: str = ""
    follows: bool = False


# A node that is yet to be set, or what has been made of one.
Waiting: TypeAlias = tuple[Block | Sequence[Slab], Place]


class Compositor:
    """Sets the blocks of one article, in reading order, each once."""

    def __init__(self, setting: Setting, inlines: Inlines, prefix: str = "", level: int = 0) -> None:
        """`inlines` turns what stands inside the blocks into runs; anchors begin with `prefix`.

        The article's headline is `level` levels below the first.
        """
        self.setting = setting
        self.inlines = inlines
        self.prefix = prefix
        self.diagnostics: list[Diagnostic] = []
        self._sections = count(1)
        self._base = self._level = level

    def compose(self, nodes: Sequence[Block], place: Place) -> list[Slab]:
        """Return what `nodes` become, by a stack: depth costs no recursion."""
        found: list[Slab] = []
        stack = _spread(nodes, place)[::-1]
        while stack:
            node, where = stack.pop()
            if isinstance(node, Sequence):
                found += node
            else:
                stack += self._place(node, where)[::-1]
        return found

    def line(
        self,
        nodes: Iterable[Inline],
        style: Style,
        parent: Element,
        *,
        width: float,
        left: float = 0,
        **entries: str,
    ) -> list[TextLine]:
        """Return `nodes` as a paragraph of their own, or as none where they say nothing."""
        runs = self.inlines.runs(nodes, style, Element("P", parent, **entries))
        return self.setting.setter.lines(runs, style, width, left=left)

    def heading(
        self, text: Sequence[Inline], depth: int, anchor: str, style: Style, place: Place, **entries: str
    ) -> list[TextLine]:
        """Return a heading, its level no more than one below the one before (ISO 14289-1, 7.4.2)."""
        self._level = min(depth + self._base, self._level + 1, _DEEPEST)
        element = Element(f"H{self._level}", place.parent, **entries)
        bookmark = Bookmark(prose(plain(*text)).strip(), self._level - 1)
        runs = self.inlines.runs(text, style, element)
        return self._text(runs, style, place, (anchor,), bookmark)

    def hanging(self, marker: str, style: Style, measure: float) -> float:
        """Return how far a text of `measure` is set in for `marker`, the longest of its list, to hang before it."""
        ink = self.setting.setter.width(typeset(marker, style, Element("Lbl")))
        least = self.setting.sheet.indent
        return max(0, min(max(least, ink + style.size), measure - self.setting.narrowest))

    def remark(self, code: str, message: str) -> None:
        """Say something of what had to be set otherwise than it was meant."""
        self.diagnostics.append(Diagnostic(code=code, severity="warning", message=message))

    def _place(self, node: Block, place: Place) -> list[Waiting]:
        """Return what one node becomes, or what of it is yet to be set."""
        match node:
            case Paragraph(children):
                return self._paragraph(children, place)
            case Heading(depth, children):
                if not prose(plain(*children)).strip():  # no heading for a reader
                    return self._paragraph(children, place)
                anchor = f"{self.prefix}section-{next(self._sections)}"
                style = self.setting.sheet.headings[depth]
                return [(self.heading(children, depth, anchor, style, place), place)]
            case List():
                return self._list(node, place)
            case Blockquote(children):
                return self._quote(children, place)
            case Code(value):
                return self._code(value, place)
            case Table():
                return self._table(node, place)
            case Figure():
                return self._figure(node, place)
            case ThematicBreak():
                line = self.setting.sheet.line
                width = _BREAK_SHARE * place.width
                left = place.left + (place.width - width) / 2
                return [([Rule(0.5, SOFT, left=left, width=width, before=line, after=line)], place)]
            case _:
                assert_never(node)

    def _paragraph(self, children: Sequence[Inline], place: Place) -> list[Waiting]:
        element = Element("P", place.parent)
        runs = self.inlines.runs(children, place.text, element, dateline=place.dateline)
        if place.back:
            links = self.inlines.back(place.back, element, place.text)
            runs += links if runs else links[1:]
        return [(self._text(runs, place.text, place), place)] if runs or place.marker else []

    def _text(
        self,
        runs: Sequence[Run],
        style: Style,
        place: Place,
        anchors: tuple[str, ...] = (),
        bookmark: Bookmark | None = None,
    ) -> list[TextLine]:
        """Return `runs` as lines with the space, the marker and the anchors of their place."""
        first = _INDENT * style.size if place.follows and not style.after and not place.marker else 0
        found = self.setting.setter.lines(
            runs,
            style,
            place.width,
            left=place.left,
            anchors=(*anchors, *place.anchors),
            bookmark=bookmark,
            marker=place.marker,
            first=first,
        )
        spaced(found, before=place.before, after=place.after)
        if style is self.setting.sheet.text:
            for line in found:
                line.gridded = True
        return found

    def _list(self, node: List, place: Place) -> list[Waiting]:
        """Items hang their markers (ISO 32000-1, 14.8.4.3.3); numbers are set flush, as wide as the last."""
        first = 1 if node.start is None else node.start
        labels = [f"{first + n}." if node.ordered else "•" for n in range(len(node.children))]
        numbering = PDFDictionary(
            {"O": PDFName("List"), "ListNumbering": PDFName("Decimal" if node.ordered else "Disc")}
        )
        element = Element("L", place.parent, A=numbering)
        style = varied(place.text, color=SOFT)
        step = self.hanging(max(labels, key=len, default=""), style, place.width)
        tight = varied(place.text, after=place.text.after / 2, align="start")
        waiting: list[Waiting] = []
        for n, (label, item) in enumerate(zip(labels, node.children, strict=True)):
            line = Element("LI", element)
            inner = structs.replace(
                place,
                parent=Element("LBody", line),
                text=tight,
                left=place.left + step,
                width=place.width - step,
                marker=tuple(typeset(label, style, Element("Lbl", line))),
                before=0 if n else place.before,
                after=max(place.after, place.text.after) if n == len(labels) - 1 else 0,
                follows=False,
            )
            waiting += _spread(item.children, inner)
        return waiting

    def _quote(self, children: Sequence[Block], place: Place) -> list[Waiting]:
        line = self.setting.sheet.line
        step = max(0, min(_QUOTED * line, (place.width - self.setting.narrowest) / 2))
        inner = structs.replace(
            place,
            parent=Element("BlockQuote", place.parent),
            left=place.left + step,
            width=place.width - 2 * step,
            before=max(line, place.before),
            after=max(line, place.after),
            follows=False,
        )
        waiting = _spread(children, inner)
        said = [plain(*node.children) if isinstance(node, Paragraph) else "" for node, _ in waiting]
        return [
            (node, structs.replace(where, text=self.setting.sheet.attribution))
            if attributes(own, before)
            else (node, where)
            for (node, where), own, before in zip(waiting, said, (None, *said), strict=False)
        ]

    def _code(self, value: str, place: Place) -> list[Waiting]:
        """Code runs from left to right, whatever stands around it."""
        element = Element("Code", Element("P", place.parent))
        style = self.setting.sheet.code
        runs: list[Run] = []
        for line in preformatted(value).strip("\n").split("\n"):
            runs += [*typeset(line, style, element), line_end(style, element)]
        return [(self._text(runs[:-1], style, place), place)]

    def _table(self, node: Table, place: Place) -> list[Waiting]:
        """A table that would have to break words may take the rail as well."""
        page = self.setting.page
        grid = Grid(node, self.setting, self.inlines, place.parent)
        wide = bool(page.rail) and place.width == page.column and grid.least > place.width
        width, left = (page.full, -page.outdent) if wide else (place.width, place.left)
        rows = grid.rows(width, left)
        if rows and wide:
            rows[0].clear = True
        if grid.parts > 1:
            message = (
                f"a table of {grid.count} columns is wider than the page: it is set in {grid.parts} parts"
            )
            self.remark("table-parted", message)
        if grid.broken:
            self.remark("table-narrow", "a table has words wider than the page: they are broken")
        return [(rows, place)]

    def _figure(self, node: Figure, place: Place) -> list[Waiting]:
        """A picture that cannot be shown leaves its words to the caption, unless that has them already."""
        page = self.setting.page
        captions = [child for child in node.children if isinstance(child, Paragraph)]
        pictures: list[PictureSlab] = []
        unsaid: list[Paragraph] = []
        for image in (child for child in node.children if isinstance(child, Image)):
            try:
                picture = fitted(embedded(image.url))
                pictures.append(
                    PictureSlab(picture, _element(image, place.parent), place.left, place.width, page)
                )
            except NoPicture:
                if image.alt and image.alt not in lines(*captions):
                    unsaid.append(Paragraph((Text(image.alt),)))
        said = (*unsaid, *captions)
        line = self.setting.sheet.line
        element = Element("Caption", place.parent)
        if pictures and page.rail and place.width == page.column:
            beside = self._caption(said, element, page.rail, -page.outdent)
            if beside and sum(each.height for each in beside) <= pictures[-1].height:
                pictures[-1].beside = Beside(beside)
                return [(spaced(pictures, before=line, after=line), place)]
        blocks = self._caption(said, element, place.width, place.left)
        if pictures and blocks:
            pictures[-1].kept = True
            blocks[0].before = max(3, 0.25 * line)
        for each in pictures[:-1]:
            each.after = line / 2
        return [(spaced([*pictures, *blocks], before=line, after=line), place)]

    def _caption(
        self, paragraphs: Sequence[Paragraph], element: Element, width: float, left: float
    ) -> list[TextLine]:
        style = self.setting.sheet.caption
        found: list[TextLine] = []
        for paragraph in paragraphs:
            runs = self.inlines.runs(paragraph.children, style, element)
            found += self.setting.setter.lines(runs, style, width, left=left)
        for each in found[:-1]:
            each.kept = True
        return found


def _spread(nodes: Sequence[Block], place: Place) -> list[Waiting]:
    """Return `nodes` with their places: what is for the first or the last of them goes there."""
    if place.back and not (nodes and isinstance(nodes[-1], Paragraph)):
        nodes = (*nodes, Paragraph(()))
    if (place.marker or place.anchors) and not (nodes and isinstance(nodes[0], Paragraph | Heading | Code)):
        nodes = (Paragraph(()), *nodes)
    inner = structs.replace(
        place, marker=(), anchors=(), before=0, after=0, back=None, dateline="", follows=False
    )
    places = [inner] * len(nodes)
    if places:
        places[0] = structs.replace(
            inner,
            marker=place.marker,
            anchors=place.anchors,
            before=place.before,
            follows=place.follows,
        )
        places[-1] = structs.replace(places[-1], after=place.after, back=place.back)
    paragraphs = [n for n, node in enumerate(nodes) if isinstance(node, Paragraph)]
    for n in paragraphs[:1] if place.dateline else ():
        places[n] = structs.replace(places[n], dateline=place.dateline)
    for before, n in pairwise(paragraphs):
        if n == before + 1:
            places[n] = structs.replace(places[n], follows=True)
    return list(zip(nodes, places, strict=True))


def _element(image: Image, parent: Element) -> Element | None:
    """Return the element of a picture, none for decoration (HTML, 4.8.4.4.3; ISO 14289-1, 7.3)."""
    alt = prose(image.alt).strip()
    return Element("Figure", parent, Alt=alt) if alt else None
