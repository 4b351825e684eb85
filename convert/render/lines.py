"""Blocks as lines of text, each after the prefixes of what it stands in: "> " of a quotation, "- " of an item.

For outputs that are read as text. Depth costs no recursion.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import takewhile

from msgspec import Struct

from convert.model import Block, Image, List, Paragraph
from convert.patterns import pattern
from convert.render.characters import legal

_SPACES = pattern("[ \t\n\u2028\u2029]+")

Leaf = Block | Image


class Frame(Struct, frozen=True):
    """What holds blocks: `first` stands before its first line, `rest` before the others.

    A blank line parts the blocks in it, unless it is `tight`.
    """

    children: Sequence[Leaf | Frame]
    first: str = ""
    rest: str = ""
    tight: bool = False


# What a block amounts to: its text, in lines, or a frame. The number tells how many lists of its kind stand
# directly before a list: in Markdown two such would grow together.
Unfold = Callable[[Leaf, int], str | Frame]


def lay_out(blocks: Sequence[Leaf | Frame], unfold: Unfold) -> str:
    """Return `blocks` as lines, the last without its line feed; a block without text leaves none."""
    page = _Page()
    stack: list[Leaf | Frame | None] = [Frame(blocks)]
    while stack:
        node = stack.pop()
        if node is None:
            page.close()
            continue
        found = node if isinstance(node, Frame) else unfold(node, page.twins(node))
        if isinstance(found, Frame):
            page.open(found)
            stack += (None, *reversed(found.children))
        elif found:
            page.write(found)
    return "\n".join(page.lines)


def one_line(text: str) -> str:
    """Return `text` with each run of spaces and line ends as one space, and no character markup cannot hold."""
    return _SPACES.sub(" ", legal(text))


def tight(node: List) -> bool:
    """Say whether the items of a list are a paragraph each, so that they can stand without blank lines."""
    return all(not item.children or _single(item.children) for item in node.children)


def _single(blocks: Sequence[Leaf]) -> bool:
    return len(blocks) == 1 and isinstance(blocks[0], Paragraph)


class _Open:
    """A frame that is being written, and how many lists of which kind were written last in it."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.begun = False
        self.lists = (False, 0)


class _Page:
    """The lines so far, and the frames that are open, the outermost first."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._open: list[_Open] = []

    def open(self, frame: Frame) -> None:
        """Begin a frame; what is written now stands in it."""
        self._open.append(_Open(frame))

    def close(self) -> None:
        """End the innermost frame; one without content still shows its prefix."""
        if self._open[-1].frame.first and not self._open[-1].begun:
            self.write("")
        self._open.pop()

    def twins(self, node: Leaf) -> int:
        """Return how many lists of its kind stand directly before `node`, and count it."""
        if not isinstance(node, List) or not node.children:
            return 0
        here = self._open[-1]
        ordered, before = here.lists
        here.lists = (node.ordered, before + 1 if ordered == node.ordered else 1)
        return here.lists[1] - 1

    def write(self, text: str) -> None:
        """Append a block, after a blank line where it follows another one."""
        self._open[-1].lists = (False, 0)
        begun = list(takewhile(lambda each: each.begun, self._open))
        if self.lines and not begun[-1].frame.tight:
            self.lines.append("".join(each.frame.rest for each in begun).rstrip())
        for line in text.split("\n"):
            prefix = "".join(each.frame.rest if each.begun else each.frame.first for each in self._open)
            self.lines.append(prefix + line if line else prefix.rstrip())
            for each in self._open:
                each.begun = True
