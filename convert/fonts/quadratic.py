"""Outlines of cubic curves (CFF), as TrueType has them: the one kind that a PDF's codes address as they like.

A PDF may carry CFF as it is, but then its codes must be CIDs of the font, or a CMap must lead from one to the other,
and programs that look for text in such a file find none. The curves stay within a thousandth of the type size.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import uharfbuzz as hb
from fontTools.cu2qu import curve_to_quadratic

_ERROR = 0.001  # of the em
_MAGIC = 0xB1B0AFBA  # OpenType, head: checksumAdjustment

# OpenType, glyf: flags of a point.
_ON, _SHORT, _SAME = 0x01, (0x02, 0x04), (0x10, 0x20)

Point = tuple[int, int, bool]  # whether it is on the curve


class Outline(NamedTuple):
    """A glyph as the table glyf has it, and what other tables say of it."""

    data: bytes
    left: int
    points: int
    contours: int


class Outlines:
    """The outlines of a font, each converted when it is first needed."""

    def __init__(self, font: hb.Font) -> None:
        """`font` has its weight set."""
        self._font = font
        self._error = _ERROR * font.face.upem
        self._known: dict[int, Outline] = {}

    def truetype(self, glyphs: Sequence[int]) -> bytes:
        """Return a TrueType file of `glyphs`, which are numbered as they come."""
        outlines = [self._outline(glyph) for glyph in glyphs]
        parts = [outline.data + bytes(-len(outline.data) % 4) for outline in outlines]
        ends = [0]
        for part in parts:
            ends.append(ends[-1] + len(part))
        face = self._font.face
        metrics = (
            (self._font.get_glyph_h_advance(glyph), outline.left)
            for glyph, outline in zip(glyphs, outlines, strict=True)
        )
        head = bytearray(face.reference_table("head").data)
        head[8:12], head[50:54] = bytes(4), struct.pack(">hh", 1, 0)
        hhea = face.reference_table("hhea").data[:34] + struct.pack(">H", len(glyphs))
        return _file(
            {
                "glyf": b"".join(parts) or bytes(4),
                "head": bytes(head),
                "hhea": hhea,
                "hmtx": b"".join(struct.pack(">Hh", *metric) for metric in metrics),
                "loca": struct.pack(f">{len(ends)}I", *ends),
                "maxp": _maxp(outlines),
            }
        )

    def _outline(self, glyph: int) -> Outline:
        found = self._known.get(glyph)
        if found is None:
            pen = _Pen(self._error)
            self._font.draw_glyph(glyph, _DRAW, pen)
            found = self._known[glyph] = _encoded(pen.contours)
        return found


class _Pen:
    """Takes the curves of one glyph."""

    def __init__(self, error: float) -> None:
        self._error = error
        self._at = (0.0, 0.0)
        self.contours: list[list[Point]] = []

    def move(self, x: float, y: float) -> None:
        self.contours.append([])
        self._to(x, y, on=True)

    def line(self, x: float, y: float) -> None:
        self._to(x, y, on=True)

    def quadratic(self, x1: float, y1: float, x: float, y: float) -> None:
        self._to(x1, y1, on=False)
        self._to(x, y, on=True)

    def cubic(self, x1: float, y1: float, x2: float, y2: float, x: float, y: float) -> None:
        spline = curve_to_quadratic((self._at, (x1, y1), (x2, y2), (x, y)), self._error)
        for place in spline[1:-1]:
            self._to(*place, on=False)
        self._to(x, y, on=True)

    def close(self) -> None:
        contour = self.contours[-1]
        if len(contour) > 1 and contour[-1] == contour[0]:
            contour.pop()
        # What is inside is to the right of a curve here, and to the left of a cubic one (OpenType, glyf).
        contour[1:] = contour[:0:-1]

    def _to(self, x: float, y: float, *, on: bool) -> None:
        self._at = (x, y)
        self.contours[-1].append((round(x), round(y), on))


def _functions() -> hb.DrawFuncs:
    functions = hb.DrawFuncs()
    functions.set_move_to_func(lambda x, y, pen: pen.move(x, y))
    functions.set_line_to_func(lambda x, y, pen: pen.line(x, y))
    functions.set_quadratic_to_func(lambda x1, y1, x, y, pen: pen.quadratic(x1, y1, x, y))
    functions.set_cubic_to_func(lambda x1, y1, x2, y2, x, y, pen: pen.cubic(x1, y1, x2, y2, x, y))
    functions.set_close_path_func(lambda pen: pen.close())
    return functions


_DRAW = _functions()


def _encoded(contours: Sequence[Sequence[Point]]) -> Outline:
    """Return a simple glyph (OpenType, glyf)."""
    points = [point for contour in contours for point in contour]
    if not points:
        return Outline(b"", 0, 0, 0)
    xs, ys = [x for x, _, _ in points], [y for _, y, _ in points]
    box = (min(xs), min(ys), max(xs), max(ys))
    ends, end = [], -1
    for contour in contours:
        end += len(contour)
        ends.append(end)
    flags = [_ON if on else 0 for _, _, on in points]
    places = [_deltas(values, flags, axis) for axis, values in enumerate((xs, ys))]
    head = struct.pack(f">h4h{len(ends)}HH", len(ends), *box, *ends, 0)
    return Outline(head + bytes(flags) + b"".join(places), box[0], len(points), len(ends))


def _deltas(values: Iterable[int], flags: list[int], axis: int) -> bytes:
    """Return how far each point is from the one before on an axis, and say in `flags` how that is written."""
    found = []
    before = 0
    for n, value in enumerate(values):
        by, before = value - before, value
        if not by:
            flags[n] |= _SAME[axis]
        elif -256 < by < 256:
            flags[n] |= _SHORT[axis] | (_SAME[axis] if by > 0 else 0)
            found.append(bytes((abs(by),)))
        else:
            found.append(struct.pack(">h", by))
    return b"".join(found)


def _maxp(outlines: Sequence[Outline]) -> bytes:
    """Return the table maxp, version 1.0: no instructions, no glyph of several."""
    points = max((outline.points for outline in outlines), default=0)
    contours = max((outline.contours for outline in outlines), default=0)
    return struct.pack(">I14H", 0x00010000, len(outlines), points, contours, 0, 0, 1, *[0] * 8)


def _file(tables: dict[str, bytes]) -> bytes:
    """Return a font of `tables`, in the order of their tags (OpenType, "Organization of an OpenType Font")."""
    count = len(tables)
    power = count.bit_length() - 1
    start = 12 + 16 * count
    directory, body = [], b""
    for tag, data in tables.items():
        padded = data + bytes(-len(data) % 4)
        directory.append(struct.pack(">4sIII", tag.encode(), _checksum(padded), start + len(body), len(data)))
        body += padded
    head = struct.pack(">IHHHH", 0x00010000, count, 16 << power, power, 16 * count - (16 << power))
    whole = bytearray(head + b"".join(directory) + body)
    at = start + sum(len(data) + -len(data) % 4 for tag, data in tables.items() if tag < "head") + 8
    whole[at : at + 4] = struct.pack(">I", (_MAGIC - _checksum(bytes(whole))) & 0xFFFFFFFF)
    return bytes(whole)


def _checksum(data: bytes) -> int:
    words: tuple[int, ...] = struct.unpack(f">{len(data) // 4}I", data)
    return sum(words) & 0xFFFFFFFF
