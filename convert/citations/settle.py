"""Settle which of the markers found are citations, and which source each of them means."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from msgspec import Struct, structs

from convert.citations.addresses import identity
from convert.draft import Cite, Entry, Marker, SourceList
from convert.model import CSLItem
from convert.parts import FAMILIES, MarkerFamily

# A run of so many numbers from 1, in order, says by itself that they are citations.
_CLEAR_RUN = 3
_LOST = 1  # of such numbers in a row


class Settled(Struct, frozen=True):
    """The markers that count, their cites joined to entries where those have them; the lists that are cited.

    `orphans` are markers of whose family a list has others, and `unclear` those that nothing speaks for.
    """

    markers: tuple[Marker, ...]
    lists: tuple[SourceList, ...]
    orphans: tuple[Marker, ...]
    unclear: tuple[Marker, ...]


def settle(markers: Iterable[Marker], lists: Sequence[SourceList]) -> Settled:
    """Return which markers count and what they cite.

    Markers of families with evidence "always" do. The others count where a list has all that they cite, or, with
    evidence "run", where their numbers run {1, 2, 3, …} in the order of first appearance. A list belongs to such
    a family if one of them uses it, else to a certain family of whose numbers none is missing from it.
    """
    families: defaultdict[str, list[Marker]] = defaultdict(list)
    for marker in markers:
        families[marker.family].append(marker)
    indexes = [_Index(each) for each in lists]
    holding = {key: n for n, index in reversed([*enumerate(indexes)]) for key in index.keys}
    kept: list[Marker] = []
    orphans: list[Marker] = []
    unclear: list[Marker] = []
    used: dict[int, None] = {}
    for family in sorted(map(FAMILIES.load, families), key=_turn):
        found = families[family.name]
        certain = family.evidence == "always"
        chosen = _chosen(family, found, indexes, used if certain or family.notes else {})
        listed = [None if chosen is None else _joined(family, marker, indexes[chosen]) for marker in found]
        joined = _rising(found, listed) if family.evidence == "order" else listed
        if chosen is not None and any(joined):
            used[chosen] = None
        running = _run(found) if family.evidence == "run" and not any(joined) else set()
        for marker, entry, other in zip(found, listed, joined, strict=True):
            if other or certain or marker.start in running:
                own = other or structs.replace(marker, cites=tuple(map(_own, marker.cites)))
                kept.append(own)
                used.update(
                    {holding[cite.key]: None for cite in own.cites if cite.item and cite.key in holding}
                )
            else:
                (unclear if chosen is None or entry else orphans).append(marker)
    return Settled(
        tuple(sorted(kept, key=_place)),
        tuple(each for n, each in enumerate(lists) if n in used),
        tuple(orphans),
        tuple(unclear),
    )


class _Index:
    """The entries of a list by their labels, their numbers and their addresses; the first of several counts.

    `given` if it came beside the text: then it is meant for the markers, whether or not it has all of them.
    """

    def __init__(self, sources: SourceList) -> None:
        entries = sources.entries[::-1]
        self.notes = sources.notes
        self.given = sources.end == 0
        self.labels = {entry.label: entry for entry in entries if entry.label}
        self.words = {_folded(label): entry for label, entry in self.labels.items()}
        self.numbers = {entry.number: entry for entry in entries}
        self.keys = {entry.key: entry for entry in entries}

    def entry(self, family: MarkerFamily, cite: Cite) -> Entry | None:
        """Return the entry that a cite means, by its label, else by its number, counted as the list does from 1."""
        labelled = self.labelled(family, cite)
        if labelled:
            return labelled
        if family.notes and not self.notes:
            return None  # "[a]" is no first source, only a first note
        return None if cite.number is None else self.numbers.get(cite.number + 1 - family.base)

    def labelled(self, family: MarkerFamily, cite: Cite) -> Entry | None:
        """Return the entry of a cite's label; words before numbers, "Note 1", are the same however they are written."""
        found = self.labels.get(cite.key)
        return found or (self.words.get(_folded(cite.key)) if family.notes else None)


