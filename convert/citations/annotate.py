"""Take markers and source lists out of the text, and note where each reference belongs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from msgspec import structs

from convert.citations import entries as lists
from convert.citations.find import find
from convert.citations.settle import settle
from convert.draft import Block, Draft, Edit, Entry, Marker, Remark
from convert.languages import speaking

# Between the markers of one group: spaces, commas, one line break.
_BETWEEN = re.compile(r"[ \t,;]*(?:\n[ \t]*)?")
# What a line may open with before its text: nothing, a bullet, a number, a quotation mark of e-mail.
_OPENING = re.compile(r"[ \t]*(?:[•‣▪◦●○*·–-]|\d{1,3}[.)]|>+)?")
_WIDEST_OPENING = 80
_STOP = re.compile(r"[.,;:!?…]+[”’»\"')\]]*")
_CLOSING = ".,;:!?…)]}”’»"


def annotate(draft: Draft) -> Draft:
    """Return `draft` with its markers found, joined to its source list, and both cut from the prose."""
    heading, entries = lists.find(draft)
    listed = draft.text.rfind("\n", 0, entries[0].start) + 1 if entries else len(draft.text)
    found = [marker for marker in find(draft.text) if marker.end <= listed or marker.start >= entries[-1].end]
    settled = settle(tuple(found), entries)
    cited = any(cite.item for marker in settled for cite in marker.cites)
    groups = list(_groups(draft.text, settled))
    cuts = [_cut(draft.text, group) for group in groups]
    draft = draft.evolve(
        markers=tuple(
            structs.replace(marker, at=_anchor(draft, cut))
            for group, cut in zip(groups, cuts, strict=True)
            for marker in group
        ),
        edits=(*draft.edits, *cuts),
        remarks=(*draft.remarks, *_unclear(found, settled)),
    )
    return _without_list(draft, heading, entries) if cited else draft


def _groups(text: str, markers: tuple[Marker, ...]) -> Iterator[list[Marker]]:
    """Yield runs of markers with nothing but separators between them."""
    numbers: dict[int, int] = {}
    group = 0
    for before, marker in zip((None, *markers), markers, strict=False):
        if before is not None and not _adjacent(text, before, marker):
            group += 1
        numbers[marker.start] = group
    for _, run in groupby(markers, lambda marker: numbers[marker.start]):
        yield list(run)


def _adjacent(text: str, before: Marker, marker: Marker) -> bool:
    between = _BETWEEN.match(text, before.end)
    return between is not None and between.end() >= marker.start


def _cut(text: str, group: list[Marker]) -> Edit:
    """Return the edit that takes a group of markers out, closing up the spaces around it."""
    start, end = group[0].start, group[-1].end
    while start and text[start - 1] in " \t":
        start -= 1
    follows = text[end : end + 1]
    near = max(0, start - _WIDEST_OPENING)  # a line may be the whole text
    line = max(text.rfind("\n", near, start) + 1, near)
    if not _OPENING.fullmatch(text, line, start):
        gap = " " if start < group[0].start and follows.strip() and follows not in _CLOSING else ""
    else:
        gap, start = "", group[0].start
        while text[end : end + 1] in (" ", "\t") and end < len(text):
            end += 1
    return Edit(start, end, "moved", group[0].family, gap)


def _anchor(draft: Draft, cut: Edit) -> int:
    """Return where the reference of a cut stands: where the marker stood, or behind the stop that follows.

    English and most languages put it behind the stop, French, German and CJK before it, if the input did.
    """
    stop = _STOP.match(draft.text, cut.end)
    if stop is None or cut.becomes or speaking(draft.language).note_before_stop:
        return cut.start
    return stop.end()


def _unclear(found: list[Marker], settled: tuple[Marker, ...]) -> Iterator[Remark]:
    taken = {marker.start for marker in settled}
    message = "looks like a citation, but no source list has it: left as text"
    for marker in found:
        if marker.start not in taken:
            yield Remark("marker-unclear", "info", message, marker.start, marker.end)


def _without_list(draft: Draft, heading: Block | None, entries: tuple[Entry, ...]) -> Draft:
    """Return `draft` without the source list, which the notes hold from now on."""
    start = heading.start if heading else draft.text.rfind("\n", 0, entries[0].start) + 1
    inside = (block for block in draft.blocks if start <= block.start < entries[-1].end)
    cuts = [Edit(block.start, block.end, "moved", "source-list") for block in inside]
    return structs.replace(draft.without(cuts), entries=entries)
