"""Take markers and source lists out of the text, and note where each reference belongs."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import groupby, pairwise

from msgspec import structs

from convert.citations import sources
from convert.citations.find import find
from convert.citations.settle import Settled, settle
from convert.draft import LINKED, Block, Cite, Cover, Draft, Edit, Marker, Remark, SourceList, shorten
from convert.languages import speaking
from convert.parts import FAMILIES
from convert.patterns import pattern

LIST = "source-list"  # the rule by which source lists leave the text

# Between the markers of one group: spaces, commas, one line break.
_SPACES = " \t\u00a0\u2009\u200a\u200b\u202f"
_BETWEEN = pattern(rf"[{_SPACES},;˒]*(?:\n[{_SPACES}]*)?")
# What a line may open with before its text: nothing, a bullet, a number, a heading's or an e-mail's mark.
_OPENING = pattern(r"[ \t]*(?:[•‣▪◦●○*·–-]|\d{1,3}[.)]|>+|#{1,6})?[ \t]*")
_WIDEST_OPENING = 80
# What goes on with a sentence: a letter or a digit on the same line.
_AFTER = pattern(r"[ \t]*[\"'“‘(]?\w")
_ENDS = ".!?…:;。！？।؟"
_STOP = pattern(r"[.,;:!?…]+[”’»\"')\]]*")
_WIDE = "。，、；：！？）」』》"  # have their space within
# What a link has that may be a citation: a number, a count, an assistant's name; and how much around it says so.
_CHIP = pattern(r"\d\]?\s|[?&#](?:utm_source=|citation)")
_RAISED = pattern(
    r"[^\W\d_]\d{1,3}[^\w]?|[.!?,;:”\"’»)]\d{1,3}[^\w]?"
)  # a number that touches what it cites for
_LONGEST_CHIP, _NEAR = 120, 80  # characters
_CLOSING = ".,;:!?…)]}”’»"


def annotate(draft: Draft, outside: tuple[SourceList, ...] = ()) -> Draft:
    """Return `draft` with its markers found, joined to its source lists, and both cut from the prose.

    `outside` are sources that came with the text.
    """
    linked = sources.linked(draft)
    given = (*_linked(draft.markers, linked), *_chips(draft))
    taken = _cover(linked)
    lists = (*(each for each in sources.find(draft) if not _touches(taken, each)), *linked, *outside)
    found = _others(find(draft.text), given)
    settled = settle(_apart(found, lists), lists)
    used = tuple(each for each in lists if each in settled.lists or each in linked)
    if len(used) < len(lists):  # what is in a list that no one cites is text
        lists = used
        settled = settle(_apart(found, lists), lists)
    markers = tuple(sorted((*settled.markers, *given), key=lambda marker: (marker.start, marker.end)))
    groups = list(_groups(draft.text, markers))
    cuts = [_cut(draft.text, group) for group in groups]
    placed = [
        structs.replace(marker, at=_anchor(draft, cut))
        for group, cut in zip(groups, cuts, strict=True)
        for marker in group
        if marker.cites
    ]
    cover = Cover(tuple(sorted(cuts)))
    draft = draft.evolve(
        blocks=_whole(draft.blocks, draft.text, markers),
        marks=tuple(mark for mark in draft.marks if not cover.holds(mark.start, mark.end)),
        markers=tuple(placed),
        edits=(*(edit for edit in draft.edits if not cover.holds(edit.start, edit.end)), *cuts),
        remarks=(*draft.remarks, *_unclear(settled), *_doubled(settled), *_gaps(draft.text, groups, cuts)),
    )
    return _without_lists(draft, lists)


def _linked(markers: tuple[Marker, ...], lists: tuple[SourceList, ...]) -> tuple[Marker, ...]:
    """Return the markers that the input's markup links to notes, with what they cite; without its note one is text."""
    entries = {entry.label: entry for each in lists for entry in each.entries}
    listed = _cover(lists)
    return tuple(
        structs.replace(
            marker,
            cites=tuple(Cite(entries[cite.key].key, item=entries[cite.key].item) for cite in marker.cites),
        )
        for marker in markers
        if all(cite.key in entries for cite in marker.cites) and not listed.touches(marker.start, marker.end)
    )


