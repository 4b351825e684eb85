"""An article while it is being read: the input's text, unchanged, and what has been said about it so far.

A draft is standoff annotation. `text` never changes once the reader has made it; passes add edits, blocks,
marks, markers, claims and remarks, all of which name ranges of `text`. Reading a range through the edits gives what
the reader of the publication sees; the edits, mapped back to the input, are the ledger.

    original   the decoded input
    repairs    edits of `original` that give `text`: charset damage, line ends, invisible characters, markup
    text       what the passes read
    blocks     ranges of `text`, in order, with what each is
    edits      ranges of `text` that go, move or are mended

Offsets count code points from 0, end exclusive.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate
from typing import Literal

from msgspec import Struct, structs

from convert.model import CSLItem, Organization, Person
from convert.report import Action, Severity

BlockKind = Literal[
    "unread",
    "heading",
    "paragraph",
    "code",
    "tableCell",
    "caption",
    "thematicBreak",
    "headline",
    "description",
    "metadata",
]
# Blocks that say something even where nothing is in them.
EMPTY: frozenset[BlockKind] = frozenset({"tableCell", "thematicBreak"})
ContainerKind = Literal["list", "listItem", "blockquote", "figure", "table", "tableRow"]
LINKED = "link"  # the family of markers that the input's markup links to notes
Align = Literal["left", "right", "center"] | None
MarkKind = Literal["emphasis", "strong", "inlineCode", "link", "image"]
# Stands in the text where a picture does (Unicode Standard 23.8, object replacement character).
OBJECT = "\ufffc"


class Edit(Struct, frozen=True, order=True):
    """A range that does not reach the reader as it stands: it becomes `becomes`, by `rule`."""

    start: int
    end: int
    action: Action
    rule: str
    becomes: str = ""
    confidence: float = 1.0


class Container(Struct, frozen=True):
    """A block that holds blocks; equal `id` is the same container. `align` is that of a table's columns."""

    kind: ContainerKind
    id: int
    ordered: bool = False
    start: int | None = None
    align: tuple[Align, ...] = ()


class Tag(Struct, frozen=True):
    """An element of markup: its name, and in lower case the words of its class, id and role.

    `number` tells it from others of the same page.
    """

    name: str
    words: str
    number: int


class Block(Struct, frozen=True):
    """A range of text that stands by itself: a leaf block, within containers from the outside in.

    `gap` counts the blank lines before it; `rule` says who settled its kind, with what confidence. `tags` are the
    elements around it, from the outside in, where the input had markup; `lang` is the language that code is said to
    be in.
    """

    start: int
    end: int
    kind: BlockKind = "unread"
    gap: int = 0
    depth: int = 0
    within: tuple[Container, ...] = ()
    rule: str = "line"
    confidence: float = 1.0
    tags: tuple[Tag, ...] = ()
    lang: str = ""


class Mark(Struct, frozen=True):
    """An inline range: emphasis, strong, inline code, a link; or a picture, where an OBJECT stands for it."""

    start: int
    end: int
    kind: MarkKind
    url: str = ""
    title: str = ""
    alt: str = ""


class Cite(Struct, frozen=True):
    """One source that a marker points to: by the label of a list's entry, by number, or carried along.

    `key` is the label as a list may have it ("1", "^note", "turn0search3"), and names the source where nothing else
    does; `text` is the note itself, where the marker holds it.
    """

    key: str
    number: int | None = None
    item: CSLItem | None = None
    text: str = ""


class Marker(Struct, frozen=True):
    """A citation marker: its range, where its reference goes (`at`), what it cites.

    One that cites nothing is what a tool left beside: it goes, and no note takes its place. `token` is what the
    tool wrote, where that stands on both sides of prose that stays.
    """

    start: int
    end: int
    at: int
    family: str
    cites: tuple[Cite, ...]
    token: str = ""


class Note(Struct, frozen=True, order=True):
    """A note as the input's markup sets it: its range, and the label by which markers of family LINKED cite it."""

    start: int
    end: int
    label: str


class Entry(Struct, frozen=True):
    """An entry of a source list: its range, the number it has or takes from its place, its text and what it says.

    `label` is what it is cited by ("1", "^note"); `links` are those that markup sets, on ranges of its text. Entries
    and cites of equal `key` are one source. One that comes from outside the text has no range: 0 to 0.
    """

    start: int
    end: int
    number: int
    text: str
    key: str
    item: CSLItem
    label: str = ""
    links: tuple[Mark, ...] = ()


class SourceList(Struct, frozen=True):
    """A list of sources or of notes: its entries in order, and the range of its run, with its heading.

    Entries may stand outside of it, one by one, as definitions do. One that came beside the text has no range.
    `notes` if its heading promises remarks rather than sources: "[note 1]" is cited from there.
    """

    start: int
    end: int
    entries: tuple[Entry, ...]
    notes: bool = False


class Claim(Struct, frozen=True):
    """Somebody's word on a metadata property (schema.org name), with the range that says so."""

    property: str
    value: str | tuple[Person | Organization, ...]
    start: int
    end: int
    rule: str
    confidence: float = 1.0


class Remark(Struct, frozen=True):
    """A diagnostic about a range; `convert.report` has the form that leaves the house."""

    code: str
    severity: Severity
    message: str
    start: int
    end: int


