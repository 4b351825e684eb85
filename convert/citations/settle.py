"""Settle which of the markers found are citations, and which source each of them means."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import structs

from convert.draft import Cite, Entry, Marker
from convert.parts import FAMILIES

# A run of so many numbers from 1, in order, says by itself that they are citations.
_CLEAR_RUN = 3


def settle(markers: tuple[Marker, ...], entries: tuple[Entry, ...]) -> tuple[Marker, ...]:
    """Return the markers that count, their cites joined to `entries` where those cover a family's numbers.

    Markers of certain families always count. The others count where the list has their numbers, or where they
    run {1, 2, 3, …} in the order of first appearance. The list belongs to the uncertain families if one of
    them uses it, else to a certain family of whose numbers none is missing from it.
    """
    listed = {entry.number: entry for entry in entries}
    certain, uncertain = _parted(markers)
    covered = [m for m in uncertain if listed and all(cite.number in listed for cite in m.cites)]
    if covered:
        return tuple(sorted((*_joined(covered, listed), *certain), key=_place))
    running = _run(uncertain)
    if listed and not running and _covers(listed, certain):
        return tuple(_joined(certain, listed))
    return tuple(sorted((*running, *certain), key=_place))


def _parted(markers: Iterable[Marker]) -> tuple[list[Marker], list[Marker]]:
    certain: list[Marker] = []
    uncertain: list[Marker] = []
    for marker in markers:
        (certain if FAMILIES.load(marker.family).certain else uncertain).append(marker)
    return certain, uncertain


def _run(markers: list[Marker]) -> list[Marker]:
    """Return the markers of a clear run of numbers, or none."""
    order = list(dict.fromkeys(cite.number for marker in markers for cite in marker.cites))
    run = {n for n, number in enumerate(order, 1) if number == n and order[:n] == list(range(1, n + 1))}
    if len(run) < _CLEAR_RUN:
        return []
    return [marker for marker in markers if all(cite.number in run for cite in marker.cites)]


def _covers(listed: dict[int, Entry], markers: list[Marker]) -> bool:
    numbers = [_list_number(marker, cite) for marker in markers for cite in marker.cites]
    return bool(numbers) and all(number in listed for number in numbers)


def _joined(markers: list[Marker], listed: dict[int, Entry]) -> list[Marker]:
    return [
        structs.replace(
            marker, cites=tuple(_join(cite, listed[_list_number(marker, cite)]) for cite in marker.cites)
        )
        for marker in markers
    ]


def _join(cite: Cite, entry: Entry) -> Cite:
    return structs.replace(cite, key=entry.key, item=entry.item)


def _list_number(marker: Marker, cite: Cite) -> int:
    """Return the number that a cite has in a list, which counts from 1; 0 for a cite without a number."""
    return 0 if cite.number is None else cite.number + 1 - FAMILIES.load(marker.family).base


def _place(marker: Marker) -> int:
    return marker.start
