"""The article as JSON-LD: https://schema.org/NewsArticle, each property defined there for that type."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable
from typing import Any

import msgspec

from convert.model import (
    Article,
    Bundle,
    CSLItem,
    Date,
    ImageObject,
    Meta,
    Name,
    Organization,
    Person,
    Publisher,
)
from convert.model.text import count_words, lines
from convert.render.carried import harmless
from convert.render.urls import web

_CONTEXT = {"@context": "https://schema.org"}

_Party = Person | Organization | Publisher


def encode(article: Article, *, graph: bool = False) -> str:
    """Return the JSON-LD text of `article`, fit to be embedded in HTML as it is: indented, a line feed last.

    As a `graph` it describes what is known of the page, the publisher and the section as well.
    """
    return _text({"@graph": described(article)} if graph else describe(article))


def encode_bundle(bundle: Bundle) -> str:
    """Return the JSON-LD text of a bundle: a Collection (https://schema.org/Collection) of articles."""
    meta = bundle.meta
    known = _pages(filter(None, (*meta.author, meta.publisher)))
    return _text(
        _known(
            {
                "@type": "Collection",
                "name": meta.headline,
                "description": meta.description,
                "author": [_party(author, known) for author in meta.author],
                "publisher": _party(meta.publisher, known) if meta.publisher else None,
                "datePublished": meta.datePublished,
                "inLanguage": meta.inLanguage,
                "hasPart": [describe(article) for article in bundle.articles],
            }
        )
    )


def _text(found: dict[str, Any]) -> str:
    text = msgspec.json.format(msgspec.json.encode({**_CONTEXT, **found}), indent=2).decode()
    return harmless(text) + "\n"


def describe(article: Article) -> dict[str, Any]:
    """Return what is known of `article` as a NewsArticle; what is not known is absent.

    Its `@id`, and those of who has a page on the web, are made of addresses: the same wherever they are met, and never
    those of the pages themselves, which are things of their own (Linked Data, "Cool URIs for the Semantic Web", 4.1).
    """
    meta = article.meta
    body = "\n\n".join(lines(*article.children))
    url = web(meta.url or "")
    known = _pages(filter(None, (*meta.author, meta.publisher)))
    return _known(
        {
            "@type": "NewsArticle",
            "@id": _identity(url, "article"),
            "mainEntityOfPage": {"@type": "WebPage", "@id": url} if url else None,
            "url": url,
            "headline": meta.headline,
            "description": meta.description,
            "image": [_image(image) for image in meta.image if web(image.url)],
            "author": [_party(author, known) for author in meta.author],
            "publisher": _party(meta.publisher, known) if meta.publisher else None,
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


def described(article: Article) -> list[dict[str, Any]]:
    """Return the nodes of a graph: the article, then its page, its publisher and its breadcrumbs, where known.

    What has an `@id` stands once, and is referred to by it.
    """
    found, meta = describe(article), article.meta
    url = web(meta.url or "")
    publisher = found.get("publisher")
    if publisher and "@id" in publisher:
        found["publisher"] = {"@id": publisher["@id"]}
    crumbs = _breadcrumbs(meta, url)
    page = {
        "@type": "WebPage",
        "@id": url,
        "url": url,
        "name": meta.headline,
        "inLanguage": meta.inLanguage,
        "datePublished": meta.datePublished,
        "dateModified": meta.dateModified,
        "breadcrumb": {"@id": crumbs["@id"]} if crumbs else None,
        "mainEntity": {"@id": found.get("@id")},
    }
    nodes = [found]
    if url:
        found["mainEntityOfPage"] = {"@id": url}
        nodes.append(_known(page))
    if publisher and "@id" in publisher:
        nodes.append(publisher)
    return [*nodes, crumbs] if crumbs else nodes


def _breadcrumbs(meta: Meta, url: str | None) -> dict[str, Any]:
    """Return the way from the publisher's site to the section; {} where either is not known.

    All steps but the last want an address (Google Search Central, Breadcrumb).
    """
    home = web(meta.publisher.url or "") if meta.publisher else None
    if not (url and home and meta.publisher and meta.articleSection):
        return {}
    steps = (
        {"@type": "ListItem", "position": 1, "name": meta.publisher.name, "item": home},
        {"@type": "ListItem", "position": 2, "name": meta.articleSection},
    )
    return {"@type": "BreadcrumbList", "@id": _identity(url, "breadcrumbs"), "itemListElement": list(steps)}


def _identity(url: str | None, name: str) -> str | None:
    """Return the identifier of what a page is about."""
    return f"{url.partition('#')[0]}#{name}" if url else None


def _known(properties: dict[str, Any]) -> dict[str, Any]:
    """Return the properties that have a value; that something is not so is one."""
    return {name: value for name, value in properties.items() if value or value is False}


def _party(party: _Party, pages: Collection[str]) -> dict[str, Any]:
    """Return who made or published the article; one who has one of `pages` alone is identified by it."""
    kind, url = "Person" if isinstance(party, Person) else "Organization", web(party.url or "")
    return _known(
        {
            "@type": kind,
            "@id": _identity(url, kind.lower()) if url in pages else None,
            "name": party.name,
            "url": url,
            "jobTitle": party.jobTitle if isinstance(party, Person) else None,
        }
    )


def _pages(parties: Iterable[_Party]) -> set[str]:
    """Return the addresses that belong to one name: a page of all the staff identifies none of them."""
    names: dict[str, set[str]] = {}
    for party in parties:
        names.setdefault(web(party.url or "") or "", set()).add(party.name)
    return {url for url, found in names.items() if url and len(found) == 1}


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
    except (ValueError, OverflowError):
        return ""
    return full[: 10 if day else 7 if month else 4]
