"""Characters that markup cannot hold, or holds in another form."""

from __future__ import annotations

import re
import unicodedata

_BEYOND = "".join(f"{chr(plane | 0xFFFE)}{chr(plane | 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))

# A set, for a regular expression: what XML 1.0 (2.2) has no place for, and what HTML (13.2.3.5) calls a parse
# error: controls, lone surrogates, noncharacters.
ILLEGAL = f"\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef{_BEYOND}"

_ILLEGAL = re.compile(f"[{ILLEGAL}]")
_RETURN = re.compile("\r\n?")


# Letters with accents beside them, kana with their marks, the parts of Hangul: what is published is composed
# (Character Model for the World Wide Web: String Matching, 3.1). Characters that stand alone stay: to some, NFC gives
# another shape.
_PARTS = re.compile("[^\n][\u0300-\u036f\u0653-\u0655\u3099\u309a]+|[\u1100-\u11ff]+")


def legal(text: str) -> str:
    """Return `text` with U+FFFD for each character that markup cannot hold, line feeds for line ends, composed."""
    if text.isascii() and text.isprintable():
        return text
    composed = _PARTS.sub(lambda found: unicodedata.normalize("NFC", found[0]), text)
    return _ILLEGAL.sub("\ufffd", _RETURN.sub("\n", composed))
