"""A line of text as glyphs from left to right, of whatever scripts and directions, each in a font that has it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from convert.fonts import Face, Font, Setting, chain

# ISO 15924, by the first word of a character's name.
_SCRIPTS = {
    "LATIN": "Latn",
    "CYRILLIC": "Cyrl",
    "GREEK": "Grek",
    "ARABIC": "Arab",
    "HEBREW": "Hebr",
    "DEVANAGARI": "Deva",
    "THAI": "Thai",
    "HANGUL": "Hang",
    "HIRAGANA": "Hira",
    "KATAKANA": "Kana",
    "CJK": "Hani",
}
# Characters that are drawn as another where a font lacks them.
_TWINS = str.maketrans(
    {"\u00a0": " ", "\u2009": " ", "\u202f": " ", "\u2010": "-", "\u2011": "-", "\u02bc": "’"}
)
# What is never seen (Unicode Character Database, Default_Ignorable_Code_Point) and says nothing here, beside formats.
_UNSEEN = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)
_JOINERS = "\u200c\u200d"  # formats that say how the letters around them are shaped
# Bidirectional classes (UAX 9, table 4) that decide a direction: those of letters and of numbers.
_STRONG = {"L": "L", "R": "R", "AL": "R"}
_NUMBERS = ("EN", "AN")


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
        self._face, self._language, self._script, self._rtl = face, language, script, rtl

    def drawable(self, text: str) -> tuple[str, str]:
        """Return what of `text` can be set, and what cannot, each character once.

        Signs without a glyph fall out, and so does what is never seen. A letter, a mark or a figure may not: without
        it the text would read otherwise, so that nothing of it can be set.
        """
        composed = _UNSEEN.sub("", unicodedata.normalize("NFC", text)).translate(_TWINS)
        seen = [c for c in " ".join(composed.split()) if c in _JOINERS or unicodedata.category(c) != "Cf"]
        lacking = "".join(dict.fromkeys(c for c in seen if c not in _JOINERS and self._font(c) is None))
        if any(unicodedata.category(c)[0] in "LMN" for c in lacking):
            return "", lacking
        return " ".join("".join(c for c in seen if c not in lacking).split()), lacking

    @lru_cache(512)  # noqa: B019  # the lines that one headline is tried in; what is older goes
    def line(self, text: str, tracking: float = 0.0) -> Line:
        """Return `text`, which can be set, as a line; `tracking` stands after each glyph but the last."""
        features = ("kern", "lnum") if tracking else ("kern", "lnum", "liga")
        glyphs: list[Placed] = []
        pen = 0.0
        for part, rtl in visual(text, rtl=self._rtl):
            runs = list(self._runs(part))
            for font, script, run in reversed(runs) if rtl else runs:
                for glyph in font.shape(run, Setting(features, script, self._language, rtl)).glyphs:
                    glyphs.append(Placed(font, glyph.id, pen + glyph.x / 1000, glyph.y / 1000))
                    pen += glyph.advance / 1000 + tracking
        return Line(tuple(glyphs), pen - tracking)

    def _runs(self, text: str) -> Iterator[tuple[Font, str, str]]:
        """Yield `text` in runs of one font and script; what is of no script goes with what stands before it."""
        script, font = self._script, self._fonts(self._script)[0]
        settled = []
        for character in text:
            script = _script(character) or script
            # A mark is placed, and a joiner heeded, only within one font.
            if character not in _JOINERS and not (
                unicodedata.combining(character) and ord(character) in font.characters
            ):
                font = self._font(character, script) or font
            settled.append((font, script, character))
        for (used, found), run in groupby(settled, lambda each: each[:2]):
            yield used, found, "".join(character for *_, character in run)

    def _fonts(self, script: str) -> tuple[Font, ...]:
        return chain(self._face, script, self._language)

    def _font(self, character: str, script: str | None = None) -> Font | None:
        fonts = self._fonts(script or _script(character) or self._script)
        return next((font for font in fonts if ord(character) in font.characters), None)


def visual(text: str, *, rtl: bool) -> list[tuple[str, bool]]:
    """Return `text` in parts as they stand from left to right, each with whether it runs from right to left.

    These are the rules of UAX 9 for a line without explicit codes: letters run as they do, numbers from left to right
    (I1, I2), and what is between goes with what is around it, else with the line (N1, N2).
    """
    base = "R" if rtl else "L"
    kinds = _resolved(text, base)
    runs = groupby(zip(kinds, text, strict=True), lambda pair: pair[0])
    parts = [("".join(character for _, character in run), kind) for kind, run in runs]
    if rtl:
        return [(part, kind == "R") for part, kind in reversed(parts)]
    found: list[tuple[str, bool]] = []
    for turned, stretch in groupby(parts, lambda part: part[1] != "L"):
        ordered = [(part, kind == "R") for part, kind in stretch]
        found += ordered[::-1] if turned else ordered
    return found


def _resolved(text: str, base: str) -> list[str]:
    """Return L, R or N (a number that runs against its surroundings) for each character."""
    classes = [unicodedata.bidirectional(c) for c in text]
    kinds: list[str | None] = []
    strong = base
    for at, kind in enumerate(classes):
        strong = _STRONG.get(kind, strong)
        if kind == "NSM" and kinds:
            kinds.append(kinds[-1])  # W1
        elif kind in _NUMBERS:
            kinds.append("N" if strong == "R" else "L")  # W7, I1, I2
        elif kind in ("ES", "CS", "ET") and _beside_numbers(classes, at):
            kinds.append("N" if strong == "R" else "L")  # W4, W5
        else:
            kinds.append(_STRONG.get(kind))
    return _filled(kinds, base)


def _beside_numbers(classes: list[str], at: int) -> bool:
    """Say whether a separator stands between two numbers, or a sign such as % beside one."""
    before = at > 0 and classes[at - 1] in _NUMBERS
    after = at + 1 < len(classes) and classes[at + 1] in _NUMBERS
    return before or after if classes[at] == "ET" else before and after


def _filled(kinds: list[str | None], base: str) -> list[str]:
    """Return `kinds` with those of what has no direction of its own: that around it, where a number counts as R."""
    found: list[str] = []
    at = 0
    for kind, run in groupby(kinds):
        length = len(list(run))
        if kind is None:
            before = found[-1] if found else base
            after = kinds[at + length] if at + length < len(kinds) else base
            left, right = ("R" if side == "N" else side for side in (before, after or base))
            found += [left if left == right else base] * length
        else:
            found += [kind] * length
        at += length
    return found


def _script(character: str) -> str | None:
    """Return the script of a letter, None for what has none or one that is not listed."""
    return _SCRIPTS.get(unicodedata.name(character, "").split(" ")[0].split("-")[0])
