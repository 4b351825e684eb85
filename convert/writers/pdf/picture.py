"""Pictures: those that the article carries along; none is fetched, no file is opened."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName

from convert.render.pictures import Picture, screened
from convert.writers.pdf.block import Block
from convert.writers.pdf.page import COLUMN, OUTDENT, RAIL
from convert.writers.pdf.structure import Element
from convert.writers.pdf.styles import LINE
from convert.writers.pdf.textblock import TextBlock

_PIXEL = 72 / 96  # points (CSS Values 4, 6.2): a picture is set no larger than a browser shows it
_TALLEST = 140 * 72 / 25.4


class PictureBlock(Block):
    """A picture, and perhaps its caption beside it in the rail."""

    def __init__(self, picture: Picture, element: Element | None) -> None:
        """Without `element` the picture is decoration."""
        super().__init__()
        self._image = _reader(picture)
        self._element = element
        self._caption: Sequence[TextBlock] = ()
        self.spaceBefore, self.spaceAfter = LINE, LINE

    def takes(self, caption: Sequence[TextBlock]) -> bool:
        """Take `caption` into the rail if it is no taller there than the picture; say whether."""
        if sum(block.wrap(RAIL, 0)[1] for block in caption) > self.size(COLUMN)[1]:
            return False
        self._caption = caption
        return True

    def size(self, width: float) -> tuple[float, float]:
        """Return the size at which the picture is set in a column of `width`."""
        across, down = self._image.getSize()
        scale = min(_PIXEL, width / across, _TALLEST / down)
        return across * scale, down * scale

    def wrap(self, width: float, _room: float) -> tuple[float, float]:
        """Return the size of the picture."""
        self.width, self.height = self.size(width)
        return self.width, self.height

    def draw(self) -> None:
        """Draw the picture, then the caption, level with its top."""
        width, height = self.width, self.height
        with self.canv.content(self._element) if self._element else self.canv.artifact("/Layout"):
            self.canv.drawImage(self._image, 0, 0, width, height)
        if self._element:
            self._element.entries["A"] = self._attributes(width, height)
        y = height
        for block in self._caption:
            y -= block.wrap(RAIL, 0)[1]
            block.drawOn(self.canv, -OUTDENT, y)

    def _attributes(self, width: float, height: float) -> Any:
        """Return where the picture stands (ISO 32000-1, 14.8.5.4.3)."""
        left, bottom = self.canv.absolutePosition(0, 0)
        box = PDFArray([left, bottom, left + width, bottom + height])
        return PDFDictionary({"O": PDFName("Layout"), "Placement": PDFName("Block"), "BBox": box})


def _reader(picture: Picture) -> Any:
    """Return the picture for ReportLab: a JPEG as it is, all others as opaque RGB.

    Transparency would want a blending space (ISO 19005-2, 6.2.10).
    """
    if picture.media_type == "image/jpeg":
        return ImageReader(BytesIO(picture.data))
    layered = screened(Image.open(BytesIO(picture.data))).convert("RGBA")
    paper = Image.new("RGBA", layered.size, "white")
    return ImageReader(Image.alpha_composite(paper, layered).convert("RGB"))
