"""Blocks and inlines as elements of HTML, for every output that is made of them.

Elements are in no namespace; an output in XML moves them into one. What outputs do differently is said by the
caller: how a picture is shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import count
from typing import assert_never

from lxml.etree import _Element

from convert.languages import speaking
from convert.model import (
    Article,
    Block,
    Blockquote,
    Break,
    Code,
    Emphasis,
    Figure,
    FootnoteDefinition,
    FootnoteReference,
    Heading,
    Image,
    Inline,
    InlineCode,
    Link,
    List,
    ListItem,
    Paragraph,
    Strong,
    Table,
    Text,
    ThematicBreak,
)
from convert.model.text import lines, plain
from convert.render.markup import add, last, say
from convert.render.notes import Anchors, further
from convert.render.outline import ANCHOR, Levels, titled
from convert.render.quotations import attributes
from convert.render.tables import table
from convert.render.urls import safe
from convert.render.words import foreign, headline

# How an output shows the picture at an address: the attributes of its `img`, none where it cannot.
Show = Callable[[str], Mapping[str, str]]

Content = Block | Inline | ListItem
Placed = tuple[Content, _Element]


class Renderer:
    """Renders the nodes of one article, in reading order, each once."""

    def __init__(self, article: Article, show: Show) -> None:
        """`show` says how the output shows a picture."""
        self._article = article
        self._show = show
        self._anchors = Anchors(article)
        self._ours = foreign(article.meta.inLanguage)
        self._labels = speaking(article.meta.inLanguage).labels
        self._sections = count(1)
        self._levels = Levels()

    def text(self, parent: _Element) -> None:
        """Append the article's blocks to `parent`."""
        self._fill(parent, self._article.children)

    def notes(self, parent: _Element) -> None:
        """Append the endnotes to `parent`, if there are any, and the sources that no reference points to.

        The list is DPUB-ARIA 1.1 doc-endnotes with plain items (doc-endnote is deprecated); each note ends in
        a doc-backlink for each reference to it.
        """
        if self._anchors.notes():
            self._endnotes(parent)
        others = further(self._article)
        if others:
            section = add(parent, "section", {"class": "notes", "aria-labelledby": "further"})
            title = {"id": "further", **self._ours}
            add(section, f"h{self._levels.of(2)}", title, self._labels.further)
            self._fill(section, others[1:])

    def _endnotes(self, parent: _Element) -> None:
        attributes = {"class": "notes", "role": "doc-endnotes", "aria-labelledby": "notes"}
        section = add(parent, "section", attributes)
        add(section, f"h{self._levels.of(2)}", {"id": "notes", **self._ours}, self._labels.notes)
        notes = self._anchors.notes()
        items = add(section, "ol", _start(notes[0][1]))
        for anchor, note in notes:
            item = add(items, "li", {"id": anchor})
            self._fill(item, note.children)
            self._back(item, note)

    def _fill(self, parent: _Element, nodes: Iterable[Content]) -> None:
        """Append `nodes` to `parent`, by a stack: depth costs no recursion."""
        stack = _within(parent, nodes)[::-1]
        while stack:
            stack += reversed(self._place(*stack.pop()))

    def _place(self, node: Content, parent: _Element) -> list[Placed]:
        """Append the element of one node to `parent`; return what goes inside, and where."""
        match node:
            case Text(value):
                say(parent, value)
            case InlineCode(value):
                add(parent, "code", text=value)
            case Break():
                add(parent, "br")
            case ThematicBreak():
                add(parent, "hr")
            case Image():
                self._image(node, parent)
            case Code():
                _code(node, parent)
            case FootnoteReference():
                self._reference(node, parent)
            case Emphasis(children):
                return _within(add(parent, "em"), children)
            case Strong(children):
                return _within(add(parent, "strong"), children)
            case Paragraph(children):
                return _within(add(parent, "p", _attribution(node, parent)), children)
            case Blockquote(children):
                return _within(add(parent, "blockquote"), children)
            case ListItem(children):
                return _within(add(parent, "li"), children)
            case List():
                return _list(node, parent)
            case Heading():
                return self._heading(node, parent)
            case Link():
                return _link(node, parent)
            case Figure():
                return self._figure(node, parent)
            case Table():
                return self._table(node, parent)
            case _:
                assert_never(node)
        return []

    def _heading(self, node: Heading, parent: _Element) -> list[Placed]:
        """A heading without words is no heading: it would be an empty stop on a screen reader's way."""
        if not titled(node):
            return _within(add(parent, "p"), node.children)
        heading = add(
            parent, f"h{self._levels.of(node.depth)}", {"id": ANCHOR.format(n=next(self._sections))}
        )
        return _within(heading, node.children)

    def _image(self, node: Image, parent: _Element) -> None:
        """Within text, words stand in for a picture that cannot be shown."""
        attributes = self._show(node.url)
        if attributes:
            add(parent, "img", _picture(node, attributes))
        else:
            say(parent, node.alt)

    def _figure(self, node: Figure, parent: _Element) -> list[Placed]:
        """A picture that cannot be shown leaves its words to the caption, unless that has them already."""
        figure = add(parent, "figure")
        captions = [child for child in node.children if isinstance(child, Paragraph)]
        unsaid = []
        for image in (child for child in node.children if isinstance(child, Image)):
            attributes = self._show(image.url)
            if attributes:
                add(figure, "img", _picture(image, attributes))
            elif image.alt and image.alt not in lines(*captions):
                unsaid.append(Paragraph((Text(image.alt),)))
        return _within(add(figure, "figcaption"), (*unsaid, *captions))

    def _table(self, node: Table, parent: _Element) -> list[Placed]:
        """The head of a table names it, else the article does."""
        name = ", ".join(lines(*node.children[:1])) or headline(self._article.meta)
        return [
            placed
            for cell, element in table(node, parent, name)
            for placed in _within(element, cell.children)
        ]

    def _reference(self, node: FootnoteReference, parent: _Element) -> None:
        """Append a reference; one within a link follows the link, since links hold no links."""
        link = _link_around(parent)
        outside = link.getparent() if link is not None else None
        mark = _superscript(parent if outside is None else outside)
        if self._anchors.known(node.identifier):
            attributes = {
                "role": "doc-noteref",
                "id": self._anchors.next_reference(node.identifier),
                "href": f"#{self._anchors.note(node.identifier)}",
                "aria-label": self._labels.note.format(n=node.label),
                **self._ours,
            }
            add(mark, "a", attributes, node.label)
        else:
            say(mark, node.label)

    def _back(self, item: _Element, note: FootnoteDefinition) -> None:
        """Append the back links of a note to its last paragraph; each has a name of its own (WCAG 2.4.4)."""
        name = self._labels.note.format(n=note.label)
        line = item[-1] if len(item) and item[-1].tag == "p" else add(item, "p")
        for anchor, text in self._anchors.back(note.identifier):
            attributes = {
                "class": "back",
                "role": "doc-backlink",
                "href": f"#{anchor}",
                "aria-label": f"{text} ({name})",
            }
            say(line, " ")
            add(line, "a", {**attributes, **self._ours}, text)


