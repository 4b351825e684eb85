"""Characters that markup cannot hold, or holds in another form."""

from __future__ import annotations

import unicodedata

from convert.patterns import pattern

_BEYOND = "".join(f"{chr(plane | 0xFFFE)}{chr(plane | 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))

# A set, for a regular expression: what XML 1.0 (2.2) has no place for, and what HTML (13.2.3.5) calls a parse
# error: controls, lone surrogates, noncharacters.
ILLEGAL = f"\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef{_BEYOND}"

_ILLEGAL = pattern(f"[{ILLEGAL}]")
_RETURN = pattern("\r\n?")


# Ideographs for compatibility, to which normalisation gives another shape: in names that is another spelling.
_VARIANTS = pattern("([\uf900-\ufaff\U0002f800-\U0002fa1f]+)")


def legal(text: str) -> str:
    """Return `text` with U+FFFD for each character that markup cannot hold, line feeds for line ends, composed.

    What is published is in normal form C (Character Model for the World Wide Web: String Matching, 3.1), which looks
    the same; only variants of ideographs stay as they are.
    """
    return replaced(_RETURN.sub("\n", _composed(text)))


def replaced(text: str) -> str:
    """Return `text` with U+FFFD for each character that markup cannot hold: as many as before."""
    return _ILLEGAL.sub("\ufffd", text)


def _composed(text: str) -> str:
    if unicodedata.is_normalized("NFC", text):
        return text
    parts = _VARIANTS.split(text)
    return "".join(part if n % 2 else unicodedata.normalize("NFC", part) for n, part in enumerate(parts))
