"""Open Graph and its article vocabulary (https://ogp.me, https://ogp.me/#type_article)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from convert.draft import Claim
from convert.metadata.page import _named, _values
from convert.metadata.page._named import Names
from convert.metadata.page._page import Page, page_of
from convert.parts import PageMetadata

if TYPE_CHECKING:
    from lxml.html import HtmlElement


def _pictures(page: Page, contents: list[str]) -> Iterator[_named.Value]:
    """Yield the first picture with its alternative text: the others are as often logos, or the same once more."""
    url = _values.address(contents[0], page.base) if contents else ""
    if url:
        yield f"{url} {_values.text(page.first('og:image:alt'))}".strip()


def _tier(_page: Page, contents: list[str]) -> Iterator[_named.Value]:
    """Yield whether the article is free; one of so many a month is neither."""
    free = {"free": "true", "locked": "false"}.get(contents[0].lower()) if contents else None
    if free:
        yield free


_VOCABULARY = (
    Names("headline", ("og:title",), 0.85),
    Names("description", ("og:description",), 0.4),
    Names("author", ("article:author", "article:author:name", "og:article:author", "og:author"), 0.82),
    Names("datePublished", ("article:published_time", "og:article:published_time", "og:pubdate"), 0.9),
    Names(
        "dateModified",
        ("article:modified_time", "og:article:modified_time", "og:modified_time", "og:updated_time"),
        0.85,
    ),
    Names("publisher", ("og:site_name",), 0.8),
    Names("articleSection", ("article:section", "og:article:section"), 0.8),
    Names("keywords", ("article:tag", "og:article:tag"), 0.75),
    Names("url", ("og:url",), 0.85),
    Names("image", ("og:image:secure_url", "og:image", "og:image:url"), 0.8, _pictures),
    Names("inLanguage", ("og:locale",), 0.6),
    # https://developers.facebook.com/docs/instant-articles: locked behind a wall, or free.
    Names("isAccessibleForFree", ("article:content_tier",), 0.7, _tier),
)


def claims(root: HtmlElement, url: str | None) -> Iterator[Claim]:
    """Yield what the properties of the page's meta elements claim."""
    return _named.claims(page_of(root, url), _VOCABULARY, part.name)


part = PageMetadata(
    name="opengraph",
    description="Open Graph: og:title, article:published_time",
    claims=claims,
    examples={
        (
            '<meta property="og:title" content="Bridge opens | Harbor Post">'
            '<meta property="og:site_name" content="Harbor Post">'
        ): (
            ("headline", "Bridge opens"),
            ("publisher", "Harbor Post"),
        ),
        (
            '<meta property="article:published_time" content="2025-03-03T14:05:00-05:00">'
            '<meta property="article:author" content="Jane Roe">'
            '<meta property="article:tag" content="bridges">'
            '<meta property="article:content_tier" content="locked">'
        ): (
            ("author", "Jane Roe"),
            ("datePublished", "2025-03-03T14:05:00-05:00"),
            ("keywords", "bridges"),
            ("isAccessibleForFree", "false"),
        ),
        (
            '<meta property="og:image" content="https://example.com/bridge.jpg">'
            '<meta property="og:image:alt" content="The old bridge">'
            '<meta property="og:locale" content="en_US">'
        ): (
            ("image", "https://example.com/bridge.jpg The old bridge"),
            ("inLanguage", "en-US"),
        ),
    },
    near_misses=(
        (
            '<meta property="og:title" content="Harbor Post">'
            '<meta property="og:site_name" content="">'
            '<meta property="application-name" content="Harbor Post">'
        ),
        '<meta property="article:author" content="https://www.facebook.com/jane.roe">',
        '<meta property="og:url" content="https://example.com/">',
        '<meta property="og:description" content="The harbour board agreed to build a new …">',
        (
            '<meta property="article:published_time" content="0001-01-01T00:00:00Z">'
            '<meta property="article:content_tier" content="metered">'
        ),
    ),
)
