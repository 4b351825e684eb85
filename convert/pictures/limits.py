"""What the pictures of one article may cost, and what is said of one that is done without."""

from __future__ import annotations

from msgspec import Struct

from convert.report import Severity

MEGABYTE = 1_000_000

# Of one picture. A photo of 24 megapixels as a camera leaves it is smaller.
BYTES = 10 * MEGABYTE
SECONDS = 30.0
REDIRECTS = 3

# Of one article: what comes from files or from the web. Seconds are those of the web.
PICTURES_IN_ALL = 60
BYTES_IN_ALL = 100 * MEGABYTE
SECONDS_IN_ALL = 120.0


class Lost(Exception):
    """A picture of which there are no bytes: why, as the end of a sentence that begins with its address."""

    def __init__(self, code: str, reason: str, severity: Severity = "warning") -> None:
        """`code` and `severity` are those of the diagnostic that it becomes."""
        super().__init__(reason)
        self.code = code
        self.reason = reason
        self.severity = severity


class Limit(Struct, frozen=True):
    """What one picture may cost."""

    bytes: int = BYTES
    seconds: float = SECONDS


class Allowance:
    """What is left for the pictures of one article."""

    def __init__(self) -> None:
        """Begin with all of it."""
        self._pictures = PICTURES_IN_ALL
        self._bytes = BYTES_IN_ALL
        self._seconds = SECONDS_IN_ALL

    def next(self) -> Limit:
        """Return what the next picture may cost. Raises Lost where nothing is left."""
        if not self._pictures:
            raise Lost("image-refused", f"is one more than the {PICTURES_IN_ALL} that an article may have")
        if self._bytes <= 0:
            raise Lost(
                "image-refused", f"is beyond the {BYTES_IN_ALL // MEGABYTE} MB that an article may have"
            )
        if self._seconds <= 0:
            raise Lost("image-refused", f"is beyond the {SECONDS_IN_ALL:.0f} s that an article may take")
        self._pictures -= 1
        return Limit(min(BYTES, self._bytes), min(SECONDS, self._seconds))

    def spend(self, *, bytes: int = 0, seconds: float = 0.0) -> None:
        """Take what a picture has cost from what is left."""
        self._bytes -= bytes
        self._seconds -= seconds
