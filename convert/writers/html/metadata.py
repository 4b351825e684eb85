"""What the head says of the article: title, description, authors, address, Open Graph (https://ogp.me)."""

from __future__ import annotations

from lxml.etree import _Element

from convert.model import Meta
from convert.render import words
from convert.render.markup import add
from convert.render.urls import web


def metadata(head: _Element, meta: Meta) -> None:
    """Append to `head` what is known of an article."""
    add(head, "meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"})
    add(head, "meta", {"name": "color-scheme", "content": "light dark"})
    add(head, "title", text=words.headline(meta))
    for name, content in _named(meta):
        add(head, "meta", {"name": name, "content": content})
    address = web(meta.url or "")
    if address:
        add(head, "link", {"rel": "canonical", "href": address})
    for name, content in _open_graph(meta):
        add(head, "meta", {"property": name, "content": content})


def _named(meta: Meta) -> list[tuple[str, str]]:
    found = [("author", words.authors(meta)), ("description", meta.description or "")]
    return [(name, content) for name, content in found if content]


def _open_graph(meta: Meta) -> list[tuple[str, str]]:
    """Return the properties of an article, as far as they are known."""
    found = [
        ("og:type", "article"),
        ("og:title", words.headline(meta)),
        ("og:description", meta.description),
        ("og:url", web(meta.url or "")),
        ("og:site_name", meta.publisher.name if meta.publisher else None),
        ("og:locale", _locale(words.language(meta.inLanguage))),
        *(("og:image", web(image.url)) for image in meta.image),
        ("article:published_time", meta.datePublished),
        ("article:modified_time", meta.dateModified),
        *(("article:author", web(author.url or "")) for author in meta.author),
        ("article:section", meta.articleSection),
        *(("article:tag", keyword) for keyword in meta.keywords),
    ]
    return [(name, content) for name, content in found if content]


def _locale(tag: str) -> str | None:
    """Return a language tag as Open Graph has it, language_TERRITORY; None for one without a territory."""
    language, *others = tag.split("-")
    territory = next((part for part in others if len(part) == 2), None)
    return f"{language.lower()}_{territory.upper()}" if territory else None
