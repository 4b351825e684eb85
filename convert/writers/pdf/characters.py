"""Which characters of a text leave ink or room on a page."""

from __future__ import annotations

import re
import unicodedata

# Default_Ignorable_Code_Point (UAX 44, DerivedCoreProperties.txt): invisible where they have no effect.
_IGNORABLE = (
    "\u00ad\u034f\u061c\u115f-\u1160\u17b4-\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)

# Controls other than white space (the category Cc) have no glyph anywhere.
_INKLESS = re.compile(f"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f{_IGNORABLE}]")

_LINE_END = re.compile("\r\n|[\n\v\f\r\x85\u2028\u2029]")
_WHITE_SPACE = re.compile("[\t\n\v\f\r\x85\u2028\u2029 ]+")

_TAB = 4


def prose(text: str) -> str:
    """Return `text` as it is set in a paragraph: composed (NFC), inkless characters gone, white space single."""
    return _WHITE_SPACE.sub(" ", _inked(text))


def preformatted(text: str) -> str:
    """Return `text` as it is set line for line: like prose, but with its spaces and lines, without tabs."""
    return _LINE_END.sub("\n", _inked(text)).expandtabs(_TAB)


def _inked(text: str) -> str:
    return _INKLESS.sub("", unicodedata.normalize("NFC", text))
