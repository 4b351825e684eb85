"""The source, every character of it: a list of its lines, in each the pieces that met with one fate."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from lxml.etree import _Element

from convert.cli.account import SIGNS, one_line
from convert.cli.account.filters import Filters
from convert.cli.terminal import harmless
from convert.patterns import pattern
from convert.render.markup import add, say
from convert.report import Span

Piece = tuple[Span, str]

_LINE = pattern(r"[^\n]*\n|[^\n]+")


def source(parent: _Element, spans: Iterable[Span], anchors: Mapping[int, str], filters: Filters) -> None:
    """Append the lines to `parent`; `anchors` says where in the page a span, by its start, leads to."""
    lines = add(parent, "ol", {"class": "source"})
    for number, pieces in enumerate(_lines(spans), 1):
        classes = dict.fromkeys(each for span, _ in pieces for each in filters.classes(span))
        line = add(lines, "li", {"id": f"line-{number}", "value": str(number), "class": " ".join(classes)})
        text = add(line, "div", {"dir": "auto"})
        for span, piece in pieces:
            _piece(text, piece, " ".join(filters.classes(span)), anchors.get(span.start), span.action)
        _reasons(line, pieces)


def _lines(spans: Iterable[Span]) -> Iterator[list[Piece]]:
    """Yield the pieces of each line; a span over several lines has one in each, its line feed included."""
    line: list[Piece] = []
    for span in spans:
        for found in _LINE.findall(span.text):
            line.append((span, found))
            if found.endswith("\n"):
                yield line
                line = []
    if line:
        yield line


def _piece(parent: _Element, text: str, classes: str, anchor: str | None, action: str) -> None:
    """Append a piece: a link where it leads somewhere and there is something to press; layout stays as it is."""
    if not classes:
        _show(parent, text)
    elif anchor and text.strip():
        _show(add(parent, "a", {"class": classes, "href": f"#{anchor}"}), text)
    else:
        _show(add(parent, "del" if action == "removed" else "span", {"class": classes}), text)


def _show(parent: _Element, text: str) -> None:
    """Append `text`; what cannot be seen, or would turn the line around, stands out as its picture or number."""
    if text.isprintable():
        say(parent, text)
        return
    for hidden, run in groupby(text, _hidden):
        if hidden:
            add(parent, "span", {"class": "hidden"}, harmless("".join(run)))
        else:
            say(parent, "".join(run))


def _hidden(character: str) -> bool:
    return character != "\n" and harmless(character) != character


def _reasons(line: _Element, pieces: Iterable[Piece]) -> None:
    """Append the rules at work in a line, each once, with its sign and what it put instead."""
    reasons = dict.fromkeys(_reason(span) for span, _ in pieces if span.rule != "layout")
    if reasons:
        why = add(line, "ul", {"class": "why"})
        for sign, reason in reasons:
            add(add(why, "li"), "b", text=sign).tail = f" {reason}"


def _reason(span: Span) -> tuple[str, str]:
    rule = harmless(span.rule)
    becomes = f" → {one_line(span.becomes)}" if span.becomes else ""
    sure = f" {span.confidence:.0%}" if span.confidence else ""
    return SIGNS[span.action], f"{rule}{sure}{becomes}"
