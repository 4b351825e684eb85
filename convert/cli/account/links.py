"""Which block of the result a piece of the source has become, told by what both say."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from itertools import groupby

from lxml.etree import XPath, _Element

from convert.model import FootnoteDefinition
from convert.patterns import pattern
from convert.render.markup import add
from convert.report import Span

# Elements that hold text of their own, or stand for a line of the source as they are.
_BLOCKS = ("h1", "h2", "h3", "h4", "h5", "h6", "p", "pre", "th", "td", "hr")
_texts = XPath("descendant::text()[not(ancestor::sup[@class = 'ref'])]", smart_strings=False)

# Letters and digits tell blocks apart; those without any, such as breaks, are told by their order.
_SILENT = pattern(r"[\W_]+")


def link(story: _Element, spans: Iterable[Span], notes: Iterable[FootnoteDefinition]) -> dict[int, str]:
    """Return the anchor in `story`, the `article` element, for each span that is in it, by where the span starts.

    What was kept or mended leads to its block, which gets an id and a link back to its first line; a marker
    that was moved leads to its note. A block that the source does not say as it stands (a headline given by
    option) has no links.
    """
    waiting = _blocks(story)
    markers = {marker.strip(): f"note-{n}" for n, note in enumerate(notes, 1) for marker in note.markers}
    anchors: dict[int, str] = {}
    for n, run in enumerate(_runs(spans), 1):
        anchors |= {span.start: markers[text] for span in run if (text := _marker(span)) in markers}
        blocks = waiting[_read(run)]
        stays = [span for span in run if span.action in ("kept", "repaired")]
        if blocks and any(span.action == "kept" for span in stays):
            anchor = _named(blocks.popleft(), f"block-{n}", stays[0].line)
            anchors |= dict.fromkeys((span.start for span in stays), anchor)
    return anchors


def _blocks(story: _Element) -> defaultdict[str, deque[_Element]]:
    """Return the blocks of `story` by what they say, in order."""
    found: defaultdict[str, deque[_Element]] = defaultdict(deque)
    for block in story.iter(*_BLOCKS):
        found[_key("".join(_texts(block)))].append(block)
    return found


def _runs(spans: Iterable[Span]) -> Iterator[list[Span]]:
    """Yield the spans of each block of the source: what stands between two stretches of layout."""
    for layout, run in groupby(spans, lambda span: span.rule == "layout"):
        if not layout:
            yield list(run)


def _read(run: Iterable[Span]) -> str:
    """Return what a reader of the result finds of `run`."""
    return _key("".join(span.text if span.action == "kept" else span.becomes or "" for span in run))


def _marker(span: Span) -> str:
    return span.text.strip() if span.action == "moved" else ""


def _key(text: str) -> str:
    return _SILENT.sub("", text)


def _named(block: _Element, anchor: str, line: int) -> str:
    """Return the id of `block`, which is `anchor` unless it has one; before its text stands a link to its line."""
    if not block.get("id"):
        block.set("id", anchor)
    if block.tag != "hr":
        text, block.text = block.text, None
        back = add(
            block, "a", {"class": "from", "href": f"#line-{line}", "aria-label": f"line {line}"}, str(line)
        )
        back.tail = text
        block.insert(0, back)
    return block.get("id", anchor)
