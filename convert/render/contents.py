"""The contents of a bundle, for readers: sections, headlines, standfirsts, authors."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

from lxml.etree import _Element

from convert.languages import speaking
from convert.model import Article, Bundle, Meta
from convert.render import words
from convert.render.markup import add

# How an output links to the nth article, counted from 1.
Address = Callable[[int], str]


def contents(parent: _Element, bundle: Bundle, address: Address, level: int) -> None:
    """Append the contents, headed at a `level` of headings; the titles of sections are one below.

    Reference: DPUB-ARIA 1.1, doc-toc, a role of `nav`.
    """
    language = bundle.meta.inLanguage
    nav = add(parent, "nav", {"class": "contents", "role": "doc-toc", "aria-labelledby": "contents"})
    title = speaking(language).labels.contents
    add(nav, f"h{level}", {"id": "contents", **words.foreign(language)}, title)
    numbers = count(1)
    for section in bundle.sections:
        if section.title:
            add(nav, f"h{level + 1}", text=section.title)
        items = add(nav, "ol")
        for article in section.articles:
            item = add(items, "li", differing(article.meta, bundle.meta))
            _entry(item, article, address(next(numbers)))


def _entry(item: _Element, article: Article, address: str) -> None:
    meta = article.meta
    add(add(item, "p", {"class": "entry"}), "a", {"href": address}, words.headline(meta))
    if meta.description:
        add(item, "p", {"class": "standfirst"}, meta.description)
    if meta.author:
        add(item, "p", {"class": "byline", **words.foreign(meta.inLanguage)}, words.byline(meta))


def differing(meta: Meta, around: Meta) -> dict[str, str]:
    """Return the language and direction of what `meta` describes, where they are not those of what is around it."""
    if words.language(meta.inLanguage) == words.language(around.inLanguage):
        return {}
    return {"lang": words.language(meta.inLanguage), "dir": words.direction(meta.inLanguage)}
