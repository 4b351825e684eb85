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
# How sure a name is that no byline word opens, but that shares its line with a date, a job or an account: a given
# name or its job says that it is one; an agency's; any other, if a mark parts it from the date.
_NAMED, _AGENCY, DOUBTED = 0.85, 0.7, 0.6
# Whom a text is from has published it before, perhaps not here: what the page says of its own rights is surer.
SOURCE = 0.3
_BESIDE = frozenset({"date", "moment", "role", "handle", "filler"})
DAY = len("2025-03-03")  # a date as long as this names a day


def is_metadata(text: str, pieces: Sequence[Piece]) -> bool:
    """Say whether a line of these pieces says who wrote the article or when, and nothing else."""
    kinds = {piece.kind for piece in pieces}
    if "credit" in kinds and kinds.isdisjoint(("date", "byline")):
        return False
    if not all(
        _spare(text[piece.start : piece.end], piece, kinds) for piece in pieces if piece.kind == "other"
    ):
        return False
    return any(_says(pieces, n, kinds) for n in range(len(pieces)))


def claims(pieces: Sequence[Piece], start: int, *, updated: bool | None = None) -> Iterator[Claim]:
    """Yield what the pieces of a metadata line claim, with ranges from `start`.

    A date is that of publication, or of the change, as the label before it says; `updated` is what a label on
    the line before says.
    """
    kinds = {piece.kind for piece in pieces}
    for piece in pieces:
        first, last = start + piece.start, start + piece.end
        match piece.kind:
            case "label":
                updated = piece.updated
            case "byline":
                yield Claim("author", piece.authors, first, last, "byline")
            case "name" | "agency":
                sure = _sureness(piece, kinds)
                if sure:
                    yield Claim("author", piece.authors, first, last, "name-line", sure)
            case "source":
                for house in piece.authors:
                    yield Claim("publisher", house.name, first, last, "source-line", SOURCE)
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


def _says(pieces: Sequence[Piece], n: int, kinds: Set[Kind]) -> bool:
    """Say whether a piece makes its line a metadata line.

    A date does that fills the line, names a day or has a label.
    """
    piece = pieces[n]
    match piece.kind:
        case "byline":
            return True
        case "name" | "agency":
            return _sureness(piece, kinds) > 0
        case "date":
            return len(pieces) == 1 or len(piece.date) >= DAY or (n > 0 and pieces[n - 1].kind == "label")
        case _:
            return False


def _sureness(piece: Piece, kinds: Set[Kind]) -> float:
    """Return how sure it is that a name without a byline word is an author's; 0 for not at all."""
    if kinds.isdisjoint(_BESIDE):
        return 0
    if piece.kind == "agency":
        return _AGENCY if "date" in kinds else 0
    if all(map(names.is_sure, piece.authors)) or not kinds.isdisjoint(("role", "handle")):
        return _NAMED
    return DOUBTED if piece.apart else 0


def _spare(text: str, piece: Piece, kinds: Set[Kind]) -> bool:
    """Say whether words that say nothing we know may stand in a metadata line: a few, apart, or after a byline."""
    signed = "byline" in kinds
    most = (_SIGNED if signed else _SPARE) if piece.apart else _TOUCHING if signed else 0
    return len(text.split()) <= most and text[-1] not in ".!?。！？"
