"""The `article` element: head, text, notes and colophon, with what is known and no hole for what is not."""

from __future__ import annotations

from collections.abc import Collection

from lxml.etree import Element, _Element

from convert.languages import speaking
from convert.model import Article, Meta, Organization, Person
from convert.model.text import lines
from convert.render import words
from convert.render.characters import legal
from convert.render.markup import add, say, tidy
from convert.render.urls import safe, web
from convert.render.xhtml import Renderer, Show


def render(article: Article, show: Show, *, framed: bool = True, elsewhere: Collection[str] = ()) -> _Element:
    """Return `article` as an element; `show` gives the attributes of the `img` for an address, or none.

    One that is not `framed` comes without its head and its colophon, which stand elsewhere. `elsewhere` are anchors
    outside of it that its links may lead to.
    """
    root = Element("article")
    renderer = Renderer(article, show)
    if framed:
        head(root, article.meta)
    text = add(root, "div", {"class": "text"})
    renderer.text(text)
    _mark_dateline(text, article.meta.dateline)
    _corrections(root, article)
    renderer.notes(root)
    if framed:
        colophon(root, article.meta)
    tidy(root, elsewhere)
    return root


def head(root: _Element, meta: Meta) -> None:
    """Append section, headline, standfirst, authors and dates, each as far as it is known."""
    top = add(root, "header", {"class": "head"})
    add(top, "p", {"class": "kicker"}, meta.articleSection or "")
    add(top, "h1", text=words.headline(meta))
    add(top, "p", {"class": "standfirst"}, meta.description or "")
    ours = words.foreign(meta.inLanguage)
    byline = add(top, "p", {"class": "byline"})
    for part in words.byline_parts(meta):
        _by(byline, part, ours)
    dates = add(top, "p", {"class": "dates"})
    for moment, shown in words.dates(meta):
        if len(dates):
            say(dates, " ")  # for those who take the words alone
            add(dates, "br")
        add(dates, "time", {"datetime": moment, **ours}, shown)


def _by(byline: _Element, part: str | Person | Organization, ours: dict[str, str]) -> None:
    """Append an author, linked where the address is safe, or our words around authors."""
    if isinstance(part, str):
        _say_ours(byline, part, ours)
        return
    _linked(add(byline, "span", {"class": "author"}), safe(part.url or ""), part.name)
    if isinstance(part, Person) and part.jobTitle:
        say(byline, f" ({part.jobTitle})")


def _mark_dateline(text: _Element, dateline: str | None) -> None:
    """Wrap the dateline where the first paragraph begins with it: there it stays, as text."""
    first = next(text.iterchildren("p"), None)
    place = legal(dateline or "")
    if first is None or not place or not (first.text or "").startswith(place):
        return
    mark = Element("span", {"class": "dateline"})
    mark.text, mark.tail, first.text = place, (first.text or "")[len(place) :], None
    first.insert(0, mark)


def _corrections(root: _Element, article: Article) -> None:
    """Append the corrections that the text does not show anyway."""
    said = set(lines(*article.children))
    for correction in article.meta.correction:
        if correction not in said:
            add(root, "p", {"class": "correction"}, correction)


def colophon(root: _Element, meta: Meta) -> None:
    """Append where the article was first published and whose it is."""
    ours = words.foreign(meta.inLanguage)
    footer = add(root, "footer", {"class": "colophon"})
    if meta.publisher or web(meta.url or ""):
        before, _, after = speaking(meta.inLanguage).labels.source.partition("{source}")
        line = add(footer, "p")
        _say_ours(line, before, ours)
        _source(line, meta)
        _say_ours(line, after, ours)
    add(footer, "p", {"class": "copyright"}, meta.copyrightNotice or "")


def _source(line: _Element, meta: Meta) -> None:
    """Append the publisher by name and the article by its address."""
    if meta.publisher:
        _linked(add(line, "cite"), web(meta.publisher.url or ""), meta.publisher.name)
    address = web(meta.url or "")
    if address:
        say(line, ", " if meta.publisher else "")
        language = words.language(meta.inLanguage)
        original = {"hreflang": language} if language != "und" else {}
        add(line, "a", {"class": "url", "href": address, **original}, address.partition("://")[2].rstrip("/"))


def _say_ours(parent: _Element, text: str, ours: dict[str, str]) -> None:
    """Append words of our own, in their language where that is not the article's."""
    if ours and text:
        add(parent, "span", ours, text)
    else:
        say(parent, text)


def _linked(parent: _Element, href: str | None, text: str) -> None:
    """Append `text`, as a link where there is an address and something to press."""
    if href and text.strip():
        add(parent, "a", {"href": href}, text)
    else:
        say(parent, text)
