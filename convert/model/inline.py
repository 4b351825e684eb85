"""Inline nodes: what stands inside a paragraph.

Names and fields are mdast's (https://github.com/syntax-tree/mdast): Text, Emphasis, Strong, InlineCode, Link,
Image and Break from its core, FootnoteReference from its GFM extension.
"""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

NonEmpty = Annotated[str, Meta(min_length=1)]


class Node(Struct, frozen=True, tag_field="type", omit_defaults=True, forbid_unknown_fields=True):
    """The base of every node: frozen, tagged by `type`, absent fields left out."""


class Text(Node, frozen=True, tag="text"):
    """Literal text."""

    value: NonEmpty


class Emphasis(Node, frozen=True, tag="emphasis"):
    """Stress, a foreign word, a title: usually italic."""

    children: tuple[Inline, ...]


class Strong(Node, frozen=True, tag="strong"):
    """Strong importance: usually bold."""

    children: tuple[Inline, ...]


class InlineCode(Node, frozen=True, tag="inlineCode"):
    """A fragment of code."""

    value: NonEmpty


class Link(Node, frozen=True, tag="link"):
    """A hyperlink; `url` is absolute, or a fragment of the same document."""

    url: NonEmpty
    children: tuple[Inline, ...]
    title: NonEmpty | None = None


class Image(Node, frozen=True, tag="image"):
    """A picture; an empty `alt` marks decoration (HTML, 4.8.4.4)."""

    url: NonEmpty
    alt: str = ""
    title: NonEmpty | None = None


class Break(Node, frozen=True, tag="break"):
    """A line break that the author meant."""


class FootnoteReference(Node, frozen=True, tag="footnoteReference"):
    """The place in the text that points to the note of the same `identifier`."""

    identifier: NonEmpty
    label: NonEmpty


Inline = Text | Emphasis | Strong | InlineCode | Link | Image | Break | FootnoteReference
