"""Building elements: the one door through which an article's text enters markup.

Elements are lxml's, so that its serialisers do all escaping; nothing here or above joins strings into markup.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from lxml.etree import SubElement, _Element, strip_tags

from convert.render.characters import legal

# Elements that stand within a line; before and after all others, white space says nothing.
_INLINE = frozenset({"a", "br", "cite", "code", "em", "img", "span", "strong", "sup", "time"})

# Elements that leave a hole on the page when nothing is in them.
_HOLLOW = ("p", "ul", "ol", "blockquote", "figure", "figcaption", "div", "footer")


def add(parent: _Element, tag: str, attributes: Mapping[str, str] | None = None, text: str = "") -> _Element:
    """Append an element to `parent` and return it."""
    found = SubElement(parent, tag, {name: legal(value) for name, value in (attributes or {}).items()})
    if text:
        found.text = legal(text)
    return found


def last(parent: _Element) -> _Element | None:
    """Return the last child of `parent`, None for none: `len`, to ask whether there is one, would count them all."""
    return next(parent.iterchildren(reversed=True), None)


def say(parent: _Element, text: str) -> None:
    """Append `text` to what `parent` holds."""
    before = last(parent)
    if before is not None:
        before.tail = (before.tail or "") + legal(text)
    else:
        parent.text = (parent.text or "") + legal(text)


def tidy(root: _Element, elsewhere: Collection[str] = ()) -> None:
    """Mend `root`: no link within it leads nowhere, unless to an anchor that is `elsewhere`; no block is empty."""
    _unlink(root, elsewhere)
    _close_holes(root)


def _unlink(root: _Element, elsewhere: Collection[str]) -> None:
    """Leave only the content of links to an anchor that is not there."""
    anchors = {element.get("id") for element in root.iter() if element.get("id")}.union(elsewhere)
    for link in root.iter("a"):
        href = link.get("href", "")
        if href.startswith("#") and href[1:] not in anchors:
            link.tag = "dangling"
    strip_tags(root, "dangling")


def _close_holes(root: _Element) -> None:
    """Remove blocks that hold nothing, the inner ones first."""
    for element in reversed(list(root.iter(*_HOLLOW))):
        parent = element.getparent()
        if parent is not None and not len(element) and not (element.text or "").strip():
            parent.remove(element)


def break_lines(root: _Element) -> None:
    """Let each block in `root` stand on lines of its own in the source."""
    for element in root.iter():
        if element.tag not in _INLINE:
            element.tail = "\n"
        if len(element) and element[0].tag not in _INLINE:
            element.text = "\n"
