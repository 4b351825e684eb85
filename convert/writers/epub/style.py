"""The style sheet of a publication: ours, theirs, and fonts where they go along."""

from __future__ import annotations

from collections.abc import Collection
from importlib.resources import files

from lxml.etree import _Element

from convert.model import Meta
from convert.options import WriteOptions
from convert.render.style import theirs
from convert.writers.epub.fonts import FontFile, embedded, faces

STYLE = "style.css"


def style(
    documents: Collection[_Element], options: WriteOptions, meta: Meta
) -> tuple[str, tuple[FontFile, ...]]:
    """Return the style sheet for `documents`, and the fonts that go along with it if `options` want that.

    Raises InputError for a sheet of theirs that is none, or loads anything.
    """
    fonts = embedded(documents, meta) if options.embed_fonts else ()
    ours = files(__package__).joinpath("epub.css").read_text("utf-8") if options.style else ""
    return "\n".join(part for part in (faces(fonts), ours, theirs(options.css)) if part), fonts
