"""PDF: tagged, PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2) in one file.

document   the whole way: an article, or several, to pages to bytes
blocks/    from the tree to slabs, set as `styles` and `page` say
text/      from characters to lines of glyphs, in every script
layout/    from slabs to columns and pages
paint/     from pages to a tagged file
"""

from __future__ import annotations

from convert.model import Article, Bundle
from convert.options import WriteOptions
from convert.parts import Writer


def write(article: Article, options: WriteOptions) -> bytes:
    """Return the article as PDF. Raises MissingEngine for a character that no font has, unless one may stand in."""
    from convert.writers.pdf.document import render

    return render(article, options)


def bundle(bundle: Bundle, options: WriteOptions) -> bytes:
    """Return several articles as one PDF. Raises as `write` does."""
    from convert.writers.pdf.document import render_bundle

    return render_bundle(bundle, options)


part = Writer(
    name="pdf",
    description="PDF for print and screen: tagged (PDF/UA-1), for the archive (PDF/A-2a)",
    suffixes=(".pdf",),
    media_type="application/pdf",
    write=write,
    bundle=bundle,
    pictures="fitted",
    notes=("endnotes", "footnotes", "inline", "none"),
)