def _chips(draft: Draft) -> Iterator[Marker]:
    """Yield the links of markup that are citations: those that would be, were they written in Markdown."""
    for mark in draft.marks if draft.is_tagged else ():
        label = draft.text[mark.start : mark.end]
        if mark.kind != "link" or not _CHIP.search(f"{label[-_LONGEST_CHIP:]} {mark.url}"):
            continue
        near = max(mark.start - _NEAR, 0)
        before = draft.text[near : mark.start]
        if _RAISED.fullmatch(before[-1:] + label + draft.text[mark.end : mark.end + 1]):
            label = f"[{label}]"
        link = f"[{label}]({mark.url})"
        opens, closes = len(before), len(before) + len(link)
        for marker in find(before + link + draft.text[mark.end : mark.end + _NEAR]):
            if (
                marker.start < closes
                and marker.end > opens
                and FAMILIES.load(marker.family).evidence == "always"
            ):
                start = mark.start + min(marker.start - opens, 0)
                end = mark.end + max(marker.end - closes, 0)
                yield structs.replace(marker, start=start, end=end, at=end)


def _others(found: tuple[Marker, ...], given: tuple[Marker, ...]) -> tuple[Marker, ...]:
    """Return the markers of the text's words that are none of its markup's."""
    if not given:
        return found
    linked = Cover(tuple(Edit(marker.start, marker.end, "moved", marker.family) for marker in given))
    return tuple(marker for marker in found if not linked.touches(marker.start, marker.end))


def _touches(cover: Cover, each: SourceList) -> bool:
    ranges = ((each.start, each.end), *((entry.start, entry.end) for entry in each.entries))
    return any(cover.touches(start, end) for start, end in ranges)


def _apart(markers: tuple[Marker, ...], lists: tuple[SourceList, ...]) -> list[Marker]:
    """Return the markers that stand in none of the lists."""
    listed = _cover(lists)
    return [marker for marker in markers if not listed.touches(marker.start, marker.end)]


def _cover(lists: tuple[SourceList, ...]) -> Cover:
    """Return what lists take up of the text: their runs, and the entries that stand by themselves."""
    found: list[Edit] = []
    ranges = [(each.start, each.end) for each in lists]
    ranges += [(entry.start, entry.end) for each in lists for entry in each.entries]
    for start, end in sorted(ranges, key=lambda each: (each[0], -each[1])):
        if end > (found[-1].end if found else 0):
            found.append(Edit(start, end, "moved", LIST))
    return Cover(tuple(found))


def _whole(blocks: tuple[Block, ...], text: str, markers: tuple[Marker, ...]) -> tuple[Block, ...]:
    """Return `blocks` with those joined that a marker over several lines has parted."""
    found = list(blocks)
    for marker in reversed(markers):
        if "\n" not in text[marker.start : marker.end]:
            continue
        first = bisect_right(found, marker.start, key=_start) - 1
        last = bisect_right(found, marker.end - 1, key=_start) - 1
        if 0 <= first < last and {block.kind for block in found[first : last + 1]} == {"unread"}:
            found[first : last + 1] = [structs.replace(found[first], end=found[last].end)]
    return tuple(found)


def _start(block: Block) -> int:
    return block.start


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
    """Say whether two markers are of one group; what cites nothing is of none on another line."""
    between = _BETWEEN.match(text, before.end)
    lined = marker.cites or "\n" not in text[before.end : marker.start]
    return bool(between is not None and between.end() >= marker.start and lined)


