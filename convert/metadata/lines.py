"""A metadata line by itself: a byline, a date, the two together."""

from __future__ import annotations

from convert.draft import Claim
from convert.metadata.claims import claims, is_metadata
from convert.metadata.pieces import split

_LONGEST = 200


def read(text: str, tag: str | None, start: int = 0) -> tuple[Claim, ...]:
    """Return what a line says of authors and dates, each claim with its range from `start`; () if it is no such line.

    All of the line must be accounted for: "Jane Roe was born on 3 March 1980." says nothing here.
    """
    pieces = split(text, tag) if len(text) <= _LONGEST else []
    return tuple(claims(pieces, start)) if is_metadata(text, pieces) else ()
