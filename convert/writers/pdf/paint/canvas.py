"""A ReportLab canvas that says what it draws: marked content, link annotations, and the document's catalog.

ReportLab 5.1 has no tagging of its own. What is used here beyond its documented interface (`_doc`, the pages'
and the catalog's attributes, `_addAnnotation`) may move between its minor versions; veraPDF tells.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from hashlib import blake2b
from io import BytesIO
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
    format,
    pdfdocEnc,
)
from reportlab.pdfgen.canvas import Canvas

from convert.writers.pdf.paint.attachment import attach
from convert.writers.pdf.paint.glyphs import Fonts
from convert.writers.pdf.paint.metadata import Information, Record, output_intent, xmp
from convert.writers.pdf.paint.show import number, shown
from convert.writers.pdf.structure import Annotation, Content, Element, Tree
from convert.writers.pdf.styles import Color
from convert.writers.pdf.text.lines import Line
from convert.writers.pdf.text.runs import Link

rl_config.useA85 = 0  # binary streams: an encoding for seven-bit mail costs a quarter more

# Why a mark on the page is no part of the text (ISO 32000-1, 14.8.2.2.2).
Artifact = Literal["/Pagination /Subtype /Header", "/Pagination /Subtype /Footer", "/Pagination", "/Layout"]


class TaggedCanvas(Canvas):  # type: ignore[misc]  # ReportLab has no types
    """A canvas on which everything drawn belongs to an element or is an artifact."""

    def __init__(self, *, tree: Tree, record: Record, **options: Any) -> None:
        """`tree` receives the content, `record` is the document's metadata."""
        self._out = BytesIO()
        super().__init__(self._out, pdfVersion=(1, 7), **options)
        self._tree = tree
        self._record = record
        self._on_page: list[Element] = []
        self._open: Element | None = None
        self._links = 0
        self._anchors: set[str] = set()
        self._written: dict[tuple[str, ...], Any] = {}
        self._fonts = Fonts()
        # What ReportLab makes the document's identifier of; its own would start from the time of day.
        self._doc.signature = blake2b(digest_size=16)

    def text(self, line: Line, x: float, y: float, *, tagged: bool = True) -> None:
        """Show a line, its left end at `x` and its baseline at `y`; where not `tagged`, what it is has been said."""
        color: Color | None = None
        tracking = 0.0
        out = ["BT"]
        for segment in line.segments:
            run = segment.run
            if tagged and run.element is not self._open:
                out += [*self._closed(), self._opened(run.element)]
            if run.color != color:
                color = run.color
                out.append(f"{' '.join(map(number, color))} rg")
            if run.tracking != tracking:
                tracking = run.tracking
                out.append(f"{number(tracking)} Tc")
            out.append(shown(segment, x, y, self._fonts))
        if tracking:
            out.append("0 Tc")
        self._code.append(" ".join((*out, "ET")))

    @contextmanager
    def content(self, element: Element) -> Iterator[None]:
        """Mark what is drawn inside as content of `element`."""
        self._code += [*self._closed(), self._opened(element)]
        yield
        self._code += self._closed()

    @contextmanager
    def artifact(self, kind: Artifact) -> Iterator[None]:
        """Mark what is drawn inside as no part of the text."""
        self._code += [*self._closed(), f"/Artifact <</Type {kind}>> BDC"]
        yield
        self._code.append("EMC")

    def rule(self, thickness: float, color: Color, left: float, right: float, y: float) -> None:
        """Draw a horizontal line, as decoration."""
        with self.artifact("/Layout"):
            self._line(thickness, color, f"{number(left)} {number(y)} m {number(right)} {number(y)} l")

    def upright(self, thickness: float, color: Color, x: float, top: float, bottom: float) -> None:
        """Draw a vertical line, as decoration."""
        with self.artifact("/Layout"):
            self._line(thickness, color, f"{number(x)} {number(top)} m {number(x)} {number(bottom)} l")

    def anchor(self, name: str, x: float, y: float) -> None:
        """Name a place, once: what comes back under the same name is the same place going on."""
        if name not in self._anchors:
            self._anchors.add(name)
            self.bookmarkHorizontal(name, x, y)

    def _line(self, thickness: float, color: Color, path: str) -> None:
        self._code.append(f"{' '.join(map(number, color))} RG {number(thickness)} w {path} S")

    def _opened(self, element: Element) -> str:
        """Return the operator after which what is drawn is content of `element` (ISO 32000-1, 14.6)."""
        number = len(self._on_page)
        self._on_page.append(element)
        element.add(Content(self._doc.thisPageName(), number))
        self._open = element
        return f"/{element.tag} <</MCID {number}>> BDC"

    def _closed(self) -> list[str]:
        """Return the operator that ends what is open; lines of one element go on in one sequence."""
        if self._open is None:
            return []
        self._open = None
        return ["EMC"]

    def _make_preamble(self) -> None:
        """Begin pages without ReportLab's choice of a font, which would not be embedded."""
        self._preamble = "1 0 0 1 0 0 cm"

    def link(self, link: Link, box: tuple[float, float, float, float]) -> None:
        """Annotate `box` (left, bottom, right, top) as (a part of) `link`."""
        self._links += 1
        name = f"link-{self._links}"
        contents = self._once(PDFString(link.name), "contents", link.name)
        if link.url:
            action = {"Type": PDFName("Action"), "S": PDFName("URI"), "URI": PDFString(link.url)}
            target = "A", self._once(PDFDictionary(action), "action", link.url)
        else:
            target = "Dest", self._bookmarkReference(link.anchor)
        key = self._tree.key(link.element)
        self._addAnnotation(_Link(self._absRect(box, 1), contents, *target, key), name)
        link.element.add(Annotation(self._doc.thisPageName(), self._doc.annotationName(name)))

    def _once(self, thing: Any, *key: str) -> Any:
        """Return the reference to an object that is written once for a key, however many lines a link runs over."""
        if key not in self._written:
            self._written[key] = self._doc.Reference(thing)
            self._doc.updateSignature("\n".join(key))
        return self._written[key]

    def showPage(self) -> None:  # noqa: N802  # ReportLab's name
        """End the page, and note what stands on it."""
        self._code += self._closed()
        super().showPage()
        page = self._doc.Pages[-1]
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        page.Trans = None
        page.StructParents = self._tree.key(self._on_page)
        page.Tabs = PDFName("S")  # ISO 14289-1, 7.18.3
        self._on_page = []

    def written(self) -> bytes:
        """Return the document."""
        document = self._doc
        document.info = Information(self._record)
        document.encrypt = _Streams(document.signature)
        catalog = document.Catalog
        catalog.__NoDefault__ = [*catalog.__NoDefault__, "OutputIntents"]
        catalog.MarkInfo = PDFDictionary({"Marked": "true"})
        preferences = {"DisplayDocTitle": "true"}  # ISO 14289-1, 7.1
        if self._record.rtl:
            preferences["Direction"] = "/R2L"
        catalog.ViewerPreferences = PDFDictionary(preferences)
        catalog.StructTreeRoot = self._tree.write(document)
        catalog.OutputIntents = output_intent(document)
        catalog.PageLabels = PDFDictionary({"Nums": PDFArray([0, PDFDictionary({"S": PDFName("D")})])})
        described = {"Type": PDFName("Metadata"), "Subtype": PDFName("XML")}
        catalog.Metadata = PDFStream(PDFDictionary(described), xmp(self._record))
        if self._record.attached:
            attach(document, self._record.attached, self._record.moment)
        self._fonts.write(document)
        self.save()
        return self._out.getvalue()


class _Link(PDFObject):  # type: ignore[misc]  # ReportLab has no types
    """A link annotation (ISO 32000-1, table 173), written straight away: a link has one a line."""

    def __init__(self, box: Sequence[float], contents: Any, way: str, target: Any, key: int) -> None:
        """`target` is where it leads, as a page's dictionary has it under `way`; `key` is that of its parent."""
        self._of = box, contents, way, target, key

    def format(self, document: Any) -> bytes:
        box, contents, way, target, key = self._of
        # F: it is printed (ISO 19005-2, 6.3.2).
        return b"".join(
            (
                b"<< /Type /Annot /Subtype /Link /Border [ 0 0 0 ] /F 4",
                f" /Rect [ {' '.join(map(number, box))} ] /StructParent {key} /Contents ".encode(),
                format(contents, document),
                f" /{way} ".encode(),
                format(target, document),
                b" >>",
            )
        )


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
