"""Pictures: those that the article carries along; none is fetched, no file is opened."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName

from convert.render.pictures import Picture, screened
from convert.writers.pdf.layout.slab import Slab
from convert.writers.pdf.page import Geometry
from convert.writers.pdf.paint.canvas import TaggedCanvas
from convert.writers.pdf.structure import Element

_PIXEL = 72 / 96  # points (CSS Values 4, 6.2): a picture is set no larger than a browser shows it
_TALLEST = 0.58  # of a column


class PictureSlab(Slab):
    """A picture, at the size that a column has for it."""

    def __init__(
        self, picture: Picture, element: Element | None, left: float, width: float, page: Geometry
    ) -> None:
        """Without `element` the picture is decoration."""
        self._image = _reader(picture)
        self._element = element
        across, down = self._image.getSize()
        scale = min(_PIXEL, width / across, _TALLEST * page.depth / down)
        self.left, self.width, self.height = left, across * scale, down * scale

    def draw(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """Draw the picture."""
        bottom = top - self.height
        with canvas.content(self._element) if self._element else canvas.artifact("/Layout"):
            canvas.drawImage(self._image, x, bottom, self.width, self.height)
        if self._element:  # where it stands (ISO 32000-1, 14.8.5.4.3)
            box = PDFArray([x, bottom, x + self.width, top])
            entries = {"O": PDFName("Layout"), "Placement": PDFName("Block"), "BBox": box}
            self._element.entries["A"] = PDFDictionary(entries)


def _reader(picture: Picture) -> Any:
    """Return the picture for ReportLab: a JPEG as it is, all others as opaque RGB.

    Transparency would want a blending space (ISO 19005-2, 6.2.10).
    """
    if picture.media_type == "image/jpeg":
        return ImageReader(BytesIO(picture.data))
    layered = screened(Image.open(BytesIO(picture.data))).convert("RGBA")
    paper = Image.new("RGBA", layered.size, "white")
    return ImageReader(Image.alpha_composite(paper, layered).convert("RGB"))
