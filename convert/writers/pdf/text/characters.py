"""Which characters of a text leave ink or room on a page."""

from __future__ import annotations

import unicodedata

from convert.fonts.bidi import DIRECTIONS
from convert.patterns import pattern

# Default_Ignorable_Code_Point (UAX 44, DerivedCoreProperties.txt): invisible where they have no effect.
_IGNORABLE = (
    "\u00ad\u034f\u061c\u115f-\u1160\u17b4-\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)

# Controls other than white space (the category Cc) have no glyph anywhere.
_INKLESS = pattern(f"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f{_IGNORABLE}]")

# Scripts in which U+200C and U+200D say which form a letter has (Unicode 16, 9.2 and 12.1).
_JOINING = pattern("[\u0600-\u08ff\u0900-\u0df9\ufb50-\ufdff\ufe70-\ufefc]")
_JOINERS = "\u200c\u200d"

# Letters that run from right to left.
_LEFTWARD = pattern("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")

_LINE_END = pattern("\r\n|[\n\v\f\r\x85\u2028\u2029]")
_WHITE_SPACE = pattern("[\t\n\v\f\r\x85\u2028\u2029 ]+")

_TAB = 4


def prose(text: str) -> str:
    """Return `text` as it is set in a paragraph: composed (NFC), inkless characters gone, white space single.

    What orders or joins the letters of a script that needs it stays, though it leaves no ink.
    """
    return _WHITE_SPACE.sub(" ", _inked(text))


def preformatted(text: str) -> str:
    """Return `text` as it is set line for line: like prose, but with its spaces and lines, without tabs."""
    return _LINE_END.sub("\n", _inked(text)).expandtabs(_TAB)


def leftward(text: str) -> bool:
    """Say whether some of `text` runs from right to left."""
    return not text.isascii() and _LEFTWARD.search(text) is not None


def _inked(text: str) -> str:
    if text.isascii():
        return _INKLESS.sub("", text)
    stay = (_JOINERS if _JOINING.search(text) else "") + (DIRECTIONS if leftward(text) else "")
    return _INKLESS.sub(
        lambda found: found[0] if found[0] in stay else "", unicodedata.normalize("NFC", text)
    )
