"""The fonts, all of them in this package, each loaded when a text first needs it.

Source Serif 4, Source Sans 3 and Source Code Pro by Adobe, under the SIL Open Font License 1.1.
"""

from __future__ import annotations

import copy
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from io import BytesIO
from itertools import groupby
from threading import RLock
from typing import Any, Literal, NamedTuple
from weakref import WeakKeyDictionary

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from convert.errors import MissingEngine
from convert.render.characters import legal
from convert.writers.pdf.features import Substitutions

Family = Literal["serif", "sans", "mono"]

# ReportLab reads and subsets a font with one cursor, and registers fonts for the whole process.
LOCK = RLock()
_loaded: dict[str, Any] = {}

_FILES: dict[tuple[Family, bool, bool], str] = {  # family, bold, italic
    ("serif", False, False): "SourceSerif4-Regular",
    ("serif", False, True): "SourceSerif4-Italic",
    ("serif", True, False): "SourceSerif4-SemiBold",
    ("serif", True, True): "SourceSerif4-SemiBoldItalic",
    ("sans", False, False): "SourceSans3-Regular",
    ("sans", False, True): "SourceSans3-Italic",
    ("sans", True, False): "SourceSans3-SemiBold",
    ("mono", False, False): "SourceCodePro-Regular",
}

# Characters that are drawn with the glyph of another where a font lacks them: the first that it has.
_TWINS = {
    "\u00a0": " ",
    "\u2000": " ",
    "\u2001": " ",
    "\u2002": " ",
    "\u2003": " ",
    "\u2004": " ",
    "\u2005": " ",
    "\u2006": "\u2009 ",
    "\u2007": " ",
    "\u2008": "\u2009 ",
    "\u2009": " ",
    "\u200a": "\u2009 ",
    "\u2010": "-",
    "\u2011": "\u2010-",
    "\u2012": "\u2013-",
    "\u2015": "\u2014",
    "\u202f": "\u2009 ",
    "\u205f": "\u2009 ",
    "\u3000": "\u2003 ",
}


class Face(NamedTuple):
    """What a text asks of a font: `features` are OpenType tags."""

    family: Family
    bold: bool = False
    italic: bool = False
    features: tuple[str, ...] = ()


def pieces(text: str, face: Face) -> Iterator[tuple[str, str]]:
    """Yield (font name, text) for the stretches of `text`: in its own font, else in the nearest that has it.

    Raises MissingEngine for a character that no font has: a box in its place would be silent loss.
    """
    chain = _chain(face)
    if _characters(chain[0]).issuperset(text):
        yield chain[0], text
        return
    found = [(_first(text, at, chain), character) for at, character in enumerate(text)]
    for name, group in groupby(found, key=lambda pair: pair[0]):
        yield name, "".join(character for _, character in group)


def own(face: Face) -> str:
    """Return the name of the font for `face`, registered."""
    return str(load(_chain(face)[0]).fontName)


@lru_cache(maxsize=65536)
def width(text: str, name: str) -> float:
    """Return how wide `text` is in the font `name`, in ems."""
    widths = load(name).face.charWidths
    return float(sum(widths[ord(character)] for character in text)) / 1000


def load(name: str) -> Any:
    """Return the font `name`, a file's name and perhaps features ("SourceSerif4-Regular+onum"), registered."""
    with LOCK:
        if name not in _loaded:
            file, _, features = name.partition("+")
            _loaded[name] = _featured(load(file), name, features.split("+")) if features else _read(file)
            pdfmetrics.registerFont(_loaded[name])
        return _loaded[name]


def _read(file: str) -> Any:
    """Return a font from its file, without characters that it maps to no glyph, with the twins it lacks."""
    data = files(__package__).joinpath("fonts", f"{file}.ttf").read_bytes()
    font = TTFont(file, BytesIO(data), asciiReadable=False)
    glyphs, widths = font.face.charToGlyph, font.face.charWidths
    for code in [code for code, glyph in glyphs.items() if not glyph]:
        del glyphs[code]
    for twin, others in _TWINS.items():
        other = next((ord(other) for other in others if ord(other) in glyphs), None)
        if other is not None and ord(twin) not in glyphs:
            glyphs[ord(twin)], widths[ord(twin)] = glyphs[other], widths[other]
    return font


def _featured(plain: Any, name: str, features: list[str]) -> Any:
    """Return a copy of the font `plain` whose characters have the glyphs of `features`.

    A character stays what it is, so that the text can be searched and copied.
    """
    font, face = copy.copy(plain), copy.copy(plain.face)
    swapped = Substitutions(face.get_table("GSUB")).of(features)
    face.charToGlyph = {code: swapped.get(glyph, glyph) for code, glyph in face.charToGlyph.items()}
    face.charWidths = {code: face.hmetrics[glyph][0] for code, glyph in face.charToGlyph.items()}
    face.name = face.name + "".join(f"-{feature}" for feature in features).encode("ascii")
    font.fontName, font.face, font.state = name, face, WeakKeyDictionary()
    return font


@cache
def _chain(face: Face) -> tuple[str, ...]:
    """Return the names of all fonts, the one for `face` first, then from the nearest on."""

    def distance(key: tuple[Family, bool, bool]) -> tuple[bool, bool, bool]:
        family, bold, italic = key
        return family != face.family, bold != face.bold, italic != face.italic

    nearest, *others = sorted(_FILES, key=distance)
    return "+".join((_FILES[nearest], *face.features)), *(_FILES[other] for other in others)


@cache
def _characters(name: str) -> frozenset[str]:
    return frozenset(map(chr, load(name).face.charToGlyph))


def _first(text: str, at: int, chain: tuple[str, ...]) -> str:
    """Return the first font of `chain` that has text[at]."""
    for name in chain:
        if text[at] in _characters(name):
            return name
    character = text[at]
    around = legal(text[max(at - 20, 0) : at + 21].strip())
    raise MissingEngine(
        f"no font for U+{ord(character):04X} ({unicodedata.name(character, 'no name')}) in “{around}”",
        hint="put another character in its place, or write html or epub, which use the reader's fonts",
    )
