"""Meta elements: the standard names, Dublin Core, Highwire's for scholars, and those that analytics ask for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from convert.draft import Claim
from convert.metadata.page import _named
from convert.metadata.page._named import Names
from convert.metadata.page._page import page_of
from convert.parts import PageMetadata

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# https://scholar.google.com/intl/en/scholar/inclusion.html; https://www.dublincore.org/specifications/;
# https://docs.parse.ly/metatags/; https://getstarted.meetmarigold.com (sailthru.*);
# https://developer.x.com/en/docs (twitter:*); the rest is what newsrooms' own systems have settled on.
_SCHOLARS = (
    Names("headline", ("citation_title",), 0.9),
    Names("author", ("citation_author", "citation_authors"), 0.9, _named.scholars),
    Names("datePublished", ("citation_publication_date", "citation_date", "citation_online_date"), 0.88),
    Names("publisher", ("citation_journal_title", "citation_publisher"), 0.75),
    Names("keywords", ("citation_keywords",), 0.75),
    Names("inLanguage", ("citation_language",), 0.7),
)
_DUBLIN_CORE = (
    Names("headline", ("dc.title", "dcterms.title"), 0.8),
    Names("description", ("dc.description", "dcterms.abstract", "dcterms.description"), 0.35),
    Names("author", ("dc.creator", "dcterms.creator", "dc.contributor"), 0.82, _named.scholars),
    Names(
        "datePublished",
        ("dcterms.issued", "dc.date.issued", "dcterms.created", "dc.date.created", "dc.date", "dcterms.date"),
        0.82,
    ),
    Names("dateModified", ("dcterms.modified", "dc.date.modified"), 0.82),
    Names("publisher", ("dc.publisher", "dcterms.publisher"), 0.75),
    Names("inLanguage", ("dc.language", "dcterms.language"), 0.6),
    Names("copyrightNotice", ("dcterms.rights", "dc.rights"), 0.6),
)
_ANALYTICS = (
    Names("headline", ("parsely-title", "sailthru.title"), 0.8),
    Names("author", ("parsely-author", "sailthru.author", "article_author", "dcsext.author"), 0.85),
    Names("datePublished", ("parsely-pub-date", "sailthru.date", "article_date_original"), 0.82),
    Names("dateModified", ("article_date_updated",), 0.75),
    Names("articleSection", ("parsely-section",), 0.75),
    Names("keywords", ("parsely-tags", "sailthru.tags"), 0.7),
    Names("image", ("sailthru.image.full", "parsely-image-url"), 0.6),
    Names("url", ("parsely-link",), 0.7),
)
_COMMON = (
    Names("headline", ("title", "headline"), 0.75),
    Names("headline", ("twitter:title",), 0.78),
    Names("description", ("description", "twitter:description"), 0.35),
    Names("author", ("author", "authors", "byl", "byline", "article.author", "article:author_name"), 0.8),
    Names(
        "datePublished",
        (
            *(
                "article.published",
                "article:published",
                "publishdate",
                "publish-date",
                "publish_date",
                "pubdate",
            ),
            *("pub_date", "publication_date", "publicationdate", "datepublished", "originalpublicationdate"),
            *("date.issued", "datecreated", "pdate", "ptime", "date", "dcsext.articlefirstpublished"),
        ),
        0.8,
    ),
    Names(
        "dateModified",
        (
            "article.updated",
            "article:modified",
            "datemodified",
            "last-modified",
            "lastmod",
            "revised",
            "utime",
        ),
        0.75,
    ),
    Names("publisher", ("publisher",), 0.7),
    Names("publisher", ("application-name",), 0.6),
    Names("articleSection", ("section", "article.section", "articlesection"), 0.7),
    Names("keywords", ("news_keywords",), 0.78),
    Names("keywords", ("keywords",), 0.5),
    Names("inLanguage", ("content-language", "language"), 0.55),
    Names("image", ("twitter:image", "twitter:image:src", "thumbnail"), 0.6),
    Names("copyrightNotice", ("copyright",), 0.5),
    Names("isAccessibleForFree", ("isaccessibleforfree",), 0.8),
)


def claims(root: HtmlElement, url: str | None) -> Iterator[Claim]:
    """Yield what the names of the page's meta elements claim, vocabulary by vocabulary."""
    return _named.claims(page_of(root, url), (*_SCHOLARS, *_DUBLIN_CORE, *_ANALYTICS, *_COMMON), part.name)


part = PageMetadata(
    name="meta",
    description="meta elements: author, date, Dublin Core, citation_*, parsely-*, sailthru.*, twitter:*",
    claims=claims,
    examples={
        (
            '<meta name="author" content="By Jane Roe and John Doe, Harbour Editor">'
            '<meta name="date" content="3 March 2025">'
        ): (
            ("author", "Jane Roe, John Doe"),
            ("datePublished", "2025-03-03"),
        ),
        (
            '<meta name="citation_title" content="Tides">'
            '<meta name="citation_author" content="Roe, Jane">'
            '<meta name="citation_author" content="van der Doe, J. M.">'
            '<meta name="citation_publication_date" content="2025/03/03">'
        ): (
            ("headline", "Tides"),
            ("author", "Jane Roe, J. M. van der Doe"),
            ("datePublished", "2025-03-03"),
        ),
        (
            '<meta name="DC.title" content="Tides"><meta name="dcterms.issued" content="2025-03">'
            '<meta name="dc.rights" content="© 2025 Harbor Press">'
        ): (
            ("headline", "Tides"),
            ("datePublished", "2025-03"),
            ("copyrightNotice", "© 2025 Harbor Press"),
        ),
        (
            '<meta name="parsely-author" content="Jane Roe">'
            '<meta name="sailthru.tags" content="bridges, harbour, Bridges">'
            '<meta name="twitter:title" content="Bridge opens">'
        ): (
            ("author", "Jane Roe"),
            ("keywords", "bridges"),
            ("keywords", "harbour"),
            ("headline", "Bridge opens"),
        ),
    },
    near_misses=(
        '<meta name="author" content="admin"><meta name="publisher" content="WordPress">',
        '<meta name="author" content="editor@example.com"><meta name="author" content="Staff Writer">',
        (
            '<meta name="twitter:creator" content="@janeroe">'
            '<meta name="viewport" content="width=device-width">'
        ),
        '<meta name="date" content="{{ page.date }}"><meta name="pubdate" content="9999-12-31">',
        '<meta name="author" content=""><meta name="keywords" content=" , ">',
    ),
)
