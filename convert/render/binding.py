"""Several articles into one publication: their order, their sections, what they have in common, links, notes."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import TypeVar

from msgspec import structs

from convert.model import (
    Article,
    Bundle,
    FootnoteReference,
    Link,
    Meta,
    Node,
    Section,
)
from convert.model.bundle import PLACE, placed
from convert.model.walk import rewrite
from convert.options import Numbering, Order, WriteOptions
from convert.patterns import pattern
from convert.render.notes import cited
from convert.render.urls import web

T = TypeVar("T")

# What puts folders in order and is no part of their names: "01-politics", "2. Culture". A year has four digits.
_ORDINAL = pattern(r"\A\d{1,3}[-_. )]+(?=\w)")


def ordered(articles: Sequence[tuple[T, Article]], order: Order) -> list[tuple[T, Article]]:
    """Return articles, each with what is known of it beside, in an order; those without a date come last."""
    if order == "given":
        return list(articles)
    dated = [each for each in articles if each[1].meta.datePublished]
    others = [each for each in articles if not each[1].meta.datePublished]
    return sorted(dated, key=lambda each: _moment(each[1]), reverse=order == "newest") + others


def sections(articles: Iterable[tuple[str, Article]]) -> tuple[Section, ...]:
    """Return articles, each with the folder that it lay in, by sections that are called after their folders.

    Folders are called by what is left of their paths without what all have in common: without a name, the section has
    no title and comes first. Sections come in the order of their first articles.
    """
    found: dict[str, list[Article]] = {}
    known = [(os.path.abspath(folder), article) for folder, article in articles]
    if not known:
        return ()
    common = os.path.commonpath([folder for folder, _ in known])
    for folder, article in known:
        below = os.path.relpath(folder, common)
        found.setdefault("" if below == os.curdir else _title(below), []).append(article)
    names = sorted(found, key=bool)  # stable: only the one without a name moves
    return tuple(Section(tuple(found[name]), name or None) for name in names)


def _title(folder: str) -> str:
    """Return the path of a folder as a title: words, the first with a capital where there is none at all."""
    parts = [
        " ".join(re.split(r"[\s_-]+", _ORDINAL.sub("", part, count=1).strip(" _-")))
        for part in folder.split(os.sep)
    ]
    title = " – ".join(part or folder for part in parts)
    return title[0].upper() + title[1:] if title == title.lower() else title


def described(meta: Meta, articles: Sequence[Article]) -> Meta:
    """Return the metadata of a whole, with what it does not say and all its articles do: the publisher.

    Its language is that of most articles, the first of them where several are as many: the whole has to be worded in
    one.
    """
    publishers = {article.meta.publisher for article in articles}
    languages = Counter(article.meta.inLanguage for article in articles if article.meta.inLanguage)
    return structs.replace(
        meta,
        publisher=meta.publisher or (publishers.pop() if len(publishers) == 1 else None),
        inLanguage=meta.inLanguage or next((tag for tag, _ in languages.most_common(1)), None),
    )


def latest(bundle: Bundle) -> int | None:
    """Return the last moment that an article of a bundle tells of itself, in seconds since 1970; None for none."""
    metas = [article.meta for article in bundle.articles]
    dates = [date for meta in metas for date in (meta.dateModified, meta.datePublished) if date]
    return max((int(WriteOptions().moment(date).timestamp()) for date in dates), default=None)


def bind(bundle: Bundle, numbering: Numbering = "article") -> Bundle:
    """Return `bundle` with links from article to article made local, and its notes numbered.

    What its articles were before goes along with it.
    """
    places = _places(bundle.articles)
    articles = [_linked(article, places) for article in bundle.articles]
    if numbering == "bundle":
        articles = _numbered(articles)
    bound = iter(articles)
    return structs.replace(
        bundle,
        sections=tuple(
            structs.replace(section, articles=tuple(next(bound) for _ in section.articles))
            for section in bundle.sections
        ),
        loose=bundle.articles,
    )


def _places(articles: Iterable[Article]) -> dict[str, str]:
    """Return where the articles are in the bundle by their addresses; one of two articles leads to neither."""
    addresses = [_page(article.meta.url or "") for article in articles]
    times = Counter(addresses)
    return {
        address: PLACE.format(n=n)
        for n, address in enumerate(addresses, 1)
        if address and times[address] == 1
    }


def _page(url: str) -> str:
    """Return an address without what is the same page with it and without: the scheme, a last slash, a fragment."""
    return (web(url) or "").partition("#")[0].partition("://")[2].rstrip("/")


def _linked(article: Article, places: Mapping[str, str]) -> Article:
    """Return an article whose links to others lead to them. What its notes cite stays what was published.

    A fragment of its own that looks like a place in the bundle leads nowhere in the article: its words stay.
    """

    def change(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
        return tuple(_changed(nodes, places))

    return rewrite(article, change)


def _changed(nodes: Iterable[Node], places: Mapping[str, str]) -> Iterator[Node]:
    for node in nodes:
        if not isinstance(node, Link):
            yield node
        elif placed(node.url) is not None:
            yield from node.children
        else:
            place = places.get(_page(node.url))
            yield structs.replace(node, url=place) if place else node


def _numbered(articles: Iterable[Article]) -> list[Article]:
    """Return articles whose notes that are cited are numbered through all of them, in their order."""
    done, number = [], 0
    for article in articles:
        notes = cited(article)
        labels = {note.identifier: str(n) for n, note in enumerate(notes, number + 1)}
        number += len(notes)
        done.append(_relabelled(article, labels))
    return done


def _relabelled(article: Article, labels: Mapping[str, str]) -> Article:
    def change(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
        return tuple(
            structs.replace(node, label=labels[node.identifier])
            if isinstance(node, FootnoteReference) and node.identifier in labels
            else node
            for node in nodes
        )

    notes = tuple(
        structs.replace(rewrite(note, change), label=labels.get(note.identifier, note.label))
        for note in article.notes
    )
    return structs.replace(rewrite(article, change), notes=notes)


def _moment(article: Article) -> datetime:
    return WriteOptions().moment(article.meta.datePublished)
