"""Fonts for what draws its letters itself: which of them sets a character, and what shapes it gives a word.

Those of most scripts lie in `files/`, each with its licence; those of Chinese, Japanese and Korean are an extra, or
are found where they are installed. `catalogue.py` says which there are.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from convert.fonts import catalogue, folders, installed
from convert.fonts.face import Face, Family
from convert.fonts.font import Font, Glyph, Setting, Shape
from convert.fonts.subset import Subset

__all__ = [
    "Coverage",
    "Face",
    "Family",
    "Font",
    "Glyph",
    "Setting",
    "Shape",
    "Subset",
    "chain",
    "coverage",
    "missing",
]

_FILES = Path(__file__).parent / "files"


@cache
def chain(face: Face, script: str, language: str) -> tuple[Font, ...]:
    """Return the fonts for a text of `script` (ISO 15924) in `language` (BCP 47): what sets it best first.

    A character that none of them has cannot be set; `missing` says what would help. A font is read when it is first
    asked for something.
    """
    return tuple(dict.fromkeys(_chain(face, script, language)))


def missing(script: str) -> str:
    """Return what to do about characters of a script that no font has."""
    own = f"put a font that has it into a folder, and name the folder in {folders.VARIABLE}"
    if script in catalogue.HAN_SCRIPTS:
        return f"pip install 'article-convert[cjk]', or apt-get install fonts-noto-cjk, or {own}"
    if script in catalogue.OTHER:
        return f"apt-get install fonts-noto-core, or {own}"
    return own


class Coverage(NamedTuple):
    """A script by its English name, the file of the font that sets it, and what to do where there is none."""

    script: str
    font: str
    missing: str


def coverage() -> Iterator[Coverage]:
    """Yield what can be set: our scripts first, then those of which fonts may be installed."""
    serif = Face("serif")
    yield Coverage("Latin, Cyrillic, Greek", chain(serif, "Latn", "en")[0].path.name, "")
    for script, (regular, _) in catalogue.SCRIPTS.items():
        yield Coverage(catalogue.NAMES[script], _load(regular).path.name, "")
    for custom, name in catalogue.HAN_NAMES.items():
        yield _found(name, "Hani", next(installed.of_custom(serif, custom), None))
    for script, (_, sample) in catalogue.OTHER.items():
        fonts = (font for font in chain(serif, script, "") if font.sets(sample))
        yield _found(catalogue.NAMES[script], script, next(fonts, None))


def _found(name: str, script: str, font: Font | None) -> Coverage:
    return Coverage(name, font.path.name if font else "", "" if font else missing(script))


def _chain(face: Face, script: str, language: str) -> Iterator[Font]:
    if script in catalogue.SCRIPTS:
        yield from _weighted(catalogue.SCRIPTS[script], face)
    elif script in catalogue.HAN_SCRIPTS:
        yield from installed.han(face, script, language)
    elif script in catalogue.OTHER:
        yield from installed.other(face, script)
    yield from map(_load, _text(face))
    yield from map(_load, (*catalogue.RARE.values(), *catalogue.SIGNS))
    if installed.writes_han(language):
        # Its brackets and marks stand beside letters of any script.
        yield from installed.han(face, "Hani", language)
    for names in catalogue.SCRIPTS.values():
        yield from _weighted(names, face)
    yield from installed.users()


def _text(face: Face) -> Iterator[str]:
    """Yield our fonts for text: the family that is asked for, what has more letters of its kind, the others."""

    def distance(other: Face) -> tuple[bool, bool, bool]:
        return other.family != face.family, other.bold != face.bold, other.italic != face.italic

    faces = sorted(catalogue.TEXT, key=distance)
    kin = [other for other in faces if other.family == face.family]
    yield from (catalogue.TEXT[other] for other in kin)
    if face.family in catalogue.RARE:
        yield catalogue.RARE[face.family]
    yield from (catalogue.TEXT[other] for other in faces if other not in kin)


def _weighted(names: tuple[str, str], face: Face) -> Iterator[Font]:
    yield from map(_load, reversed(names) if face.bold else names)


@cache
def _load(name: str) -> Font:
    return Font(_FILES / f"{name}.ttf")
