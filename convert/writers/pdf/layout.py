"""What stands in the column besides text, and how it all breaks into pages."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from reportlab.platypus.flowables import CondPageBreak, Flowable
from reportlab.platypus.frames import Frame

from convert.writers.pdf import page
from convert.writers.pdf.block import Block
from convert.writers.pdf.styles import Color, Style
from convert.writers.pdf.textblock import TextBlock

_CHAIN = 5  # headings in a row are kept together, as far as that


class Column(Frame):  # type: ignore[misc]  # ReportLab has no types
    """The frame of the text; `rail` is how far down the rail is taken on this page."""

    def __init__(self, top: float) -> None:
        """`top` is the upper margin."""
        self.rail = 0.0
        left, height = page.LEFT + page.OUTDENT, page.HEIGHT - top - page.BOTTOM
        super().__init__(left, page.BOTTOM, page.COLUMN, height, 0, 0, 0, 0)

    def _reset(self) -> None:
        super()._reset()
        self.rail = page.HEIGHT


class Beside(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """Blocks in the rail, level with the text that follows."""

    _ZEROSIZE = True

    def __init__(self, blocks: Sequence[TextBlock], text: Style) -> None:
        """The first line of `blocks` stands on the line of a following `text`."""
        super().__init__()
        self._blocks = blocks
        self._drop = text.baseline - blocks[0].style.baseline

    def wrap(self, _width: float, room: float) -> tuple[float, float]:
        """Return no size, or more than there is room for."""
        height = self._drop + sum(block.wrap(page.RAIL, room)[1] for block in self._blocks)
        return 0, 0 if height <= room else height

    def draw(self) -> None:
        """Draw the blocks; what follows starts on their level, as at the top of a page."""
        y = -self._drop
        for block in self._blocks:
            y -= block.height
            block.drawOn(self.canv, -page.OUTDENT, y)
        self._frame.rail = self._frame._y + y
        self._frame._atTop = 1


def beside(blocks: Sequence[TextBlock], text: Style) -> list[Flowable]:
    """Return `blocks` set in the rail beside `text`, or in the column where they are many."""
    tall = sum(block.wrap(page.RAIL, 0)[1] for block in blocks) > page.DEPTH / 2
    return [Beside(blocks, text)] if blocks and not tall else list(blocks)


class Clear(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """Space down to where the rail is free again, for what is set there as well."""

    _ZEROSIZE = _SPACETRANSFER = True

    def wrap(self, _width: float, _room: float) -> tuple[float, float]:
        """Return no width, and a height where the rail is taken."""
        return 0, max(0, self._frame._y - self._frame.rail)

    def draw(self) -> None:
        """Draw nothing."""


class Rule(Block):
    """A horizontal line."""

    def __init__(
        self,
        thickness: float,
        color: Color,
        *,
        before: float = 0,
        after: float = 0,
        left: float = 0,
        share: float = 1,
        with_next: bool = False,
    ) -> None:
        """The line starts at `left`, or is the middle `share` of the width."""
        super().__init__()
        self._thickness, self._color, self._left, self._share = thickness, color, left, share
        self.spaceBefore, self.spaceAfter, self.with_next = before, after, with_next

    def wrap(self, width: float, _room: float) -> tuple[float, float]:
        """Return the size of the line."""
        self.width, self.height = width, self._thickness
        return width, self._thickness

    def draw(self) -> None:
        """Draw the line."""
        indent = self.width * (1 - self._share) / 2
        self.canv.rule(self._thickness, self._color, indent + self._left, self.width - indent, 0)


class Room(CondPageBreak):  # type: ignore[misc]  # ReportLab has no types
    """A page break unless there is room for headings and the start of what follows them."""

    _SPACETRANSFER = True  # the space around it is not its own

    def __init__(self, blocks: Sequence[Block]) -> None:
        """`blocks` are the headings and what follows."""
        super().__init__(0)
        self._blocks = blocks

    def wrap(self, width: float, room: float) -> tuple[float, float]:
        """Break the page where `room` is too little, if the next will do and this one is not empty."""
        gaps = (max(above.spaceAfter, below.spaceBefore) for above, below in pairwise(self._blocks))
        openings = (block.opening(width) for block in self._blocks)
        needed = self._blocks[0].spaceBefore + sum(openings) + sum(gaps)
        self.height = 0 if self._frame._atTop or needed > page.DEPTH else needed
        super().wrap(width, room)
        return 0, 0


def kept(story: Sequence[Flowable]) -> list[Flowable]:
    """Return `story` with room made for blocks that must not end a page, and the start of what follows them."""
    found: list[Flowable] = []
    following: list[Block] = []
    for flowable in reversed(story):
        found.append(flowable)
        if isinstance(flowable, Block):
            following = [flowable, *following][:_CHAIN] if flowable.with_next else [flowable]
            if flowable.with_next:
                found.append(Room(following))
    return found[::-1]