def _start(first: FootnoteDefinition) -> dict[str, str]:
    """Return what makes a list of notes count from the label of its first, where that is no 1."""
    return {"start": first.label} if first.label.isdecimal() and first.label != "1" else {}


def _within(parent: _Element, nodes: Iterable[Content]) -> list[Placed]:
    return [(node, parent) for node in nodes]


def _attribution(node: Paragraph, parent: _Element) -> dict[str, str]:
    """Return what marks the source of a quotation."""
    above = last(parent) if parent.tag == "blockquote" else None
    before = None if above is None else above.text or ""
    return {"class": "attribution"} if attributes(plain(*node.children), before) else {}


def _link_around(element: _Element) -> _Element | None:
    """Return the link that `element` is or is in."""
    return element if element.tag == "a" else next(element.iterancestors("a"), None)


def _superscript(parent: _Element) -> _Element:
    """Append a place for a reference; one right after another is parted from it, lest 1 and 2 read as 12."""
    before = last(parent)
    beside = before is not None and before.get("class") == "ref" and not before.tail
    return add(parent, "sup", {"class": "ref"}, ",\u00a0" if beside else "")


def _link(node: Link, parent: _Element) -> list[Placed]:
    """An address that is not safe, or a link within a link, leaves the words; one without words shows itself."""
    href = safe(node.url)
    if href is None or _link_around(parent) is not None:
        return _within(parent, node.children)
    words = node.children if plain(*node.children).strip() else (*node.children, Text(node.url))
    bare = {"class": "url"} if plain(*words) == node.url else {}
    title = {"title": node.title} if node.title else {}
    return _within(add(parent, "a", {**bare, "href": href, **title}), words)


def _picture(node: Image, attributes: Mapping[str, str]) -> dict[str, str]:
    title = {"title": node.title} if node.title else {}
    return {**attributes, "alt": node.alt, **title}


def _code(node: Code, parent: _Element) -> None:
    """Append preformatted text, its language named as HTML suggests (4.5.15)."""
    language = {"class": f"language-{'-'.join(node.lang.split())}"} if node.lang else {}
    add(add(parent, "pre"), "code", language, node.value)


def _list(node: List, parent: _Element) -> list[Placed]:
    start = {} if node.start in (None, 1) else {"start": str(node.start)}
    items = add(parent, "ol", start) if node.ordered else add(parent, "ul")
    return _within(items, node.children)
