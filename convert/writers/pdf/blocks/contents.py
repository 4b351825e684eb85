"""The front of a bundle: its title, and what is in it with the pages."""

from __future__ import annotations

from collections.abc import Sequence

from convert.model import Article, Bundle, Text
from convert.model.bundle import PLACE
from convert.render import words
from convert.writers.pdf.blocks.compositor import Compositor, Place
from convert.writers.pdf.layout.line import TextLine
from convert.writers.pdf.layout.slab import Slab, spaced
from convert.writers.pdf.structure import Element
from convert.writers.pdf.styles import SOFT, varied
from convert.writers.pdf.text.characters import prose
from convert.writers.pdf.text.runs import Link, typeset


def contents(bundle: Bundle, pages: Sequence[int], root: Element, compositor: Compositor) -> list[Slab]:
    """Return the contents of `bundle`, whose articles begin on `pages`: headlines with standfirsts and authors."""
    setting = compositor.setting
    page, sheet = setting.page, setting.sheet
    place = Place(parent=root, text=sheet.text, width=page.column)
    title = compositor.inlines.labels.contents
    style = varied(sheet.headings[2], before=2 * sheet.line)
    found: list[Slab] = [
        *compositor.heading((Text(title),), 2, "contents", style, place, **compositor.inlines.ours)
    ]
    element = Element("TOC", root)
    number = 0
    for section in bundle.sections:
        inside = element
        if section.title:
            item = Element("TOCI", element)
            line = compositor.line((Text(section.title),), sheet.kicker, item, width=page.column)
            found += spaced(_kept(line, last=True), before=1.5 * sheet.line)
            inside = Element("TOC", item)
        for article in section.articles:
            number += 1
            found += _entry(article, number, pages[number - 1], inside, compositor)
    return found


def _entry(article: Article, number: int, page: int, toc: Element, compositor: Compositor) -> list[TextLine]:
    """Return the entry of an article: its page hangs before its headline, which leads there."""
    setting = compositor.setting
    sheet, meta = setting.sheet, article.meta
    item = Element("TOCI", toc)
    headline = prose(words.headline(meta)).strip()
    strong = varied(sheet.contents, bold=True, underline=None)
    step = compositor.hanging("888", strong, setting.page.column)
    left, width = step, setting.page.column - step
    reference = Element("Reference", item)
    link = Link(Element("Link", reference), headline, anchor=PLACE.format(n=number)[1:])
    marker = typeset(str(page), varied(sheet.contents, color=SOFT), Element("Lbl", item))
    lines = setting.setter.lines(
        typeset(headline, strong, link.element, link), strong, width, left=left, marker=marker
    )
    spaced(lines, before=0.75 * sheet.line)
    lines += compositor.line(
        (Text(meta.description or ""),), varied(sheet.note, color=SOFT), item, width=width, left=left
    )
    lines += compositor.line((Text(words.byline(meta)),), sheet.byline, item, width=width, left=left)
    return _kept(lines)


def _kept(lines: list[TextLine], *, last: bool = False) -> list[TextLine]:
    """Return lines that stay together, the last with the next if it is to be so."""
    for line in lines[: None if last else -1]:
        line.kept = True
    return lines
