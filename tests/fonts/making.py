"""Small fonts with a square for each character that they are to have."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection, TTFont


def font(
    characters: str, family: str = "Made", weight: int = 400, cff: bool = False, use: int = 0, side: int = 500
) -> TTFont:
    """Return a font of 1000 units; `use` is what OS/2 says of embedding, `side` how large the squares are."""
    names = [".notdef", *(f"u{ord(character):04X}" for character in characters)]
    builder = FontBuilder(1000, isTTF=not cff)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({ord(c): name for c, name in zip(characters, names[1:], strict=True)})
    if cff:
        builder.setupCFF(
            family,
            {},
            {name: _square(T2CharStringPen(600, None), side).getCharString() for name in names},
            {},
        )
    else:
        builder.setupGlyf({name: _square(TTGlyphPen(None), side).glyph() for name in names})
    builder.setupHorizontalMetrics(dict.fromkeys(names, (600, 0)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": family, "styleName": "Regular", "psName": family.replace(" ", "")})
    builder.setupOS2(usWeightClass=weight, fsType=use)
    builder.setupPost()
    return builder.font


def _square(pen: Any, side: int) -> Any:
    pen.moveTo((0, 0))
    for corner in ((0, side), (side, side), (side, 0)):
        pen.lineTo(corner)
    pen.closePath()
    return pen


def save(made: TTFont, path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    made.save(path)
    return path


def collect(fonts: list[TTFont], path: Path) -> Path:
    """Save several fonts in one file."""
    collection = TTCollection()
    collection.fonts = fonts
    collection.save(path)
    return path
