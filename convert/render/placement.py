"""Where an article's notes are printed: at its end, within the text, or nowhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby

from msgspec import structs

from convert.model import Article, Block, FootnoteDefinition, FootnoteReference, Inline, Node, Paragraph, Text
from convert.model.text import lines
from convert.model.walk import rewrite
from convert.options import Placement
from convert.render.notes import cited


def place(article: Article, placement: Placement) -> Article:
    """Return `article` with its notes where `placement` says; those at the end stay as they are.

    Inline, a note stands in round brackets where its references stood, those of one place in one pair; sources that
    no reference points to stay at the end. With "none" neither references nor notes are left.
    """
    if placement in ("endnotes", "footnotes"):
        return article
    notes = {note.identifier: note for note in cited(article)} if placement == "inline" else {}
    left = article.notes if placement == "inline" else ()
    return structs.replace(
        rewrite(article, lambda nodes: tuple(_said(nodes, notes))),
        notes=tuple(note for note in left if note.identifier not in notes),
    )


def _said(nodes: tuple[Node, ...], notes: Mapping[str, FootnoteDefinition]) -> Iterator[Node]:
    """Yield `nodes` with what their notes say for runs of references; nothing for one without a note."""
    for is_reference, run in groupby(nodes, lambda node: isinstance(node, FootnoteReference)):
        if not is_reference:
            yield from run
            continue
        wanted = [node.identifier for node in run if isinstance(node, FootnoteReference)]
        known = [notes[identifier] for identifier in wanted if identifier in notes]
        for n, note in enumerate(known):
            yield Text("; " if n else " (")
            yield from _inlines(note.children)
        if known:
            yield Text(")")


def _inlines(blocks: tuple[Block, ...]) -> Iterator[Inline]:
    """Yield what blocks say as one line: a note is a paragraph as a rule."""
    for n, block in enumerate(blocks):
        if n:
            yield Text(" ")
        if isinstance(block, Paragraph):
            yield from (node for node in block.children if not isinstance(node, FootnoteReference))
        else:
            yield Text(" ".join(lines(block)) or " ")
