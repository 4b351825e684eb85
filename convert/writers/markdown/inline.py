"""Inline nodes as lines of Markdown.

The nodes are first made a flat row of pieces, each with the marks and the link that are on it: links then stand
outermost, and marks open and close where they change. A break ends a line, and all that is on it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Literal, assert_never

from msgspec import Struct, structs

from convert.model import (
    Break,
    Emphasis,
    FootnoteReference,
    Image,
    Inline,
    InlineCode,
    Link,
    Strong,
    Text,
)
from convert.model.text import plain
from convert.patterns import pattern
from convert.render.characters import legal
from convert.render.lines import one_line
from convert.render.urls import safe, web
from convert.writers.markdown.delimiters import Mark, Marked, delimit
from convert.writers.markdown.escape import escape, escape_entities

_BACKTICKS = pattern("`+")


class Piece(Struct, frozen=True):
    """A stretch of a line, and what is on it. A `ready` one is Markdown; text and code are as the tree has them."""

    text: str
    kind: Literal["text", "code", "ready", "break"] = "text"
    marks: frozenset[Mark] = frozenset()
    link: Link | None = None


def render(nodes: Sequence[Inline], labels: Mapping[str, str], *, in_table: bool = False) -> list[str]:
    """Return the lines of `nodes`; `labels` has that of each note, by its identifier.

    In a table "|" parts cells even within code, and readers differ on backslashes before it there: code with
    one is text.
    """
    lines: list[list[Piece]] = [[]]
    for piece in _pieces(nodes, labels):
        if piece.kind == "break":
            lines.append([])
        elif in_table and piece.kind == "code" and "|" in piece.text:
            lines[-1].append(structs.replace(piece, kind="text"))
        elif piece.text:
            lines[-1].append(piece)
    return [_line(line) for line in lines]


def _pieces(nodes: Sequence[Inline], labels: Mapping[str, str]) -> Iterator[Piece]:
    """Yield the pieces of `nodes`, by a stack: depth costs no recursion."""
    stack = [(node, Piece("")) for node in reversed(nodes)]
    while stack:
        node, on = stack.pop()
        inside = on
        children: tuple[Inline, ...] = ()
        match node:
            case Text(value):
                yield structs.replace(on, text=one_line(value))
            case InlineCode(value):
                yield structs.replace(on, text=legal(value).replace("\n", " "), kind="code")
            case Break():
                yield Piece("", "break")
            case Image():
                yield _image(node, on)
            case FootnoteReference():
                yield _reference(node, on, labels)
            case Emphasis(children):
                inside = structs.replace(on, marks=on.marks | {"emphasis"})
            case Strong(children):
                inside = structs.replace(on, marks=on.marks | {"strong"})
            case Link():
                children = _linked(node)
                inside = structs.replace(on, link=on.link or _leading(node))
            case _:
                assert_never(node)
        stack += [(child, inside) for child in reversed(children)]


def _image(node: Image, on: Piece) -> Piece:
    """Return a picture; where its address is none of the web's, its words."""
    address = web(node.url)
    if address is None:
        return structs.replace(on, text=one_line(node.alt))
    return structs.replace(
        on, text=f"![{escape(one_line(node.alt))}]{_target(address, node.title)}", kind="ready"
    )


def _reference(node: FootnoteReference, on: Piece, labels: Mapping[str, str]) -> Piece:
    """Return a reference; never within a link, since links hold no links."""
    if node.identifier not in labels:
        return structs.replace(on, text=f"[{one_line(node.label)}]")
    return structs.replace(on, text=f"[^{labels[node.identifier]}]", kind="ready", link=None)


def _leading(node: Link) -> Link | None:
    """Return `node` if it may be a link in the output: elsewhere in it there are no anchors of ours."""
    address = safe(node.url)
    return None if address is None or address.startswith("#") else node


def _linked(node: Link) -> tuple[Inline, ...]:
    """Return what a link shows: one without words shows its address."""
    return node.children if plain(*node.children).strip() else (*node.children, Text(node.url))


def _line(pieces: Sequence[Piece]) -> str:
    """Return one line, its links around what they are on."""
    stretches: list[Marked] = []
    for _, group in groupby(_spaced(_merged(pieces)), key=lambda piece: id(piece.link)):
        row = list(group)
        marked = [(_source(piece), piece.marks) for piece in row]
        stretches += [(_link(row[0].link, row, marked), frozenset())] if row[0].link else marked
    return delimit(_apart(stretches))


def _merged(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Yield `pieces`, neighbours alike as one: an escape depends on what stands together."""
    for _, group in groupby(pieces, key=lambda piece: (piece.kind, piece.marks, id(piece.link))):
        alike = list(group)
        yield structs.replace(alike[0], text="".join(piece.text for piece in alike))


def _spaced(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Yield `pieces`, white space between two apart and under what both are under; none at either end."""
    gap = ""
    before: Piece | None = None
    for piece in pieces:
        word = piece.text.strip() if piece.kind == "text" else piece.text
        lead, _, trail = piece.text.partition(word) if word else (piece.text, "", "")
        gap += lead
        if not word:
            continue
        if before and gap:
            one = piece.link is before.link
            yield Piece(gap, marks=before.marks & piece.marks, link=piece.link) if one else Piece(gap)
        yield structs.replace(piece, text=word)
        gap, before = trail, piece


def _apart(stretches: Sequence[Marked]) -> list[Marked]:
    """Escape what is markup only by what is beside it: "!" or "^" before "[", and "(" or ":" after "]"."""
    found: list[Marked] = []
    before = ""
    for text, marks in stretches:
        if before.endswith(("!", "^")) and text.startswith("["):
            found[-1] = (f"{before[:-1]}\\{before[-1]}", found[-1][1])
        before = f"\\{text}" if before.endswith("]") and text.startswith(("(", ":")) else text
        found.append((before, marks))
    return found


def _link(link: Link, row: Sequence[Piece], marked: Sequence[Marked]) -> str:
    """Return a link; one that shows its address alone in angle brackets (CommonMark 0.31, 6.5)."""
    address = safe(link.url) or ""
    if [Piece(address, link=link)] == row and not link.title and escape_entities(address) == address:
        return f"<{address}>"
    return f"[{delimit(_apart(marked))}]{_target(address, link.title)}"


def _target(address: str, title: str | None) -> str:
    """Return where a link leads, in angle brackets if it holds round ones, and its title."""
    place = f"<{address}>" if set(address) & set("()") else address
    said = escape(one_line(title or "")).replace('"', '\\"')
    return f'({escape_entities(place)} "{said}")' if title else f"({escape_entities(place)})"


def _source(piece: Piece) -> str:
    match piece.kind:
        case "text":
            return escape(piece.text)
        case "code":
            return _code(piece.text)
        case _:
            return piece.text


def _code(text: str) -> str:
    """Return a code span, its fence longer than any run of backticks in it (CommonMark 0.31, 6.1)."""
    longest = max(map(len, _BACKTICKS.findall(text)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if text.strip(" ") and (text[0] in " `" or text[-1] in " `") else ""
    return f"{fence}{pad}{text}{pad}{fence}"
