"""The content document: the article in XHTML syntax, with the semantics that EPUB reading systems look for."""

from __future__ import annotations

from lxml import etree

from convert.model import Article
from convert.render import words
from convert.render.article import render
from convert.render.markup import add, break_lines
from convert.render.xhtml import Show

_XHTML = "http://www.w3.org/1999/xhtml"
_OPS = "http://www.idpf.org/2007/ops"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

# EPUB 3 Structural Semantics Vocabulary: what makes notes pop up, by where our elements say the same in ARIA.
_TYPES = {
    ".//a[@role='doc-noteref']": "noteref",
    ".//a[@role='doc-backlink']": "backlink",
    ".//section[@role='doc-endnotes']": "endnotes",
    ".//div[@role='doc-footnote']": "footnote",
}


def document(article: Article, show: Show, style: str) -> etree._Element:
    """Return the content document; `show` says how pictures are shown, `style` where the style sheet is."""
    meta = article.meta
    language = {"lang": words.language(meta.inLanguage), "dir": words.direction(meta.inLanguage)}
    root = etree.Element(f"{{{_XHTML}}}html", language, nsmap={None: _XHTML, "epub": _OPS})
    head = add(root, "head")
    add(head, "title", text=words.headline(meta))
    add(head, "link", {"rel": "stylesheet", "type": "text/css", "href": style})
    add(root, "body").append(render(article, show))
    _wrap_notes(root)
    break_lines(root)
    _qualify(root)
    return root


def alternatives(root: etree._Element) -> list[str]:
    """Return the text alternatives of the pictures in a content document."""
    return [image.get("alt", "") for image in root.iter(f"{{{_XHTML}}}img")]


def pictures(root: etree._Element) -> list[str]:
    """Return the names of the pictures in a content document, in their order."""
    return [image.get("src", "") for image in root.iter(f"{{{_XHTML}}}img")]


def serialise(root: etree._Element) -> bytes:
    """Return a content document as a file."""
    return etree.tostring(root, encoding="utf-8", xml_declaration=True, doctype="<!DOCTYPE html>")


def _wrap_notes(root: etree._Element) -> None:
    """Make each note an element of its own within its item: an item may not take the role that its type needs."""
    for item in root.iterfind(".//section[@role='doc-endnotes']/ol/li"):
        note = etree.Element("div", {"role": "doc-footnote", "id": item.attrib.pop("id")})
        note.extend(list(item))
        item.append(note)


def _qualify(root: etree._Element) -> None:
    """Add what XHTML and EPUB want beyond HTML: semantics, languages the XML way, the namespace."""
    for path, type_ in _TYPES.items():
        for element in root.iterfind(path):
            element.set(f"{{{_OPS}}}type", type_)
    for element in root.iter():
        if "lang" in element.attrib:
            element.set(_LANG, element.get("lang", ""))
        element.tag = etree.QName(_XHTML, etree.QName(element).localname)
