"""The tree of an article as a file within the file, so that nothing of it is lost on paper.

PDF/A-2 allows no such file (ISO 19005-2, 6.8: only PDF/A); PDF/A-3 does, if it is said what the file is to the whole
(ISO 19005-3, 6.8 and annex E).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFStream, PDFString, PDFZCompress

NAME = "article.json"
MEDIA_TYPE = "application/json"


class Attachment(NamedTuple):
    """A file: its name, its bytes, and what it is in words."""

    name: str
    data: bytes
    description: str


def attach(document: Any, files: Sequence[Attachment], moment: datetime) -> None:
    """Embed `files` in ReportLab's `document`, changed at `moment` (ISO 32000-1, 7.11.4; ISO 19005-3, 6.8)."""
    references = [_specification(document, n, file, moment) for n, file in enumerate(files)]
    named = [part for file, at in zip(files, references, strict=True) for part in (PDFString(file.name), at)]
    catalog = document.Catalog
    catalog.__NoDefault__ = [*catalog.__NoDefault__, "AF"]
    catalog.AF = PDFArray(references)
    catalog.Names = PDFDictionary({"EmbeddedFiles": PDFDictionary({"Names": PDFArray(named)})})


def _specification(document: Any, number: int, file: Attachment, moment: datetime) -> Any:
    """Return the reference to the specification of a file (ISO 32000-1, 7.11.3)."""
    entries = {
        "Type": PDFName("EmbeddedFile"),
        "Subtype": "/" + MEDIA_TYPE.replace("/", "#2F"),
        "Params": PDFDictionary(
            {"Size": len(file.data), "ModDate": PDFString(moment.strftime("D:%Y%m%d%H%M%S+00'00'"))}
        ),
    }
    stream = PDFStream(PDFDictionary(entries), file.data, filters=[PDFZCompress])
    embedded = document.Reference(stream, f"attached-{number}")
    name = PDFString(file.name)
    specification = PDFDictionary(
        {
            "Type": PDFName("Filespec"),
            "F": name,
            "UF": name,
            "Desc": PDFString(file.description),
            "AFRelationship": PDFName("Source"),
            "EF": PDFDictionary({"F": embedded, "UF": embedded}),
        }
    )
    return document.Reference(specification, f"attachment-{number}")
