"""Times by the headline: time elements (HTML, 4.5.14), hAtom's and h-entry's classes (http://microformats.org/wiki/h-entry)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from convert.draft import Claim
from convert.metadata.page import _moments
from convert.metadata.page._page import Page, page_of
from convert.metadata.words import vocabulary
from convert.parts import PageMetadata
from convert.patterns import pattern

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# Says that it is the date of publication; is the first of several without; is the only one.
_TOLD, _FIRST, _ONLY = 0.8, 0.6, 0.7
_PUBLISHED = pattern(r"(?:^|[\s_-])(?:dt-)?publi(?:shed|cation|sh)(?:[\s_-]|$)|pubdate", re.IGNORECASE)
_UPDATED = pattern(
    r"(?:^|[\s_-])(?:dt-)?(?:updated?|modified|dateModified|lastmod)(?:[\s_-]|$)", re.IGNORECASE
)


def claims(root: HtmlElement, url: str | None) -> Iterator[Claim]:
    """Yield the dates of publication and of change that stand with the headline."""
    page = page_of(root, url)
    published: list[tuple[str, bool]] = []
    for element in page.about(each for each in root.iter("time", "abbr") if _given(each)):
        moment = _moments.parse(_given(element), page.language)
        if not moment:
            continue
        updated = _is_updated(element, page)
        if updated is True:
            yield Claim("dateModified", moment, 0, 0, part.name, _TOLD)
        else:
            published.append((moment, updated is False))
    told = [moment for moment, is_told in published if is_told]
    if told:
        yield Claim("datePublished", told[0], 0, 0, part.name, _TOLD)
    elif published:
        sure = _ONLY if len({moment for moment, _ in published}) == 1 else _FIRST
        yield Claim("datePublished", published[0][0], 0, 0, part.name, sure)


def _given(element: HtmlElement) -> str:
    """Return the moment that an element is for a machine; an abbreviation's, where its class says that it is one."""
    if element.tag == "time":
        return element.get("datetime") or ""
    said = element.get("class") or ""
    return (element.get("title") or "") if _PUBLISHED.search(said) or _UPDATED.search(said) else ""


def _is_updated(element: HtmlElement, page: Page) -> bool | None:
    """Say what a time is for: True, of a change; False, of publication; None where nothing says."""
    said = " ".join(element.get(name) or "" for name in ("class", "itemprop", "pubdate"))
    if element.get("pubdate") is not None:
        return False
    if _UPDATED.search(said) and not _PUBLISHED.search(said):
        return True
    if _PUBLISHED.search(said):
        return False
    labels = list(vocabulary(page.language).label.finditer(_before(element)))
    return bool(labels[-1]["updated"]) if labels else None


def _before(element: HtmlElement) -> str:
    """Return the words right before a time, in its own box."""
    previous = element.getprevious()
    parent = element.getparent()
    said = previous.tail if previous is not None else parent.text if parent is not None else ""
    return " ".join(((said or "")[-80:] or (element.text or "")[:80]).split())


part = PageMetadata(
    name="times",
    description="time elements by the headline",
    claims=claims,
    examples={
        (
            '<article><h1>Bridge opens</h1><p><time datetime="2025-03-03T14:05-05:00">Monday</time>'
            "</p></article>"
        ): (("datePublished", "2025-03-03T14:05:00-05:00"),),
        (
            '<h1>Bridge opens</h1><p>Published <time datetime="2025-03-03">Monday</time>. Updated '
            '<time datetime="2025-03-04">Tuesday</time>.</p>'
        ): (
            ("dateModified", "2025-03-04"),
            ("datePublished", "2025-03-03"),
        ),
        '<h1>Bridge opens</h1><abbr class="published" title="2025-03-03">Monday</abbr>': (
            ("datePublished", "2025-03-03"),
        ),
    },
    near_misses=(
        '<h1>Bridge opens</h1><aside><time datetime="2025-03-03">Monday</time></aside>',
        (
            '<h1>Bridge opens</h1><ul><li><a href="/ferry">Ferry sails</a> <time '
            'datetime="2025-03-03">Monday</time></li></ul>'
        ),
        (
            '<h1>Bridge opens</h1><p>Doors open at <time datetime="20:00">eight</time>, for <time '
            'datetime="PT2H">two hours</time>.</p>'
        ),
        '<p><time datetime="2025-03-03">Monday</time></p>',
        '<h1>Bridge opens</h1><abbr title="2025-03-03">Monday</abbr>',
    ),
)