class Line(Struct, frozen=True):
    """What a rule sees of a block: its text, and the same folded for matching phrases.

    `kinds` are the classes of furniture phrases found in it, each with the strength of the find, from 0 to 1: see
    `convert.boilerplate.phrases.line`.
    """

    text: str
    folded: str
    kinds: Mapping[str, float]


class Draft(Struct, frozen=True, kw_only=True):
    """See the module."""

    name: str
    original: str
    text: str
    repairs: tuple[Edit, ...] = ()
    language: str | None = None
    blocks: tuple[Block, ...] = ()
    edits: tuple[Edit, ...] = ()
    marks: tuple[Mark, ...] = ()
    relative: tuple[Mark, ...] = ()  # links to somewhere beside the input, which nobody says where it stood
    markers: tuple[Marker, ...] = ()
    notes: tuple[Note, ...] = ()
    entries: tuple[Entry, ...] = ()
    claims: tuple[Claim, ...] = ()
    remarks: tuple[Remark, ...] = ()

    @property
    def is_tagged(self) -> bool:
        """Whether the input had markup that says what is a paragraph, a heading, a list."""
        return bool(self.blocks) and bool(self.blocks[0].tags)

    @property
    def is_settled(self) -> bool:
        """Whether the reader has settled what every block is, since the input is marked up as somebody meant it."""
        return bool(self.blocks) and all(block.kind != "unread" for block in self.blocks)

    def evolve(self, **changes: object) -> Draft:
        """Return a copy with `changes`; edits are kept in order."""
        edits = changes.get("edits")
        if isinstance(edits, tuple):
            changes["edits"] = tuple(sorted(edits))
        return structs.replace(self, **changes)

    def without(self, cuts: Iterable[Edit]) -> Draft:
        """Return a copy in which `cuts` stand for all that lies within them: blocks, edits and markers."""
        gone = Cover(tuple(sorted(cuts)))
        return self.evolve(
            blocks=tuple(block for block in self.blocks if not gone.holds(block.start, block.end)),
            markers=tuple(marker for marker in self.markers if not gone.holds(marker.start, marker.end)),
            edits=(*(edit for edit in self.edits if not gone.holds(edit.start, edit.end)), *gone.edits),
        )

    def read(self, start: int, end: int) -> str:
        """Return text[start:end] as the edits leave it; of an edit that begins before, what it covers is gone."""
        if not self.edits:
            return self.text[start:end]
        out: list[str] = []
        before = bisect_left(self.edits, start, key=_start) - 1
        at = max(start, min(self.edits[before].end, end)) if before >= 0 else start
        for edit in between(self.edits, start, end):
            if edit.start >= at:
                out += (self.text[at : edit.start], edit.becomes)
                at = min(edit.end, end)
        out.append(self.text[at:end])
        return "".join(out)


class Origin:
    """Maps offsets of a draft's text to offsets of its original."""

    def __init__(self, draft: Draft) -> None:
        """Prepare the map; a lookup then costs a bisection."""
        self._ends = [edit.end for edit in draft.repairs]
        shifts = accumulate(len(edit.becomes) - (edit.end - edit.start) for edit in draft.repairs)
        self._after = [edit.end + shift for edit, shift in zip(draft.repairs, shifts, strict=True)]
        self._starts = [
            after - len(edit.becomes) for edit, after in zip(draft.repairs, self._after, strict=True)
        ]
        self._repairs = draft.repairs

    def of(self, offset: int) -> int:
        """Return where text[offset] stands in the original; within a repair, the repair's start."""
        at = bisect_right(self._after, offset) - 1
        if at + 1 < len(self._starts) and self._starts[at + 1] <= offset < self._after[at + 1]:
            return self._repairs[at + 1].start
        return offset if at < 0 else self._ends[at] + offset - self._after[at]


class Cover:
    """Answers what ranges have to do with edits that are in order and apart, by bisection."""

    def __init__(self, edits: tuple[Edit, ...]) -> None:
        """Prepare for `edits`."""
        self.edits = edits
        self._starts = [edit.start for edit in edits]

    def holds(self, start: int, end: int) -> bool:
        """Say whether an edit covers all of a range."""
        at = bisect_right(self._starts, start) - 1
        return at >= 0 and self.edits[at].end >= end

    def touches(self, start: int, end: int) -> bool:
        """Say whether an edit shares a character with a range."""
        at = bisect_right(self._starts, start) - 1
        if at >= 0 and self.edits[at].end > start:
            return True
        return at + 1 < len(self.edits) and self.edits[at + 1].start < end


def apply(text: str, edits: tuple[Edit, ...]) -> str:
    """Return `text` with `edits` (in order, apart) carried out."""
    out: list[str] = []
    at = 0
    for edit in edits:
        out += (text[at : edit.start], edit.becomes)
        at = edit.end
    out.append(text[at:])
    return "".join(out)


def between(edits: tuple[Edit, ...], start: int, end: int) -> Iterator[Edit]:
    """Yield those of `edits`, which are in order, that begin from `start` on and before `end`."""
    for at in range(bisect_left(edits, start, key=_start), len(edits)):
        if edits[at].start >= end:
            return
        yield edits[at]


def shorten(text: str, width: int = 60) -> str:
    """Return `text` on one line, cut to `width` characters with an ellipsis."""
    line = " ".join(text[: 4 * width].split())
    return line if len(line) <= width else line[: width - 1].rstrip() + "…"


def _start(edit: Edit) -> int:
    return edit.start
