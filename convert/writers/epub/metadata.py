"""The metadata of the package document: Dublin Core."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

from ebooklib.epub import EpubBook

from convert.model import Meta
from convert.render import words
from convert.render.characters import legal
from convert.render.urls import web

# Identifiers are UUIDs of version 5 (RFC 9562, 5.5): the same article, the same identifier.
_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://schema.org/NewsArticle")


def describe(book: EpubBook, meta: Meta, content: str) -> None:
    """Add to `book` what is known of a publication; `content` is all that is in it."""
    book.set_identifier(f"urn:uuid:{uuid.uuid5(_NAMESPACE, content)}")
    book.set_title(legal(words.headline(meta)))
    book.set_language(words.language(meta.inLanguage))
    book.set_direction(words.direction(meta.inLanguage))
    for name, value in _dublin_core(meta):
        if value and value.strip():
            book.add_metadata("DC", name, legal(value))


def _dublin_core(meta: Meta) -> Iterator[tuple[str, str | None]]:
    """Yield what may be known beyond the elements that every package has (EPUB 3.3, Dublin Core elements)."""
    yield from (("creator", author.name) for author in meta.author)
    yield from (("subject", keyword) for keyword in meta.keywords)
    yield "date", meta.datePublished
    yield "publisher", meta.publisher.name if meta.publisher else None
    yield "description", meta.description
    yield "source", web(meta.url or "")
    yield "rights", meta.copyrightNotice
