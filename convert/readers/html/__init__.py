"""Scraped HTML to a draft: a page's text in blocks, with the tags around each, and what its markup claims.

    bytes -> decode -> tokens -> lxml's tree -> notes, blocks -> text -> Draft

Nothing is executed, nothing is fetched. What of a page is the article is not decided here. One of our own pages is
the article that it was made of.
"""

from __future__ import annotations

import re
from functools import partial

from convert.draft import Draft, Remark
from convert.model import Article
from convert.options import ReadOptions
from convert.parts import Reader
from convert.patterns import pattern
from convert.source import Source

# What no plain text begins with: a declaration, or an element that a page begins with.
_PAGE = pattern(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*){0,5}"
    rb"<(?:!doctype\s+html|html|head|body|article|main|div|section|p|h1|meta|title)[\s>]",
    re.IGNORECASE | re.DOTALL,
)


_DEEP = Remark(
    "nested-too-deep",
    "warning",
    "its tags are nested too deep to follow: read as headings and paragraphs",
    0,
    0,
)


def read(source: Source, options: ReadOptions) -> Draft | Article:
    """Return the draft of a page, or the article that a page of ours was made of.

    Raises NoArticle when it is empty, InputError when it is not text.
    """
    from convert.metadata import page as metadata
    from convert.readers._beside import beside
    from convert.readers._decode import doubts
    from convert.readers._ours import ours
    from convert.readers.html import blocks, tree
    from convert.readers.html.decode import decode_told
    from convert.readers.html.notes import links
    from convert.readers.html.text import text
    from convert.readers.html.tokens import said, tokens

    original, guessed = decode_told(source, options.encoding)
    article = ours(original, options.limits.input)
    if article is not None:
        return article
    parts = tokens(original, options.limits)
    root, too_deep = tree.parse(parts)
    address = options.base_url or next(iter(source.metadata.get("url", ())), None)
    base = tree.base(root, address)
    found = blocks.read(root, links(root, partial(said, original, parts)), base)
    tree.fill(root, original, parts)
    claims, remarks = beside(source)
    claims = (*claims, *metadata.read(root, address))
    page = text(original, parts, found, base)
    return Draft(
        name=source.name,
        original=original,
        text=page.text,
        repairs=page.repairs,
        blocks=page.blocks,
        marks=page.marks,
        relative=page.relative,
        markers=page.markers,
        notes=page.notes,
        claims=claims,
        remarks=(*doubts(page.text, guessed), *([_DEEP] if too_deep else []), *remarks),
    )


def sniff(data: bytes) -> bool:
    """Say whether bytes are a page by how they begin."""
    return _PAGE.match(data) is not None


part = Reader(
    name="html",
    description="web pages, as saved or scraped",
    suffixes=(".html", ".htm", ".xhtml"),
    read=read,
    sniff=sniff,
)
