"""What stands in the column, one below the other."""

from __future__ import annotations

from reportlab.platypus.flowables import Flowable


class Block(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """A flowable that knows how little of it may stand at the foot of a page."""

    with_next = False  # whether it must not be the last thing on a page

    def opening(self, width: float) -> float:
        """Return the height of the least of the block that may be parted from the rest."""
        return float(self.wrap(width, 0)[1])
