"""PDF: tagged, PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2) in one file."""

from __future__ import annotations

from convert.model import Article
from convert.options import WriteOptions
from convert.parts import Writer


def write(article: Article, options: WriteOptions) -> bytes:
    """Return the article as PDF. Raises MissingEngine for a character that no font of ours has."""
    from convert.writers.pdf.document import render

    return render(article, options)


part = Writer(
    name="pdf",
    description="PDF for print and screen: A4, tagged (PDF/UA-1), for the archive (PDF/A-2a)",
    suffixes=(".pdf",),
    media_type="application/pdf",
    write=write,
    pictures="fitted",
    notes=("endnotes", "inline", "none"),
)
