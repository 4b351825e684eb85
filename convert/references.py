"""Character references of HTML (13.2.5.72), which may be longer than a number that Python reads."""

from __future__ import annotations

import html
import re

from convert.patterns import pattern

# Ten million is beyond Unicode, eight digits may begin with zeros.
_LONG = pattern("&#([0-9]{8,});?")


def unescape(text: str) -> str:
    """Return `text` with its references as what they mean: U+FFFD for a number that is no character's."""
    short = _LONG.sub(_shortened, text) if "&#" in text else text
    return html.unescape(short)  # noqa: TID251  # the one place, where none is too long


def _shortened(found: re.Match[str]) -> str:
    digits = found[1].lstrip("0")
    return f"&#{digits or '0'};" if len(digits) < 8 else "\ufffd"
