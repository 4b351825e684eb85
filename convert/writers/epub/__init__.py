"""An EPUB 3.3 publication."""

from __future__ import annotations

from convert.model import Article
from convert.options import WriteOptions
from convert.parts import Writer


def write(article: Article, options: WriteOptions) -> bytes:
    """Return the publication as a zip archive."""
    from convert.writers.epub.book import publish

    return publish(article, options)


part = Writer(
    name="epub",
    description="an EPUB 3.3 book with a table of contents and pop-up notes",
    suffixes=(".epub",),
    media_type="application/epub+zip",
    write=write,
    pictures="fitted",
    notes=("endnotes", "footnotes", "inline", "none"),
)
