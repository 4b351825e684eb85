"""What of a page no reader sees, and what of it is no text: by element and attribute, never by words.

Reference: HTML Living Standard 15.3.1 (hidden elements), 6.1 (the hidden attribute); WAI-ARIA 1.2 aria-hidden.
"""

from __future__ import annotations

import re
from typing import Any

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
_CLASSES = re.compile(
    r"(?:^|\s)(?:(?P<unseen>sr-only|visually-?hidden|screen-?reader(?:-text|-only)?|assistive-text|a11y-hidden|u-hidden)"
    r"|(?P<graphic>ai2html|g-artboard)"  # charts by ai2html: labels of a picture, each where it is drawn
    r"|(?P<icon>material-icons(?:-\w+)?|material-symbols-\w+|glyphicon|fa[srlb]?|icon-font))(?:\s|$)",
    re.IGNORECASE,
)
# A table of contents by its name, where all of its links lead within the page.
_CONTENTS = re.compile(r"(?<![a-z])(?:toc|table-?of-?contents|contents|doc-toc)(?![a-z])", re.IGNORECASE)
_HOLDERS = frozenset({"div", "nav", "ul", "ol", "aside", "section", "details", "table"})
_PARAGRAPHS = 2  # of text for those without scripts, which those with scripts are told something else
_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def reason(element: Any) -> str | None:
    """Return why an element is not read, None where it is: `element` is lxml's."""
    unseen = _UNSEEN.get(element.tag)
    if unseen:
        return unseen
    attributes = element.attrib
    if element.tag == "noscript":
        return None if len(element.findall(".//p")) >= _PARAGRAPHS else "script"
    if element.tag == "dialog" and "open" not in attributes:
        return "hidden"
    if not attributes:
        return None
    if "hidden" in attributes and attributes["hidden"].lower() != "until-found":
        return "hidden"
    if element.tag in _HOLDERS and _is_contents(element):
        return "table-of-contents"
    named = _CLASSES.search(attributes.get("class", ""))
    if named and not (named["icon"] and len(element)):
        return "hidden" if named["unseen"] else "graphic" if named["graphic"] else "icon"
    if attributes.get("aria-hidden", "").lower() == "true" or _STYLE.search(attributes.get("style", "")):
        return "hidden"
    return None


def _is_contents(element: Any) -> bool:
    names = " ".join(filter(None, (element.get(name) for name in ("class", "id", "role"))))
    if not _CONTENTS.search(names) or element.find(".//p") is not None:
        return False
    links = [link.get("href", "") for link in element.iter("a")]
    return bool(links) and all(link.startswith("#") for link in links)
