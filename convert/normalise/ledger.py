"""The ledger: what became of every character of the input, from the draft's repairs, edits and blocks."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from operator import itemgetter

from msgspec import structs

from convert.draft import Claim, Draft, Edit, Origin, Remark, between, shorten
from convert.report import Diagnostic, Span


def ledger(draft: Draft) -> tuple[Span, ...]:
    """Return the spans of `draft`: they tile its original without gap or overlap (law, tested)."""
    origin, length = Origin(draft), len(draft.original)
    pieces = [_moved(piece, origin.of(piece.start), origin.of(piece.end)) for piece in _tiles(draft)]
    whole = [*pieces[:-1], _moved(pieces[-1], pieces[-1].start, length)] if pieces else [_layout(0, length)]
    lines = _Lines(draft.original)
    return tuple(_span(draft.original, piece, lines) for piece in _repaired(whole, draft.repairs))


def diagnostics(draft: Draft, remarks: Iterable[Remark]) -> tuple[Diagnostic, ...]:
    """Return `remarks` as diagnostics, in text order, each with its line in the input."""
    origin, lines = Origin(draft), _Lines(draft.original)
    return tuple(
        Diagnostic(
            code=remark.code,
            severity=remark.severity,
            message=remark.message,
            line=lines.of(origin.of(remark.start)),
            text=shorten(draft.text[remark.start : remark.end]),
        )
        for remark in sorted(remarks, key=lambda remark: (remark.start, remark.code))
    )


def _tiles(draft: Draft) -> Iterator[Edit]:
    """Yield edits that tile the text: kept blocks, what was cut from them, and layout between."""
    at = 0
    for block in _named(draft):
        yield from _within(draft.edits, _layout(at, block.start))
        yield from _within(draft.edits, _moved(block, max(at, block.start), block.end))
        at = max(at, block.end)
    yield from _within(draft.edits, _layout(at, len(draft.text)))


def _layout(start: int, end: int) -> Edit:
    """Return the edit of what stands between blocks and is no one's text: line ends and spaces."""
    return Edit(start, end, "removed", "layout")


def _moved(edit: Edit, start: int, end: int) -> Edit:
    return structs.replace(edit, start=start, end=end)


def _named(draft: Draft) -> Iterator[Edit]:
    """Yield each block as the edit that it amounts to."""
    numbered = enumerate(claim for claim in draft.claims if claim.rule.endswith("line"))
    claims = sorted(numbered, key=lambda each: each[1].start)
    starts = [claim.start for _, claim in claims]
    for block in draft.blocks:
        if block.kind == "metadata":
            inside = slice(bisect_left(starts, block.start), bisect_left(starts, block.end))
            said = "; ".join(_said(claim) for _, claim in sorted(claims[inside], key=itemgetter(0)))
            yield Edit(block.start, block.end, "moved", block.rule, said, block.confidence)
        else:
            yield Edit(block.start, block.end, "kept", block.rule, "", block.confidence)


def _said(claim: Claim) -> str:
    return claim.value if isinstance(claim.value, str) else ", ".join(author.name for author in claim.value)


def _within(edits: tuple[Edit, ...], around: Edit) -> Iterator[Edit]:
    """Yield pieces that tile the range of `around`: the edits that lie there, and itself between them."""
    at = around.start
    for edit in between(edits, around.start, around.end):
        if edit.start < at or edit.end == edit.start:
            continue
        if edit.start > at:
            yield _moved(around, at, edit.start)
        at = min(edit.end, around.end)
        yield _moved(edit, edit.start, at)
    if at < around.end:
        yield _moved(around, at, around.end)


def _repaired(pieces: list[Edit], repairs: tuple[Edit, ...]) -> Iterator[Edit]:
    """Yield `pieces` with the reader's repairs cut into those that stay; what goes takes its repairs along.

    What the reader has taken out is told by itself.
    """
    waiting = iter(repairs)
    repair = next(waiting, None)
    at = 0
    for piece in pieces:
        while repair and repair.start < piece.end:
            if repair.end > at and (piece.action == "kept" or repair.action == "removed"):
                if repair.start > at:
                    yield _moved(piece, at, repair.start)
                yield _moved(repair, max(at, repair.start), repair.end)
                at = repair.end
            if repair.end > piece.end:
                break
            repair = next(waiting, None)
        if piece.end > at:
            yield _moved(piece, at, piece.end)
            at = piece.end


def _span(original: str, piece: Edit, lines: _Lines) -> Span:
    return Span(
        start=piece.start,
        end=piece.end,
        line=lines.of(piece.start),
        action=piece.action,
        rule=piece.rule,
        text=original[piece.start : piece.end],
        becomes=None if piece.action == "kept" else piece.becomes or None,
        confidence=piece.confidence if piece.confidence < 1 else None,
    )


class _Lines:
    """Line numbers of offsets, from 1."""

    def __init__(self, text: str) -> None:
        self._starts = [0]
        at = text.find("\n")
        while at >= 0:
            self._starts.append(at + 1)
            at = text.find("\n", at + 1)

    def of(self, offset: int) -> int:
        return bisect_right(self._starts, offset)
