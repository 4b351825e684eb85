"""The canonical tree itself."""

from __future__ import annotations

from convert.model import Article, codec
from convert.options import WriteOptions
from convert.parts import Writer


def write(article: Article, _options: WriteOptions) -> bytes:
    """Return the tree as UTF-8 JSON."""
    return codec.encode(article)


part = Writer(
    name="json",
    description="the canonical article tree (its schema: `article schema`)",
    suffixes=(".json",),
    media_type="application/json",
    write=write,
)
