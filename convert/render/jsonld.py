"""The article as JSON-LD: https://schema.org/NewsArticle, each property defined there for that type."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

import msgspec

from convert.model import Article, CSLItem, Date, ImageObject, Name, Organization, Person, Publisher
from convert.model.text import count_words, lines
from convert.render.carried import harmless
from convert.render.urls import web


def encode(article: Article) -> str:
    """Return the JSON-LD text of `article`, fit to be embedded in HTML as it is: indented, a line feed last."""
    text = msgspec.json.format(msgspec.json.encode(describe(article)), indent=2).decode()
    return harmless(text) + "\n"


def describe(article: Article) -> dict[str, Any]:
    """Return what is known of `article` as a NewsArticle; what is not known is absent."""
    meta = article.meta
    body = "\n\n".join(lines(*article.children))
    url = web(meta.url or "")
    return _known(
        {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "mainEntityOfPage": {"@type": "WebPage", "@id": url} if url else None,
            "url": url,
            "headline": meta.headline,
            "description": meta.description,
            "image": [_image(image) for image in meta.image if web(image.url)],
            "author": [_party(author) for author in meta.author],
            "publisher": _party(meta.publisher) if meta.publisher else None,
            "datePublished": meta.datePublished,
            "dateModified": meta.dateModified,
            "dateline": meta.dateline,
            "inLanguage": meta.inLanguage,
            "articleSection": meta.articleSection,
            "keywords": list(meta.keywords),
            "correction": list(meta.correction),
            "copyrightNotice": meta.copyrightNotice,
            "isAccessibleForFree": meta.isAccessibleForFree,
            "wordCount": count_words(body),
            "articleBody": body,
            "citation": _citations(note.source for note in article.notes if note.source),
        }
    )


def _known(properties: dict[str, Any]) -> dict[str, Any]:
    """Return the properties that have a value; that something is not so is one."""
    return {name: value for name, value in properties.items() if value or value is False}


def _party(party: Person | Organization | Publisher) -> dict[str, Any]:
    return _known(
        {
            "@type": "Person" if isinstance(party, Person) else "Organization",
            "name": party.name,
            "url": web(party.url or ""),
            "jobTitle": party.jobTitle if isinstance(party, Person) else None,
        }
    )


def _image(image: ImageObject) -> dict[str, Any]:
    return _known({"@type": "ImageObject", "url": web(image.url), "caption": image.caption})


def _citations(sources: Iterable[CSLItem]) -> list[dict[str, Any]]:
    """Return the works that notes cite, each as far as it is known; a work of which nothing is known is none."""
    works = (_work(source) for source in sources)
    return [{"@type": "CreativeWork", **work} for work in works if work]


def _work(source: CSLItem) -> dict[str, Any]:
    container = {"@type": "CreativeWork", "name": source.container} if source.container else None
    publisher = {"@type": "Organization", "name": source.publisher} if source.publisher else None
    return _known(
        {
            "name": source.title,
            "url": web(source.URL or ""),
            "author": [author for author in map(_author, source.author) if author],
            "isPartOf": container,
            "publisher": publisher,
            "datePublished": _iso(source.issued) if source.issued else None,
        }
    )


def _author(name: Name) -> dict[str, Any]:
    """Return a CSL name: a literal is an institution's (CSL 1.0.2, names), else a person's."""
    if name.literal:
        return {"@type": "Organization", "name": name.literal}
    spelled = " ".join(part for part in (name.given, name.family) if part)
    return {"@type": "Person", "name": spelled} if spelled else {}


def _iso(date: Date) -> str:
    """Return a CSL date, the first of a range, in ISO 8601 as far as it goes; "" for one that is not in a calendar."""
    year, month, day, *_ = (*(date.parts[0] if date.parts else ()), 0, 0, 0)
    try:
        full = datetime.date(year, month or 1, day or 1).isoformat()
    except ValueError:
        return ""
    return full[: 10 if day else 7 if month else 4]
