"""RDFa Lite: items of schema.org and of Dublin Core in attributes (https://www.w3.org/TR/rdfa-lite/).

What Drupal 7 writes of SIOC (http://rdfs.org/sioc/spec/) and FOAF is known, too.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from convert.draft import Claim
from convert.metadata.page import _embedded, _schema
from convert.metadata.page._items import last
from convert.metadata.page._page import page_of
from convert.parts import PageMetadata

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# Terms of other vocabularies, by what schema.org calls the same.
_SAME = {
    "dc:title": "headline",
    "dc:date": "datePublished",
    "dc:created": "datePublished",
    "dc:issued": "datePublished",
    "dc:modified": "dateModified",
    "dc:creator": "author",
    "dc:publisher": "publisher",
    "dc:language": "inLanguage",
    "dc:subject": "keywords",
    "foaf:name": "name",
    "foaf:person": "Person",
    "sioc:has_creator": "author",
    "sioc:useraccount": "Person",
    "sioc:item": "Article",
    "sioc:post": "BlogPosting",
    "sioct:blogpost": "BlogPosting",
}
_OURS = ("schema:", "http://schema.org/", "https://schema.org/")


def _terms(names: str | None) -> Iterator[str]:
    """Yield the terms that we know of a list of them; without a prefix they are the vocabulary's."""
    for name in (names or "")[:500].split():
        same = _SAME.get(name.lower().replace("dcterms:", "dc:"))
        if same or ":" not in name or name.startswith(_OURS):
            yield same or last(name)


def _prefixed(names: str | None) -> Iterator[str]:
    """Yield the terms that we know of a list of them which have a prefix: rel="author" is not RDFa's."""
    return _terms(" ".join(name for name in (names or "")[:500].split() if ":" in name))


_SYNTAX = _embedded.Syntax(
    scope="typeof", type="typeof", terms=_terms, properties={"property": _terms, "rel": _prefixed}
)


def claims(root: HtmlElement, url: str | None) -> Iterator[Claim]:
    """Yield what the item that is the article claims."""
    page = page_of(root, url)
    if root.xpath("boolean(//*[@typeof])"):
        yield from _schema.claims(_embedded.items(page, _SYNTAX, _schema.WANTED), page, part.name, 0.96)


part = PageMetadata(
    name="rdfa",
    description="RDFa: vocab, typeof, property",
    claims=claims,
    examples={
        (
            '<article vocab="https://schema.org/" typeof="NewsArticle">'
            '<h1 property="headline">Bridge opens</h1>'
            '<p property="author" typeof="Person">By <b property="name">Jane Roe</b></p></article>'
        ): (
            ("headline", "Bridge opens"),
            ("author", "Jane Roe"),
        ),
        (
            '<div typeof="sioc:Item foaf:Document"><h1 property="dc:title">Bridge opens</h1>'
            '<span property="dc:date dc:created" content="2025-03-03T14:05:00-05:00">Monday</span>'
            '<span rel="sioc:has_creator"><a typeof="sioc:UserAccount" property="foaf:name" '
            'href="/roe">Jane Roe</a></span></div>'
        ): (
            ("headline", "Bridge opens"),
            ("author", "Jane Roe"),
            ("datePublished", "2025-03-03T14:05:00-05:00"),
        ),
    },
    near_misses=(
        (
            '<figure typeof="mw:File/Thumb"><a rel="author" property="mw:name" href="/roe">Jane '
            "Roe</a></figure>"
        ),
        '<p property="author">Jane Roe</p>',
        (
            '<ol vocab="https://schema.org/" typeof="BreadcrumbList">'
            '<li property="itemListElement" typeof="ListItem"><b property="name">Local</b></li></ol>'
        ),
    ),
)
