"""What is never broken: a line of text, a picture, a row of a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from convert.writers.pdf.page import Frame
from convert.writers.pdf.paint.canvas import TaggedCanvas


class Beside(NamedTuple):
    """Slabs in the rail, and how far below the top of the slab that they stand beside they begin."""

    slabs: Sequence[Slab]
    drop: float = 0.0

    @property
    def height(self) -> float:
        """How far down they reach."""
        return self.drop + sum(slab.height for slab in self.slabs)


class Slab:
    """A part of the page from one level down to another.

    `left` is how far it is set in from where lines begin, `width` what it takes from there. `before` and `after` are
    the least space around it, the larger of two counting. A slab that is `kept` stands in one column with the next.
    """

    left: float = 0
    width: float = 0
    height: float = 0
    before: float = 0
    after: float = 0
    kept: bool = False
    gridded: bool = False  # whether it stands on the lines of the grid, where there is one
    clear: bool = False  # whether it begins below what is in the rail
    beside: Beside | None = None
    notes: Sequence[Slab] = ()  # what stands at the foot of its column
    head: Slab | None = None  # what stands above it again where a column begins with it; none for that itself

    def draw(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """Draw the slab with its upper left corner at `x` and `top`."""
        raise NotImplementedError

    def draw_again(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """Draw the slab as decoration, where it has been drawn before."""

    def texts(self) -> Iterator[Slab]:
        """Yield the lines of text in it, and in the rail beside it."""
        yield from (text for slab in (self.beside.slabs if self.beside else ()) for text in slab.texts())

    def edge(self, frame: Frame, *, rtl: bool) -> float:
        """Return where its left edge is in `frame`."""
        if rtl:
            return frame.left + frame.width - self.left - self.width
        return frame.left + self.left


class Rule(Slab):
    """A horizontal line."""

    def __init__(
        self,
        thickness: float,
        color: tuple[float, float, float],
        *,
        left: float,
        width: float,
        before: float = 0,
        after: float = 0,
        kept: bool = False,
    ) -> None:
        """The line is as wide as the slab."""
        self._color = color
        self.left, self.width, self.height = left, width, thickness
        self.before, self.after, self.kept = before, after, kept
        self.clear = left < 0  # it crosses the rail

    def draw(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """Draw the line."""
        canvas.rule(self.height, self._color, x, x + self.width, top - self.height / 2)


class Space(Slab):
    """Room that stays free."""

    def __init__(self, height: float, *, kept: bool = True) -> None:
        """Take `height`."""
        self.height, self.kept = height, kept

    def draw(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """Draw nothing."""


def spaced(slabs: Sequence[Slab], *, before: float = 0, after: float = 0) -> Sequence[Slab]:
    """Return `slabs` with at least so much space before the first and after the last."""
    if slabs:
        slabs[0].before = max(slabs[0].before, before)
        slabs[-1].after = max(slabs[-1].after, after)
    return slabs
