"""One self-contained web page."""

from __future__ import annotations

from convert.model import Article, Bundle
from convert.options import WriteOptions
from convert.parts import Writer


def write(article: Article, options: WriteOptions) -> bytes:
    """Return the page as UTF-8."""
    from convert.writers.html.page import page

    return page(article, options).encode()


def bundle(bundle: Bundle, options: WriteOptions) -> bytes:
    """Return several articles on one page as UTF-8."""
    from convert.writers.html.bundle import page

    return page(bundle, options).encode()


part = Writer(
    name="html",
    description="one self-contained web page, its metadata and style sheet inside",
    suffixes=(".html", ".htm"),
    media_type="text/html",
    write=write,
    bundle=bundle,
    pictures="any",
    notes=("endnotes", "inline", "none"),
)
