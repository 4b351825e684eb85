"""Articles to try writers on: samples, and a strategy for any other."""

from tests.trees.samples import (
    BARE,
    HOSTILE,
    RICH,
    RIGHT_TO_LEFT,
    changed,
    everywhere,
    item,
    nested,
    paragraph,
    picture,
    reference,
    row,
)
from tests.trees.strategy import articles

__all__ = [
    "BARE",
    "HOSTILE",
    "RICH",
    "RIGHT_TO_LEFT",
    "articles",
    "changed",
    "everywhere",
    "item",
    "nested",
    "paragraph",
    "picture",
    "reference",
    "row",
]
