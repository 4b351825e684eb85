"""Passes over a draft whose reader has settled what each block is: somebody's own document, marked up as meant.

No line of it is weighed, and none goes but what an assistant says around it. What is left to read is what stands within
the lines.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator

from msgspec import structs

from convert.draft import EMPTY, OBJECT, Claim, Cover, Draft, Edit
from convert.languages import detect
from convert.normalise._markdown import RULE, Scanner
from convert.normalise.chatter import FRONT_MATTER, drop_chatter
from convert.normalise.cite import cite, hang_markers
from convert.normalise.dateline import find_dateline
from convert.normalise.inline import close_up_spaces, drop_tracking, find_links
from convert.normalise.marks import TRACKING, given_back, outermost
from convert.options import ReadOptions

_PICTURE = "image"  # the reader's rule


def tell(draft: Draft, options: ReadOptions) -> Draft:
    """Return `draft` with its language: the caller's word, its own, or what its text speaks."""
    claims = (claim.value for claim in draft.claims if claim.property == "inLanguage")
    claimed = next((value for value in claims if isinstance(value, str)), None)
    return draft.evolve(language=options.language or claimed or detect(draft.text))


def cite_text(draft: Draft, options: ReadOptions) -> Draft:
    """Return `draft` with its citations as markers, code and empty cells as they were."""
    code = Cover(
        tuple(Edit(block.start, block.end, "kept", RULE) for block in draft.blocks if block.kind == "code")
    )
    read = Cover(
        tuple(edit for edit in draft.edits if edit.rule in (RULE, _PICTURE))
    )  # no citation there, but a mark
    cited = cite(draft, options)
    kept = {(block.start, block.end) for block in cited.blocks}
    lost = [
        structs.replace(block, end=block.start)
        for block in draft.blocks
        if block.kind in EMPTY and (block.start, block.end) not in kept
    ]
    fresh = [each for each in cited.edits if not code.touches(each.start, each.end)]
    marks = (each for each in draft.edits if each.rule == RULE and code.touches(each.start, each.end))
    starts = [block.start for block in draft.blocks]
    return cited.evolve(
        blocks=tuple(sorted((*cited.blocks, *lost), key=lambda block: (block.start, block.end))),
        edits=(*_apart(fresh, draft), *marks),
        markers=tuple(
            structs.replace(each, at=_inside(draft.text, each.at, each.end, starts))
            for each in cited.markers
            if not code.touches(each.start, each.end)
        ),
        remarks=tuple(each for each in cited.remarks if not read.touches(each.start, each.start + 1)),
    )


def _inside(text: str, start: int, end: int, starts: list[int]) -> int:
    """Return where a range begins within its block: a cut takes the spaces before it along, also those outside."""
    first = bisect_right(starts, start)
    is_outside = first < len(starts) and starts[first] < end and text[start : starts[first]].isspace()
    return starts[first] if is_outside else start


def _apart(edits: Iterable[Edit], draft: Draft) -> Iterator[Edit]:
    """Yield `edits`, fresh ones without what they share with one of `draft` that goes on beyond them.

    A cut takes the spaces around it along, and what marks a line may end or begin with these.
    """
    settled, known = draft.edits, frozenset(draft.edits)
    starts = [edit.start for edit in settled]
    blocks = [block.start for block in draft.blocks]
    for edit in edits:
        if edit in known:
            yield edit
            continue
        start, end = _inside(draft.text, edit.start, edit.end, blocks), edit.end
        before = bisect_left(starts, start) - 1
        if before >= 0 and settled[before].end > start:
            start = settled[before].end
        last = bisect_left(starts, end) - 1
        if last >= 0 and settled[last].start >= start and settled[last].end > end:
            end = settled[last].start
        if start < end:
            yield structs.replace(edit, start=start, end=end)


def read_marks(draft: Draft, options: ReadOptions) -> Draft:
    """Return `draft` with the Markdown within its blocks read: what only marks is cut."""
    settled = Cover(
        tuple(
            edit
            for edit in draft.edits
            if edit.rule == _PICTURE or (edit.action != "repaired" and edit.rule != TRACKING)
        )
    )
    scanner = Scanner(draft.text, settled, options.base_url)
    for block in draft.blocks:
        if block.kind not in ("code", "thematicBreak") and block.rule != FRONT_MATTER:
            scanner.read(block.start, block.end)
    cuts = tuple(_apart(outermost(scanner.cuts), draft))
    links = sorted(Edit(mark.start, mark.end, "kept", RULE) for mark in scanner.marks if mark.kind == "link")
    gone, linked = Cover(cuts), Cover(tuple(links))
    bare = (
        mark
        for mark in draft.marks
        if mark.kind == "image"
        or not (gone.touches(mark.start, mark.end) or linked.holds(mark.start, mark.end))
    )
    edits = tuple(given_back(draft.edits, cuts))
    marks, relative = (*scanner.marks, *bare), tuple(scanner.relative)
    return draft.evolve(edits=edits, marks=marks, relative=relative).without(cuts)


def claim_head(draft: Draft, _options: ReadOptions) -> Draft:
    """Return `draft` with its headline and standfirst claimed, as they read without their marks."""
    claims = tuple(
        Claim(block.kind, said, block.start, block.end, block.rule)
        for block in draft.blocks
        if block.kind in ("headline", "description")
        and (said := " ".join(draft.read(block.start, block.end).replace(OBJECT, " ").split()))
    )
    return draft.evolve(claims=(*draft.claims, *claims))


SETTLED: tuple[Callable[[Draft, ReadOptions], Draft], ...] = (
    tell,  # words of the language serve every pass below
    drop_chatter,  # before anything is read of the first line and of the last
    drop_tracking,  # before any address is read as a source or a link
    cite_text,  # before Markdown: markers are no markup
    find_links,  # before Markdown, whose word on an address stands above
    read_marks,
    claim_head,  # now that its marks are gone
    hang_markers,
    find_dateline,
    close_up_spaces,  # last: the ranges of blocks are settled
)
