"""A word as glyphs: which font sets each of its characters, and what HarfBuzz makes of them.

Words are shaped one by one and remembered, so many for a process: most of a text are words that it had before. What
joins to a word without a space, in Arabic across a change of look, is shaped with it in sight.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple, TypeAlias

import uharfbuzz as hb

from convert.fonts import Face, Font, Setting, Shape, chain
from convert.fonts.bidi import DIRECTIONS
from convert.languages import known
from convert.patterns import pattern
from convert.render.characters import replaced

# Some 20 MB. Of the words of 700 articles in 26 languages it has 86 of 100 when they come, four times as many 89.
_WORDS = 1 << 14

# Scripts of characters that any script uses (UAX 24): they go with what stands around them.
_SHARED = ("Zyyy", "Zinh", "Zzzz")

# Characters that are drawn as another where a font lacks them: the first that it has. HarfBuzz makes spaces and
# U+2011 by itself, if it is given them; they are listed since a font that lacks them can set them all the same.
_TWINS = {
    **dict.fromkeys(
        "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f", " "
    ),
    "\u3000": " ",
    "\u2010": "-",
    "\u2011": "\u2010-",
    "\u2012": "\u2013-",
    "\u2015": "\u2014",
    "\u200c": " ",
    "\u200d": " ",
    # HarfBuzz draws nothing for it, yet it is set only where there is to be a hyphen.
    "\u00ad": "\u2010-",
}
_SOFT_HYPHEN = "\u00ad"

# Characters that mean what somebody wants: a word with one says itself as a whole (ISO 19005-2, 6.2.11.7.3).
_PRIVATE = pattern("[\ue000-\uf8ff\U000f0000-\U0010ffff]")

# What stands for a character that no font has, where that is asked for: the first that a font has.
_REPLACEMENTS = "\ufffd\u25a1?"


Pair: TypeAlias = tuple[int, str]


# How far letters of a word may stand apart, in parts of the size: from a tenth on, poppler takes it for a space.
PARTING = 0.095

# What makes one picture of several characters: variation selectors, the key's edge, skin tones, the joiner (UTS 51).
_JOINING = frozenset("\ufe0e\ufe0f\u20e3\u200d\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff")
_SEQUENCE = pattern(
    "[^\\w\\s][\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]?(?:\u200d[^\\w\\s][\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]?)*|[0-9#*]\ufe0f?\u20e3"
)


class Look(NamedTuple):
    """How a word is set: what of a run matters for its glyphs, and the script of the text where it has none."""

    face: Face
    features: tuple[str, ...] = ()
    script: str = "Latn"
    language: str = "en"
    rtl: bool = False


class Part(NamedTuple):
    """A stretch of a word in one font. `text` is what it says, which may be drawn as something else.

    `groups` is what is drawn where each glyph says its own letters and stands on the baseline, None elsewhere: pairs of
    glyph and text, parted by how far the pen goes on between them, in thousandths as a PDF has it.
    """

    text: str
    font: Font
    shape: Shape
    rtl: bool
    groups: tuple[tuple[Pair, ...] | int, ...] | None
    advance: float  # of the groups


class Word(NamedTuple):
    """The parts of a word in logical order, its width in thousandths of the type size, what had no font."""

    parts: tuple[Part, ...]
    width: float
    missing: str = ""


@lru_cache(_WORDS)
def word(text: str, look: Look, before: str = "", after: str = "") -> Word:
    """Return `text`, which has no spaces of a line in it; `before` and `after` are letters that join to it."""
    text = replaced(text)
    found = list(_fonts(text, look))
    parts: list[Part] = []
    missing = "".join(character for character, (_, font, _) in zip(text, found, strict=True) if font is None)
    at = 0
    for (script, font), group in groupby(found, key=lambda each: each[:2]):
        drawn = "".join(character for _, _, character in group)
        end = at + len(drawn)
        chosen = font or _fallback(look)
        setting = Setting(look.features, script, look.language, look.rtl)
        left = before if not at else text[at - 1]
        right = after if end == len(text) else text[end]
        shape = chosen.shape(drawn, setting, left, right)
        if look.rtl:
            shape = _closed(shape)
        said = text[at:end]
        parts.append(Part(said, chosen, shape, look.rtl, *_grouped(chosen, shape, said)))
        at = end
    return Word(tuple(parts), sum(part.shape.width for part in parts), missing)


def _closed(shape: Shape) -> Shape:
    """Return a shape that runs from right to left without the kerning that parts its letters as a space would."""
    most = 1000 * PARTING
    if not any(glyph.x > most and glyph.advance > glyph.x for glyph in shape.glyphs[1:]):
        return shape
    glyphs = tuple(
        glyph._replace(x=most, advance=glyph.advance - (glyph.x - most))
        if n and glyph.x > most and glyph.advance > glyph.x
        else glyph
        for n, glyph in enumerate(shape.glyphs)
    )
    return Shape(glyphs, sum(glyph.advance for glyph in glyphs))


def _grouped(font: Font, shape: Shape, text: str) -> tuple[tuple[tuple[Pair, ...] | int, ...] | None, float]:
    """Return a shape as groups of glyphs with what they say, and how far these move the pen."""
    glyphs = shape.glyphs
    clusters = {glyph.cluster for glyph in glyphs}
    if len(clusters) < len(glyphs) or any(glyph.x or glyph.y for glyph in glyphs) or _PRIVATE.search(text):
        return None, 0.0
    groups: list[tuple[Pair, ...] | int] = []
    group: list[Pair] = []
    pen = wanted = 0.0
    for n, glyph in enumerate(glyphs):
        by = round(pen - wanted)
        if by:
            groups += [tuple(group), by]
            group = []
            pen -= by
        end = glyphs[n + 1].cluster if n + 1 < len(glyphs) else len(text)
        group.append((glyph.id, text[glyph.cluster : end]))
        pen += font.width(glyph.id)
        wanted += glyph.advance
    return (*groups, tuple(group)), pen


@lru_cache(1 << 14)
def script(character: str) -> str:
    """Return the script of a character (ISO 15924); Zyyy for one that any script uses."""
    buffer = hb.Buffer()
    buffer.add_str(character)
    buffer.guess_segment_properties()
    return buffer.script or "Zyyy"


def settable(character: str, language: str, around: str) -> bool:
    """Say whether some font has a character of a text of the script `around`, or another that is drawn for it."""
    if character in DIRECTIONS:
        return True
    kind = script(character)
    return _first(character, Face("serif"), around if kind in _SHARED else kind, language) is not None


def main_script(text: str, default: str) -> str:
    """Return the script of the first letter of `text`, which its digits and signs go with."""
    return next((found for found in map(script, text) if found not in _SHARED), default)


@lru_cache(64)
def written(language: str) -> str:
    """Return the script in which a language (BCP 47) is written (ISO 15924); Latin if it is none of ours."""
    found = known(language)
    return found.script if found else "Latn"


def joins(character: str) -> bool:
    """Say whether the letters beside a character may be shaped by it, though they look otherwise."""
    return not character.isascii() and script(character) in ("Arab", "Deva")


def _fonts(text: str, look: Look) -> Iterator[tuple[str, Font | None, str]]:
    """Yield for each character its script, the font that sets it, and the character that is drawn for it."""
    scripts = _scripts(text, look.script)
    whole = chain(look.face, scripts[0], look.language)[0] if len(set(scripts)) == 1 else None
    if whole and _SOFT_HYPHEN not in text and whole.characters.issuperset(map(ord, text)):
        # As it is of nearly every word.
        yield from ((kind, whole, character) for character, kind in zip(text, scripts, strict=True))
        return
    before: Font | None = None
    sequences = _sequences(text, look)
    for n, (character, kind) in enumerate(zip(text, scripts, strict=True)):
        first = sequences.get(n) or (before if script(character) in _SHARED else None)
        font, drawn = _first(character, look.face, kind, look.language, first) or (None, _replacement(look))
        yield kind, font, drawn
        before = font or before


def _first(
    character: str, face: Face, kind: str, language: str, before: Font | None = None
) -> tuple[Font, str] | None:
    """Return the first font that sets a character beside others of a script, with what it draws for it.

    That is `before` if it can. Signs of Chinese, Japanese and Korean stand beside letters of any script; letters that
    mathematics has in a style of their own, and people who wish to stand out, are drawn plain.
    """
    found = before and _set(character, before)
    if found:
        return found
    kinds = (kind, "Hani") if not character.isascii() and script(character) in _SHARED else (kind,)
    fonts = (font for each in kinds for font in chain(face, each, language))
    found = next(filter(None, (_set(character, font) for font in fonts)), None)
    if found or character.isascii():
        return found
    plain = unicodedata.normalize("NFKC", character)
    return _first(plain, face, kind, language) if len(plain) == 1 and plain != character else None


def _sequences(text: str, look: Look) -> dict[int, Font]:
    """Return the font of each character that makes one picture with others: keys, flags, families (UTS 51)."""
    if _JOINING.isdisjoint(text):
        return {}
    found: dict[int, Font] = {}
    for match in _SEQUENCE.finditer(text):
        signs = set(map(ord, match[0]))
        fonts = (font for font in chain(look.face, "Zyyy", look.language) if signs <= font.characters)
        if len(signs) > 1 and (font := next(fonts, None)):
            found.update(dict.fromkeys(range(*match.span()), font))
    return found


def _scripts(text: str, default: str) -> list[str]:
    """Return the script of each character; what any script uses goes with the letter before, or the next."""
    found: list[str] = []
    current = main_script(text, default)
    for kind in map(script, text):
        current = current if kind in _SHARED else kind
        found.append(current)
    return found


def _set(character: str, font: Font) -> tuple[Font, str] | None:
    """Return a font with what it draws for a character; None if it has nothing for it."""
    if ord(character) in font.characters and character != _SOFT_HYPHEN:
        return font, character
    twin = next((twin for twin in _TWINS.get(character, "") if ord(twin) in font.characters), None)
    if twin is None:
        # A letter with its mark may be two glyphs where it has none for both (UAX 15).
        pieces = unicodedata.normalize("NFD", character)
        whole = len(pieces) > 1 and all(ord(piece) in font.characters for piece in pieces)
        return (font, character) if whole else None
    return font, twin


def _fallback(look: Look) -> Font:
    return chain(look.face, look.script, look.language)[0]


def _replacement(look: Look) -> str:
    characters = _fallback(look).characters
    return next(each for each in _REPLACEMENTS if ord(each) in characters)
