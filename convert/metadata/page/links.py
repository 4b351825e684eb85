"""Links by their relation: the canonical address (RFC 6596), the author (HTML, 4.6.7.2)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from convert.draft import Claim
from convert.metadata.names import Author
from convert.metadata.page import _people, _values
from convert.metadata.page._page import Page, page_of, text
from convert.parts import PageMetadata

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_CANONICAL, _AUTHOR = 0.95, 0.75
_MOST = 6  # authors; more are those of a list of articles


def claims(root: HtmlElement, url: str | None) -> Iterator[Claim]:
    """Yield the address that the page calls its own, and the authors whom links by the headline name."""
    page = page_of(root, url)
    if page.canonical:
        yield Claim("url", page.canonical, 0, 0, part.name, _CANONICAL)
    links = page.about(link for link in root.iter("a") if "author" in (link.get("rel") or "").lower().split())
    authors = tuple(dict.fromkeys(author for link in links[: _MOST + 1] for author in _author(link, page)))
    if 0 < len(authors) <= _MOST:
        yield Claim(
            "author", authors, 0, 0, part.name, _AUTHOR * (_people.HOUSE if _people.is_house(authors) else 1)
        )


def _author(link: HtmlElement, page: Page) -> tuple[Author, ...]:
    named = _people.read([text(link)], page.language, page.sites)
    address = _values.address(link.get("href") or "", page.base)
    return (_people.described(named[0], address, ""),) if len(named) == 1 else named


part = PageMetadata(
    name="links",
    description="link relations: canonical, author",
    claims=claims,
    examples={
        ('<link rel="canonical" href="https://example.com/bridge">'): (
            ("url", "https://example.com/bridge"),
        ),
        (
            '<article><h1>Bridge opens</h1><p>By <a rel="author" '
            'href="https://example.com/staff/roe">Jane Roe</a></p></article>'
        ): (("author", "Jane Roe"),),
    },
    near_misses=(
        '<link rel="canonical" href="/bridge"><link rel="author" href="https://example.com/staff/roe">',
        '<link rel="canonical" href="https://example.com/">',
        '<h1>Bridge opens</h1><ul class="comments"><li><a rel="author" href="/john">John Doe</a></li></ul>',
        (
            '<h1>Bridge opens</h1><div class="related"><a rel="author" href="/john">John Doe</a>'
            '</div><article><h2>Ferry sails</h2><a rel="author" href="/john">John Doe</a></article>'
        ),
        '<h1>Bridge opens</h1><a rel="author" href="/staff">Staff Writer</a>',
    ),
)
