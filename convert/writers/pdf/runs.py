"""Stretches of text in one font: what paragraphs are made of once the tree has been read."""

from __future__ import annotations

from typing import NamedTuple

from convert.writers.pdf.fonts import pieces
from convert.writers.pdf.structure import Element
from convert.writers.pdf.styles import Color, Style


class Link(NamedTuple):
    """A hyperlink: its element, what it is called (ISO 14289-1, 7.18.5), and an address or an anchor of ours."""

    element: Element
    name: str
    url: str = ""
    anchor: str = ""


class Run(NamedTuple):
    """Text in one font; "\\n" ends a line. `anchor` names the place where it starts."""

    text: str
    font: str
    size: float
    color: Color
    element: Element
    tracking: float = 0
    rise: float = 0
    link: Link | None = None
    underline: Color | None = None
    anchor: str = ""


def typeset(text: str, style: Style, element: Element, link: Link | None = None) -> list[Run]:
    """Return `text` as runs. Raises MissingEngine for a character that no font has."""
    underline = style.underline if link else None
    return [
        Run(part, font, style.size, style.color, element, style.tracking, 0, link, underline)
        for font, part in pieces(text, style.face)
    ]


def line_end(style: Style, element: Element) -> Run:
    """Return the run that ends a line."""
    return typeset(" ", style, element)[0]._replace(text="\n")
