"""The article as a document, from head to colophon."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from io import BytesIO

from reportlab.platypus.doctemplate import BaseDocTemplate, PageTemplate
from reportlab.platypus.flowables import Flowable

from convert.model import Article
from convert.options import WriteOptions
from convert.render import words
from convert.writers.pdf import fonts, page
from convert.writers.pdf.blocks import Compositor, Place
from convert.writers.pdf.canvas import TaggedCanvas
from convert.writers.pdf.foot import colophon, corrections, notes
from convert.writers.pdf.furniture import Furniture
from convert.writers.pdf.head import head
from convert.writers.pdf.inline import Inlines
from convert.writers.pdf.layout import Column, kept
from convert.writers.pdf.metadata import Record, record
from convert.writers.pdf.structure import Element, Tree
from convert.writers.pdf.styles import TEXT


def render(article: Article, options: WriteOptions) -> bytes:
    """Return the article as PDF. Raises MissingEngine for a character that no font of ours has."""
    meta = article.meta
    root = Element("Document")
    compositor = Compositor(Inlines(article))
    story = [
        *head(meta, root, compositor),
        *compositor.compose(article.children, Place(parent=root)),
        *corrections(article, root, compositor),
        *notes(article, root, compositor),
        *colophon(meta, root, compositor),
    ]
    furniture = Furniture(meta.publisher.name if meta.publisher else "", words.headline(meta))
    return _built(story, furniture, Tree(root), record(meta, options))


def _built(story: Sequence[Flowable], furniture: Furniture, tree: Tree, metadata: Record) -> bytes:
    """Return the document that `story` makes."""
    out = BytesIO()
    pages = BaseDocTemplate(
        out,
        pagesize=(page.WIDTH, page.HEIGHT),
        pageTemplates=[
            PageTemplate("first", [Column(page.FIRST_TOP)], furniture.draw, autoNextPageTemplate="further"),
            PageTemplate("further", [Column(page.TOP)], furniture.draw),
        ],
        initialFontName=fonts.own(TEXT.face),
        lang=metadata.language,
        invariant=1,
        pageCompression=1,
    )
    pages._doSave = 0
    pages.build(kept(story), canvasmaker=partial(TaggedCanvas, tree=tree, record=metadata))
    furniture.count(pages.canv, pages.page)
    pages.canv.save()
    return out.getvalue()
