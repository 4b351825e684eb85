"""What an article says and what its Markdown says, as rows that can be compared.

The Markdown is read by markdown-it-py, CommonMark with GitHub's tables, strikethrough and footnotes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from hypothesis import strategies as st
from lxml.html import HtmlElement, fragment_fromstring
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from convert.model import (
    Article,
    Block,
    Blockquote,
    Break,
    Code,
    Emphasis,
    Figure,
    FootnoteReference,
    Heading,
    Image,
    Inline,
    InlineCode,
    Link,
    List,
    Node,
    Paragraph,
    Strong,
    Table,
    Text,
    ThematicBreak,
)
from convert.model.text import plain
from convert.render.characters import legal
from convert.render.notes import further
from convert.render.urls import safe, web

_READER = MarkdownIt("commonmark").enable(["table", "strikethrough"]).use(footnote_plugin)

_BLOCKS = frozenset({"p", "ul", "ol", "pre", "blockquote", "hr", "table", "h2", "h3", "h4", "h5", "h6"})

# A character (or a picture, or a reference), and the elements that it is in.
Character = tuple[str, frozenset[str]]

# Inlines of the characters that mean something to Markdown.
_marks = st.text(
    st.sampled_from("ab1 *_`[]()<>!#-+=:|~\\&;.{}%$^@/\"'\t\n\u00a0é€—字"), min_size=1, max_size=12
)
_leaf = (
    st.builds(Text, _marks)
    | st.builds(InlineCode, st.text(st.sampled_from("a` |\\"), min_size=1, max_size=5))
    | st.just(Break())
    | st.just(FootnoteReference("1", "1"))
    | st.just(Image("https://example.com/(x", "a]b", 't"x'))
)


def _around(inner: st.SearchStrategy[Inline]) -> st.SearchStrategy[Inline]:
    children = st.lists(inner, max_size=4).map(tuple)
    addresses = st.sampled_from(
        ("https://example.com/a(b", "https://example.com/?a&copy;=1", "https://example.com")
    )
    titles = st.none() | st.just('x"y &amp; [z]')
    return (
        st.builds(Emphasis, children)
        | st.builds(Strong, children)
        | st.builds(Link, addresses, children, titles)
    )


hostile_inlines = st.lists(st.recursive(_leaf, _around, max_leaves=8), min_size=1, max_size=6).map(tuple)


class Leaf(NamedTuple):
    """A block: the containers that it is in, its element, its characters but for white space."""

    within: tuple[object, ...]
    element: str
    said: tuple[Character, ...]


def in_tree(article: Article) -> list[Leaf]:
    """Return the blocks of the tree."""
    labels = {note.identifier: note.label for note in article.notes}
    return _numbered(_leaves((*article.children, *further(article)), (), labels))


def in_markdown(markdown: str) -> list[Leaf]:
    """Return the blocks that a reader finds in `markdown`, without the notes."""
    found = fragment_fromstring(_READER.render(markdown), create_parent="div")
    return _numbered(_elements(found, ()))


def _numbered(leaves: Iterable[Leaf]) -> list[Leaf]:
    """Return leaves that say something, their containers numbered as they first come."""
    kept = [leaf for leaf in leaves if leaf.said or leaf.element == "hr"]
    numbers: dict[object, int] = {}
    return [
        _uncoded(leaf)._replace(within=tuple(numbers.setdefault(each, len(numbers)) for each in leaf.within))
        for leaf in kept
    ]


def _uncoded(leaf: Leaf) -> Leaf:
    """Return a cell without the marks of code, which not every code can have there."""
    if leaf.element not in ("th", "td"):
        return leaf
    return leaf._replace(said=tuple((character, on - {"code"}) for character, on in leaf.said))


def _leaves(
    blocks: Iterable[Block | Image], within: tuple[object, ...], labels: Mapping[str, str]
) -> Iterator[Leaf]:
    for n, node in enumerate(blocks):
        inside = (*within, (within, n, type(node).__name__))
        match node:
            case Paragraph(children):
                yield Leaf(within, "p", tuple(_inline(children, frozenset(), labels)))
            case Heading(depth, children):
                yield Leaf(within, f"h{depth}", tuple(_inline(children, frozenset(), labels)))
            case Image():
                yield Leaf(within, "p", tuple(_inline((node,), frozenset(), labels)))
            case Code(value):
                yield Leaf(within, "pre", tuple(_characters(value, frozenset())))
            case ThematicBreak():
                yield Leaf(within, "hr", ())
            case Figure(children):
                yield from _leaves(children, within, labels)
            case Blockquote(children):
                yield from _leaves(children, inside, labels)
            case List(items):
                for item in items:
                    yield from _leaves(item.children, (*inside, id(item)), labels)
            case Table(rows):
                for row in rows:
                    for cell in row.children:
                        element = "th" if row is rows[0] else "td"
                        yield Leaf(within, element, tuple(_inline(cell.children, frozenset(), labels)))


def _inline(nodes: Iterable[Node], on: frozenset[str], labels: Mapping[str, str]) -> Iterator[Character]:
    for node in nodes:
        match node:
            case Text(value):
                yield from _characters(value, on)
            case InlineCode(value):
                yield from _characters(value, on | {"code"})
            case Emphasis(children):
                yield from _inline(children, on | {"em"}, labels)
            case Strong(children):
                yield from _inline(children, on | {"strong"}, labels)
            case Link(url, children):
                words = children if plain(*children).strip() else (*children, Text(url))
                yield from _inline(words, on | _link(url, on), labels)
            case Image(url, alt):
                address = web(url)
                yield from _characters(alt, on) if address is None else [(_picture(address, legal(alt)), on)]
            case FootnoteReference(identifier, label):
                outside = frozenset(each for each in on if not each.startswith("a "))
                yield from [("ref", outside)] if identifier in labels else _characters(f"[{label}]", on)


def _link(url: str, on: frozenset[str]) -> frozenset[str]:
    address = safe(url)
    if address is None or address.startswith("#") or any(each.startswith("a ") for each in on):
        return frozenset()
    return frozenset({f"a {address}"})


def _picture(address: str, alt: str) -> str:
    return f"img {address} {''.join(alt.split())}"


def _characters(text: str, on: frozenset[str]) -> Iterator[Character]:
    return ((character, on) for character in legal(text) if not character.isspace())


def _elements(element: HtmlElement, within: tuple[object, ...]) -> Iterator[Leaf]:
    """Yield the leaves below a container."""
    for child in element:
        match child.tag:
            case "blockquote" | "ul" | "ol":
                yield from _elements(child, (*within, child))
            case "li" if any(each.tag in _BLOCKS for each in child):
                yield from _elements(child, (*within, child))
            case "li":
                yield Leaf((*within, child), "p", tuple(_read(child, frozenset())))
            case "table" | "thead" | "tbody" | "tr":
                yield from _elements(child, within)
            case "section":
                continue  # the notes
            case "hr" if child.get("class"):
                continue  # the rule above them
            case "pre":
                yield Leaf(within, "pre", tuple(_characters(child.text_content(), frozenset())))
            case _:
                yield Leaf(within, str(child.tag), tuple(_read(child, frozenset())))


def _read(element: HtmlElement, on: frozenset[str]) -> Iterator[Character]:
    yield from _characters(element.text or "", on)
    for child in element:
        match child.tag:
            case "sup":
                yield "ref", on
            case "img":
                yield _picture(child.get("src", ""), child.get("alt", "")), on
            case "a":
                yield from _read(child, on | {f"a {child.get('href')}"})
            case "br":
                pass
            case _:
                yield from _read(child, on | {str(child.tag)})
        yield from _characters(child.tail or "", on)
