"""Web pages: structure, names, links within, notes, pictures, and the metadata that they carry."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from convert.check._faults import COMMON, Finder, content, each
from convert.check._rules import DOCUMENT, SCHEMA
from convert.parts import Checker
from convert.patterns import pattern

if TYPE_CHECKING:
    from lxml.etree import _Element

_RULES = {
    **COMMON,
    "not-utf-8": "a page is in UTF-8 (HTML Living Standard, 4.2.5.4)",
    "not-html": "a page has elements",
    "doctype-missing": "a page begins with <!doctype html>, or browsers lay it out as in 1998 (13.1.1)",
    "charset-missing": "a page says its charset in its first 1024 bytes (4.2.5.4)",
    "headline-missing": "a page has a heading of the first level (WCAG 2.2, 2.4.6; G141)",
    **DOCUMENT,
    **SCHEMA,
}


_PAGE = pattern(
    rb"(?:\xef\xbb\xbf)?\s{0,200}(?:<!--.{0,2000}?-->\s{0,200}){0,5}<(?:!doctype\s+html|html)[\s>]",
    re.IGNORECASE | re.DOTALL,
)


def _look(path: Path, finder: Finder) -> None:
    from lxml import etree, html

    from convert.check import _document

    data = content(path)
    try:
        data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        finder.add("not-utf-8", f"byte {data[error.start]:#04x} is no UTF-8", line=line)
        return
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, no_network=True)
    try:
        root = html.document_fromstring(data, parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        finder.add("not-html", "holds no page")
        return
    if (root.getroottree().docinfo.doctype or "").casefold() not in _DOCTYPES:
        finder.add("doctype-missing", "does not begin with <!doctype html>", line=1)
    if not data.startswith(b"\xef\xbb\xbf") and b"charset" not in data[:1024].lower():
        finder.add("charset-missing", "does not say its charset at its beginning", line=1)
    _document.look(root, finder)
    if next(root.iter("h1"), None) is None:
        finder.add("headline-missing", "has no h1", severity="warning")
    _metadata(root, finder)


# The second is for generators that can write no other (HTML Living Standard, 13.1.1).
_DOCTYPES = ("<!doctype html>", '<!doctype html system "about:legacy-compat">')


def _metadata(root: _Element, finder: Finder) -> None:
    """Check what a page has in JSON-LD, if anything."""
    from convert.check import _schema

    for script in root.iter("script"):
        if (script.get("type") or "").strip().lower() == "application/ld+json":
            line = script.sourceline if isinstance(script.sourceline, int) else 1
            _schema.look(script.text or "", finder, first=line)


part = Checker(
    name="html",
    description="structure, names, links within, notes, pictures, and the JSON-LD inside",
    media_types=("text/html",),
    check=each(_look, _RULES),
    sniff=lambda head: _PAGE.match(head) is not None,
    faults=_RULES,
)
