"""What a page says of its article in its markup: a vocabulary a file; all make claims, and nobody chooses here.

A file that begins with "_" is what several of them share:

    _page     the page itself: its titles, headline, addresses, language and the names of its site
    _items    schema.org items, out of whichever syntax; _embedded reads those that attributes spell
    _schema   which item is the article, and what it claims
    _people, _moments, _values    what a value says: names, dates, the rest
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from convert.draft import Claim
from convert.metadata.page._page import page_of
from convert.parts import METADATA

if TYPE_CHECKING:
    from lxml.html import HtmlElement


def read(root: HtmlElement, url: str | None) -> tuple[Claim, ...]:
    """Return what the markup of a page claims of its article, source by source.

    `root` is the parsed page and `url` its address, where known; relative addresses are made absolute by it.
    Claims have no place in the text (0 to 0). What a page says brokenly is left out: nothing is raised.
    """
    try:
        return tuple(claim for part in METADATA.sound() for claim in part.claims(root, url))
    finally:
        page_of.cache_clear()
