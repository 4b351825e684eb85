"""The title of the page, parted from the site's name, and the heading that it is (HTML, 4.2.2 and 4.3.6)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from convert.draft import Claim
from convert.metadata.page._page import page_of
from convert.parts import PageMetadata

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# What the reader sees stands above what is written for others to show.
# A heading that is worded otherwise than the title of the page is sure as far as it is akin to it.
_HEADING, _LONE_HEADING, _STRAY_HEADING, _TITLE = 0.93, 0.91, 0.6, 0.7


def claims(root: HtmlElement, url: str | None) -> Iterator[Claim]:
    """Yield the headings that the page's title names as its headline, and the title itself."""
    page = page_of(root, url)
    if page.heading is not None:
        said = next(said for element, said in page.headings if element is page.heading)
        sure = _HEADING if page.is_named(said) else _LONE_HEADING if page.is_akin(said) else _STRAY_HEADING
        yield Claim("headline", page.part(said), 0, 0, part.name, sure)
    if page.title and not page.is_site(page.title):
        yield Claim("headline", page.part(page.title), 0, 0, part.name, _TITLE)


part = PageMetadata(
    name="title",
    description="the title element and the heading that repeats it",
    claims=claims,
    examples={
        "<title>Bridge opens at last - Harbor Post</title><h1>Bridge opens at last</h1>": (
            ("headline", "Bridge opens at last"),
            ("headline", "Bridge opens at last"),
        ),
        '<title>Harbor Post: Bridge opens</title><h1><a href="/">Harbor Post</a></h1>': (
            ("headline", "Bridge opens"),
        ),
        "<title>Bridge - a history</title>": (("headline", "Bridge - a history"),),
    },
    near_misses=(
        (
            '<title>Harbor Post</title><meta property="og:site_name" content="Harbor Post">'
            "<h1>Harbor Post</h1>"
        ),
        "<svg><title>Menu</title></svg><h1> </h1>",
        "<h1>Ferry sails</h1><h1>Pier closes</h1>",
    ),
)
