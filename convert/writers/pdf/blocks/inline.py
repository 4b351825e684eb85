"""Inline nodes as runs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple, assert_never

from convert.languages import speaking
from convert.model import (
    Article,
    Break,
    Emphasis,
    FootnoteDefinition,
    FootnoteReference,
    Image,
    Inline,
    InlineCode,
    Strong,
    Text,
)
from convert.model import Link as LinkNode
from convert.model.bundle import placed
from convert.model.text import plain
from convert.patterns import pattern
from convert.render.notes import Anchors
from convert.render.urls import safe
from convert.render.words import foreign
from convert.writers.pdf.structure import Element
from convert.writers.pdf.styles import ACCENT, Sheet, Style, varied
from convert.writers.pdf.text.characters import prose
from convert.writers.pdf.text.runs import Link, Run, line_end, typeset

# Raised letters: a size and a height in parts of the text's. Figures have glyphs of their own.
_SUPERIOR, _RISE = 0.64, 0.34
_FIGURES = pattern("[0-9]+")

_CODED = 0.9  # the size of code, whose letters are large


class _Setting(NamedTuple):
    """How the text of a node is set, and what it belongs to."""

    style: Style
    element: Element
    link: Link | None = None


class Inlines:
    """Turns the inline nodes of one article into runs, in reading order, each node once."""

    def __init__(self, article: Article, sheet: Sheet, prefix: str = "") -> None:
        """Number the references to each note of `article`; anchors begin with `prefix`."""
        language = article.meta.inLanguage
        self._sheet = sheet
        self._prefix = prefix
        self.anchors = Anchors(article)
        self.labels = speaking(language).labels
        # The entries of an element whose words are ours, where they are not in the article's language.
        self.ours = {"Lang": speaking(language).code} if foreign(language) else {}

    def runs(
        self, nodes: Iterable[Inline], style: Style, element: Element, *, dateline: str = ""
    ) -> list[Run]:
        """Return `nodes`, the content of `element`, as runs; by a stack: depth costs no recursion.

        Where they begin with `dateline`, that is set in small capitals.
        """
        found: list[Run] = []
        stack = _within(nodes, _Setting(style, element))[::-1]
        while stack:
            node, setting = stack.pop()
            match node:
                case Text(value) if dateline and not found and value.startswith(dateline):
                    found += _typeset(dateline, _Setting(_capitals(style), element))
                    found += _typeset(value[len(dateline) :], setting)
                case Text(value):
                    found += _typeset(value, setting)
                case InlineCode(value):
                    found += _typeset(value, _coded(setting))
                case Image(alt=alt):
                    found += _typeset(alt, setting)
                case Break():
                    found.append(line_end(setting.style, setting.element))
                case Emphasis(children):
                    stack += _within(children, self._emphasised(setting))[::-1]
                case Strong(children):
                    stack += _within(children, _stressed(setting, "Strong", bold=True))[::-1]
                case LinkNode():
                    stack += self._link(node, setting)[::-1]
                case FootnoteReference():
                    found += self._reference(node, style, element, beside=_ends_in_reference(found))
                case _:
                    assert_never(node)
        return _single_spaced(found)

    def back(self, note: FootnoteDefinition, element: Element, style: Style) -> list[Run]:
        """Return the links from a note, set in `style`, to each reference to it, at the end of `element`."""
        name = self.labels.note.format(n=note.label)
        found: list[Run] = []
        for anchor, text in self.anchors.back(note.identifier):
            link = Link(
                Element("Link", element, **self.ours), f"{text} ({name})", anchor=self._prefix + anchor
            )
            found += typeset(" ", style, element)
            found += typeset(prose(text).replace(" ", "\u00a0"), self._sheet.back, link.element, link)
        return found

    def _emphasised(self, setting: _Setting) -> _Setting:
        """Return how emphasis is set: slanted, upright within slanted text, bold in scripts that do not slant."""
        if self._sheet.slanted:
            return _stressed(setting, "Em", italic=not setting.style.italic)
        return _stressed(setting, "Em", bold=True)

    def _reference(
        self, node: FootnoteReference, style: Style, element: Element, *, beside: bool
    ) -> list[Run]:
        """Return a reference, parted from one right before it; it is no part of a link around it."""
        label = prose(node.label).strip() or "*"
        comma = self._raised(",\u00a0", style, element) if beside else []
        if not self.anchors.known(node.identifier):
            return comma + self._raised(label, style, element)
        name = self.labels.note.format(n=node.label)
        outer = Element("Reference", element)
        anchor = self._prefix + self.anchors.note(node.identifier)
        link = Link(Element("Link", outer), name, anchor=anchor)
        first, *rest = self._raised(label, style, link.element, link)
        here = self._prefix + self.anchors.next_reference(node.identifier)
        return [*comma, first._replace(anchor=here), *rest]

    def _raised(self, text: str, style: Style, element: Element, link: Link | None = None) -> list[Run]:
        """Return `text` as superior figures where fonts have them, else small and raised; no line under it."""
        bold = varied(style, bold=True, italic=False, color=ACCENT, underline=None)
        if self._sheet.slanted and _FIGURES.fullmatch(text):
            return typeset(text, varied(bold, features=("sups",)), element, link)
        runs = typeset(text, varied(bold, size=_SUPERIOR * style.size, features=()), element, link)
        return [run._replace(rise=_RISE * style.size) for run in runs]

    def _link(self, node: LinkNode, setting: _Setting) -> list[tuple[Inline, _Setting]]:
        """An address that is not safe, or a link within a link, leaves the words; one without words shows itself."""
        url = safe(node.url) or "#"
        place = placed(url) if self._prefix else None
        if setting.link or (url.startswith("#") and place is None):
            return _within(node.children, setting)
        words = prose(plain(*node.children)).strip()
        element = Element("Link", setting.element)
        if place is not None:
            link = Link(element, words or url, anchor=url[1:])
        else:
            link = Link(element, f"{words} ({url})" if words else url, url)
        children: Sequence[Inline] = node.children if words else (*node.children, Text(node.url))
        return _within(children, _Setting(setting.style, link.element, link))


def _within(nodes: Iterable[Inline], setting: _Setting) -> list[tuple[Inline, _Setting]]:
    return [(node, setting) for node in nodes]


def _typeset(text: str, setting: _Setting) -> list[Run]:
    return typeset(prose(text), setting.style, setting.element, setting.link)


def _stressed(setting: _Setting, tag: str, **changes: bool) -> _Setting:
    return _Setting(varied(setting.style, **changes), Element(tag, setting.element), setting.link)


def _coded(setting: _Setting) -> _Setting:
    style = varied(setting.style, family="mono", size=_CODED * setting.style.size, features=())
    return _Setting(style, Element("Code", setting.element), setting.link)


def _capitals(style: Style) -> Style:
    return varied(style, features=(*style.features, "smcp", "c2sc"), tracking=0.04 * style.size)


def _ends_in_reference(runs: Sequence[Run]) -> bool:
    return bool(runs) and (bool(runs[-1].rise) or "sups" in runs[-1].features)


def _single_spaced(runs: Iterable[Run]) -> list[Run]:
    """Return `runs` without space at either end or twice in a row (CSS Text 3, 4.1.1)."""
    found: list[Run] = []
    for run in runs:
        starts = not found or found[-1].text.endswith((" ", "\n"))
        text = run.text.lstrip(" " if found else " \n") if starts else run.text
        if text:
            found.append(run._replace(text=text))
    while found and found[-1].text.endswith((" ", "\n")):
        last = found.pop()
        if text := last.text.rstrip(" \n"):
            found.append(last._replace(text=text))
    return found
