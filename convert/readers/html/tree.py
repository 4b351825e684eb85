"""lxml's tree of a page: built with numbers for its texts, then filled with the texts themselves."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urljoin

from lxml import etree

from convert.patterns import pattern
from convert.readers.html.tokens import NUMBER, Tokens, markup
from convert.references import unescape

# What XML has no place for, and lxml takes none of (XML 1.0, 2.2).
_NO_CHARACTER = pattern(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Of a page that is too deep: what stays, and what parts no text; for all else a paragraph begins.
_KEPT = frozenset(
    {*("html", "head", "body", "title", "meta", "link", "base", "script", "style", "template", "br", "img")}
    | {f"h{depth}" for depth in range(1, 7)}
)
_INLINE = frozenset(
    {
        *(
            "a",
            "abbr",
            "b",
            "bdi",
            "bdo",
            "big",
            "cite",
            "code",
            "del",
            "em",
            "font",
            "i",
            "ins",
            "kbd",
            "mark",
            "q",
        )
    }
    | {*("s", "samp", "small", "span", "strike", "strong", "sub", "sup", "tt", "u", "var", "wbr")}
)
_CANONICAL = pattern(r"(?:^|\s)canonical(?:\s|$)", re.IGNORECASE)


def parse(parts: Tokens) -> tuple[Any, bool]:
    """Return the root of the tree of a page, an empty one for no page, and whether it is too deep for its tags.

    The parser stops some 2,000 elements deep, which no page is that closes what it opens: such a page is read as
    headings and paragraphs.
    """
    root, too_deep = _built(parts.skeleton)
    return (_built(markup(_flat, parts.skeleton))[0], True) if too_deep else (root, False)


def _built(skeleton: str) -> tuple[Any, bool]:
    parser = etree.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True)
    found = etree.fromstring(skeleton, parser) if skeleton.strip() else None
    too_deep = any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log)
    return etree.Element("html") if found is None else found, too_deep


def _flat(tag: str, name: str) -> str:
    """Return what a tag becomes in a page without depth."""
    if name.removeprefix("/") in _KEPT:
        return tag
    return "" if name.removeprefix("/") in _INLINE else "<p>"


def fill(root: Any, original: str, parts: Tokens) -> None:
    """Put the texts of a page where their numbers stand."""

    def told(found: re.Match[str]) -> str:
        start, end = parts.texts[int(found[1])]
        return unescape(original[start:end])

    def filled(text: str) -> str:
        # Not only what is put in: the parser takes what belongs to a broken tag for text, and leaves it as it is.
        return _NO_CHARACTER.sub("", NUMBER.sub(told, text))

    for element in root.iter():
        if element.text and "\ue000" in element.text:
            element.text = filled(element.text)
        if element.tail and "\ue000" in element.tail:
            element.tail = filled(element.tail)


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
