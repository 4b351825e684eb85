"""lxml's tree of a page: built with numbers for its texts, then filled with the texts themselves."""

from __future__ import annotations

import html
import re
from typing import Any
from urllib.parse import urljoin

from lxml import etree

from convert.readers.html.tokens import NUMBER, Tokens

# What XML has no place for, and lxml takes none of (XML 1.0, 2.2).
_NO_CHARACTER = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_CANONICAL = re.compile(r"(?:^|\s)canonical(?:\s|$)", re.IGNORECASE)


def parse(parts: Tokens) -> Any:
    """Return the root of the tree of a page; an empty one for no page."""
    parser = etree.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True)
    found = etree.fromstring(parts.skeleton, parser) if parts.skeleton.strip() else None
    return etree.Element("html") if found is None else found


def fill(root: Any, original: str, parts: Tokens) -> None:
    """Put the texts of a page where their numbers stand."""

    def told(found: re.Match[str]) -> str:
        start, end = parts.texts[int(found[1])]
        return _NO_CHARACTER.sub("", html.unescape(original[start:end]))

    for element in root.iter():
        if element.text and "\ue000" in element.text:
            element.text = NUMBER.sub(told, element.text)
        if element.tail and "\ue000" in element.tail:
            element.tail = NUMBER.sub(told, element.tail)


def base(root: Any, address: str | None) -> str | None:
    """Return what relative addresses in a page are relative to (HTML, 4.2.3), None where nobody says.

    `address` is where the page came from; without it, what the page calls its own.
    """
    own = address or next(
        (link.get("href") for link in root.iter("link") if _CANONICAL.search(link.get("rel") or "")), None
    )
    given = next((each.get("href") for each in root.iter("base") if each.get("href")), None)
    try:
        found = urljoin(own or "", given.strip()) if given else own
    except ValueError:
        return own
    return found if found and found.lower().startswith(("http://", "https://")) else None
