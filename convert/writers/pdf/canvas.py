"""A ReportLab canvas that says what it draws: marked content, link annotations, and the document's catalog.

ReportLab 5.1 has no tagging of its own. What is used here beyond its documented interface (`_doc`, the pages'
and the catalog's attributes, `_addAnnotation`) may move between its minor versions; veraPDF tells.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import blake2b
from typing import Any, Literal

from reportlab import rl_config
from reportlab.pdfbase.pdfdoc import (
    NoEncryption,
    PDFArray,
    PDFDictionary,
    PDFName,
    PDFObject,
    PDFStream,
    PDFString,
    pdfdocEnc,
)
from reportlab.pdfgen.canvas import Canvas

from convert.writers.pdf import fonts
from convert.writers.pdf.metadata import Information, Record, output_intent, xmp
from convert.writers.pdf.runs import Link
from convert.writers.pdf.structure import Annotation, Content, Element, Tree
from convert.writers.pdf.styles import Color

rl_config.useA85 = 0  # binary streams: an encoding for seven-bit mail costs a quarter more

# Why a mark on the page is no part of the text (ISO 32000-1, 14.8.2.2.2).
Artifact = Literal["/Pagination /Subtype /Header", "/Pagination /Subtype /Footer", "/Pagination", "/Layout"]


class TaggedCanvas(Canvas):  # type: ignore[misc]  # ReportLab has no types
    """A canvas on which everything drawn belongs to an element or is an artifact."""

    def __init__(self, *arguments: Any, tree: Tree, record: Record, **options: Any) -> None:
        """`tree` receives the content, `record` is the document's metadata."""
        super().__init__(*arguments, pdfVersion=(1, 7), **options)
        self._tree = tree
        self._record = record
        self._on_page: list[Element] = []
        self._links = 0
        # What ReportLab makes the document's identifier of; its own would start from the time of day.
        self._doc.signature = blake2b(digest_size=16)

    def begin(self, element: Element) -> str:
        """Return the operator after which what is drawn is content of `element`, up to EMC (ISO 32000-1, 14.6)."""
        number = len(self._on_page)
        self._on_page.append(element)
        element.add(Content(self._doc.thisPageName(), number))
        return f"/{element.tag} <</MCID {number}>> BDC"

    @contextmanager
    def content(self, element: Element) -> Iterator[None]:
        """Mark what is drawn inside as content of `element`."""
        self.addLiteral(self.begin(element))
        yield
        self.addLiteral("EMC")

    @contextmanager
    def artifact(self, kind: Artifact) -> Iterator[None]:
        """Mark what is drawn inside as no part of the text."""
        self.addLiteral(f"/Artifact <</Type {kind}>> BDC")
        yield
        self.addLiteral("EMC")

    def rule(self, thickness: float, color: Color, left: float, right: float, y: float) -> None:
        """Draw a horizontal line, as decoration."""
        with self.artifact("/Layout"):
            self.setStrokeColor(color)
            self.setLineWidth(thickness)
            self.line(left, y, right, y)

    def link(self, link: Link, box: tuple[float, float, float, float]) -> None:
        """Annotate `box` (left, bottom, right, top) as (a part of) `link`."""
        self._links += 1
        name = f"link-{self._links}"
        entries = {
            "Type": PDFName("Annot"),
            "Subtype": PDFName("Link"),
            "Rect": PDFArray(self._absRect(box, 1)),
            "Border": PDFArray([0, 0, 0]),
            "F": 4,  # printed (ISO 19005-2, 6.3.2)
            "Contents": PDFString(link.name),
            "StructParent": self._tree.key(link.element),
        }
        if link.url:
            action = {"Type": PDFName("Action"), "S": PDFName("URI"), "URI": PDFString(link.url)}
            entries["A"] = PDFDictionary(action)
        else:
            entries["Dest"] = self._bookmarkReference(link.anchor)
        self._addAnnotation(PDFDictionary(entries), name)
        self._doc.updateSignature(f"{link.name}\n{link.url}")
        link.element.add(Annotation(self._doc.thisPageName(), self._doc.annotationName(name)))

    def showPage(self) -> None:  # noqa: N802  # ReportLab's name
        """End the page, and note what stands on it."""
        super().showPage()
        page = self._doc.Pages[-1]
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        page.Trans = None
        page.StructParents = self._tree.key(self._on_page)
        page.Tabs = PDFName("S")  # ISO 14289-1, 7.18.3
        self._on_page = []

    def save(self) -> None:
        """Write the document."""
        document = self._doc
        document.info = Information(self._record)
        document.encrypt = _Streams(document.signature)
        catalog = document.Catalog
        catalog.__NoDefault__ = [*catalog.__NoDefault__, "OutputIntents"]
        catalog.MarkInfo = PDFDictionary({"Marked": "true"})
        catalog.ViewerPreferences = PDFDictionary({"DisplayDocTitle": "true"})  # ISO 14289-1, 7.1
        catalog.StructTreeRoot = self._tree.write(document)
        catalog.OutputIntents = output_intent(document)
        described = {"Type": PDFName("Metadata"), "Subtype": PDFName("XML")}
        catalog.Metadata = PDFStream(PDFDictionary(described), xmp(self._record))
        with fonts.LOCK:
            super().save()


class _Streams(NoEncryption):  # type: ignore[misc]  # ReportLab has no types
    """Sees the body of every stream, where encryption would.

    Each ends in a line end that its length does not count (ISO 19005-2, 6.1.7.1), and makes a part of the
    document's identifier (ISO 32000-1, 14.4).
    """

    def __init__(self, signature: blake2b) -> None:
        """`signature` takes in the streams."""
        self._signature = signature

    def encode(self, data: Any) -> Any:
        """Return what ReportLab writes for `data`, the body of a stream."""
        body = _Body(data)
        self._signature.update(body.data)
        return body


class _Body(PDFObject):  # type: ignore[misc]  # ReportLab has no types
    def __init__(self, data: Any) -> None:
        self.data: bytes = pdfdocEnc(data)

    def __len__(self) -> int:
        return len(self.data)

    def format(self, _document: Any) -> bytes:
        return self.data + b"\n"
