"""Metadata for search engines: schema.org NewsArticle as JSON-LD."""

from __future__ import annotations

from convert.model import Article
from convert.options import WriteOptions
from convert.parts import Writer


def write(article: Article, options: WriteOptions) -> bytes:
    """Return the NewsArticle as UTF-8 JSON, byte for byte what the HTML writer embeds."""
    from convert.render import jsonld

    return jsonld.encode(article, graph=options.jsonld_graph).encode()


part = Writer(
    name="jsonld",
    description="schema.org NewsArticle as JSON-LD",
    suffixes=(".jsonld",),
    media_type="application/ld+json",
    write=write,
)
