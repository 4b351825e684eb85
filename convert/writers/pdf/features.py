"""Glyphs that a font offers for another use of a character: small capitals, superior figures.

Only what needs no shaping: single substitutions of the table GSUB (OpenType 1.9, "GSUB", lookup type 1).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from struct import unpack_from

_SINGLE, _EXTENSION = 1, 7


class Substitutions:
    """The single substitutions of a GSUB table."""

    def __init__(self, table: bytes) -> None:
        """`table` is the whole GSUB table."""
        self._table = table

    def of(self, features: Collection[str]) -> dict[int, int]:
        """Return which glyph takes the place of which, by glyph number, with `features` on, in lookup order."""
        found: dict[int, int] = {}
        for lookup in sorted(self._lookups(features)):
            single = dict(self._pairs(lookup))
            found = {glyph: single.get(other, other) for glyph, other in found.items()}
            found = {**single, **found}
        return found

    def _lookups(self, features: Collection[str]) -> set[int]:
        """Return the numbers of the lookups that `features` turn on, in whatever script."""
        (start,) = unpack_from(">H", self._table, 6)
        (count,) = unpack_from(">H", self._table, start)
        found: set[int] = set()
        for n in range(count):
            tag, offset = unpack_from(">4sH", self._table, start + 2 + 6 * n)
            if tag.decode("ascii") in features:
                found.update(self._array(start + offset + 2))
        return found

    def _pairs(self, lookup: int) -> Iterator[tuple[int, int]]:
        (lookups,) = unpack_from(">H", self._table, 8)
        at = lookups + self._array(lookups)[lookup]
        (kind,) = unpack_from(">H", self._table, at)
        for offset in self._array(at + 4):
            subtable, type_ = at + offset, kind
            if kind == _EXTENSION:
                _, type_, further = unpack_from(">HHL", self._table, subtable)
                subtable += further
            if type_ == _SINGLE:
                yield from self._single(subtable)

    def _single(self, at: int) -> Iterator[tuple[int, int]]:
        """Yield the pairs of a subtable: one distance for all glyphs, or a list of glyphs."""
        form, coverage, delta = unpack_from(">HHh", self._table, at)
        glyphs = self._coverage(at + coverage)
        if form == 1:
            return iter([(glyph, (glyph + delta) & 0xFFFF) for glyph in glyphs])
        return zip(glyphs, self._array(at + 4), strict=True)

    def _coverage(self, at: int) -> list[int]:
        """Return the glyphs of a coverage table: a list, or ranges."""
        form, count = unpack_from(">HH", self._table, at)
        if form == 1:
            return self._array(at + 2)
        ranges = (unpack_from(">HHH", self._table, at + 4 + 6 * n) for n in range(count))
        return [glyph for first, last, _ in ranges for glyph in range(first, last + 1)]

    def _array(self, at: int) -> list[int]:
        """Return the numbers that stand at `at`, after their count."""
        (count,) = unpack_from(">H", self._table, at)
        return list(unpack_from(f">{count}H", self._table, at + 2))