def _cut(text: str, group: list[Marker]) -> Edit:
    """Return the edit that takes a group of markers out, closing up the spaces around it."""
    start, end = group[0].start, group[-1].end
    while start and text[start - 1] in _SPACES:
        start -= 1
    follows = text[end : end + 1]
    near = max(0, start - _WIDEST_OPENING)  # a line may be the whole text
    line = max(text.rfind("\n", near, start) + 1, near)
    if not _OPENING.fullmatch(text, line, start):
        parted = start < group[0].start or any(
            before.end < marker.start for before, marker in pairwise(group)
        )
        gap = " " if parted and follows.strip() and follows not in _CLOSING else ""
        if start and text[start - 1] in _WIDE:
            gap, end = "", _past_spaces(text, end)
    else:
        gap, start = "", group[0].start
        end = _past_spaces(text, end)
    cited = next((marker for marker in group if marker.cites), None)
    return Edit(start, end, "moved" if cited else "removed", (cited or group[0]).family, gap)


def _past_spaces(text: str, at: int) -> int:
    while at < len(text) and text[at] in _SPACES:
        at += 1
    return at


def _anchor(draft: Draft, cut: Edit) -> int:
    """Return where the reference of a cut stands: where the marker stood, or behind the stop that follows.

    English and most languages put it behind the stop, French, German and CJK before it, if the input did.
    """
    stop = _STOP.match(draft.text, cut.end)
    if stop is None or cut.becomes or speaking(draft.language).note_before_stop:
        return cut.start
    return stop.end()


def _unclear(settled: Settled) -> Iterator[Remark]:
    message = "looks like a citation, but no source list has it: left as text"
    for marker in settled.unclear:
        yield Remark("marker-unclear", "info", message, marker.start, marker.end)
    message = "the source list has no such entry: left as text"
    for marker in settled.orphans:
        sure = FAMILIES.load(marker.family).evidence == "run"  # others look like words, too
        yield Remark("marker-orphan", "warning" if sure else "info", message, marker.start, marker.end)


def _doubled(settled: Settled) -> Iterator[Remark]:
    """Yield a remark for each entry whose label another has before it: markers mean the first."""
    for each in settled.lists:
        seen: set[str] = set()
        for entry in each.entries:
            if entry.label and entry.label in seen:
                message = f"the source list has another {shorten(entry.label)} above: markers mean that one"
                yield Remark("source-doubled", "warning", message, entry.start, entry.end)
            seen.add(entry.label)


def _gaps(text: str, groups: list[list[Marker]], cuts: list[Edit]) -> Iterator[Remark]:
    """Yield a remark for each marker that may stand in place of words: amid a sentence, or alone on its line."""
    message = "words may be missing here: the marker stands {}"
    for group, cut in zip(groups, cuts, strict=True):
        named = [marker.family for marker in group if marker.family != LINKED]
        if not any(FAMILIES.load(name).replaces for name in named):
            continue
        line = text.rfind("\n", 0, cut.start) + 1
        before = text[max(line, cut.start - _WIDEST_OPENING) : cut.start]
        after = _AFTER.match(text, cut.end)
        if _OPENING.fullmatch(before.rstrip()) and after is None:
            yield Remark("marker-gap", "warning", message.format("alone"), group[0].start, group[-1].end)
        elif after and not _OPENING.fullmatch(before) and before.rstrip()[-1:] not in _ENDS:
            yield Remark(
                "marker-gap", "warning", message.format("amid a sentence"), group[0].start, group[-1].end
            )


def _without_lists(draft: Draft, lists: tuple[SourceList, ...]) -> Draft:
    """Return `draft` without the source lists that are cited, which the notes hold from now on."""
    listed = _cover(lists)
    cuts = [
        Edit(block.start, block.end, "moved", LIST)
        for block in draft.blocks
        if listed.touches(block.start, block.end)
    ]
    entries = tuple(entry for each in lists for entry in each.entries)
    return structs.replace(draft.without(cuts) if cuts else draft, entries=entries)
