"""The table of contents, as EbookLib makes the navigation document and the NCX of it."""

from __future__ import annotations

from collections.abc import Iterator

from ebooklib import epub

from convert.languages import speaking
from convert.model import Article
from convert.render import words
from convert.render.characters import legal
from convert.render.notes import cited
from convert.render.outline import Entry, outline


def contents(article: Article, opening: str, document: str, depth: int | None = None) -> object:
    """Return the headline, a link to the file `opening`, with headings and notes below it, links into `document`.

    With a `depth`, what is deeper stands on the last level that there is; with one of 1 nothing is below.
    """
    entries = outline(article) if depth != 1 else []
    if cited(article) and depth != 1:
        entries.append(Entry(speaking(article.meta.inLanguage).labels.notes, "notes", []))
    link = epub.Link(opening, legal(words.headline(article.meta)), document.partition(".")[0] + "-headline")
    return _node(link, entries if depth is None else _flattened(entries, depth - 1), document)


def branch(title: str, document: str, below: list[object]) -> object:
    """Return a link to the file `document` with other entries below it."""
    return (epub.Link(document, legal(title), document.partition(".")[0] + "-title"), below)


def _node(link: epub.Link, entries: list[Entry], document: str) -> object:
    """Return a link, with what is below it if anything is: no list may be empty (EPUB 3.3, the nav element)."""
    below = [_node(_link(entry, document), entry.children, document) for entry in entries]
    return (link, below) if below else link


def _link(entry: Entry, document: str) -> epub.Link:
    uid = f"{document.partition('.')[0]}-{entry.anchor}"
    return epub.Link(f"{document}#{entry.anchor}", legal(entry.title), uid)


def _flattened(entries: list[Entry], depth: int) -> list[Entry]:
    """Return entries of at most `depth` levels, which is at least one, in the same order."""
    if depth > 1:
        return [Entry(each.title, each.anchor, _flattened(each.children, depth - 1)) for each in entries]
    return [Entry(each.title, each.anchor, []) for entry in entries for each in _all(entry)]


def _all(entry: Entry) -> Iterator[Entry]:
    yield entry
    for child in entry.children:
        yield from _all(child)
