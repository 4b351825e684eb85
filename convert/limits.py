"""How much of anything one article may have: the one place that says so, with how to raise it.

What is beyond is nobody's article. It would take a machine down, so it is refused where it grows, with an error that
costs this article alone. The defaults are some ten times what the longest articles and books have, and keep what is
made of an article within a gigabyte. `article` has an option for each, `--max-NAME`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from msgspec import Struct

from convert.errors import TooLarge

T = TypeVar("T")

MEGABYTE = 1_000_000
# Deeper is beyond what JSON is read and written by here, whose parser calls itself for each level.
DEEPEST = 400

_SAID = {
    "input": "has more than {size}",
    "nodes": "has more than {most:,} lines, tags or other nodes",
    "depth": "has blocks or marks within one another, more than {most:,} deep",
    "notes": "has more than {most:,} notes",
    "cells": "has more than {most:,} cells in its tables",
}


class Limits(Struct, frozen=True, kw_only=True):
    """What one article may have.

    `input` is in bytes, unpacked. `nodes` are those of the tree, and before there is one the lines of a text, the tags
    of a page, what is marked and what is mended. `depth` counts nodes within one another, `notes` and the markers that
    cite them, `cells` those of all tables.
    """

    input: int = 50 * MEGABYTE
    nodes: int = 200_000
    depth: int = 200
    notes: int = 25_000
    cells: int = 100_000

    def held(self, name: str, items: Iterable[T]) -> Iterator[T]:
        """Yield `items`. Raises TooLarge once they are more than what `name` limits."""
        for count, item in enumerate(items, 1):
            self.hold(name, count)
            yield item

    def hold(self, name: str, count: int) -> None:
        """Raise TooLarge where an article has `count` of what `name` limits, and that is more than it may have."""
        most: int = getattr(self, name)
        if count > most:
            raise too_large(name, most)


def too_large(name: str, most: int, where: str | None = None) -> TooLarge:
    """Return the error of an article, called `where`, that has more than `most` of what `name` limits."""
    said = _SAID[name].format(most=most, size=_size(most))
    if name == "depth" and most >= DEEPEST:
        return TooLarge(
            said, where=where, hint="nothing deeper can be read: take some of what is around it off"
        )
    allows = f"N allows up to {DEEPEST}" if name == "depth" else "N allows more"
    return TooLarge(said, where=where, hint=f"if it is one article, --max-{name} {allows}")


def _size(bytes: int) -> str:
    return f"{bytes / MEGABYTE:,g} MB" if bytes >= MEGABYTE else f"{bytes:,} bytes"
