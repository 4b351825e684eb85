"""The head of the article: section, headline, standfirst, byline and dates; beside a rail these two go there."""

from __future__ import annotations

from convert.model import Inline, Link, Meta, Organization, Person, Strong, Text
from convert.render import words
from convert.writers.pdf.blocks.compositor import Compositor, Place
from convert.writers.pdf.layout.line import TextLine
from convert.writers.pdf.layout.slab import Beside, Rule, Slab, Space, spaced
from convert.writers.pdf.structure import Element
from convert.writers.pdf.styles import HAIR, INK, Style
from convert.writers.pdf.text.characters import prose
from convert.writers.pdf.text.compose import Manner
from convert.writers.pdf.text.lines import broken
from convert.writers.pdf.text.runs import typeset
from convert.writers.pdf.text.units import Text as Setting

# Lines of a headline; where it has more it is set smaller. A narrow page has large type already.
_LINES, _NARROW_LINES = 4, 2
_NARROW = 360.0  # points
_BETWEEN = " · "  # byline and date
_TALLEST = 0.5  # of a column, for what stands in the rail: a longer byline stands in the column
_STANDFIRST = 0.74  # of the width across the page


def head(
    meta: Meta, root: Element, compositor: Compositor, anchors: tuple[str, ...] = ()
) -> tuple[list[Slab], list[Slab]]:
    """Return the head of the article as what goes across the page and what stands in the column below.

    What is not known leaves no hole. `anchors` are further names of the place where the article begins.
    """
    setting = compositor.setting
    page, sheet = setting.page, setting.sheet
    full = page.full
    title = prose(words.headline(meta)).strip() or compositor.inlines.labels.untitled
    section = compositor.line((Text(meta.articleSection or ""),), sheet.kicker, root, width=full)
    across = Place(parent=root, text=sheet.text, width=full, anchors=anchors)
    style = _fitted(title, compositor)
    headline = compositor.heading((Text(title),), 1, f"{compositor.prefix}headline", style, across)
    spread: list[Slab] = [Rule(2.2, INK, left=0, width=full), *section, *headline]
    if page.rail:
        return spread, _railed(meta, root, compositor)
    measure = full if page.columns == 1 else _STANDFIRST * full
    standfirst = compositor.line((Text(meta.description or ""),), sheet.standfirst, root, width=measure)
    signed = signature(meta, root, compositor, full)
    if page.columns == 1:
        return spread, [*standfirst, *spaced(signed, after=sheet.line)]
    rule = Rule(0.5, HAIR, left=0, width=full, before=0.4 * sheet.line)
    return [*spread, *standfirst, *signed, rule, Space(0.75 * sheet.line)], []


def _railed(meta: Meta, root: Element, compositor: Compositor) -> list[Slab]:
    """Return the standfirst with byline and dates beside it in the rail; without one they stand beside the text."""
    setting = compositor.setting
    page, sheet = setting.page, setting.sheet
    signed = signature(meta, root, compositor, page.rail, -page.outdent)
    standfirst = compositor.line((Text(meta.description or ""),), sheet.standfirst, root, width=page.column)
    beside = standfirst[0].style if standfirst else sheet.text
    if not signed:
        return list(standfirst)
    if sum(line.height for line in signed) > _TALLEST * page.depth:
        signed = signature(meta, root, compositor, page.column)
        return [*standfirst, *spaced(signed, after=sheet.line)]
    return [standing(signed, beside, compositor), *standfirst]


def standing(lines: list[TextLine], beside: Style, compositor: Compositor) -> Slab:
    """Return lines in the rail, the first of them level with that of a text that follows."""
    slab = Space(0)
    slab.beside = Beside(lines, beside.baseline - lines[0].style.baseline)
    return slab


def signature(
    meta: Meta, root: Element, compositor: Compositor, width: float, left: float = 0
) -> list[TextLine]:
    """Return byline and dates: a line each in the rail, one for all where there is room and one language."""
    sheet = compositor.setting.sheet
    dates = [shown for _, shown in words.dates(meta)]
    if not compositor.setting.page.rail and not compositor.inlines.ours:
        joined = [Text(part) for shown in dates for part in (_BETWEEN, shown)]
        signed = _byline(meta)
        return compositor.line((*signed, *joined[0 if signed else 1 :]), sheet.byline, root, width=width)
    found = compositor.line(_byline(meta), sheet.byline, root, width=width, left=left)
    for shown in dates:
        found += compositor.line(
            (Text(shown),), sheet.dates, root, width=width, left=left, **compositor.inlines.ours
        )
    for line in found:
        line.kept = True
    return found


def _fitted(title: str, compositor: Compositor) -> Style:
    """Return the style of a headline that reads `title`."""
    setter, page = compositor.setting.setter, compositor.setting.page
    lines = _LINES if page.full > _NARROW else _NARROW_LINES
    for style in compositor.setting.sheet.headlines:
        text = Setting(tuple(typeset(title, style, Element("H1"))), setter.language, setter.rtl)
        if len(broken(text, page.full, Manner())) <= lines:
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
