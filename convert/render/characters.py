"""Characters that markup cannot hold."""

from __future__ import annotations

import re

_BEYOND = "".join(f"{chr(plane | 0xFFFE)}{chr(plane | 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))

# A set, for a regular expression: what XML 1.0 (2.2) has no place for, and what HTML (13.2.3.5) calls a parse
# error: controls, lone surrogates, noncharacters.
ILLEGAL = f"\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef{_BEYOND}"

_ILLEGAL = re.compile(f"[{ILLEGAL}]")
_RETURN = re.compile("\r\n?")


def legal(text: str) -> str:
    """Return `text` with U+FFFD for each character that markup cannot hold, and line feeds for line ends."""
    return _ILLEGAL.sub("\ufffd", _RETURN.sub("\n", text))
