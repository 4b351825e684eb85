"""Items that are spelt by attributes of elements: what microdata and RDFa have in common."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING

from msgspec import Struct

from convert.metadata.page._items import OTHERS, Item
from convert.metadata.page._page import Page, above, text

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_MOST = 5000  # elements with properties
_MOST_REFERENCES = 100
_MOST_VALUES = 100  # of a property of an item
_LISTED = frozenset({"articleSection", "keywords"})
_LINKS = frozenset({"a", "area", "link"})
_SOURCES = frozenset({"img", "audio", "video", "embed", "iframe", "source", "track"})


Terms = Callable[[str | None], Iterator[str]]


class Syntax(Struct, frozen=True):
    """The attributes of a syntax: what opens an item, what has its types, what says which property a value is.

    Each comes with what reads the terms in it.
    """

    scope: str
    type: str
    terms: Terms
    properties: Mapping[str, Terms]


def items(page: Page, syntax: Syntax, wanted: frozenset[str]) -> list[Item]:
    """Return the items of a page in the order of their elements, with those properties that are `wanted`.

    A property belongs to the nearest item around it, and to none other (HTML, 5.2.4). Those that no item is around,
    of meta elements in the head and of what stands by the headline, are of an item of their own, which is the page.
    """
    named = " or ".join(f"@{name}" for name in (syntax.scope, *syntax.properties))
    found = page.root.xpath(f"//*[{named}]")
    elements: list[HtmlElement] = found[:_MOST] if isinstance(found, list) else []
    boxes = {element: _box(element, syntax) for element in elements if element.get(syntax.scope) is not None}
    referred = _references(boxes)
    loose = Item(("WebPage",))
    stray: dict[str, list[HtmlElement]] = {}
    heading = () if page.heading is None else (page.heading, *above(page.heading))
    holder = next((boxes[element] for element in heading if element in boxes), None)
    for element in elements:
        owner = _owner(element, boxes, referred, loose)
        own = boxes.get(element)
        for name in _names(element, syntax):
            if owner is None and name in wanted:
                stray.setdefault(name, []).append(element)
            if own is not None and owner is not None:
                own.aside = own.aside or owner.aside or name in OTHERS
            if owner is not None and name in wanted:
                _give(owner, name, element, own)
    for name, strays in stray.items():
        for element in page.about(strays):
            _give(loose, name, element, boxes.get(element))
    if holder is not None:
        holder.heading = True
    return [*boxes.values(), *([loose] if loose.properties else [])]


def _give(owner: Item, name: str, element: HtmlElement, own: Item | None) -> None:
    """Give an item the value of an element, or the values of the links in it where there may be several."""
    if len(owner.values(name)) >= _MOST_VALUES:
        return
    links = list(islice(element.iter("a"), _MOST_VALUES)) if name in _LISTED and own is None else []
    for value in map(text, links):
        owner.add(name, value)
    if not links:
        owner.add(name, own if own is not None else _value(element))


def _box(element: HtmlElement, syntax: Syntax) -> Item:
    made = Item(tuple(syntax.terms(element.get(syntax.type))))
    for address in (element.get("itemid"), element.get("resource"), element.get("about")):
        if address:
            made.add("@id", address)
    return made


def _names(element: HtmlElement, syntax: Syntax) -> Iterator[str]:
    for attribute, read in syntax.properties.items():
        yield from read(element.get(attribute))


def _references(boxes: dict[HtmlElement, Item]) -> dict[str, Item]:
    """Return the items that take in what stands elsewhere, by the ids of the elements there (HTML, 5.2.2, itemref)."""
    found: dict[str, Item] = {}
    for element, item in boxes.items():
        for id_ in (element.get("itemref") or "").split()[:_MOST_REFERENCES]:
            found.setdefault(id_, item)
    return found


def _owner(
    element: HtmlElement, boxes: dict[HtmlElement, Item], referred: dict[str, Item], loose: Item
) -> Item | None:
    """Return the item that the properties of an element belong to; None for none."""
    own = boxes.get(element)
    if referred and (taken := referred.get(element.get("id") or "")) is not None and taken is not own:
        return taken
    for box in above(element):
        if box in boxes:
            return boxes[box]
        if referred and (taken := referred.get(box.get("id") or "")) is not None and taken is not own:
            return taken
        if box.tag == "head" and element.tag == "meta":
            at_root = box.getparent()
            return boxes.get(at_root, loose) if at_root is not None else loose
    return None


def _value(element: HtmlElement) -> str | Item:
    """Return the value of a property (HTML, 5.2.4).

    Beyond the standard, `content` counts on any element, as in RDFa and as pages are written; a link is called what
    stands in it, and has its address; an abbreviation's title is what it stands for, as in hAtom.
    """
    content = element.get("content")
    if content is not None:
        return content
    if element.tag == "time" and element.get("datetime"):
        return element.get("datetime") or ""
    if element.tag in _LINKS:
        link = Item()
        link.add("name", text(element))
        link.add("url", element.get("href") or "")
        return link
    if element.tag in _SOURCES:
        return element.get("src") or element.get("data-src") or ""
    if element.tag in ("data", "meter") and element.get("value"):
        return element.get("value") or ""
    return (element.get("title") if element.tag == "abbr" else None) or text(element)
