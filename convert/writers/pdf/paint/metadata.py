"""What the file says about itself: XMP (ISO 16684-1), the information dictionary, the colours meant.

The information dictionary and the XMP say the same (ISO 19005-2, 6.6.3). What is not known is not said.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from importlib.resources import files
from typing import Any

from lxml.etree import Element, QName, SubElement, _Element, tostring
from msgspec import Struct
from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFInfo,
    PDFName,
    PDFStream,
    PDFString,
    PDFZCompress,
)

from convert.model import Article, Meta, codec
from convert.options import WriteOptions
from convert.render import words
from convert.render.characters import legal
from convert.writers.pdf.paint.attachment import NAME, Attachment

_PROGRAM = "article-convert"

_NAMESPACES = {
    "x": "adobe:ns:meta/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
}
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


class Record(Struct, frozen=True):
    """The metadata of one document; "" for what is not known."""

    title: str
    author: str
    subject: str
    keywords: str
    language: str
    moment: datetime
    rtl: bool = False
    attached: tuple[Attachment, ...] = ()


def record(meta: Meta, options: WriteOptions, *articles: Article) -> Record:
    """Return what `meta` says, as a PDF says it, with the trees of `articles` attached if `options` say so."""
    return Record(
        title=_line(words.headline(meta)),
        author=_line(words.authors(meta)),
        subject=_line(meta.description or ""),
        keywords=_line(", ".join(meta.keywords)),
        language=words.language(meta.inLanguage),
        moment=options.moment(meta.dateModified, meta.datePublished),
        rtl=words.direction(meta.inLanguage) == "rtl",
        attached=tuple(_attached(articles)) if options.attach_source else (),
    )


def _attached(articles: Sequence[Article]) -> Iterator[Attachment]:
    for n, article in enumerate(articles, 1):
        name = NAME if len(articles) == 1 else NAME.replace(".", f"-{n}.")
        yield Attachment(name, codec.encode(article), f"The text as data: {words.headline(article.meta)}")


class Information(PDFInfo):  # type: ignore[misc]  # ReportLab has no types
    """The information dictionary (ISO 32000-1, 14.3.3)."""

    def __init__(self, record: Record) -> None:
        """Take over `record`."""
        super().__init__()
        self._record = record

    def format(self, document: Any) -> Any:
        """Return the dictionary as bytes."""
        moment = self._record.moment.strftime("D:%Y%m%d%H%M%S+00'00'")
        entries = {
            "Title": self._record.title,
            "Author": self._record.author,
            "Subject": self._record.subject,
            "Keywords": self._record.keywords,
            "Creator": _PROGRAM,
            "Producer": _PROGRAM,
            "CreationDate": moment,
            "ModDate": moment,
        }
        known = {key: PDFString(value) for key, value in entries.items() if value}
        return PDFDictionary(known).format(document)


def xmp(record: Record) -> bytes:
    """Return the XMP packet."""
    root = Element(_name("x:xmpmeta"), nsmap=_NAMESPACES)
    described = _add(_add(root, "rdf:RDF"), "rdf:Description")
    described.set(_name("rdf:about"), "")
    _add(described, "dc:format", "application/pdf")
    _listed(described, "dc:title", "rdf:Alt", record.title)
    _listed(described, "dc:creator", "rdf:Seq", record.author)
    _listed(described, "dc:description", "rdf:Alt", record.subject)
    _listed(described, "dc:language", "rdf:Bag", record.language)
    moment = record.moment.strftime("%Y-%m-%dT%H:%M:%SZ")
    for name, value in (
        ("xmp:CreatorTool", _PROGRAM),
        ("xmp:CreateDate", moment),
        ("xmp:ModifyDate", moment),
        ("pdf:Producer", _PROGRAM),
        ("pdf:Keywords", record.keywords),
        ("pdfaid:part", "3" if record.attached else "2"),  # ISO 19005-2 and -3, 6.6.4
        ("pdfaid:conformance", "A"),
        ("pdfuaid:part", "1"),  # ISO 14289-1, 5
    ):
        if value:
            _add(described, name, value)
    _declare_pdfuaid(described)
    packet = tostring(root, encoding="utf-8")
    return b'<?xpacket begin="\xef\xbb\xbf" id="W5M0MpCehiHzreSzNTczkc9d"?>' + packet + b'<?xpacket end="w"?>'


def output_intent(document: Any) -> Any:
    """Return the output intents: colours are sRGB (ISO 19005-2, 6.2.3).

    The profile was made with Little CMS, which gives its profiles away ("No copyright, use freely").
    """
    profile = files("convert.writers.pdf.paint").joinpath("sRGB.icc").read_bytes()
    stream = PDFStream(PDFDictionary({"N": 3}), profile, filters=[PDFZCompress])
    name = PDFString("sRGB IEC61966-2.1")
    intent = {
        "Type": PDFName("OutputIntent"),
        "S": PDFName("GTS_PDFA1"),
        "OutputConditionIdentifier": name,
        "Info": name,
        "DestOutputProfile": document.Reference(stream, "output-profile"),
    }
    return PDFArray([PDFDictionary(intent)])


def _line(text: str) -> str:
    """Return `text` as one line that XML can hold."""
    return " ".join(legal(text).split())


def _name(prefixed: str) -> QName:
    prefix, _, local = prefixed.partition(":")
    return QName(_NAMESPACES[prefix], local)


def _add(parent: _Element, name: str, text: str = "") -> _Element:
    child = SubElement(parent, _name(name))
    if text:
        child.text = text
    return child


def _listed(parent: _Element, name: str, container: str, text: str) -> None:
    """Append a property whose value is an RDF container of one item, if there is a value."""
    if not text:
        return
    item = _add(_add(_add(parent, name), container), "rdf:li", text)
    if container == "rdf:Alt":
        item.set(_XML_LANG, "x-default")


def _declare_pdfuaid(described: _Element) -> None:
    """Append the description of the PDF/UA schema, which PDF/A does not know (ISO 19005-2, 6.6.2.3)."""
    schemas = _add(_add(described, "pdfaExtension:schemas"), "rdf:Bag")
    schema = _resource(schemas)
    _add(schema, "pdfaSchema:schema", "PDF/UA identification schema")
    _add(schema, "pdfaSchema:namespaceURI", _NAMESPACES["pdfuaid"])
    _add(schema, "pdfaSchema:prefix", "pdfuaid")
    part = _resource(_add(_add(schema, "pdfaSchema:property"), "rdf:Seq"))
    _add(part, "pdfaProperty:name", "part")
    _add(part, "pdfaProperty:valueType", "Integer")
    _add(part, "pdfaProperty:category", "internal")
    _add(part, "pdfaProperty:description", "PDF/UA part")


def _resource(container: _Element) -> _Element:
    item = _add(container, "rdf:li")
    item.set(_name("rdf:parseType"), "Resource")
    return item
