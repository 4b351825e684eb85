"""Seal a draft: blocks become nodes, markers become notes, claims become metadata."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any, assert_never

from msgspec import Struct

from convert.citations.number import Numbering
from convert.draft import Block as Range
from convert.draft import Container, Draft, Mark, Marker, Remark
from convert.limits import Limits
from convert.metadata.choose import choose
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
    ListItem,
    Node,
    Paragraph,
    Strong,
    Table,
    TableCell,
    TableRow,
    Text,
    ThematicBreak,
)
from convert.model.text import plain
from convert.model.walk import walk
from convert.options import ReadOptions

Leaf = tuple[tuple[Container, ...], Block]


def seal(draft: Draft, options: ReadOptions) -> tuple[Article, tuple[Remark, ...]]:
    """Return the article that `draft` has become, and what is to be said about its sources and metadata."""
    meta, conflicts = choose(draft, options.metadata)
    numbering = Numbering(draft, options.csl)
    inlines = _Inlines(draft, numbering, options.limits)
    leaves = [(block.within, node) for block in draft.blocks for node in _leaf(block, inlines)]
    for block in draft.blocks:
        if block.kind in ("headline", "description", "thematicBreak"):
            inlines.cite_aside(block)
    article = Article(meta=meta, children=_nested(leaves), notes=numbering.notes())
    return article, (*conflicts, *numbering.remarks(), *_relative(draft))


def _relative(draft: Draft) -> Iterator[Remark]:
    """Yield what is to be said of the links in the text that lead nowhere, since nobody says where the input stood."""
    starts = [block.start for block in draft.blocks if block.kind not in ("headline", "metadata")]
    ends = [block.end for block in draft.blocks if block.kind not in ("headline", "metadata")]
    lost = [mark for mark in draft.relative if bisect_right(starts, mark.start) > bisect_left(ends, mark.end)]
    if lost:
        count = "a link in the text is" if len(lost) == 1 else f"{len(lost)} links in the text are"
        message = f"{count} relative, and nothing says to what: left as words; --base-url ADDRESS says it"
        yield Remark("link-relative", "warning", message, lost[0].start, lost[0].end)


def _leaf(block: Range, inlines: _Inlines) -> Iterator[Block]:
    """Yield the node of a block, if anything is left in it; headline and metadata are not body."""
    match block.kind:
        case "thematicBreak":
            yield ThematicBreak()
        case "headline" | "description" | "metadata":
            pass
        case "code":
            value = inlines.literal(block)
            if value:
                yield Code(value, block.lang or None)
        case "tableCell":
            yield Paragraph(inlines.of(block))  # `_container` makes it a cell, empty or not
        case "heading" | "paragraph" | "caption" | "unread":
            children = inlines.of(block)
            if children:
                yield _node(block, children)
        case _:
            assert_never(block.kind)


def _node(block: Range, children: tuple[Inline, ...]) -> Block:
    if block.kind == "heading":
        return Heading(block.depth, children)
    return Paragraph(children)


class _Open(Struct, frozen=True):
    """A container that goes on, and what it has so far."""

    container: Container | None
    nodes: list[Any]


def _nested(leaves: Iterable[Leaf]) -> tuple[Block, ...]:
    """Return `leaves` with the containers around them that neighbours share; by a stack: depth costs no recursion."""
    stack = [_Open(None, [])]
    for around, node in leaves:
        within, shared = _holding(around), 0
        while shared < min(len(within), len(stack) - 1) and stack[shared + 1].container == within[shared]:
            shared += 1
        _close(stack, shared + 1)
        stack += (_Open(container, []) for container in within[shared:])
        stack[-1].nodes.append(node)
    _close(stack, 1)
    return tuple(stack[0].nodes)


def _holding(within: tuple[Container, ...]) -> tuple[Container, ...]:
    """Return containers without those that stand in a figure or a row of a table, which hold nothing but lines."""
    last = next((n for n, each in enumerate(within, 1) if each.kind in ("figure", "tableRow")), len(within))
    return within[:last]


def _close(stack: list[_Open], count: int) -> None:
    """Close all containers but the first `count`, each a node of the one around it."""
    while len(stack) > count:
        container, nodes = stack[-1].container, stack.pop().nodes
        if container is not None:
            stack[-1].nodes.append(_container(container, nodes))


def _container(container: Container, nodes: list[Any]) -> Node:
    match container.kind:
        case "list":
            return List(tuple(nodes), container.ordered, container.start)
        case "listItem":
            return ListItem(tuple(nodes))
        case "blockquote":
            return Blockquote(tuple(nodes))
        case "figure":
            return Figure(
                tuple(part for node in nodes if isinstance(node, Paragraph) for part in _shown(node))
            )
        case "table":
            width = max(len(row.children) for row in nodes)
            return Table(
                tuple(nodes), (*container.align, *(None,) * width)[:width] if any(container.align) else ()
            )
        case "tableRow":
            return TableRow(tuple(TableCell(cell.children) for cell in nodes if isinstance(cell, Paragraph)))
        case _:
            assert_never(container.kind)


def _shown(paragraph: Paragraph) -> Iterator[Image | Paragraph]:
    """Yield what a paragraph is in a figure: its pictures, if it holds nothing else, or a caption."""
    images = [node for node in paragraph.children if isinstance(node, Image)]
    if images and not plain(*(node for node in paragraph.children if not isinstance(node, Image))).strip():
        yield from images
    else:
        yield paragraph


class _Inlines:
    """Reads the inline nodes of blocks: text as the edits leave it, marks around it, references in it."""

    def __init__(self, draft: Draft, numbering: Numbering, limits: Limits) -> None:
        self._draft = draft
        self._limits = limits
        self._numbering = numbering
        self._anchors = sorted(draft.markers, key=_anchor)
        self._places = [marker.at for marker in self._anchors]
        self._marks = sorted(draft.marks, key=lambda mark: (mark.start, -mark.end))
        self._mark_starts = [mark.start for mark in self._marks]

    def cite_aside(self, block: Range) -> None:
        """Number the notes of a block without inlines, metadata or a break: they stay notes without a reference."""
        low = bisect_left(self._places, block.start)
        high = bisect_left(self._places, block.end + 1)
        for _ in self._numbering.references(self._anchors[low:high]):
            pass

    def literal(self, block: Range) -> str:
        """Return the text of a block of code."""
        return self._draft.read(block.start, block.end)

    def of(self, block: Range) -> tuple[Inline, ...]:
        """Return the inline nodes of a block; () when nothing but space is left in it."""
        low, high = (bisect_left(self._mark_starts, offset) for offset in (block.start, block.end))
        nodes = _trimmed(self._between(block.start, block.end, low, high, closing=block.end))
        return nodes if plain(*nodes).strip() or any(not isinstance(node, Text) for node in nodes) else ()

    def _between(
        self, start: int, end: int, low: int, high: int, closing: int, deep: int = 1
    ) -> list[Inline]:
        """Return text[start:end] with the marks numbered `low` to `high`, which begin there; closing as in `_plain`.

        Raises TooLarge where marks are within one another deeper than may be, of which `deep` are around this.
        """
        self._limits.hold("depth", deep)
        nodes: list[Inline] = []
        at = start
        while low < high:
            mark = self._marks[low]
            last = min(mark.end, end)
            after = bisect_left(self._mark_starts, last, low + 1, high)
            nodes += self._plain(at, mark.start, closing)
            children = tuple(self._between(mark.start, last, low + 1, after, closing, deep + 1))
            if children:
                nodes += _marked(mark, children)
            at, low = last, after
        return nodes + self._plain(at, end, closing)

    def _plain(self, start: int, end: int, closing: int) -> list[Inline]:
        """Return text[start:end] with its references; one that stands at `end` belongs to what follows."""
        nodes: list[Inline] = []
        at = start
        low = bisect_left(self._places, start)
        high = bisect_left(self._places, end + (end == closing))
        for place, group in groupby(self._anchors[low:high], _anchor):
            nodes += _text(self._draft.read(at, place))
            nodes += self._numbering.references(group)
            at = place
        return nodes + _text(self._draft.read(at, end))


def _marked(mark: Mark, children: tuple[Inline, ...]) -> Iterator[Inline]:
    """Yield a marked range as a node; code holds text alone, so that references within follow it."""
    match mark.kind:
        case "emphasis":
            yield Emphasis(children)
        case "strong":
            yield Strong(children)
        case "inlineCode":
            if said := plain(*children):
                yield InlineCode(said)
            yield from (node for node in walk(*children) if isinstance(node, FootnoteReference))
        case "link":
            yield Link(mark.url, children, mark.title or None)
        case "image":
            yield Image(mark.url, mark.alt, mark.title or None)
        case _:
            assert_never(mark.kind)


def _text(value: str) -> list[Inline]:
    """Return text as nodes; a line end that is left in it is a break."""
    nodes: list[Inline] = []
    for n, line in enumerate(value.split("\n")):
        nodes += [Break()] * (n > 0)
        nodes += [Text(line)] * bool(line)
    return nodes


def _trimmed(nodes: list[Inline]) -> tuple[Inline, ...]:
    """Return the nodes of a block without space at its ends, neighbouring texts as one."""
    merged: list[Inline] = []
    for node in nodes:
        if isinstance(node, Text) and merged and isinstance(merged[-1], Text):
            merged[-1] = Text(merged[-1].value + node.value)
        else:
            merged.append(node)
    if merged and isinstance(merged[0], Text):
        merged[:1] = _text(merged[0].value.lstrip())
    if merged and isinstance(merged[-1], Text):
        merged[-1:] = _text(merged[-1].value.rstrip())
    return tuple(merged)


def _anchor(marker: Marker) -> int:
    return marker.at
