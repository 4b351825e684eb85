"""The head of the article: section, headline, standfirst, and beside it byline and dates in the rail."""

from __future__ import annotations

from reportlab.platypus.doctemplate import Indenter
from reportlab.platypus.flowables import Flowable

from convert.model import Inline, Link, Meta, Organization, Person, Strong, Text
from convert.render import words
from convert.writers.pdf.blocks import Compositor, Place
from convert.writers.pdf.characters import prose
from convert.writers.pdf.layout import Rule, beside
from convert.writers.pdf.lines import broken, units
from convert.writers.pdf.page import FULL, OUTDENT
from convert.writers.pdf.runs import typeset
from convert.writers.pdf.structure import Element
from convert.writers.pdf.styles import (
    BYLINE,
    DATES,
    HEADLINE,
    INK,
    KICKER,
    STANDFIRST,
    TEXT,
    Style,
    varied,
)

# Type sizes and leadings of a headline: the first in which it takes no more lines, else the last.
_SIZES = ((30, 33), (25, 28), (21, 24))
_LINES = 4


def head(meta: Meta, root: Element, compositor: Compositor) -> list[Flowable]:
    """Return the head of the article; what is not known leaves no hole."""
    title = prose(words.headline(meta)).strip() or compositor.inlines.labels.untitled
    section = compositor.line((Text(meta.articleSection or ""),), KICKER, root)
    across = Place(parent=root, width=FULL)
    headline = compositor.heading((Text(title),), 1, "headline", _fitted(title, root), across)
    signed = compositor.line(_byline(meta), BYLINE, root)
    for _, shown in words.dates(meta):
        signed += compositor.line((Text(shown),), DATES, root, **compositor.inlines.ours)
    standfirst = compositor.line((Text(meta.description or ""),), STANDFIRST, root)
    rail = beside(signed, STANDFIRST if standfirst else TEXT)
    spread = [Indenter(-OUTDENT), Rule(2.2, INK), *section, headline, Indenter(OUTDENT)]
    return [*spread, *rail, *standfirst]


def _fitted(title: str, root: Element) -> Style:
    """Return the style of a headline that reads `title`."""
    style = HEADLINE
    for size, leading in _SIZES:
        style = varied(HEADLINE, size=size, leading=leading)
        if len(broken(list(units(typeset(title, style, root))), FULL)) <= _LINES:
            break
    return style


def _byline(meta: Meta) -> list[Inline]:
    return [node for part in words.byline_parts(meta) for node in _credited(part)]


def _credited(part: str | Person | Organization) -> list[Inline]:
    """Return an author, by name and office, or the words between two."""
    if isinstance(part, str):
        return [Text(part)]
    name: Inline = Strong((Text(part.name),))
    office = part.jobTitle if isinstance(part, Person) else None
    return [Link(part.url, (name,)) if part.url else name, *([Text(f" ({office})")] if office else [])]
