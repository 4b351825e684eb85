"""Stretches of text that look alike: what a paragraph is made of once the tree has been read."""

from __future__ import annotations

from typing import NamedTuple

from convert.fonts import Face
from convert.writers.pdf.structure import Element
from convert.writers.pdf.styles import Color, Style


class Link(NamedTuple):
    """A hyperlink: its element, what it is called (ISO 14289-1, 7.18.5), and an address or an anchor of ours."""

    element: Element
    name: str
    url: str = ""
    anchor: str = ""


class Run(NamedTuple):
    """Text of one look; "\\n" ends a line. `anchor` names the place where it starts."""

    text: str
    face: Face
    features: tuple[str, ...]
    size: float
    color: Color
    element: Element
    tracking: float = 0
    rise: float = 0
    link: Link | None = None
    underline: Color | None = None
    anchor: str = ""


def typeset(text: str, style: Style, element: Element, link: Link | None = None) -> list[Run]:
    """Return `text` as a run, none where it is empty."""
    if not text:
        return []
    underline = style.underline if link else None
    return [
        Run(
            text,
            style.face,
            style.features,
            style.size,
            style.color,
            element,
            style.tracking,
            0,
            link,
            underline,
        )
    ]


def line_end(style: Style, element: Element) -> Run:
    """Return the run that ends a line."""
    return typeset("\n", style, element)[0]