def _folded(label: str) -> str:
    return label.casefold().replace(".", "").replace(" ", "")


def _turn(family: MarkerFamily) -> tuple[bool, bool]:
    """Return when a family's turn is: sources before notes, which take no list of theirs; certain ones last."""
    return family.evidence == "always", family.notes


def _chosen(
    family: MarkerFamily, markers: list[Marker], indexes: list[_Index], taken: dict[int, None]
) -> int | None:
    """Return which list a family cites from: the one that has most of its cites; None for none.

    Of several the one with labels: "Notes" with numbers stand above "Works" without. By numbers it takes none that is
    `taken`. A certain family takes one of the text by numbers only if none of its
    numbers is missing.
    """
    best: tuple[int, bool, bool, int] | None = None
    cites = Counter(
        structs.replace(cite, item=None) for marker in markers for cite in marker.cites if not _carries(cite)
    )
    for n, index in enumerate(indexes):
        count = sum(times for cite, times in cites.items() if index.entry(family, cite))
        labelled = any(index.labelled(family, cite) for cite in cites)
        short = family.evidence == "always" and count < cites.total()
        if not count or (not labelled and not index.given and (n in taken or short)):
            continue
        rank = (count, bool(index.labels), index.notes == family.notes, -n)
        if best is None or rank > best:
            best = rank
    return None if best is None else -best[-1]


def _joined(family: MarkerFamily, marker: Marker, index: _Index) -> Marker | None:
    """Return a marker with its cites joined to the entries of a list; None if one of them is not there.

    A certain marker is one all the same, if any of them is.
    """
    entries = [None if _carries(cite) else index.entry(family, cite) for cite in marker.cites]
    missing = [
        entry is None and not _carries(cite) for entry, cite in zip(entries, marker.cites, strict=True)
    ]
    if any(missing) and (family.evidence != "always" or all(missing)):
        return None
    cites = (
        structs.replace(cite, key=entry.key, item=_filled(entry.item, cite.item)) if entry else _own(cite)
        for cite, entry in zip(marker.cites, entries, strict=True)
    )
    return structs.replace(marker, cites=tuple(cites))


def _own(cite: Cite) -> Cite:
    """Return a cite with its source's address for a key, if it carries one."""
    url = cite.item.URL if cite.item else None
    return structs.replace(cite, key=f"url:{identity(url)}") if url else cite


def _carries(cite: Cite) -> bool:
    """Say whether a cite brings its source along; a publisher's name alone says too little."""
    return bool(cite.text) or (cite.item is not None and bool(cite.item.URL or cite.item.title))


def _filled(item: CSLItem, other: CSLItem | None) -> CSLItem:
    """Return what an entry says of a source, and of what it does not say what the marker does."""
    missing = {
        name: value for name, value in structs.asdict(other or item).items() if not getattr(item, name)
    }
    return structs.replace(item, **missing)


def _rising(markers: list[Marker], joined: list[Marker | None]) -> list[Marker | None]:
    """Return `joined` without the markers that come before their turn: who numbers sources begins with the first.

    Some may be lost, so that a number may be ahead by a few. In "python3" the 3 is part of a name.
    """
    highest = 0
    kept: list[Marker | None] = []
    for marker, other in zip(markers, joined, strict=True):
        numbers = [cite.number for cite in marker.cites if cite.number is not None]
        in_turn = other is not None and max(numbers, default=0) <= highest + len(numbers) + _LOST
        highest = max(highest, *numbers) if in_turn and numbers else highest
        kept.append(other if in_turn else None)
    return kept


def _run(markers: list[Marker]) -> set[int]:
    """Return where the markers of a clear run of numbers stand, or nothing."""
    order = list(dict.fromkeys(cite.number for marker in markers for cite in marker.cites))
    run = {n for n, number in enumerate(order, 1) if number == n and order[:n] == list(range(1, n + 1))}
    if len(run) < _CLEAR_RUN:
        return set()
    return {marker.start for marker in markers if all(cite.number in run for cite in marker.cites)}


def _place(marker: Marker) -> int:
    return marker.start
