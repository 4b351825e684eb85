"""Microdata: schema.org items in attributes (HTML, 5: https://html.spec.whatwg.org/multipage/microdata.html)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from convert.draft import Claim
from convert.metadata.page import _embedded, _schema
from convert.metadata.page._items import terms
from convert.metadata.page._page import page_of
from convert.parts import PageMetadata

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_SYNTAX = _embedded.Syntax(scope="itemscope", type="itemtype", terms=terms, properties={"itemprop": terms})


def claims(root: HtmlElement, url: str | None) -> Iterator[Claim]:
    """Yield what the item that is the article claims."""
    page = page_of(root, url)
    yield from _schema.claims(_embedded.items(page, _SYNTAX, _schema.WANTED), page, part.name, 0.97)


part = PageMetadata(
    name="microdata",
    description="microdata: itemscope, itemtype, itemprop",
    claims=claims,
    examples={
        (
            '<article itemscope itemtype="https://schema.org/NewsArticle">'
            '<h1 itemprop="headline">Bridge opens</h1><a itemprop="author" href="/roe">Jane Roe</a>'
            '<time itemprop="datePublished" datetime="2025-03-03">Monday</time></article>'
        ): (
            ("headline", "Bridge opens"),
            ("author", "Jane Roe"),
            ("datePublished", "2025-03-03"),
        ),
        (
            '<article itemscope itemtype="http://schema.org/BlogPosting" itemref="when">'
            '<h1 itemprop="name">Bridge opens</h1>'
            '<p itemprop="author" itemscope itemtype="http://schema.org/Person">By <b '
            'itemprop="name">Jane Roe</b></p><div itemprop="comment" itemscope '
            'itemtype="http://schema.org/Comment"><b itemprop="author">John Doe</b></div></article>'
            '<p id="when"><meta itemprop="dateModified" content="2025-03-04"></p>'
        ): (
            ("headline", "Bridge opens"),
            ("author", "Jane Roe"),
            ("dateModified", "2025-03-04"),
        ),
        (
            '<p itemscope itemtype="http://schema.org/Article">Posted in: <span '
            'itemprop="articleSection">filed under <a href="/local">Local</a></span></p>'
        ): (("articleSection", "Local"),),
    },
    near_misses=(
        '<p itemscope itemtype="http://schema.org/Person"><b itemprop="name">Jane Roe</b></p>',
        '<h1>Bridge opens</h1><aside><p itemprop="author">John Doe</p></aside>',
        (
            "<title>Bridge opens</title><h1>Bridge opens</h1><div>"
            '<article itemscope itemtype="http://schema.org/Article">'
            '<h3 itemprop="headline">Ferry sails</h3><b itemprop="author">John Doe</b></article>'
            '<article itemscope itemtype="http://schema.org/Article">'
            '<h3 itemprop="headline">Pier closes</h3></article></div>'
        ),
    ),
)
