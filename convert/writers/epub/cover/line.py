"""A line of text as glyphs from left to right, of whatever scripts and directions, each in a font that has it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from convert.fonts import Face, Font
from convert.fonts.bidi import at_line_end, levels, order
from convert.fonts.words import Look, settable, word
from convert.patterns import pattern

# What is never seen (Unicode Character Database, Default_Ignorable_Code_Point) and says nothing here, beside formats.
_UNSEEN = pattern(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)
_JOINERS = "\u200c\u200d"  # formats that say how the letters around them are shaped


class Placed(NamedTuple):
    """A glyph of a font, and where its origin is on the line: lengths are parts of the type size."""

    font: Font
    glyph: int
    x: float
    y: float


class Line(NamedTuple):
    """A line from left to right, and its width as part of the type size."""

    glyphs: tuple[Placed, ...]
    width: float


class Setter:
    """Sets text of one language in one face."""

    def __init__(self, face: Face, language: str, script: str, *, rtl: bool) -> None:
        """`language` is a BCP 47 tag, `script` its own as ISO 15924 has it; lines of it begin at the right if `rtl`."""
        self._look = Look(face, ("lnum",), script, language)
        self._rtl = rtl

    def drawable(self, text: str) -> tuple[str, str]:
        """Return what of `text` can be set, and what cannot, each character once.

        Signs without a glyph fall out, and so does what is never seen. A letter, a mark or a figure may not: without
        it the text would read otherwise, so that nothing of it can be set.
        """
        composed = _UNSEEN.sub("", unicodedata.normalize("NFC", text))
        seen = [c for c in " ".join(composed.split()) if c in _JOINERS or unicodedata.category(c) != "Cf"]
        lacking = "".join(dict.fromkeys(c for c in seen if not self._settable(c)))
        if any(unicodedata.category(c)[0] in "LMN" for c in lacking):
            return "", lacking
        return " ".join("".join(c for c in seen if c not in lacking).split()), lacking

    @lru_cache(512)  # noqa: B019  # the lines that one headline is tried in; what is older goes
    def line(self, text: str, tracking: float = 0.0) -> Line:
        """Return `text`, which can be set, as a line; `tracking` stands after each glyph but the last."""
        glyphs: list[Placed] = []
        pen = 0.0
        for run, rtl in visual(text, rtl=self._rtl):
            parts = word(run, self._look._replace(rtl=rtl)).parts
            for part in reversed(parts) if rtl else parts:
                for glyph in part.shape.glyphs:
                    glyphs.append(Placed(part.font, glyph.id, pen + glyph.x / 1000, glyph.y / 1000))
                    pen += glyph.advance / 1000 + tracking
        return Line(tuple(glyphs), pen - tracking)

    def _settable(self, character: str) -> bool:
        return character.isspace() or settable(character, self._look.language, self._look.script)


def visual(text: str, *, rtl: bool) -> Iterator[tuple[str, bool]]:
    """Yield the runs of a line as they stand from left to right, each with whether it runs from right to left."""
    base = int(rtl)
    found = at_line_end(levels(text, base) or [0] * len(text), text, base)
    runs = [
        (level, "".join(character for _, character in run))
        for level, run in groupby(zip(found, text, strict=True), lambda pair: pair[0])
    ]
    for n in order([level for level, _ in runs]):
        level, run = runs[n]
        yield run, bool(level & 1)
