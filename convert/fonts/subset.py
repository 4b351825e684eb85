"""The part of a font that a document embeds: the outlines of what it draws, as TrueType."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import uharfbuzz as hb
from msgspec import Struct

# What draws glyphs that are addressed by number (ISO 32000-1, 9.9); characters and shaping are told elsewhere.
_TABLES = ("glyf", "loca", "head", "hhea", "hmtx", "maxp", "cvt ", "fpgm", "prep")

# OpenType, OS/2: what fsType says that keeps a font out of documents. Restricted alone; no subsetting; bitmaps only.
_USE, _RESTRICTED, _REFUSED = 0x000F, 0x0002, 0x0300


class Subset(Struct, frozen=True):
    """A TrueType file, and which of its glyphs, numbered from 0 on, each of the font's has become."""

    data: bytes
    glyphs: Mapping[int, int]


def subset(face: hb.Face, glyphs: Sequence[int], weight: int | None) -> Subset:
    """Return the part of `face`, which is `quadratic`, that has `glyphs`, at `weight` where it has several."""
    wanted = hb.SubsetInput()
    wanted.glyph_set.update(glyphs)
    wanted.flags = hb.SubsetFlags.NO_LAYOUT_CLOSURE | hb.SubsetFlags.NOTDEF_OUTLINE
    wanted.drop_table_tag_set.update(
        int.from_bytes(tag.encode(), "big") for tag in face.table_tags if tag not in _TABLES
    )
    if face.has_var_data:
        wanted.pin_all_axes_to_default(face)
        if weight:
            wanted.pin_axis_location(face, "wght", weight)
    plan = hb.SubsetPlan(face, wanted)
    return Subset(plan.execute().blob.data, dict(plan.old_to_new_glyph_mapping))


def quadratic(face: hb.Face) -> bool:
    """Say whether the curves of a font are those of TrueType; those of CFF are cubic."""
    return "glyf" in face.table_tags


def embeddable(face: hb.Face) -> bool:
    """Say whether a font has outlines that a document may carry."""
    use = int.from_bytes(face.reference_table("OS/2").data[8:10], "big")
    allowed = use & _USE != _RESTRICTED and not use & _REFUSED
    return allowed and not {"glyf", "CFF ", "CFF2"}.isdisjoint(face.table_tags)
