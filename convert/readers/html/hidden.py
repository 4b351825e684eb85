"""What of a page no reader sees, and what of it is no text: by element and attribute, never by words.

Reference: HTML Living Standard 15.3.1 (hidden elements), 6.1 (the hidden attribute); WAI-ARIA 1.2 aria-hidden.
"""

from __future__ import annotations

import re
from typing import Any

# Elements without text for a reader: code, data, drawings, what stands in where something fails, controls.
_UNSEEN = {
    **dict.fromkeys(("script", "style", "template", "noscript", "noembed", "noframes", "xmp"), "script"),
    **dict.fromkeys(("head", "title", "meta", "link", "base"), "page-head"),
    **dict.fromkeys(("svg", "canvas", "object", "applet", "audio", "video", "iframe", "map"), "embedded"),
    **dict.fromkeys(("button", "select", "datalist", "textarea", "input", "optgroup", "option"), "control"),
    **dict.fromkeys(("rp", "dialog"), "hidden"),
}
_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def reason(element: Any) -> str | None:
    """Return why an element is not read, None where it is: `element` is lxml's."""
    unseen = _UNSEEN.get(element.tag)
    if unseen:
        return unseen
    attributes = element.attrib
    if not attributes:
        return None
    if "hidden" in attributes and attributes["hidden"].lower() != "until-found":
        return "hidden"
    if attributes.get("aria-hidden", "").lower() == "true" or _STYLE.search(attributes.get("style", "")):
        return "hidden"
    return None
