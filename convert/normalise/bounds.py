"""What an article may have (`convert.limits`), held while it is read and when it is whole."""

from __future__ import annotations

from convert.draft import Draft
from convert.limits import Limits
from convert.model import Article, Code, TableCell
from convert.model.walk import below


def hold(draft: Draft, limits: Limits) -> None:
    """Raise TooLarge where more has been said about a draft than an article may have: called after each pass."""
    limits.hold("nodes", max(map(len, (draft.repairs, draft.blocks, draft.edits, draft.marks))))
    limits.hold("notes", max(map(len, (draft.markers, draft.notes, draft.entries))))


def hold_tree(article: Article, limits: Limits) -> None:
    """Raise TooLarge where a tree has more than an article may have."""
    limits.hold("notes", len(article.notes))
    cells = lines = 0
    for node, depth in limits.held("nodes", below(article)):
        cells += isinstance(node, TableCell)
        if isinstance(node, Code):
            lines += node.value.count("\n")
            limits.hold("nodes", lines)
        limits.hold("depth", depth)
        limits.hold("cells", cells)
