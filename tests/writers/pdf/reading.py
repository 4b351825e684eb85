"""What other programs see in a PDF: words and where they stand, the structure tree."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import pikepdf
import pytest
from lxml import etree

from convert.model import Article, Meta
from convert.model.block import Block
from convert.options import WriteOptions
from convert.report import Diagnostic, Written
from convert.writers.pdf import part
from convert.writers.pdf.page import Geometry, geometry

needs_poppler = pytest.mark.skipif(not shutil.which("pdftotext"), reason="needs poppler-utils; CI has it")
needs_qpdf = pytest.mark.skipif(not shutil.which("qpdf"), reason="needs qpdf; CI has it")

A4 = geometry("a4", 1, rtl=False)


class Word(NamedTuple):
    """A word, and where it stands: points from the left and from above."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


def write(article: Article, **options: Any) -> bytes:
    return part.write(article, WriteOptions(**options))


def diagnostics(data: bytes) -> tuple[Diagnostic, ...]:
    """Return what was said of a file when it was written."""
    return tuple(data.diagnostics) if isinstance(data, Written) else ()


def written(*blocks: Block, meta: Meta | None = None) -> bytes:
    return write(Article(meta or Meta(headline="Headline", inLanguage="en"), blocks))


def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(data))


def words(data: bytes, page: Geometry = A4, *, raw: bool = True) -> list[str]:
    """Return the words without furniture, in the order in which they are in the file, or else as they are read."""
    top, bottom = map(round, text_area(page))
    area = ("-x", "0", "-y", f"{top}", "-W", f"{round(page.width)}", "-H", f"{bottom - top}")
    return _pdftotext(data, *(["-raw"] if raw else []), *area).decode().split()


def pages(data: bytes, page: Geometry = A4) -> list[list[Word]]:
    """Return the words of each page with their places, without furniture."""
    top, bottom = text_area(page)
    return [[word for word in each if top < word.top < bottom] for each in everything(data)]


def everything(data: bytes) -> list[list[Word]]:
    """Return the words of each page with their places."""
    root = etree.fromstring(_pdftotext(data, "-bbox"), etree.XMLParser(recover=True))
    return [list(map(_word, page.iterfind("{*}word"))) for page in root.iterfind(".//{*}page")]


def text_area(page: Geometry) -> tuple[float, float]:
    """Return from where to where text stands between the running head and the folio, from the head of the page."""
    return page.height - page.head_baseline + 7, page.height - page.bottom + 1


def tags(data: bytes) -> list[str]:
    """Return the structure tree as lines, each indented below its parent."""
    with opened(data) as pdf:
        return list(_tags(pdf.Root.StructTreeRoot.K[0], 0))


def _pdftotext(data: bytes, *options: str) -> bytes:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "article.pdf"
        file.write_bytes(data)
        return subprocess.run(["pdftotext", *options, file, "-"], capture_output=True, check=True).stdout


def _word(element: etree._Element) -> Word:
    sides = (float(element.get(side, "nan")) for side in ("xMin", "yMin", "xMax", "yMax"))
    return Word(element.text or "", *sides)


def _tags(element: Any, depth: int) -> Iterator[str]:
    yield "  " * depth + str(element.S)[1:]
    for kid in element.get("/K", ()):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield from _tags(kid, depth + 1)
