"""From the pieces of a line to claims: whether it is a metadata line at all, and what it then claims."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set

from convert.draft import Claim
from convert.metadata import names
from convert.metadata.pieces import Kind, Piece

# Words of a part that says nothing we know ("Harbor Times"), beside one that does.
_SPARE = 4
_SIGNED = 6  # the same beside a byline
_TOUCHING = 2  # where no mark parts them from a date
# How sure a name is that no byline word opens, but that shares its line with a date, a job or an account.
_NAMED = 0.85
_AGENCY = 0.7
_BESIDE = frozenset({"date", "moment", "role", "handle", "filler"})
DAY = len("2025-03-03")  # a date as long as this names a day


def is_metadata(text: str, pieces: Sequence[Piece]) -> bool:
    """Say whether a line of these pieces says who wrote the article or when, and nothing else."""
    kinds = {piece.kind for piece in pieces}
    spare = all(
        _spare(text[piece.start : piece.end], piece, kinds) for piece in pieces if piece.kind == "other"
    )
    return (
        spare
        and (kinds.isdisjoint(("credit",)) or "date" in kinds or "byline" in kinds)
        and bool(
            "byline" in kinds
            or (kinds & _BESIDE and any(_is_named(piece, kinds) for piece in pieces))
            or ("agency" in kinds and "date" in kinds)
            or any(
                piece.kind == "date" and (len(pieces) == 1 or _certain(pieces, n))
                for n, piece in enumerate(pieces)
            )
        )
    )


def claims(pieces: Sequence[Piece], start: int, *, updated: bool | None = None) -> Iterator[Claim]:
    """Yield what the pieces of a metadata line claim, with ranges from `start`.

    A date is that of publication, or of the change, as the label before it says; `updated` is what a label on
    the line before says.
    """
    for piece in pieces:
        first, last = start + piece.start, start + piece.end
        match piece.kind:
            case "label":
                updated = piece.updated
            case "byline":
                yield Claim("author", piece.authors, first, last, "byline")
            case "name":
                yield Claim("author", piece.authors, first, last, "name-line", _NAMED)
            case "agency":
                yield Claim("author", piece.authors, first, last, "name-line", _AGENCY)
            case "date":
                yield _date(piece, first, last, updated)
                updated = None
            case _:
                continue


def _date(piece: Piece, first: int, last: int, updated: bool | None) -> Claim:
    confidence = 1.0 if updated is not None else 0.9 if len(piece.date) >= DAY else 0.5
    if updated:
        return Claim("dateModified", piece.date, first, last, "update-line", confidence)
    return Claim("datePublished", piece.date, first, last, "date-line", confidence)


def _certain(pieces: Sequence[Piece], n: int) -> bool:
    """Say whether a date among other pieces is one of the article: it names a day, or a label stands before it."""
    return len(pieces[n].date) >= DAY or (n > 0 and pieces[n - 1].kind == "label")


def _is_named(piece: Piece, kinds: Set[Kind]) -> bool:
    """Say whether a piece names persons surely enough: by a given name, by a job or account, by standing apart."""
    known = piece.kind == "name" and all(map(names.is_sure, piece.authors))
    return known or (piece.kind == "name" and (piece.apart or not kinds.isdisjoint(("role", "handle"))))


def _spare(text: str, piece: Piece, kinds: Set[Kind]) -> bool:
    """Say whether words that say nothing we know may stand in a metadata line: a few, apart, or after a byline."""
    signed = "byline" in kinds
    most = (_SIGNED if signed else _SPARE) if piece.apart else _TOUCHING if signed else 0
    return len(text.split()) <= most and text[-1] not in ".!?。！？"
