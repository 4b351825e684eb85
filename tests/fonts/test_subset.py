"""What a document embeds of a font: the outlines of what it draws, and no more."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from fontTools.pens.areaPen import AreaPen
from fontTools.pens.boundsPen import BoundsPen
from fontTools.ttLib import TTFont

from convert.fonts import Face, Font, chain
from tests.fonts.making import font, save

KEPT = {"glyf", "loca", "head", "hhea", "hmtx", "maxp", "cvt ", "fpgm", "prep"}
DRAWN = "fiÄé%"


def drawn(draw: Callable[[BoundsPen], None], glyphs: Any = None) -> tuple[float, ...]:
    """Return what a glyph fits into, and the area that it covers: another outline has another."""
    bounds, area = BoundsPen(glyphs), AreaPen(glyphs)
    draw(bounds)
    draw(area)
    return tuple(map(round, (*(bounds.bounds or ()), area.value)))


def test_what_was_asked_for_is_there_and_looks_the_same() -> None:
    serif = chain(Face("serif"), "Latn", "en")[0]
    made = serif.subset([serif.glyph(character) for character in DRAWN])
    read = TTFont(io.BytesIO(made.data))
    outlines = read.getGlyphSet()
    assert set(read.keys()) - {"GlyphOrder"} <= KEPT
    assert sorted(made.glyphs.values()) == list(range(len(read.getGlyphOrder())))
    for glyph, new in made.glyphs.items():
        name = read.getGlyphName(new)
        assert round(read["hmtx"][name][0] * serif.scale, 2) == serif.width(glyph)
        if glyph:
            assert drawn(outlines[name].draw, outlines) == drawn(partial(serif.draw, glyph))


@pytest.mark.parametrize("script", ["Latn", "Arab", "Hans", "Jpan"])
def test_the_same_glyphs_are_the_same_bytes(script: str) -> None:
    serif = chain(Face("serif"), script, "en")[0]
    first = serif.subset([5, 9, 40])
    assert first == Font(serif.path, serif.index, serif.weight).subset([40, 9, 5, 5])


def test_a_font_of_every_weight_is_embedded_at_the_one_that_is_drawn() -> None:
    regular, bold = (
        Font(chain(Face("sans", bold=True), "Hani", "ja")[0].path, 0, weight) for weight in (400, 700)
    )
    glyph = regular.glyph("国")
    drawn = {weight.weight: weight.subset([glyph]) for weight in (regular, bold)}
    assert drawn[400].data != drawn[700].data
    for subset in drawn.values():
        assert {"fvar", "gvar"}.isdisjoint(TTFont(io.BytesIO(subset.data)).keys())


@pytest.mark.parametrize("language", ["ja", "ko", "zh-TW"])
def test_curves_of_cff_become_those_of_truetype_and_look_the_same(language: str) -> None:
    serif = chain(Face("serif"), "Hani", language)[0]
    assert serif.path.suffix == ".otf"
    glyphs = [serif.glyph(character) for character in "國港木 o&%＠"]
    made = serif.subset(glyphs)
    read = TTFont(io.BytesIO(made.data), checkChecksums=2)
    outlines = read.getGlyphSet()
    assert set(read.keys()) - {"GlyphOrder"} <= KEPT
    assert set(made.glyphs) == {0, *glyphs}
    for glyph, new in made.glyphs.items():
        name = read.getGlyphName(new)
        assert round(read["hmtx"][name][0] * serif.scale, 2) == serif.width(glyph)
        *there, area = drawn(outlines[name].draw, outlines)
        *here, ink = drawn(partial(serif.draw, glyph))
        assert there == pytest.approx(here, abs=1)
        # What is inside is on the other side of the curve.
        assert -area == pytest.approx(ink, rel=0.01)


@pytest.mark.parametrize("cff", [False, True])
def test_a_font_of_anybody_can_be_embedded(tmp_path: Path, cff: bool) -> None:
    made = Font(save(font("ab", cff=cff), tmp_path / "any.font"))
    subset = made.subset([made.glyph("b")])
    assert subset.glyphs == {0: 0, 2: 1}
    assert TTFont(io.BytesIO(subset.data))["maxp"].numGlyphs == 2


def test_a_file_that_is_no_font_has_nothing(tmp_path: Path) -> None:
    for content in (b"", b"OTTO", bytes(1000)):
        path = tmp_path / "broken.ttf"
        path.write_bytes(content)
        assert Font(path).characters == frozenset()
        assert not Font(path).sets("a")
    assert Font(tmp_path / "nowhere.ttf").characters == frozenset()
