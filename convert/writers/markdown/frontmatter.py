"""Metadata as YAML front matter, by the names that Hugo, Jekyll (with jekyll-seo-tag) and Pandoc look for."""

from __future__ import annotations

import json
from collections.abc import Iterator

from convert.model import Meta
from convert.patterns import pattern
from convert.render.characters import legal
from convert.render.urls import web

Value = str | list[str]

# Line separators and the byte order mark, which JSON leaves as they are and YAML 1.2 (5.2, 5.4) does not.
_UNSAFE = pattern("[\u2028\u2029\ufeff]")

_MINUTES = pattern(r"T\d\d:\d\d(?!:)")


def front_matter(meta: Meta) -> str:
    """Return the front matter with its fences; "" where nothing is known.

    Values are JSON strings and arrays of them, which YAML 1.2 reads as they stand (1.3), so that no text from
    the article is YAML.
    """
    lines = [f"{key}: {_value(value)}" for key, value in _facts(meta) if value]
    return "\n".join(["---", *lines, "---"]) if lines else ""


def _facts(meta: Meta) -> Iterator[tuple[str, Value]]:
    """Yield keys and values. Not `url`: Hugo and Jekyll take that for the address of the page they make."""
    yield "title", meta.headline or ""
    yield "description", meta.description or ""
    yield "author", [author.name for author in meta.author]
    yield _dated("date", "datePublished", meta.datePublished or "")
    yield _dated("lastmod", "dateModified", meta.dateModified or "")
    yield "lang", meta.inLanguage or ""
    yield "categories", [meta.articleSection] if meta.articleSection else []
    yield "tags", list(meta.keywords)
    yield "image", next(filter(None, (web(image.url) for image in meta.image)), "")
    yield "canonical_url", web(meta.url or "") or ""
    yield "publisher", meta.publisher.name if meta.publisher else ""
    yield "correction", list(meta.correction)
    yield "rights", meta.copyrightNotice or ""


def _dated(key: str, property_: str, value: str) -> tuple[str, str]:
    """Return a date under `key`; a year or a month, on which site builds fail, under its schema.org name."""
    if len(value) < len("2025-03-03"):
        return property_, value
    # Neither reads a time without seconds.
    return key, _MINUTES.sub(r"\g<0>:00", value)


def _value(value: Value) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_value, value))}]"
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(legal(value), ensure_ascii=False))
