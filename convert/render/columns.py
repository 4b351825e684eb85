"""Columns of text in a fixed pitch: how wide a text is there, and filling it up to a width."""

from __future__ import annotations

import unicodedata


def width(text: str) -> int:
    """Return how many columns `text` takes: wide characters two (UAX 11), combining and invisible ones none."""
    return sum(map(_width, text))


def fill(text: str, columns: int, align: str | None = None) -> str:
    """Return `text` padded to `columns`; `align` is left (the default), right or center, as in mdast."""
    room = max(0, columns - width(text))
    before = room if align == "right" else room // 2 if align == "center" else 0
    return " " * before + text + " " * (room - before)


def cut(text: str, columns: int) -> str:
    """Return `text`, ended by an ellipsis where it takes more than `columns`."""
    if width(text) <= columns:
        return text
    taken = 0
    for at, character in enumerate(text):
        taken += _width(character)
        if taken > columns - 1:
            return f"{text[:at]}…"
    return text


def _width(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
