"""A sheet with rules and lines of text on it, as SVG and as PNG: the same from either, and no font is needed."""

from __future__ import annotations

import math
import struct
import zlib
from functools import cache, lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from convert.fonts import Font
from convert.render.characters import legal
from convert.writers.epub.cover.line import Line

if TYPE_CHECKING:
    import uharfbuzz as hb
    from PIL.Image import Image

_SVG = "http://www.w3.org/2000/svg"
_SHADES = 16  # of the edges of letters in the PNG, from ground to ink: four bits a pixel
_SHADED = [(covered * (_SHADES - 1) + 127) // 255 for covered in range(256)]


class Rule(NamedTuple):
    """A filled rectangle, in pixels from the upper left corner."""

    x: float
    y: float
    width: float
    height: float


class Text(NamedTuple):
    """A line of text: where it begins at the left, its baseline, its type size, in pixels."""

    line: Line
    x: float
    y: float
    size: float


class Sheet(NamedTuple):
    """What is on a sheet of some pixels; colours are "#rrggbb"."""

    width: int
    height: int
    ground: str
    ink: str
    rules: tuple[Rule, ...]
    texts: tuple[Text, ...]

    def svg(self, title: str) -> bytes:
        """Return the sheet as SVG, its letters as outlines, `title` as what it says."""
        size = str(self.width), str(self.height)
        attributes = {"width": size[0], "height": size[1], "viewBox": f"0 0 {' '.join(size)}", "role": "img"}
        root = etree.Element(f"{{{_SVG}}}svg", attributes, nsmap={None: _SVG})
        etree.SubElement(root, f"{{{_SVG}}}title").text = legal(title)
        _path(root, self.ground, f"M0 0H{self.width}V{self.height}H0Z")
        for rule in self.rules:
            x, y, width, height = map(_number, rule)
            _path(root, self.ink, f"M{x} {y}h{width}v{height}h-{width}Z")
        for text in self.texts:
            _drawn(etree.SubElement(root, f"{{{_SVG}}}g", {"fill": self.ink}), text)
        return etree.tostring(root, encoding="utf-8", xml_declaration=True)

    def png(self) -> bytes:
        """Return the sheet as PNG: a palette from ground to ink, four bits a pixel.

        It is runs of few colours, which run lengths pack smaller than matches do, and in half the time. Pillow packs
        them, whose zlib is the same on all machines; what it saves as PNG it tries filters on, which takes as long.
        """
        from PIL import Image as Raster

        shades = self._pixels()
        pairs = Raster.frombytes("P", ((self.width + 1) // 2, self.height), shades.tobytes("raw", "P;4"))
        header = struct.pack(">IIBBBBB", self.width, self.height, 4, 3, 0, 0, 0)
        return b"".join(
            (
                b"\x89PNG\r\n\x1a\n",
                _chunk(b"IHDR", header),
                _chunk(b"PLTE", bytes(_palette(self.ground, self.ink))),
                _chunk(b"IDAT", pairs.tobytes("zip", "P", False, -1, zlib.Z_RLE, b"")),
                _chunk(b"IEND", b""),
            )
        )

    def jpeg(self) -> bytes:
        """Return the sheet as JPEG, in sRGB."""
        file = BytesIO()
        self._pixels().convert("RGB").save(file, "JPEG", quality=92, subsampling=0)
        return file.getvalue()

    def _pixels(self) -> Image:
        from PIL import Image as Raster
        from PIL import ImageDraw

        shades = Raster.new("L", (self.width, self.height))
        draw = ImageDraw.Draw(shades)
        for x, y, width, height in self.rules:
            draw.rectangle((x, y, x + width - 1, y + height - 1), fill=_SHADES - 1)
        for text in self.texts:
            self._print(text, shades)
        shades.putpalette(_palette(self.ground, self.ink))
        return shades

    def _print(self, text: Text, shades: Image) -> None:
        """Add a line of text to the shades of ink: there are as many as pixels, most of them in no letter's reach."""
        import uharfbuzz as hb
        from PIL import Image as Raster
        from PIL import ImageChops

        left, top, right, bottom = box = self._reach(text)
        width, height = right - left, bottom - top
        if width <= 0 or height <= 0:
            return
        raster = hb.RasterDraw()
        raster.extents = hb.RasterExtents(left, self.height - bottom, width, height, width)
        for font, glyph, x, y in text.line.glyphs:
            scale = text.size * font.scale / 1000
            at = text.x + x * text.size, self.height - text.y + y * text.size
            raster.transform = (scale, 0, 0, scale, *at)
            raster.draw_glyph(_inked(font), glyph)
        covered = bytes(raster.render().buffer)  # from 0 to 255, the lowest row first
        ink = Raster.frombytes("L", (width, height), covered, "raw", "L", width, -1).point(_SHADED)
        shades.paste(ImageChops.lighter(ink, shades.crop(box)), box)

    def _reach(self, text: Text) -> tuple[int, int, int, int]:
        """Return the box that the ink of a line is in, as far as that is on the sheet."""
        left, right = edges(text.line)
        bottom, top = reach(text.line)
        return (
            max(0, math.floor(text.x + left * text.size)),
            max(0, math.floor(text.y - top * text.size)),
            min(self.width, math.ceil(text.x + right * text.size)),
            min(self.height, math.ceil(text.y - bottom * text.size)),
        )


@cache
def _inked(font: Font) -> hb.Font:
    """Return a font as HarfBuzz draws it into pixels: in its own units, at the weight that it has here."""
    import uharfbuzz as hb

    found = hb.Font(font.face)
    if font.weight and font.face.has_var_data:
        found.set_variations({"wght": font.weight})
    return found


def _chunk(kind: bytes, data: bytes) -> bytes:
    """Return a chunk of a PNG file (PNG 3, 5.3)."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def reach(line: Line) -> tuple[float, float]:
    """Return from where to where the ink of a line reaches, upwards, as parts of the type size from its baseline."""
    inked = [
        (placed.y + outline.bottom * scale, placed.y + outline.top * scale)
        for placed in line.glyphs
        for outline, scale in [(_outline(placed.font, placed.glyph), placed.font.scale / 1000)]
        if outline.commands
    ]
    return min((low for low, _ in inked), default=0.0), max((high for _, high in inked), default=0.0)


def edges(line: Line) -> tuple[float, float]:
    """Return where the ink of a line begins and ends, as parts of the type size from its origin."""
    inked = [
        (placed.x + outline.left * scale, placed.x + outline.right * scale)
        for placed in line.glyphs
        for outline, scale in [(_outline(placed.font, placed.glyph), placed.font.scale / 1000)]
        if outline.commands
    ]
    return min((left for left, _ in inked), default=0.0), max(
        (right for _, right in inked), default=line.width
    )


class _Outline(NamedTuple):
    """A glyph as SVG path data in units of its font, upwards, and how far its points reach from its origin."""

    commands: str
    left: float
    right: float
    bottom: float
    top: float


class _Pen:
    """Takes the outline of a glyph as a fontTools pen does, and writes it as SVG path data (SVG 2, 9.3)."""

    def __init__(self) -> None:
        self.commands: list[str] = []
        self.points: list[tuple[float, float]] = []

    def moveTo(self, point: tuple[float, float]) -> None:  # noqa: N802  # a fontTools name, as all below
        self._write("M", point)

    def lineTo(self, point: tuple[float, float]) -> None:  # noqa: N802  # as above
        self._write("L", point)

    def qCurveTo(self, *points: tuple[float, float]) -> None:  # noqa: N802  # as above
        self._write("Q", *points)

    def curveTo(self, *points: tuple[float, float]) -> None:  # noqa: N802  # as above
        self._write("C", *points)

    def closePath(self) -> None:  # noqa: N802  # as above
        self.commands.append("Z")

    def _write(self, command: str, *points: tuple[float, float]) -> None:
        self.points += points
        self.commands.append(command + " ".join(f"{_number(x)} {_number(y)}" for x, y in points))


@lru_cache(4096)
def _outline(font: Font, glyph: int) -> _Outline:
    """Return the outline of a glyph, which the covers of a run ask for again and again."""
    pen = _Pen()
    font.draw(glyph, pen)
    across, up = zip(*pen.points or [(0.0, 0.0)], strict=True)
    return _Outline("".join(pen.commands), min(across), max(across), min(up), max(up))


def _drawn(group: etree._Element, text: Text) -> None:
    """Append the letters of a line to a group, each where and as large as it is."""
    for font, glyph, x, y in text.line.glyphs:
        commands = _outline(font, glyph).commands
        if commands:
            scale = f"{text.size * font.scale / 1000:.5f}"
            at = f"{_number(text.x + x * text.size)} {_number(text.y - y * text.size)}"
            attributes = {"transform": f"matrix({scale} 0 0 -{scale} {at})", "d": commands}
            etree.SubElement(group, f"{{{_SVG}}}path", attributes)


def _path(root: etree._Element, fill: str, commands: str) -> None:
    etree.SubElement(root, f"{{{_SVG}}}path", {"fill": fill, "d": commands})


def _number(value: float) -> str:
    """Return a length to a tenth."""
    return f"{value:.1f}".removesuffix(".0")


def _palette(ground: str, ink: str) -> list[int]:
    pairs = [(int(ground[at : at + 2], 16), int(ink[at : at + 2], 16)) for at in (1, 3, 5)]
    steps = range(_SHADES)
    return [round(low + (high - low) * step / (_SHADES - 1)) for step in steps for low, high in pairs]
