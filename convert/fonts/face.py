"""What a text asks of a font."""

from __future__ import annotations

from typing import Literal, NamedTuple

Family = Literal["serif", "sans", "mono"]


class Face(NamedTuple):
    """What a text asks of a font."""

    family: Family
    bold: bool = False
    italic: bool = False
