"""The content documents: in XHTML syntax, with the semantics that EPUB reading systems look for."""

from __future__ import annotations

from collections.abc import Collection

from lxml import etree

from convert.model import Article, Meta
from convert.render import words
from convert.render.article import colophon, head, render
from convert.render.markup import add, break_lines, tidy
from convert.render.xhtml import Show

_XHTML = "http://www.w3.org/1999/xhtml"
_OPS = "http://www.idpf.org/2007/ops"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

# EPUB 3 Structural Semantics Vocabulary: what makes notes pop up, by where our elements say the same in ARIA.
_TYPES = {
    ".//a[@role='doc-noteref']": "noteref",
    ".//a[@role='doc-backlink']": "backlink",
    ".//section[@role='doc-endnotes']": "endnotes",
    ".//*[@role='doc-footnote']": "footnote",
    ".//section[@class='cover']": "cover",
    ".//section[@class='titlepage']": "titlepage",
}


def document(
    article: Article,
    show: Show,
    style: str,
    *,
    framed: bool = True,
    note: str = "div",
    elsewhere: Collection[str] = (),
) -> etree._Element:
    """Return the content document of an article, its head and colophon with it if it is `framed`.

    `show` says how pictures are shown, `style` where the style sheet is, `note` which element holds a note; `elsewhere`
    are anchors outside of it that its links may lead to.
    """
    root, body = shell(article.meta, style)
    body.append(render(article, show, framed=framed, elsewhere=elsewhere))
    _wrap_notes(root, note)
    return finished(root)


def title_page(meta: Meta, style: str) -> etree._Element:
    """Return the page that says what a publication is: headline, standfirst, authors, dates, source."""
    root, body = shell(meta, style)
    section = add(body, "section", {"class": "titlepage"})
    head(section, meta)
    colophon(section, meta)
    tidy(section)
    return finished(root)


def shell(meta: Meta, style: str) -> tuple[etree._Element, etree._Element]:
    """Return a document that is empty but for its head, and its body."""
    language = {"lang": words.language(meta.inLanguage), "dir": words.direction(meta.inLanguage)}
    root = etree.Element(f"{{{_XHTML}}}html", language, nsmap={None: _XHTML, "epub": _OPS})
    top = add(root, "head")
    add(top, "title", text=words.headline(meta))
    add(top, "link", {"rel": "stylesheet", "type": "text/css", "href": style})
    return root, add(root, "body")


def finished(root: etree._Element) -> etree._Element:
    """Add what XHTML and EPUB want beyond HTML: semantics, languages the XML way, the namespace."""
    break_lines(root)
    for path, type_ in _TYPES.items():
        for element in root.iterfind(path):
            element.set(f"{{{_OPS}}}type", type_)
    for element in root.iter():
        if "lang" in element.attrib:
            element.set(_LANG, element.get("lang", ""))
        element.tag = etree.QName(_XHTML, etree.QName(element).localname)
    return root


def alternatives(root: etree._Element) -> list[str]:
    """Return the text alternatives of the pictures in a content document, the cover not among them."""
    found = (image for image in root.iter(f"{{{_XHTML}}}img") if image.get("role") != "doc-cover")
    return [image.get("alt", "") for image in found]


def pictures(root: etree._Element) -> list[str]:
    """Return the names of the pictures in a content document, in their order."""
    return [image.get("src", "") for image in root.iter(f"{{{_XHTML}}}img")]


def serialise(root: etree._Element) -> bytes:
    """Return a content document as a file."""
    return etree.tostring(root, encoding="utf-8", xml_declaration=True, doctype="<!DOCTYPE html>")


def _wrap_notes(root: etree._Element, element: str) -> None:
    """Make each note an element of its own within its item: an item may not take the role that its type needs.

    An `aside` begins with its number, which is its first link back: Kindle shows several notes as one where the links
    back follow the text (Kindle Publishing Guidelines, Footnotes; https://github.com/jgm/pandoc/pull/4491).
    """
    for item in root.iterfind(".//section[@role='doc-endnotes']/ol/li"):
        note = etree.Element(element, {"role": "doc-footnote", "id": item.attrib.pop("id")})
        note.extend(list(item))
        item.append(note)
        if element == "aside":
            item.set("class", "numbered")
            _lead_back(root, note)


def _lead_back(root: etree._Element, note: etree._Element) -> None:
    """Move the first link back of a note to its beginning, as its number."""
    back = next(link for link in note.iter("a") if link.get("role") == "doc-backlink")
    reference = root.find(f".//a[@role='doc-noteref'][@href='#{note.get('id')}']")
    line = back.getparent()
    if line is None or reference is None:
        return
    line.remove(back)
    first = note[0] if note[0].tag == "p" else etree.Element("p")
    if first is not note[0]:
        note.insert(0, first)
    back.text, back.tail, first.text = f"{reference.text}.", f" {first.text or ''}", None
    back.set("class", "number")
    first.insert(0, back)
