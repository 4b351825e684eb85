"""The article as a document, from head to colophon, and several as one: slabs, then pages, then marks on them."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct, structs

from convert.model import Article, Bundle
from convert.model.bundle import PLACE
from convert.options import WriteOptions
from convert.render import words
from convert.report import Diagnostic, Written
from convert.writers.pdf.blocks.compositor import Compositor, Place
from convert.writers.pdf.blocks.contents import contents
from convert.writers.pdf.blocks.foot import colophon, corrections, further_sources, notes
from convert.writers.pdf.blocks.footnotes import TooTall, footnotes, separator
from convert.writers.pdf.blocks.furniture import Furniture
from convert.writers.pdf.blocks.head import head
from convert.writers.pdf.blocks.inline import Inlines
from convert.writers.pdf.blocks.setting import Setting, setting
from convert.writers.pdf.layout.flow import Flow, Page, Placed, paginate
from convert.writers.pdf.layout.slab import Slab
from convert.writers.pdf.paint.canvas import TaggedCanvas
from convert.writers.pdf.paint.metadata import Record, record
from convert.writers.pdf.structure import Element, Tree
from convert.writers.pdf.styles import HAIR
from convert.writers.pdf.text.coverage import checked


class Chapter(Struct, frozen=True):
    """An article on its way to pages: what goes across the page and through its columns, what its pages have."""

    setting: Setting
    flows: Sequence[Flow]
    furniture: Furniture
    diagnostics: Sequence[Diagnostic] = ()


def render(article: Article, options: WriteOptions) -> Written:
    """Return the article as PDF. Raises MissingEngine for a character that no font has, unless one may stand in."""
    remarks = list(checked(article, options))
    return Written.of(_alone(article, options, remarks).written(), remarks)


def render_bundle(bundle: Bundle, options: WriteOptions) -> Written:
    """Return the articles of `bundle` as one PDF: its front, then each on a page of its own. Raises as `render`."""
    remarks: list[Diagnostic] = []
    return Written.of(_bound(bundle, options, remarks).written(), remarks)


# What draws ends before the document is written: what was laid out need not be there together with what is written.


def _alone(article: Article, options: WriteOptions, remarks: list[Diagnostic]) -> TaggedCanvas:
    """Draw an article; `remarks` receive what is said of it."""
    root = Element("Document")
    publisher = article.meta.publisher.name if article.meta.publisher else ""
    chapter = _chapter(article, root, options, running=publisher)
    remarks += chapter.diagnostics
    return _drawn([_laid(chapter)], Tree(root), record(article.meta, options, article))


def _bound(bundle: Bundle, options: WriteOptions, remarks: list[Diagnostic]) -> TaggedCanvas:
    """Draw the articles of a bundle; `remarks` receive what is said of them."""
    articles = bundle.articles
    meta = bundle.meta
    if not meta.inLanguage and articles:
        meta = structs.replace(meta, inLanguage=articles[0].meta.inLanguage)
    cover = Article(meta, ())
    remarks += [remark for each in (cover, *articles) for remark in checked(each, options)]
    root = Element("Document")
    # The front is made twice, since it says on which pages what follows it begins, and stands first in the tree.
    blank = _front(bundle, cover, [0] * len(articles), Element("Document"), options)
    found = len(_laid(blank).pages)
    front = Element("Part", root)
    laid: list[Laid] = []
    starts: list[int] = []
    for n, article in enumerate(articles, 1):
        chapter = _chapter(article, Element("Art", root), options, running=words.headline(meta), number=n)
        remarks += chapter.diagnostics
        starts.append(found + 1)
        laid.append(_laid(chapter))
        found += len(laid[-1].pages)
    opening = _laid(_front(bundle, cover, starts, front, options))
    return _drawn([opening, *laid], Tree(root), record(meta, options, *articles))


def _front(
    bundle: Bundle, cover: Article, pages: Sequence[int], root: Element, options: WriteOptions
) -> Chapter:
    """Return the front of a bundle whose articles begin on `pages`."""
    chosen = setting(cover, options)
    page = chosen.page
    compositor = Compositor(chosen, Inlines(cover, chosen.sheet))
    spread, below = head(cover.meta, root, compositor)
    listed = contents(bundle, pages, root, compositor) if options.toc else []
    flows = [
        Flow(spread, (page.whole,), new_page=True),
        Flow([*below, *listed], page.frames, ruled=page.columns > 1),
    ]
    return Chapter(chosen, flows, Furniture("", words.headline(cover.meta), chosen))


def _chapter(
    article: Article, root: Element, options: WriteOptions, *, running: str, number: int = 0
) -> Chapter:
    """Return the blocks of an article, below `root`, the `number`th of a bundle or one by itself."""
    chosen = setting(article, options)
    place = PLACE.format(n=number)[1:] if number else ""
    prefix = f"{place}-" if number else ""

    def fresh() -> Compositor:
        return Compositor(chosen, Inlines(article, chosen.sheet, prefix), prefix, level=int(bool(number)))

    compositor = fresh()
    try:
        flows = _flows(article, root, compositor, place, at_foot=options.notes == "footnotes")
    except TooTall:
        compositor = fresh()
        compositor.remark("notes-placed", "notes are too long for the foot of a page: they are at the end")
        flows = _flows(article, root, compositor, place, at_foot=False)
    furniture = Furniture(running, words.headline(article.meta), chosen)
    return Chapter(chosen, flows, furniture, compositor.diagnostics)


def _flows(
    article: Article, root: Element, compositor: Compositor, place: str, *, at_foot: bool
) -> list[Flow]:
    """Return what goes across the page and through its columns. Raises TooTall for notes that are to be `at_foot`."""
    meta, chosen = article.meta, compositor.setting
    page, sheet = chosen.page, chosen.sheet
    spread, below = head(meta, root, compositor, (place,) if place else ())
    text = Place(parent=root, text=sheet.text, width=page.column, dateline=meta.dateline or "")
    column: list[Slab] = [
        *below,
        *compositor.compose(article.children, text),
        *corrections(article, root, compositor),
    ]
    if at_foot:
        footnotes(column, root, compositor)
        column += further_sources(article, root, compositor)
    else:
        column += notes(article, root, compositor)
    column += colophon(meta, root, compositor)
    grid = sheet.line if page.columns > 1 else 0
    return [
        Flow(spread, (page.whole,), new_page=True),
        Flow(column, page.frames, grid, ruled=page.columns > 1, noted=separator(compositor)),
    ]


class Laid(Struct, frozen=True):
    """A chapter with its pages."""

    chapter: Chapter
    pages: Sequence[Page]


def _laid(chapter: Chapter) -> Laid:
    return Laid(chapter, paginate(chapter.flows, chapter.setting.page))


def _drawn(chapters: Sequence[Laid], tree: Tree, metadata: Record) -> TaggedCanvas:
    """Draw the document that `chapters` make: all pages are there before the first mark, to say how many."""
    first = chapters[0].chapter.setting.page
    canvas = TaggedCanvas(
        pagesize=(first.width, first.height),
        tree=tree,
        record=metadata,
        lang=metadata.language,
        invariant=1,
        pageCompression=1,
    )
    count = sum(len(laid.pages) for laid in chapters)
    number = 0
    for laid in chapters:
        chapter = laid.chapter
        for n, page in enumerate(laid.pages):
            number += 1
            _draw(canvas, chapter.setting, page)
            chapter.furniture.draw(canvas, number, count, opens=n == 0)
            canvas.showPage()
    return canvas


def _draw(canvas: TaggedCanvas, chosen: Setting, page: Page) -> None:
    """Draw what stands on a page, in reading order."""
    geometry, rtl = chosen.page, chosen.setter.rtl
    for gutter in page.gutters:
        canvas.upright(0.4, HAIR, gutter.x, geometry.height - gutter.top, geometry.height - gutter.bottom)
    for placed in page.placed:
        top = geometry.height - placed.top
        if placed.again:
            placed.slab.draw_again(canvas, placed.slab.edge(placed.frame, rtl=rtl), top)
            continue
        _draw_beside(canvas, placed, top, rtl=rtl)
        placed.slab.draw(canvas, placed.slab.edge(placed.frame, rtl=rtl), top)


def _draw_beside(canvas: TaggedCanvas, placed: Placed, top: float, *, rtl: bool) -> None:
    if placed.slab.beside is None:
        return
    y = top - placed.slab.beside.drop
    for slab in placed.slab.beside.slabs:
        slab.draw(canvas, slab.edge(placed.frame, rtl=rtl), y)
        y -= slab.height
