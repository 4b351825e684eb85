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
from convert.model.text import plain
from convert.render.notes import Anchors
from convert.render.urls import safe
from convert.render.words import foreign
from convert.writers.pdf.characters import prose
from convert.writers.pdf.runs import Link, Run, line_end, typeset
from convert.writers.pdf.structure import Element
from convert.writers.pdf.styles import ACCENT, BACK, NOTE, Style, varied

# Superior figures: a size and a height in parts of the text's.
_SUPERIOR, _RISE = 0.64, 0.34

_CODED = 0.9  # the size of code, whose letters are large


class _Setting(NamedTuple):
    """How the text of a node is set, and what it belongs to."""

    style: Style
    element: Element
    link: Link | None = None


class Inlines:
    """Turns the inline nodes of one article into runs, in reading order, each node once."""

    def __init__(self, article: Article) -> None:
        """Number the references to each note of `article`."""
        language = article.meta.inLanguage
        self.anchors = Anchors(article)
        self.labels = speaking(language).labels
        # The entries of an element whose words are ours, where they are not in the article's language.
        self.ours = {"Lang": speaking(language).code} if foreign(language) else {}

    def runs(self, nodes: Iterable[Inline], style: Style, element: Element) -> list[Run]:
        """Return `nodes`, the content of `element`, as runs; by a stack: depth costs no recursion."""
        found: list[Run] = []
        stack = _within(nodes, _Setting(style, element))[::-1]
        while stack:
            node, setting = stack.pop()
            match node:
                case Text(value):
                    found += _typeset(value, setting)
                case InlineCode(value):
                    found += _typeset(value, _coded(setting))
                case Image(alt=alt):
                    found += _typeset(alt, setting)
                case Break():
                    found.append(line_end(setting.style, setting.element))
                case Emphasis(children):
                    stack += _within(children, _stressed(setting, "Em", italic=not setting.style.italic))[
                        ::-1
                    ]
                case Strong(children):
                    stack += _within(children, _stressed(setting, "Strong", bold=True))[::-1]
                case LinkNode():
                    stack += _link(node, setting)[::-1]
                case FootnoteReference():
                    found += self._reference(node, style, element, beside=bool(found and found[-1].rise))
                case _:
                    assert_never(node)
        return _single_spaced(found)

    def back(self, note: FootnoteDefinition, element: Element) -> list[Run]:
        """Return the links from a note to each reference to it, at the end of `element`."""
        anchors = self.anchors.references(note.identifier)
        name = self.labels.note.format(n=note.label)
        found: list[Run] = []
        for n, anchor in enumerate(anchors, 1):
            text = self.labels.back if len(anchors) == 1 else self.labels.back_to.format(n=n)
            link = Link(Element("Link", element, **self.ours), f"{text} ({name})", anchor=anchor)
            found += typeset(" ", NOTE, element)
            found += typeset(prose(text).replace(" ", "\u00a0"), BACK, link.element, link)
        return found

    def _reference(
        self, node: FootnoteReference, style: Style, element: Element, *, beside: bool
    ) -> list[Run]:
        """Return a reference, parted from one right before it; it is no part of a link around it."""
        small = varied(style, size=_SUPERIOR * style.size, bold=True, italic=False, features=(), color=ACCENT)
        label = prose(node.label).strip() or "*"
        comma = _raised(typeset(",\u00a0", small, element), style) if beside else []
        if not self.anchors.known(node.identifier):
            return comma + _raised(typeset(label, small, element), style)
        name = self.labels.note.format(n=node.label)
        outer = Element("Reference", element)
        link = Link(Element("Link", outer), name, anchor=self.anchors.note(node.identifier))
        first, *rest = _raised(typeset(label, small, link.element, link), style)
        here = self.anchors.next_reference(node.identifier)
        return [*comma, first._replace(anchor=here), *rest]


def _within(nodes: Iterable[Inline], setting: _Setting) -> list[tuple[Inline, _Setting]]:
    return [(node, setting) for node in nodes]


def _typeset(text: str, setting: _Setting) -> list[Run]:
    return typeset(prose(text), setting.style, setting.element, setting.link)


def _stressed(setting: _Setting, tag: str, **changes: bool) -> _Setting:
    return _Setting(varied(setting.style, **changes), Element(tag, setting.element), setting.link)


def _coded(setting: _Setting) -> _Setting:
    style = varied(setting.style, family="mono", size=_CODED * setting.style.size, features=())
    return _Setting(style, Element("Code", setting.element), setting.link)


def _link(node: LinkNode, setting: _Setting) -> list[tuple[Inline, _Setting]]:
    """An address that is not safe, or a link within a link, leaves the words; one without words shows itself."""
    url = safe(node.url) or "#"
    if url.startswith("#") or setting.link:
        return _within(node.children, setting)
    words = prose(plain(*node.children)).strip()
    link = Link(Element("Link", setting.element), f"{words} ({url})" if words else url, url)
    children: Sequence[Inline] = node.children if words else (*node.children, Text(node.url))
    return _within(children, _Setting(setting.style, link.element, link))


def _raised(runs: list[Run], style: Style) -> list[Run]:
    """Return `runs` as superior figures: no line under them."""
    return [run._replace(rise=_RISE * style.size, underline=None) for run in runs]


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
