"""The headings of an article as a tree, for tables of contents and bookmarks."""

from __future__ import annotations

from msgspec import Struct

from convert.model import Article, Heading
from convert.model.text import plain
from convert.model.walk import walk

# The anchor of the nth heading that has words, in reading order.
ANCHOR = "section-{n}"


class Entry(Struct):
    """A heading: its words on one line, its anchor, the entries below it."""

    title: str
    anchor: str
    children: list[Entry]


class Levels:
    """Gives headings their levels in reading order: below the nearest shallower one before, none skipped.

    In a tree that skips no depth itself a level is the depth; in any other, WCAG's advice (G141) is kept.
    """

    def __init__(self) -> None:
        """Begin below the headline."""
        self._open: list[int] = []

    def of(self, depth: int) -> int:
        """Return the level of the next heading, 2 for one right below the headline."""
        while self._open and self._open[-1] >= depth:
            self._open.pop()
        self._open.append(depth)
        return len(self._open) + 1


def titled(heading: Heading) -> bool:
    """Say whether `heading` has words: one without is no heading for a reader."""
    return bool(plain(*heading.children).strip())


def outline(article: Article) -> list[Entry]:
    """Return the headings of `article`, each below the nearest shallower one before it."""
    top: list[Entry] = []
    trail = [top]
    levels = Levels()
    headings = (node for node in walk(*article.children) if isinstance(node, Heading) and titled(node))
    for n, heading in enumerate(headings, 1):
        entry = Entry(" ".join(plain(*heading.children).split()), ANCHOR.format(n=n), [])
        del trail[levels.of(heading.depth) - 1 :]
        trail[-1].append(entry)
        trail.append(entry.children)
    return top
