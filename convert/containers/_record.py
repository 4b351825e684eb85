"""A scraped record, as the fields of a mapping, to a source: its text or page, and what stands beside it.

Names of fields are those of schema.org and those that scrapers write: Scrapy's items as in its documentation,
trafilatura (`--output-format json`), news-please, newspaper, Zyte's article, Common Crawl's and Hugging Face's sets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from convert.containers._names import called, inside
from convert.errors import InputError
from convert.patterns import pattern
from convert.source import Source, Stream, marked

# The first of these that says something is what is read; None where the content says whether it is HTML or text.
BODIES: tuple[tuple[str, str | None], ...] = (
    *(("html", "html"), ("raw_html", "html"), ("page_source", "html"), ("browserHtml", "html")),
    *(("text", "text"), ("articleBody", "text"), ("maintext", "text"), ("raw_text", "text")),
    *(("body", None), ("content", None), ("full_text", None)),
)
# By property, the fields that give it, the first that says something counting.
_FIELDS: dict[str, tuple[str, ...]] = {
    "url": ("url", "source", "canonicalUrl", "canonical_url", "link", "permalink"),
    "headline": ("headline", "title"),
    "description": ("description", "excerpt", "standfirst", "subtitle"),
    "author": ("author", "authors", "byline"),
    "datePublished": (
        *("datePublished", "date", "date_publish", "publish_date", "date_published", "published_date"),
        *("published_at", "publishedAt", "published", "pubDate", "pub_date"),
    ),
    "dateModified": ("dateModified", "date_modify", "date_modified", "modified", "updated_at", "updated"),
    "publisher": ("publisher", "sitename", "site_name", "siteName", "source-hostname", "source"),
    "inLanguage": ("inLanguage", "language", "lang"),
    "articleSection": ("articleSection", "section", "category"),
    "keywords": ("keywords", "tags"),
    "image": ("image", "image_url", "top_image", "thumbnail"),
}
_SEVERAL = frozenset({"author", "keywords", "image"})
_DATES = frozenset({"datePublished", "dateModified"})
_ADDRESS = pattern(r"https?://\S+", re.IGNORECASE)
# A block's tag, or a page's beginning: a text that is about HTML has them within a line.
_MARKUP = pattern(
    r"\A\s*+<(?:!doctype|\?xml|html|head|body|main|article|section|div|p|h[1-6]|ul|ol|table|figure|blockquote|img|a|span)\b"
    r"|</(?:p|div|h[1-6]|ul|ol|table|article|section|blockquote)>\s*+(?:<|$)",
    re.IGNORECASE,
)
_MILLISECONDS = 100_000_000_000  # seconds since 1970 are fewer until the year 5138


def source(
    record: Mapping[str, Any], stream: Stream, suffixes: tuple[str, ...], name: str, number: int
) -> Source:
    """Return the article of a record, called `name`. Raises InputError where it has no text."""
    body, format = _body(record, name)
    metadata = dict(_metadata(record))
    return Source(
        name=name,
        data=marked(body),
        path=f"{inside(stream.path, suffixes)}/{called(metadata, number)}",
        format=format,
        metadata=metadata,
    )


def _body(record: Mapping[str, Any], name: str) -> tuple[str, str]:
    for field, format in BODIES:
        value = record.get(field)
        parts = value if isinstance(value, list) else [value]
        body = "\n\n".join(part for part in parts if isinstance(part, str))
        if body.strip():
            return body, format or ("html" if _MARKUP.search(body) else "text")
    has = ", ".join(list(record)[:12]) or "nothing"
    hint = f"it has {has}; the text is read from html, text or body"
    raise InputError("has no text", where=name, hint=hint)


def _metadata(record: Mapping[str, Any]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for name, fields in _FIELDS.items():
        found = (tuple(_values(name, record.get(field), field)) for field in fields)
        values = next(filter(None, found), ())
        if values:
            yield name, values if name in _SEVERAL else values[:1]


def _values(name: str, value: Any, field: str) -> Iterator[str]:
    """Yield what a field says of the property `name`: strings, also those of lists and of schema.org's objects."""
    match value:
        case str() if value.strip() and _fits(name, value, field):
            # trafilatura joins names and tags with semicolons.
            yield from (
                part.strip() for part in (value.split(";") if name in _SEVERAL else (value,)) if part.strip()
            )
        case bool():
            return
        case int() | float() if name in _DATES:
            yield from _moment(value)
        case list():
            for each in value:
                yield from () if isinstance(each, list) else _values(name, each, field)
        case dict():
            key = next((key for key in ("name", "url", "@id") if isinstance(value.get(key), str)), "")
            yield from _values(name, value.get(key), field)


def _fits(name: str, value: str, field: str) -> bool:
    """Say whether a string may be meant: `source` is an address with some scrapers, a publisher with others."""
    return field != "source" or (name == "url") == (_ADDRESS.fullmatch(value.strip()) is not None)


def _moment(value: float) -> Iterator[str]:
    """Yield seconds or milliseconds since 1970 as a date."""
    seconds = value / 1000 if abs(value) > _MILLISECONDS else value
    if 0 < seconds < _MILLISECONDS:
        yield datetime.fromtimestamp(int(seconds), UTC).isoformat()
