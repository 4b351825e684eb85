"""Plain text, as one would mail it: what the article says, without markup.

A paragraph is a line, for whoever reads it to wrap. A link is followed by its address in angle brackets, as
RFC 3986, appendix C, has it; a reference to a note is its label in square brackets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import assert_never

from convert.languages import speaking
from convert.model import (
    Article,
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
    Meta,
    Paragraph,
    Strong,
    Table,
    Text,
    ThematicBreak,
)
from convert.model.text import lines, plain
from convert.options import WriteOptions
from convert.parts import Writer
from convert.patterns import pattern
from convert.render import words
from convert.render.characters import legal
from convert.render.columns import fill, width
from convert.render.lines import Frame, Leaf, lay_out, one_line, tight
from convert.render.notes import cited, further
from convert.render.urls import safe

_SCHEME = pattern(r"\A(https?://|mailto:)", re.IGNORECASE)


def write(article: Article, _options: WriteOptions) -> bytes:
    """Return the article as UTF-8 text that ends in one line feed."""
    labels = {note.identifier: note.label for note in article.notes}
    body, notes, others = (
        lay_out(blocks, lambda node, _: _unfold(node, labels))
        for blocks in (article.children, _notes(article), further(article))
    )
    parts = [*_head(article.meta), body, *_foot(article, notes, others)]
    return ("\n\n".join(part for part in parts if part) + "\n").encode()


def _head(meta: Meta) -> Iterator[str]:
    """Yield headline, standfirst, byline and dates."""
    for said in (words.headline(meta), meta.description or "", words.byline(meta)):
        yield _line(said)
    yield " · ".join(said for _, said in words.dates(meta))


def _foot(article: Article, notes: str, others: str) -> Iterator[str]:
    """Yield what stands below the text: corrections that it does not have itself, notes, origin, copyright."""
    meta = article.meta
    labels = speaking(meta.inLanguage).labels
    said = lines(*article.children)
    yield from (_line(correction) for correction in meta.correction if correction not in said)
    yield from (labels.notes, notes) if notes else ()
    yield others
    publisher = meta.publisher.name if meta.publisher else None
    origin = ", ".join(filter(None, (publisher, safe(meta.url or ""))))
    yield _line(labels.source.format(source=origin)) if origin else ""
    yield _line(meta.copyrightNotice or "")


def _notes(article: Article) -> list[Frame]:
    notes = [_marked(f"[{_line(note.label)}] ", note.children) for note in cited(article)]
    return [Frame(notes, tight=all(len(note.children) < 2 for note in article.notes))]


def _unfold(node: Leaf, labels: Mapping[str, str]) -> str | Frame:
    """Return the text of a block, or the frame that its blocks stand in."""
    match node:
        case Paragraph(children):
            return _words(children, labels)
        case Heading(children=children):
            return _line(_words(children, labels))
        case Image():
            return _words((node,), labels)
        case Code(value):
            return _indented(legal(value).strip("\n"))
        case ThematicBreak():
            return "* * *"
        case Table():
            return _table(node, labels)
        case Figure(children):
            return Frame(children)
        case Blockquote(children):
            return Frame(children, "> ", "> ")
        case List(children):
            items = [
                _marked(bullet, item.children) for bullet, item in zip(_bullets(node), children, strict=True)
            ]
            return Frame(items, tight=tight(node))
        case _:
            assert_never(node)


def _indented(text: str) -> str:
    return "\n".join(f"    {line}".rstrip() for line in text.split("\n")) if text.strip() else ""


def _marked(mark: str, blocks: Sequence[Leaf]) -> Frame:
    return Frame(blocks, mark, " " * width(mark))


def _bullets(node: List) -> list[str]:
    first = 1 if node.start is None else node.start
    return [f"{first + n}. " if node.ordered else "- " for n in range(len(node.children))]


def _table(node: Table, labels: Mapping[str, str]) -> str:
    """Return a table as aligned columns, its head above a rule; nothing for a table that says nothing."""
    rows = [[_line(_words(cell.children, labels)) for cell in row.children] for row in node.children]
    count = max((len(row) for row in rows), default=0)
    rows = [row + [""] * (count - len(row)) for row in rows]
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    sides = [*node.align, *[None] * count][:count]
    shown = ["  ".join(map(fill, row, widths, sides)).rstrip() for row in rows]
    rule = "  ".join("-" * columns for columns in widths)
    return "\n".join([*shown[:1], rule, *shown[1:]]).rstrip("\n") if any(widths) else ""


def _words(nodes: Sequence[Inline], labels: Mapping[str, str]) -> str:
    """Return inline nodes as text; a line feed is a break that the author meant. Depth costs no recursion."""
    said: list[str] = []
    stack: list[Inline | str] = [*reversed(nodes)]
    while stack:
        node = stack.pop()
        match node:
            case str():
                said.append(node)
            case Text(value) | InlineCode(value):
                said.append(one_line(value))
            case Break():
                said.append("\n")
            case Emphasis(children) | Strong(children):
                stack += reversed(children)
            case Link(url, children):
                stack += [_address(url, plain(*children)), *reversed(children)]
            case Image(url, alt):
                said += [_line(alt), _address(url, alt)]
            case FootnoteReference():
                said.append(f"[{_line(labels.get(node.identifier, node.label))}]")
            case _:
                assert_never(node)
    return "\n".join(line.strip(" ") for line in "".join(said).split("\n")).strip("\n")


def _address(url: str, said: str) -> str:
    """Return what follows a link that says `said`: its address, unless that is what it says."""
    found = safe(url)
    if found is None or found.startswith("#"):
        return ""
    shown = _line(said)
    if shown and _bare(shown) == _bare(url):
        return ""
    return f" <{found}>" if shown else f"<{found}>"


def _bare(address: str) -> str:
    """Return an address as people write it: without scheme and closing slash."""
    return _SCHEME.sub("", address).rstrip("/")


def _line(text: str) -> str:
    return one_line(text).strip()


part = Writer(
    name="text",
    description="plain text, a line a paragraph, notes at the end",
    suffixes=(".txt",),
    media_type="text/plain",
    write=write,
    notes=("endnotes", "inline", "none"),
)
