"""The structure tree: what the marks on the pages mean, in reading order (ISO 32000-1, 14.7 and 14.8)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple, TypeAlias

from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFName,
    PDFObject,
    PDFObjectReference,
    PDFString,
    format,
)

# Our element types that ISO 32000-1 does not have, and what a reader takes them for (14.7.3).
_ROLES = {"Em": "Span", "Strong": "Span", "Endnotes": "Sect"}


class Content(NamedTuple):
    """A marked-content sequence: the page's name within the document, and its number on that page."""

    page: str
    number: int


class Annotation(NamedTuple):
    """An annotation on a page, by its name within the document."""

    page: str
    name: str


class Element:
    """A structure element. It joins its parent with the first of its content: reading order is drawing order.

    `entries` are further keys of its dictionary (ISO 32000-1, table 323): text, or ReportLab's objects.
    """

    __slots__ = ("_attached", "entries", "kids", "parent", "tag")

    def __init__(self, tag: str, parent: Element | None = None, **entries: Any) -> None:
        """`tag` is a standard structure type, or one of ours that has a role; only the root has no parent."""
        self.tag = tag
        self.parent = parent
        self.entries = entries
        self.kids: list[Kid] = []
        self._attached = parent is None

    def add(self, kid: Content | Annotation) -> None:
        """Append content."""
        self.kids.append(kid)
        self.attach()

    def attach(self) -> None:
        """Make sure that the element is in the tree, at the end of its parent, even with nothing in it."""
        element = self
        while element.parent is not None and not element._attached:
            element._attached = True
            element.parent.kids.append(element)
            element = element.parent


Kid: TypeAlias = Element | Content | Annotation


class Tree:
    """The structure tree of one document, and its parent tree: back from content to elements (14.7.4.4)."""

    def __init__(self, root: Element) -> None:
        """`root` is the element of the whole document."""
        self.root = root
        self._parents: list[Element | list[Element]] = []

    def key(self, parents: Element | list[Element]) -> int:
        """Return the StructParent key of an annotation, or StructParents of a page with its elements by number."""
        self._parents.append(parents)
        return len(self._parents) - 1

    def write(self, document: Any) -> Any:
        """Add the tree to ReportLab's `document`; return the reference for its catalog."""
        elements = list(self._elements())
        names = {element: f"StructElem{n}" for n, element in enumerate(elements)}
        for element in elements:
            document.Reference(_Entry(element, names), names[element])
        root = {
            "Type": PDFName("StructTreeRoot"),
            "K": PDFArray([_reference(names[self.root])]),
            "ParentTree": document.Reference(_Parents(self._parents, names), "ParentTree"),
            "ParentTreeNextKey": len(self._parents),
            "RoleMap": PDFDictionary({ours: PDFName(standard) for ours, standard in _ROLES.items()}),
        }
        ids = {
            element.entries["ID"]: _reference(names[element])
            for element in elements
            if "ID" in element.entries
        }
        if ids:
            pairs = [part for key in sorted(ids) for part in (PDFString(key), ids[key])]
            root["IDTree"] = PDFDictionary({"Names": PDFArray(pairs)})
        return document.Reference(PDFDictionary(root), _ROOT)

    def _elements(self) -> Iterator[Element]:
        stack = [self.root]
        while stack:
            element = stack.pop()
            yield element
            stack.extend(kid for kid in reversed(element.kids) if isinstance(kid, Element))


_ROOT = "StructTreeRoot"


def _reference(name: str) -> Any:
    return PDFObjectReference(name)


class _Entry(PDFObject):  # type: ignore[misc]  # ReportLab has no types
    """An element as an object of the file (ISO 32000-1, table 323).

    It is written straight away: there is one for each paragraph, link and cell, and ReportLab's dictionaries are slow.
    """

    def __init__(self, element: Element, names: dict[Element, str]) -> None:
        self._element = element
        self._names = names

    def format(self, document: Any) -> bytes:
        element, names = self._element, self._names
        numbers = document.idToObjectNumberAndVersion
        page = next((kid.page for kid in element.kids if not isinstance(kid, Element)), None)
        kids = [_kid(kid, page, names, numbers) for kid in element.kids]
        parent = numbers[names[element.parent] if element.parent else _ROOT][0]
        parts = [f"<< /Type /StructElem /S /{element.tag} /P {parent} 0 R /K [ {' '.join(kids)} ]".encode()]
        if page:
            parts.append(f" /Pg {numbers[page][0]} 0 R".encode())
        for key, value in element.entries.items():
            shown = format(PDFString(value) if isinstance(value, str) else value, document)
            parts += [f" /{key} ".encode(), shown]
        return b"".join((*parts, b" >>"))


class _Parents(PDFObject):  # type: ignore[misc]  # ReportLab has no types
    """The parent tree as an object of the file (14.7.4.4), written straight away as well."""

    def __init__(self, parents: Sequence[Element | list[Element]], names: dict[Element, str]) -> None:
        self._parents = parents
        self._names = names

    def format(self, document: Any) -> bytes:
        numbers = document.idToObjectNumberAndVersion

        def said(element: Element) -> str:
            return f"{numbers[self._names[element]][0]} 0 R"

        def listed(parents: Element | list[Element]) -> str:
            return f"[ {' '.join(map(said, parents))} ]" if isinstance(parents, list) else said(parents)

        found = (f"{n} {listed(parents)}" for n, parents in enumerate(self._parents))
        return f"<< /Nums [ {' '.join(found)} ] >>".encode()


def _kid(kid: Kid, page: str | None, names: dict[Element, str], numbers: dict[str, tuple[int, int]]) -> str:
    """Return what stands for a kid in K: content on the element's own page is its number (14.7.4.2)."""
    if isinstance(kid, Element):
        return f"{numbers[names[kid]][0]} 0 R"
    at = numbers[kid.page][0]
    if isinstance(kid, Annotation):
        return f"<< /Type /OBJR /Pg {at} 0 R /Obj {numbers[kid.name][0]} 0 R >>"
    return str(kid.number) if kid.page == page else f"<< /Type /MCR /Pg {at} 0 R /MCID {kid.number} >>"
