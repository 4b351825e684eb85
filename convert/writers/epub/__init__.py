"""An EPUB 3.3 publication."""

from __future__ import annotations

from convert.model import Article, Bundle
from convert.options import WriteOptions
from convert.parts import Writer


def write(article: Article, options: WriteOptions) -> bytes:
    """Return the publication as a zip archive."""
    from convert.writers.epub.book import publish

    return publish(article, options)


def bundle(bundle: Bundle, options: WriteOptions) -> bytes:
    """Return several articles as one publication, as a zip archive."""
    from convert.writers.epub.bundle import publish

    return publish(bundle, options)


part = Writer(
    name="epub",
    description="an EPUB 3.3 book with a table of contents and pop-up notes",
    suffixes=(".epub",),
    media_type="application/epub+zip",
    write=write,
    bundle=bundle,
    pictures="fitted",
    notes=("endnotes", "footnotes", "inline", "none"),
)
