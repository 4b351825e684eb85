"""Pages: papers, margins, columns. All lengths are points."""

from __future__ import annotations

from typing import NamedTuple

from msgspec import Struct

from convert.options import Paper

MM = 72 / 25.4


class Frame(NamedTuple):
    """Where text stands across a page: its left edge and its width."""

    left: float
    width: float


class Geometry(Struct, frozen=True, kw_only=True):
    """How a page is parted: margins, and columns, or one column beside a rail for what goes with its text.

    `left` and `right` are those of a text that runs from left to right; where it is `rtl` the page is mirrored.
    """

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    first_top: float
    rail: float = 0
    gap: float = 0  # between rail and column, or between columns
    columns: int = 1
    rtl: bool = False

    @property
    def full(self) -> float:
        """The width between the margins."""
        return self.width - self.left - self.right

    @property
    def column(self) -> float:
        """The width of a column."""
        if self.columns > 1:
            return (self.full - self.gap * (self.columns - 1)) / self.columns
        return self.full - self.outdent

    @property
    def outdent(self) -> float:
        """How far the rail's outer edge is from the column."""
        return self.rail + self.gap if self.rail else 0

    @property
    def depth(self) -> float:
        """The height of a column on a page that is not the first."""
        return self.height - self.top - self.bottom

    @property
    def whole(self) -> Frame:
        """The frame of what goes across the page."""
        return Frame(self.right if self.rtl else self.left, self.full)

    @property
    def frames(self) -> tuple[Frame, ...]:
        """The frames of the columns, in reading order."""
        left, column = self.whole.left, self.column
        if self.columns > 1:
            found = [Frame(left + n * (column + self.gap), column) for n in range(self.columns)]
            return tuple(reversed(found) if self.rtl else found)
        return (Frame(left if self.rtl else left + self.outdent, column),)

    @property
    def head_baseline(self) -> float:
        """Where the running head stands, from the foot of the page."""
        return self.height - 0.63 * self.top

    @property
    def folio_baseline(self) -> float:
        """Where the page's number stands."""
        return 0.54 * self.bottom


_PAPERS: dict[Paper, tuple[float, float]] = {"a4": (210, 297), "letter": (215.9, 279.4), "a5": (148, 210)}

# Margins in millimetres: left, right, top, bottom, top of the first page. One column of A4 and Letter has a rail.
_ONE: dict[Paper, tuple[float, float, float, float, float]] = {
    "a4": (22, 24, 27, 28, 22),
    "letter": (25, 26.9, 25, 26, 21),
    "a5": (17, 17, 20, 21, 17),
}
_MORE: dict[Paper, tuple[float, float, float, float, float]] = {
    "a4": (20, 20, 25, 25, 22),
    "letter": (20, 20, 24, 24, 21),
    "a5": (14, 14, 19, 19, 16),
}
_RAIL, _GAP = 35, 7
_RAILED: tuple[Paper, ...] = ("a4", "letter")


def geometry(paper: Paper, columns: int, *, rtl: bool) -> Geometry:
    """Return how a page of `paper` is parted."""
    width, height = _PAPERS[paper]
    left, right, top, bottom, first = (_ONE if columns == 1 else _MORE)[paper]
    railed = columns == 1 and paper in _RAILED
    return Geometry(
        width=width * MM,
        height=height * MM,
        left=left * MM,
        right=right * MM,
        top=top * MM,
        bottom=bottom * MM,
        first_top=first * MM,
        rail=_RAIL * MM if railed else 0,
        gap=_GAP * MM if railed or columns > 1 else 0,
        columns=columns,
        rtl=rtl,
    )
