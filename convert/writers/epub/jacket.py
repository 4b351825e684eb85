"""The cover of a publication: the picture that was given, or one made of what is known."""

from __future__ import annotations

from typing import NamedTuple

from lxml.etree import _Element

from convert.errors import InputError
from convert.fonts import missing
from convert.fonts.words import script
from convert.model import Meta
from convert.render import words
from convert.render.markup import add
from convert.render.pictures import NoPicture, decoded, fitted, opaque, still
from convert.report import Diagnostic, Severity
from convert.source import Source
from convert.writers.epub.cover import Cover, cover
from convert.writers.epub.document import finished, shell
from convert.writers.epub.profiles import Profile

_SUFFIXES = {"image/jpeg": ".jpg", "image/png": ".png"}
# The longer side of a cover that is given: what Kindle asks for (Kindle Publishing Guidelines, 4.1).
_LONGEST = 2560


class Picture(NamedTuple):
    """A file of the publication."""

    name: str
    media_type: str
    data: bytes


class Jacket(NamedTuple):
    """A cover: the raster that libraries show, the drawing that its page shows if there is one, what is to be said."""

    raster: Picture
    drawing: Picture | None
    diagnostics: tuple[Diagnostic, ...] = ()


def jacket(meta: Meta, given: Source | None, profile: Profile) -> Jacket:
    """Return the cover of what `meta` describes. Raises InputError for one that is `given` and is no picture."""
    return _given(given) if given else _made(meta, profile)


def page(meta: Meta, jacket: Jacket, style: str) -> _Element:
    """Return the page that shows the cover, a document that holds nothing else."""
    root, body = shell(meta, style)
    section = add(body, "section", {"class": "cover"})
    frame = section
    if jacket.drawing:
        frame = add(section, "picture")
        add(frame, "source", {"srcset": jacket.drawing.name, "type": jacket.drawing.media_type})
    add(frame, "img", {"role": "doc-cover", "src": jacket.raster.name, "alt": words.headline(meta)})
    return finished(root)


def _given(source: Source) -> Jacket:
    try:
        found = opaque(fitted(decoded(source.data), _LONGEST))
        found = still(found) if found.media_type == "image/gif" else found  # Kobo shows no GIF as a cover
    except NoPicture as error:
        hint = "give one in JPEG, PNG, GIF, WebP or AVIF"
        raise InputError(f"is no picture for a cover: {error}", where=source.name, hint=hint) from error
    return Jacket(Picture(f"cover{_SUFFIXES[found.media_type]}", found.media_type, found.data), None)


def _made(meta: Meta, profile: Profile) -> Jacket:
    made = cover(meta, profile.cover_width)
    if profile.cover_type == "image/jpeg":
        raster = Picture("cover.jpg", "image/jpeg", made.sheet.jpeg())
    else:
        raster = Picture("cover.png", "image/png", made.sheet.png())
    drawing = None
    if profile.cover_page == "svg":
        drawing = Picture("cover.svg", "image/svg+xml", made.sheet.svg(made.title))
    return Jacket(raster, drawing, _said(made))


def _said(made: Cover) -> tuple[Diagnostic, ...]:
    """Return what is to be said of characters that a cover could not show: signs may go, a headline should not."""
    if not made.lacking:
        return ()
    shown = made.lacking if len(made.lacking) <= 20 else f"{made.lacking[:20]}…"
    what = "lines" if made.incomplete else "signs"
    help = f"{missing(script(made.lacking[0]))}; or give one of your own with --cover FILE"
    message = f"the cover goes without {what} for which no font is at hand: {shown}; {help}"
    severity: Severity = "warning" if made.incomplete else "info"
    return (Diagnostic(code="cover-character", severity=severity, message=message),)
