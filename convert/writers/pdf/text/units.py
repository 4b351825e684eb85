"""A paragraph as units: what stays on one line, and what stands between one and the next.

A unit is a word, or what of it may stand on a line by itself. A no-break space or hyphen holds a unit together
(UAX 14, class GL), since neither counts as a space here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import IntEnum
from itertools import pairwise
from typing import NamedTuple, TypeAlias
from unicodedata import category

from convert.fonts.bidi import DIRECTIONS, levels
from convert.fonts.words import Look, Word, joins, main_script, word, written
from convert.patterns import pattern
from convert.writers.pdf.text.breaks import LONG, between, breaks, eastern, smaller
from convert.writers.pdf.text.hyphens import divisions
from convert.writers.pdf.text.runs import Run

_SPACES = " \u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f\u3000"
# What is longer than this without a space is no word: it is set so much at a time, since HarfBuzz takes no megabytes,
# and its lines are filled one by one.
_LONGEST = 500
_STRETCH = pattern(f"\n|[{_SPACES}]{{1,{_LONGEST}}}|[^\n{_SPACES}]{{1,{_LONGEST}}}")
# What the further parts of a divided word say. An empty text would do (ISO 32000-1, 14.9.4), but PDFium passes it over.
SILENT = " "

_DASHES = ("–", "—")
_NOT_DRAWN = str.maketrans("", "", DIRECTIONS)


class End(IntEnum):
    """What stands behind a unit: how a line may end there."""

    NONE = 0  # no line ends there: the next unit is of the same word
    SPACE = 1
    FREE = 2  # behind a dash, within an address
    EASTERN = 3  # between two ideographs, where there is room to share out as well
    HYPHEN = 4  # with a hyphen that is drawn only there
    LINE = 5  # the line ends there


class Piece(NamedTuple):
    """A word or a part of one, all of one run and level, and its width in points.

    What it says is its text, unless it is a part of a divided word: the first part says the whole word, others nothing.
    """

    run: Run
    text: str
    level: int
    look: Look
    word: Word
    width: float
    said: str | None = None


# What tells a piece from others of its run: its text, what joins to it, its level, the script of its word.
_Key: TypeAlias = tuple[str, tuple[str, str], int, str]


class Unit(NamedTuple):
    """What stays on one line, its width, the space behind it, and how a line may end there."""

    pieces: tuple[Piece, ...]
    width: float
    end: End
    space: Piece | None = None


class Text(NamedTuple):
    """The runs of a paragraph with what they have in common."""

    runs: tuple[Run, ...]
    language: str = "en"
    rtl: bool = False  # whether the paragraph as a whole runs from right to left


def units(text: Text) -> list[Unit]:
    """Return `text` as units, words whole. No line begins with a dash that stands by itself, none is but a space."""
    found: list[Unit] = []
    for unit in _units(text):
        spaced = bool(found) and found[-1].end == End.SPACE
        if spaced and unit.end == End.LINE and not unit.pieces:
            found[-1] = found[-1]._replace(end=End.LINE)
            continue
        if spaced and unit.pieces and unit.pieces[0].text in _DASHES:
            found[-1] = found[-1]._replace(end=End.NONE)
        found.append(unit)
    return found


def like(piece: Piece, text: str) -> Piece:
    """Return `text` set as `piece` is."""
    return _piece(piece.run, text, piece.level, piece.look)


def divided(unit: Unit) -> list[Unit]:
    """Return a word as units that end in a hyphen where it may be divided; as it is where it may not."""
    if len(unit.pieces) != 1 or unit.pieces[0].level & 1 or unit.pieces[0].said is not None:
        return [unit]
    whole = unit.pieces[0]
    places = divisions(whole.text, whole.look.language)
    return [
        part._replace(pieces=(part.pieces[0]._replace(said=SILENT if n else whole.text),)) if places else part
        for n, part in enumerate(_cut(unit, places, End.HYPHEN))
    ]


def fitted(unit: Unit, measure: float, *, hyphens: bool) -> list[Unit]:
    """Return a unit that is wider than `measure` as units that are not, unless a single character is.

    Hyphens part it if they may and that does; else it is cut.
    """
    if unit.width <= measure:
        return [unit]
    if len(unit.pieces) > 1:
        alone = [Unit((piece,), piece.width, End.FREE) for piece in unit.pieces]
        alone[-1] = alone[-1]._replace(end=unit.end, space=unit.space)
        return [part for each in alone for part in fitted(each, measure, hyphens=hyphens)]
    parts = divided(unit) if hyphens else [unit]
    if all(part.width + hyphen(part).width <= measure for part in parts):
        return parts
    found: list[Unit] = []
    for part in _cut(unit, smaller(unit.pieces[0].text), End.FREE):
        found += [part] if part.width <= measure else _cut(part, _lettered(part.pieces[0], measure), End.FREE)
    return found


def hyphen(unit: Unit) -> Piece:
    """Return the hyphen that a unit gets at the end of a line: one that belongs to no word (U+00AD)."""
    return like(unit.pieces[-1], "\u00ad")


def _lettered(piece: Piece, measure: float) -> list[int]:
    """Return where a piece may be cut that has no better places: anywhere, or to fill lines if it is no word."""
    letters = _letters(piece)
    if len(piece.text) < _LONGEST:
        return letters
    step = max(1, int(len(letters) * measure / piece.width))
    return letters[step - 1 :: step]


def _letters(piece: Piece) -> list[int]:
    """Return where the letters of a piece begin, but the first: each with its marks, as its font sets them."""
    starts: set[int] = set()
    at = 0
    for part in piece.word.parts:
        starts.update(at + glyph.cluster for glyph in part.shape.glyphs)
        at += len(part.text)
    return sorted(n for n in starts if n and category(piece.text[n])[0] != "M")


def _units(text: Text) -> Iterator[Unit]:
    waiting: list[Piece] = []
    # The pieces are the same where words come again: so are the units.
    known: dict[tuple[int, End, int], Unit] = {}

    def unit(end: End, space: Piece | None = None) -> Unit:
        if len(waiting) != 1:
            return _unit(waiting, end, space)
        key = id(waiting[0]), end, id(space)
        if key not in known:
            known[key] = _unit(waiting, end, space)
        return known[key]

    for piece, end in _pieces(text):
        if end == End.SPACE:
            yield unit(end, piece)
            waiting = []
            continue
        if piece is not None:
            if waiting and _part(waiting[-1], piece):
                yield unit(End.EASTERN)
                waiting = []
            waiting.append(piece)
        if end != End.NONE:
            yield unit(end)
            waiting = []
    if waiting:
        yield unit(End.NONE)


def _part(left: Piece, right: Piece) -> bool:
    """Say whether a line may end between two runs without a space: between ideographs, never before what is raised."""
    if left.run is right.run or right.run.rise or "sups" in right.run.features:
        return False
    return between(left.text[-1], right.text[0])


def _pieces(text: Text) -> Iterator[tuple[Piece | None, End]]:
    """Yield words, or the parts of one between which a line may end, spaces, and ends of lines, which are no piece."""
    whole = "".join(run.text for run in text.runs)
    found = levels(whole, int(text.rtl))
    usual = written(text.language)
    script = usual if usual == "Latn" and whole.isascii() else main_script(whole, usual)
    at = 0
    for run in text.runs:
        look = Look(run.face, run.features, script, text.language)
        known: dict[str, Piece] = {}  # most of a text are words that it had before
        parts: dict[_Key, Piece] = {}
        for stretch in _STRETCH.findall(run.text):
            if stretch == "\n":
                yield None, End.LINE
            elif found is not None:
                yield from _turned(run, stretch, look, whole, at, found, parts)
            elif stretch[0] in _SPACES or (stretch.isascii() and len(stretch) < LONG):
                piece = known.get(stretch)
                if piece is None:
                    piece = known[stretch] = _piece(run, stretch, 0, look)
                yield piece, End.SPACE if stretch[0] in _SPACES else End.NONE
            else:
                yield from _broken(run, stretch, 0, look, _around(whole, at, stretch), parts)
            at += len(stretch)


def _turned(
    run: Run,
    stretch: str,
    look: Look,
    whole: str,
    start: int,
    levels: Sequence[int],
    known: dict[_Key, Piece],
) -> Iterator[tuple[Piece, End]]:
    """Yield a word or a space of a text that runs in both directions; `known` as in `_broken`."""
    if stretch[0] in _SPACES:
        level = levels[start]
        yield _piece(run, stretch, level, look._replace(rtl=bool(level & 1))), End.SPACE
        return
    for offset, part, level in _levelled(stretch, start, levels):
        around = _around(whole, start + offset, part)
        yield from _broken(run, part, level, look._replace(rtl=bool(level & 1)), around, known)


def _levelled(stretch: str, start: int, levels: Sequence[int]) -> Iterator[tuple[int, str, int]]:
    """Yield the parts of a word that are of one level: offset, text, level."""
    at = 0
    while at < len(stretch):
        level = levels[start + at]
        end = at + 1
        while end < len(stretch) and levels[start + end] == level:
            end += 1
        if drawn := stretch[at:end].translate(_NOT_DRAWN):
            yield at, drawn, level
        at = end


def _around(whole: str, start: int, part: str) -> tuple[str, str]:
    """Return the letters right before and behind a part of the text that may join to it."""
    end = start + len(part)
    before = whole[start - 1] if start and joins(whole[start - 1]) else ""
    after = whole[end] if end < len(whole) and joins(whole[end]) else ""
    return before, after


def _broken(
    run: Run, text: str, level: int, look: Look, around: tuple[str, str], known: dict[_Key, Piece]
) -> Iterator[tuple[Piece, End]]:
    """Yield the parts of a word between which a line may end, with how it may behind each.

    `known` are pieces of the run.
    """
    places = breaks(text)
    look = look._replace(script=main_script(text, look.script))  # figures go with the letters of their word
    end = End.EASTERN if eastern(text) else End.FREE
    for n, (part, beside) in enumerate(_parts(text, places, around)):
        key = (part, beside, level, look.script)
        piece = known.get(key)
        if piece is None:
            piece = known[key] = _piece(run, part, level, look, *beside)
        yield piece, end if n < len(places) else End.NONE


def _piece(run: Run, text: str, level: int, look: Look, before: str = "", after: str = "") -> Piece:
    found = word(text, look, before, after)
    width = found.width * run.size / 1000
    if run.tracking:
        width += run.tracking * sum(len(part.shape.glyphs) for part in found.parts)
    return Piece(run, text, level, look, found, width)


def _unit(pieces: Iterable[Piece], end: End, space: Piece | None = None) -> Unit:
    found = tuple(pieces)
    width = found[0].width if len(found) == 1 else sum([piece.width for piece in found])
    return Unit(found, width, end, space)


def _cut(unit: Unit, places: Sequence[int], end: End) -> list[Unit]:
    """Return a unit of one piece as units, cut at `places`; letters keep the form that they have in the whole."""
    if not places:
        return [unit]
    whole = unit.pieces[0]
    known: dict[tuple[str, tuple[str, str]], Unit] = {}  # letters come again, and megabytes of them may
    found: list[Unit] = []
    for text, around in _parts(whole.text, places, ("", "")):
        if (text, around) not in known:
            piece = _piece(whole.run, text, whole.level, whole.look, *around)
            known[text, around] = _unit([piece], end)
        found.append(known[text, around])
    found[-1] = found[-1]._replace(end=unit.end, space=unit.space)
    return found


def _parts(
    text: str, places: Sequence[int], around: tuple[str, str]
) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield what of a word is between `places`, with the letters right beside it that may join to it."""
    for start, end in pairwise((0, *places, len(text))):
        before = text[start - 1] if start and joins(text[start - 1]) else "" if start else around[0]
        after = around[1] if end == len(text) else text[end] if joins(text[end]) else ""
        yield text[start:end], (before, after)
