"""Metadata lines: bylines, dates and the two together, as they stand between headline and text."""

from __future__ import annotations

from convert.draft import Claim
from convert.metadata import bylines
from convert.metadata.claims import claims, is_metadata
from convert.metadata.pieces import split
from convert.metadata.zone import zone as zone

_LONGEST = 200


def read(text: str, tag: str | None, start: int = 0) -> tuple[Claim, ...]:
    """Return what a line says of authors and dates, each claim with its range from `start`; () if it is no such line.

    All of the line must be accounted for: "Jane Roe was born on 3 March 1980." says nothing here.
    """
    pieces = split(text, tag) if len(text) <= _LONGEST else []
    return tuple(claims(pieces, start)) if is_metadata(text, pieces) else ()


def name(text: str, start: int = 0) -> tuple[Claim, ...]:
    """Return the claim of a line that is a person's name alone; () where it is not."""
    authors = bylines.bare(text)
    return (Claim("author", authors, start, start + len(text), "name-line", 0.7),) if authors else ()
