"""Block nodes: what an article is made of, from top to bottom.

Names and fields are mdast's; `Figure` is ours (an image, then the paragraphs of its caption; a caption
whose picture the input lost stands alone).
"""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from convert.model.inline import Image, Inline, Node, NonEmpty

Depth = Annotated[int, Meta(ge=2, le=6)]


class Heading(Node, frozen=True, tag="heading"):
    """A heading within the article; the headline is `meta.headline`, so depth starts at 2."""

    depth: Depth
    children: tuple[Inline, ...]


class Paragraph(Node, frozen=True, tag="paragraph"):
    """A paragraph."""

    children: tuple[Inline, ...]


class ListItem(Node, frozen=True, tag="listItem"):
    """One item of a list."""

    children: tuple[Block, ...]


class List(Node, frozen=True, tag="list"):
    """A list; `start` is the first number of an ordered one when it is not 1."""

    children: tuple[ListItem, ...]
    ordered: bool = False
    start: Annotated[int, Meta(ge=0)] | None = None


class Blockquote(Node, frozen=True, tag="blockquote"):
    """A quotation set apart, its attribution as the last paragraph."""

    children: tuple[Block, ...]


class Code(Node, frozen=True, tag="code"):
    """Preformatted text."""

    value: NonEmpty
    lang: NonEmpty | None = None


class TableCell(Node, frozen=True, tag="tableCell"):
    """One cell."""

    children: tuple[Inline, ...]


class TableRow(Node, frozen=True, tag="tableRow"):
    """One row; the first row of a table is its head (as in mdast)."""

    children: tuple[TableCell, ...]


class Table(Node, frozen=True, tag="table"):
    """A table; `align` has one entry per column, null where the column has no alignment (as in mdast)."""

    children: tuple[TableRow, ...]
    align: tuple[Literal["left", "right", "center"] | None, ...] = ()


class Figure(Node, frozen=True, tag="figure"):
    """A picture with its caption, or a caption alone."""

    children: tuple[Image | Paragraph, ...]


class ThematicBreak(Node, frozen=True, tag="thematicBreak"):
    """A break between scenes or sections."""


Block = Heading | Paragraph | List | Blockquote | Code | Table | Figure | ThematicBreak
