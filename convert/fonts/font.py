"""One font: its characters, its metrics, and what HarfBuzz makes of text in it."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import uharfbuzz as hb

from convert.fonts.file import opened
from convert.fonts.subset import Subset, embeddable, quadratic, subset

if TYPE_CHECKING:
    from convert.fonts.quadratic import Outlines


class Glyph(NamedTuple):
    """A glyph: which it is, the first character it stands for, how far the pen goes on, where it is set off.

    Lengths are thousandths of the type size.
    """

    id: int
    cluster: int
    advance: float
    x: float
    y: float


class Shape(NamedTuple):
    """A word as glyphs, from left to right, and its width in thousandths of the type size."""

    glyphs: tuple[Glyph, ...]
    width: float


class Setting(NamedTuple):
    """How text is shaped: OpenType features, ISO 15924 script, BCP 47 language, direction."""

    features: tuple[str, ...] = ()
    script: str = "Latn"
    language: str = "en"
    rtl: bool = False


class Font:
    """A font: read when it is first asked for something, at the weight that was asked for where it has several."""

    def __init__(self, path: Path, index: int = 0, weight: int | None = None) -> None:
        """`index` is the font's number where a file collects several; `weight` is as CSS has it."""
        self.path = path
        self.index = index
        self.weight = weight
        self._widths: dict[int, float] = {}

    def __repr__(self) -> str:
        """Return what tells it from others."""
        return f"Font({self.path.name!r}, {self.index}, {self.weight})"

    @cached_property
    def face(self) -> hb.Face:
        """The font as HarfBuzz has it; an empty one if the file cannot be read, or is cut short."""
        return opened(self.path, self.index)

    @cached_property
    def _font(self) -> hb.Font:
        font = hb.Font(self.face)
        if self.weight and self.face.has_var_data:
            font.set_variations({"wght": self.weight})
        return font

    @cached_property
    def scale(self) -> float:
        """How many thousandths of the type size a unit of the font is."""
        return 1000 / int(self.face.upem)

    @cached_property
    def characters(self) -> frozenset[int]:
        """The code points that the font has a glyph for; none if it cannot, or must not, be embedded."""
        return frozenset(self.face.unicodes) if embeddable(self.face) else frozenset()

    def sets(self, text: str) -> bool:
        """Say whether the font has a glyph for each character of `text`, without listing all it has."""
        return embeddable(self.face) and all(map(self.glyph, text))

    def glyph(self, character: str) -> int:
        """Return the glyph of a character, 0 for none."""
        return self._font.get_nominal_glyph(ord(character)) or 0

    def width(self, glyph: int) -> float:
        """Return the advance of a glyph in thousandths of the type size, as a PDF's widths have it."""
        found = self._widths.get(glyph)
        if found is None:
            found = self._widths[glyph] = round(self._font.get_glyph_h_advance(glyph) * self.scale, 2)
        return found

    @cached_property
    def extents(self) -> tuple[float, float]:
        """How far the font reaches above and below the baseline, in thousandths; the second is negative."""
        found = self._font.get_font_extents("ltr")
        return found.ascender * self.scale, found.descender * self.scale

    @cached_property
    def box(self) -> tuple[int, int, int, int]:
        """What all its glyphs fit into, in thousandths: left, bottom, right, top (OpenType, head)."""
        left, bottom, right, top = struct.unpack(">4h", self.face.reference_table("head").data[36:44])
        return tuple(round(side * self.scale) for side in (left, bottom, right, top))

    @cached_property
    def postscript_name(self) -> str:
        """Its name as a PDF has it: letters, digits and hyphens (OpenType, name, 6), with the weight it is drawn at."""
        name = self.face.get_name(hb.OTNameIdPredefined.POSTSCRIPT_NAME) or self.path.stem
        if self.weight and self.face.has_var_data:
            name = f"{name.partition('-')[0]}-{self.weight}"
        return "".join(character for character in name if character.isalnum() or character == "-")

    def subset(self, glyphs: Sequence[int]) -> Subset:
        """Return the part of the font that has `glyphs`, and the glyph for none."""
        if quadratic(self.face):
            return subset(self.face, glyphs, self.weight)
        wanted = sorted({0, *glyphs})
        return Subset(self._converted.truetype(wanted), {glyph: n for n, glyph in enumerate(wanted)})

    @cached_property
    def _converted(self) -> Outlines:
        from convert.fonts.quadratic import Outlines

        return Outlines(self._font)

    def draw(self, glyph: int, pen: object) -> None:
        """Draw the outline of a glyph, in units of the face, with a fontTools pen."""
        self._font.draw_glyph_with_pen(glyph, pen)

    def shape(self, text: str, setting: Setting, before: str = "", after: str = "") -> Shape:
        """Return `text`, all of one script and direction, as glyphs; what stands around it may join to it."""
        buffer = hb.Buffer()
        # Right to left each character is a cluster of its own, since its text is written glyph by glyph.
        buffer.cluster_level = (
            hb.BufferClusterLevel.MONOTONE_CHARACTERS
            if setting.rtl
            else hb.BufferClusterLevel.MONOTONE_GRAPHEMES
        )
        buffer.add_str(before + text + after, len(before), len(text))
        buffer.direction = "rtl" if setting.rtl else "ltr"
        buffer.script = setting.script
        buffer.language = setting.language
        features = dict.fromkeys(setting.features, True)
        if setting.rtl:
            features["liga"] = False
        hb.shape(self._font, buffer, features)
        scale, start = self.scale, len(before)
        glyphs = tuple(
            Glyph(
                info.codepoint,
                info.cluster - start,
                at[2] * scale,
                at[0] and at[0] * scale,
                at[1] and at[1] * scale,
            )
            for info, at in zip(
                buffer.glyph_infos,
                ((p.x_offset, p.y_offset, p.x_advance) for p in buffer.glyph_positions),
                strict=True,
            )
        )
        return Shape(glyphs, sum(glyph.advance for glyph in glyphs))
