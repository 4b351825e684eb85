"""What some reading systems need beyond the standard; docs/epub-profiles.md says why, with the sources."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from convert.options import ReadingSystem


class Profile(Struct, frozen=True, kw_only=True):
    """How a publication is adapted to a reading system."""

    depth: int | None = None  # levels of the table of contents that it shows
    cover_page: Literal["svg", "raster"] | None = "svg"  # what the page of the cover shows; None for no page
    cover_width: int = 1600  # of a cover that we make, in pixels, at a height of 2560
    cover_type: Literal["image/png", "image/jpeg"] = "image/png"
    note: Literal["div", "aside"] = (
        "div"  # the element of a note; an aside begins with its number, a link back
    )
    contents_page: bool = False  # the contents are a page of the text, too
    language_needed: bool = False  # it takes no book whose language is not known
    specified_fonts: bool = False  # it shows embedded fonts only if the package says so


_PROFILES: dict[ReadingSystem | None, Profile] = {
    None: Profile(),
    "kindle": Profile(
        depth=2,
        cover_page=None,
        cover_type="image/jpeg",
        note="aside",
        contents_page=True,
        language_needed=True,
    ),
    "kobo": Profile(depth=3, cover_page="raster", cover_width=1920),
    "apple": Profile(cover_width=1536, specified_fonts=True),
}


def profile(name: ReadingSystem | None) -> Profile:
    """Return the profile of a reading system, of none the one that holds for all."""
    return _PROFILES[name]
