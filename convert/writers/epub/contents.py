"""The table of contents, as EbookLib makes the navigation document and the NCX of it."""

from __future__ import annotations

from ebooklib import epub

from convert.languages import speaking
from convert.model import Article
from convert.render import words
from convert.render.characters import legal
from convert.render.notes import cited
from convert.render.outline import Entry, outline


def contents(article: Article, document: str) -> list[object]:
    """Return the headline with the headings and the notes below it, as links into the file `document`."""
    entries = outline(article)
    if cited(article):
        entries.append(Entry(speaking(article.meta.inLanguage).labels.notes, "notes", []))
    link = epub.Link(document, legal(words.headline(article.meta)), "headline")
    return [_node(link, entries, document)]


def _node(link: epub.Link, entries: list[Entry], document: str) -> object:
    """Return a link, with what is below it if anything is: no list may be empty (EPUB 3.3, the nav element)."""
    below = [
        _node(
            epub.Link(f"{document}#{entry.anchor}", legal(entry.title), entry.anchor),
            entry.children,
            document,
        )
        for entry in entries
    ]
    return (link, below) if below else link
