"""What of a page no reader sees, and what of it is no text: by element and attribute, never by words.

Reference: HTML Living Standard 15.3.1 (hidden elements), 6.1 (the hidden attribute); WAI-ARIA 1.2 aria-hidden.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from convert.patterns import pattern

# Elements without text for a reader: code, data, drawings, what stands in where something fails, controls.
_UNSEEN = {
    **dict.fromkeys(("script", "style", "template", "noembed", "noframes", "xmp"), "script"),
    **dict.fromkeys(("head", "title", "meta", "link", "base"), "page-head"),
    **dict.fromkeys(
        ("svg", "canvas", "object", "applet", "audio", "video", "iframe", "map", "embed"), "embedded"
    ),
    "rp": "hidden",  # for what sets no ruby; we set its signs
    **dict.fromkeys(("annotation", "annotation-xml"), "hidden"),  # of MathML: the formula once more
    **dict.fromkeys(("button", "select", "datalist", "textarea", "input", "optgroup", "option"), "control"),
}
# What screen readers speak and nobody sees; drawings that are set as text; letters of a font of signs.
_CLASSES = pattern(
    r"(?:^|\s)(?:(?P<unseen>sr-only|visually-?hidden|screen-?reader(?:-text|-only)?|assistive-text|a11y-hidden|u-hidden)"
    r"|(?P<graphic>ai2html|g-artboard)"  # charts by ai2html: labels of a picture, each where it is drawn
    r"|(?P<icon>material-icons(?:-\w+)?|material-symbols-\w+|glyphicon|fa[srlb]?|icon-font))(?:\s|$)",
    re.IGNORECASE,
)
# A table of contents by its name, where all of its links lead within the page.
_CONTENTS = pattern(r"(?<![a-z])(?:toc|table-?of-?contents|contents|doc-toc)(?![a-z])", re.IGNORECASE)
_HOLDERS = frozenset({"div", "nav", "ul", "ol", "aside", "section", "details", "table"})
_PARAGRAPHS = 2  # of text for those without scripts, which those with scripts are told something else
_STYLE = pattern(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def reason(element: Any) -> str | None:
    """Return why an element is not read, None where it is: `element` is lxml's."""
    name = element.tag
    unseen = _UNSEEN.get(name)
    if unseen:
        return unseen
    attributes = dict(element.items())
    if name == "noscript":
        return None if len(element.findall(".//p")) >= _PARAGRAPHS else "script"
    if not attributes:
        return "hidden" if name == "dialog" else None
    if name == "dialog" and "open" not in attributes:
        return "hidden"
    if "hidden" in attributes and attributes["hidden"].lower() != "until-found":
        return "hidden"
    if name in _HOLDERS and _is_contents(element, attributes):
        return "table-of-contents"
    named = _named(attributes["class"]) if "class" in attributes else None
    if named and not (named == "icon" and len(element)):
        return named
    if attributes.get("aria-hidden", "").lower() == "true":
        return "hidden"
    return "hidden" if "style" in attributes and _STYLE.search(attributes["style"]) else None


@lru_cache(maxsize=4096)
def _named(classes: str) -> str | None:
    """Return why what has these classes is not read; None where it is."""
    named = _CLASSES.search(classes)
    if named is None:
        return None
    return "hidden" if named["unseen"] else "graphic" if named["graphic"] else "icon"


@lru_cache(maxsize=4096)
def _is_called_contents(name: str) -> bool:
    return _CONTENTS.search(name) is not None


def _is_contents(element: Any, attributes: Mapping[str, str]) -> bool:
    names = (attributes[name] for name in ("class", "id", "role") if name in attributes)
    if not any(map(_is_called_contents, names)) or element.find(".//p") is not None:
        return False
    links = [link.get("href", "") for link in element.iter("a")]
    return bool(links) and all(link.startswith("#") for link in links)
