"""Files of fonts: opened without being read through, and which fonts they collect. A broken one holds nothing."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import NamedTuple

import uharfbuzz as hb


class Member(NamedTuple):
    """A font in a file: its number, its family's name, and its weight as CSS has it."""

    number: int
    family: str
    weight: int
    variable: bool


def opened(path: Path, number: int = 0) -> hb.Face:
    """Return a font of a file; an empty one if the file cannot be read, or ends too soon."""
    try:
        if _ends(path, number) <= path.stat().st_size:
            return hb.Face(hb.Blob.from_file_path(path), number)
    except (OSError, struct.error, hb.HarfBuzzError):
        pass
    return hb.Face(hb.Blob(b""))


def members(path: Path) -> tuple[Member, ...]:
    """Return the fonts of a file, most often one."""
    return tuple(_member(opened(path, number), number) for number in range(opened(path).count))


def _member(face: hb.Face, number: int) -> Member:
    names = hb.OTNameIdPredefined
    family = face.get_name(names.TYPOGRAPHIC_FAMILY) or face.get_name(names.FONT_FAMILY) or ""
    # OpenType, OS/2: usWeightClass.
    weight = int.from_bytes(face.reference_table("OS/2").data[4:6], "big")
    return Member(number, family, weight, bool(face.has_var_data))


def _ends(path: Path, number: int) -> int:
    """Return where the last table of a font ends (OpenType, "Organization of an OpenType Font").

    HarfBuzz makes do with what there is of a file that was cut short, and draws nothing for the rest.
    """
    with path.open("rb") as file:
        start = 0
        if file.read(4) == b"ttcf":
            file.seek(12 + 4 * number)
            (start,) = struct.unpack(">I", file.read(4))
        file.seek(start + 4)
        (tables,) = struct.unpack(">H6x", file.read(8))
        records = [struct.unpack(">8xII", file.read(16)) for _ in range(tables)]
    return max((offset + length for offset, length in records), default=0)
