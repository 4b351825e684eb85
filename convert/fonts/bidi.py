"""Which way text runs: the Unicode Bidirectional Algorithm (UAX 9, revision 48).

Functions carry the names of the annex's rules. An even level runs from left to right, an odd one from right to left.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple
from unicodedata import bidirectional, normalize

from convert.patterns import pattern

# BD2: no embedding is deeper. BD16: nor are brackets within brackets.
_DEEPEST, _BRACKETS = 125, 63

_ISOLATES = frozenset({"LRI", "RLI", "FSI"})
_EMBEDDINGS = frozenset({"LRE", "RLE", "LRO", "RLO"})
_REMOVED = frozenset({*_EMBEDDINGS, "PDF", "BN"})
_NEUTRAL = frozenset({"B", "S", "WS", "ON", "PDI", *_ISOLATES})
_SIDES = {"L": "L", "R": "R", "EN": "R", "AN": "R"}

# Whatever can lift a character off level 0: the classes R, AL, AN and the explicit formatting characters.
_TURNS = pattern(
    "[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefe"
    "\U00010800-\U00010fff\U0001e800-\U0001efff]"
)

# BidiBrackets.txt: those that open, each followed by the one that closes it.
_PAIRS = (
    "()[]{}\u0f3a\u0f3b\u0f3c\u0f3d\u169b\u169c\u2045\u2046\u207d\u207e\u208d\u208e\u2308\u2309"
    "\u230a\u230b\u2329\u232a\u2768\u2769\u276a\u276b\u276c\u276d\u276e\u276f\u2770\u2771\u2772\u2773"
    "\u2774\u2775\u27c5\u27c6\u27e6\u27e7\u27e8\u27e9\u27ea\u27eb\u27ec\u27ed\u27ee\u27ef\u2983\u2984"
    "\u2985\u2986\u2987\u2988\u2989\u298a\u298b\u298c\u298d\u2990\u298f\u298e\u2991\u2992\u2993\u2994"
    "\u2995\u2996\u2997\u2998\u29d8\u29d9\u29da\u29db\u29fc\u29fd\u2e22\u2e23\u2e24\u2e25\u2e26\u2e27"
    "\u2e28\u2e29\u2e55\u2e56\u2e57\u2e58\u2e59\u2e5a\u2e5b\u2e5c\u3008\u3009\u300a\u300b\u300c\u300d"
    "\u300e\u300f\u3010\u3011\u3014\u3015\u3016\u3017\u3018\u3019\u301a\u301b\ufe59\ufe5a\ufe5b\ufe5c"
    "\ufe5d\ufe5e\uff08\uff09\uff3b\uff3d\uff5b\uff5d\uff5f\uff60\uff62\uff63"
)
_CLOSED_BY = dict(zip(_PAIRS[::2], (normalize("NFC", c) for c in _PAIRS[1::2]), strict=True))
_CLOSES = {c: normalize("NFC", c) for c in _PAIRS[1::2]}

# Marks, embeddings and isolates order what runs in two directions (UAX 9, 2.1 to 2.5), and nothing where all runs in
# one. Overrides (U+202D, U+202E) go: no language needs them, and they make a text look like another.
DIRECTIONS = "\u061c\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069"


def levels(text: str, base: int) -> list[int] | None:
    """Return the level of each character of a paragraph, whose own level is `base`, 0 or 1, before rule L1.

    None where all is on level 0. What rule X9 removes has the level of what stands before it.
    """
    if not base and not _TURNS.search(text):
        return None
    original = [bidirectional(character) or "L" for character in text]
    found, classes = _Explicit(original, base).run()
    kept = [at for at, name in enumerate(original) if name not in _REMOVED]
    implicit = _implicit(
        [text[at] for at in kept],
        [original[at] for at in kept],
        [classes[at] for at in kept],
        [found[at] for at in kept],
        base,
    )
    return list(_retaining(zip(kept, implicit, strict=True), len(text), base))


def at_line_end(levels: Sequence[int], text: str, base: int) -> list[int]:
    """Return the levels of one line, `text`, by rule L1: spaces at its end, and tabs, are on the paragraph's."""
    found = list(levels)
    trailing = True
    for at in range(len(text) - 1, -1, -1):
        name = bidirectional(text[at])
        if name in ("B", "S"):
            trailing = True
        elif not (name == "WS" or name == "PDI" or name in _ISOLATES or name in _REMOVED):
            trailing = False
        if trailing:
            found[at] = base
    return found


def order(levels: Sequence[int]) -> list[int]:
    """Return the indices of what has these levels as they stand on the line, from left to right: rule L2."""
    found = list(range(len(levels)))
    lowest = min((level for level in levels if level % 2), default=0)
    if not lowest:
        return found
    for threshold in range(max(levels), lowest - 1, -1):
        for start, end in _stretches([level >= threshold for level in levels]):
            # Reversals at higher levels stay within this stretch, so it still holds the same places.
            found[start:end] = found[start:end][::-1]
    return found


def _stretches(wanted: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Yield where each run of what is wanted starts and ends."""
    start = None
    for at, yes in enumerate([*wanted, False]):
        if yes and start is None:
            start = at
        elif not yes and start is not None:
            yield start, at
            start = None


def _retaining(levels: Iterator[tuple[int, int]], length: int, base: int) -> Iterator[int]:
    """Yield a level for each character, those that X9 removed included (5.2, "Retaining BNs")."""
    at, before = 0, base
    for place, level in levels:
        yield from [before] * (place - at)
        yield level
        at, before = place + 1, level
    yield from [before] * (length - at)


def _isolated(classes: Sequence[str]) -> dict[int, int]:
    """Return where the PDI stands that ends each isolate that is ended: BD9."""
    found: dict[int, int] = {}
    opened = []
    for at, name in enumerate(classes):
        if name in _ISOLATES:
            opened.append(at)
        elif name == "PDI" and opened:
            found[opened.pop()] = at
    return found


# -- Explicit levels and directions: X1 to X8 ----------------------------------------------------------------


class _Status(NamedTuple):
    """An entry of the directional status stack: X1."""

    level: int
    override: str | None = None
    isolate: bool = False


class _Explicit:
    """The levels and classes that formatting characters impose, one character after the other."""

    def __init__(self, classes: Sequence[str], base: int) -> None:
        self._original = classes
        self._classes = list(classes)
        self._levels = [base] * len(classes)
        self._ends = _isolated(classes)
        self._stack = [_Status(base)]
        self._isolates = 0
        self._overflowing_isolates = 0
        self._overflowing_embeddings = 0

    def run(self) -> tuple[list[int], list[str]]:
        for at, name in enumerate(self._original):
            if name in _EMBEDDINGS:
                self._embed(at, name)
            elif name in _ISOLATES:
                self._isolate(at, name)
            elif name == "PDI":
                self._end_isolate(at)
            elif name == "PDF":
                self._end_embedding(at)
            elif name != "B":  # X8: a paragraph separator stays on the paragraph's level
                self._take(at, overridden=name != "BN")
        return self._levels, self._classes

    def _take(self, at: int, overridden: bool = True) -> None:
        """X6."""
        status = self._stack[-1]
        self._levels[at] = status.level
        if overridden and status.override:
            self._classes[at] = status.override

    def _deeper(self, rtl: bool) -> int | None:
        """Return the next level of a direction, None where there is none: X2 to X5c."""
        level = self._stack[-1].level
        level = (level + 1) | 1 if rtl else (level + 2) & ~1
        overflowing = self._overflowing_isolates or self._overflowing_embeddings
        return None if overflowing or level > _DEEPEST else level

    def _embed(self, at: int, name: str) -> None:
        """X2 to X5."""
        self._levels[at] = self._stack[-1].level
        level = self._deeper(rtl=name[0] == "R")
        if level is not None:
            self._stack.append(_Status(level, name[0] if name[2] == "O" else None))
        elif not self._overflowing_isolates:
            self._overflowing_embeddings += 1

    def _isolate(self, at: int, name: str) -> None:
        """X5a to X5c."""
        self._take(at)
        level = self._deeper(rtl=name == "RLI" or (name == "FSI" and self._starts_right(at)))
        if level is None:
            self._overflowing_isolates += 1
        else:
            self._isolates += 1
            self._stack.append(_Status(level, isolate=True))

    def _starts_right(self, at: int) -> bool:
        """Whether the first strong character of the isolate opened at `at` runs from right to left: P2, P3."""
        end = self._ends.get(at, len(self._original))
        at += 1
        while at < end:
            name = self._original[at]
            if name in ("L", "R", "AL"):
                return name != "L"
            at = self._ends.get(at, end) + 1 if name in _ISOLATES else at + 1
        return False

    def _end_isolate(self, at: int) -> None:
        """X6a."""
        if self._overflowing_isolates:
            self._overflowing_isolates -= 1
        elif self._isolates:
            self._overflowing_embeddings = 0
            while not self._stack.pop().isolate:
                pass
            self._isolates -= 1
        self._take(at)

    def _end_embedding(self, at: int) -> None:
        """X7."""
        if self._overflowing_isolates:
            pass
        elif self._overflowing_embeddings:
            self._overflowing_embeddings -= 1
        elif len(self._stack) > 1 and not self._stack[-1].isolate:
            self._stack.pop()
        self._levels[at] = self._stack[-1].level


# -- Implicit levels: X10, W1 to W7, N0 to N2, I1 and I2 -----------------------------------------------------


class _Sequence(NamedTuple):
    """An isolating run sequence (BD13): its characters, and their classes as they were and as they are now."""

    characters: list[str]
    original: list[str]
    classes: list[str]
    level: int
    sos: str
    eos: str

    @property
    def direction(self) -> str:
        return "R" if self.level % 2 else "L"


def _implicit(
    characters: list[str], original: list[str], classes: list[str], levels: list[int], base: int
) -> list[int]:
    """Return the levels that the characters' own directions give: X10."""
    found = list(levels)
    for places in _run_sequences(original, levels):
        first, last = places[0], places[-1]
        level = levels[first]
        before = levels[first - 1] if first else base
        ends_paragraph = last + 1 == len(levels) or original[last] in _ISOLATES
        after = base if ends_paragraph else levels[last + 1]
        sequence = _Sequence(
            [characters[at] for at in places],
            [original[at] for at in places],
            [classes[at] for at in places],
            level,
            "R" if max(level, before) % 2 else "L",
            "R" if max(level, after) % 2 else "L",
        )
        for rule in _RULES:
            rule(sequence)
        for at, name in zip(places, sequence.classes, strict=True):
            found[at] = _level(level, name)
    return found


def _run_sequences(classes: list[str], levels: list[int]) -> Iterator[list[int]]:
    """Yield the places of each isolating run sequence: BD7, BD13."""
    ends = _isolated(classes)
    edges = [at for at in range(1, len(levels)) if levels[at] != levels[at - 1]]
    runs = dict(pairwise([0, *edges, len(levels)])) if levels else {}
    continued = set(ends.values())
    for start in runs:
        if start in continued:
            continue
        places: list[int] = []
        following: int | None = start
        while following is not None:
            places += range(following, runs[following])
            following = ends.get(places[-1])
        yield places


def _level(level: int, name: str) -> int:
    """I1, I2."""
    if level % 2:
        return level + (name != "R")
    return level + {"L": 0, "R": 1}.get(name, 2)


def _w1(sequence: _Sequence) -> None:
    """A mark is of the class of what it stands on."""
    before, classes = sequence.sos, sequence.classes
    for at, name in enumerate(classes):
        if name == "NSM":
            classes[at] = "ON" if before in _ISOLATES or before == "PDI" else before
        before = classes[at]


def _w2_w3(sequence: _Sequence) -> None:
    """Digits after Arabic letters are Arabic digits; then those letters are as Hebrew ones."""
    strong, classes = sequence.sos, sequence.classes
    for at, name in enumerate(classes):
        if name in ("L", "R", "AL"):
            strong = name
        if name == "AL":
            classes[at] = "R"
        elif name == "EN" and strong == "AL":
            classes[at] = "AN"


def _w4(sequence: _Sequence) -> None:
    """One separator between two digits goes with them."""
    classes = sequence.classes
    for at in range(1, len(classes) - 1):
        before, name, after = classes[at - 1 : at + 2]
        if before == after and (
            (name == "ES" and before == "EN") or (name == "CS" and before in ("EN", "AN"))
        ):
            classes[at] = before


def _w5(sequence: _Sequence) -> None:
    """Signs as of currency and per cent beside a number go with it."""
    classes = sequence.classes
    for start, end in _stretches([name == "ET" for name in classes]):
        if "EN" in (*classes[max(start - 1, 0) : start], *classes[end : end + 1]):
            classes[start:end] = ["EN"] * (end - start)


def _w6_w7(sequence: _Sequence) -> None:
    """Other separators and signs are neutral; digits among letters from left to right are as these."""
    strong, classes = sequence.sos, sequence.classes
    for at, name in enumerate(classes):
        if name in ("ES", "ET", "CS"):
            classes[at] = "ON"
        elif name in ("L", "R"):
            strong = name
        elif name == "EN" and strong == "L":
            classes[at] = "L"


def _n0(sequence: _Sequence) -> None:
    """Brackets run as what they hold, or as what stands before them."""
    for opening, closing in sorted(_brackets(sequence)):
        side = _bracket_side(sequence, opening, closing)
        if side:
            _turn(sequence, opening, side)
            _turn(sequence, closing, side)


def _brackets(sequence: _Sequence) -> list[tuple[int, int]]:
    """Return the pairs of brackets: BD16."""
    opened: list[tuple[str, int]] = []
    found = []
    for at, character in enumerate(sequence.characters):
        if sequence.classes[at] != "ON":
            continue
        if character in _CLOSED_BY:
            if len(opened) == _BRACKETS:
                break
            opened.append((_CLOSED_BY[character], at))
        elif character in _CLOSES:
            closing = _CLOSES[character]
            for depth in range(len(opened) - 1, -1, -1):
                if opened[depth][0] == closing:
                    found.append((opened[depth][1], at))
                    del opened[depth:]
                    break
    return found


def _bracket_side(sequence: _Sequence, opening: int, closing: int) -> str | None:
    """Return how a pair of brackets runs, None where it holds nothing that says so: N0 b to d."""
    sides = {_SIDES.get(name) for name in sequence.classes[opening + 1 : closing]}
    if sequence.direction in sides:
        return sequence.direction
    if sides <= {None}:
        return None
    before = (_SIDES.get(sequence.classes[at]) for at in range(opening - 1, -1, -1))
    return next(filter(None, before), sequence.sos)


def _turn(sequence: _Sequence, at: int, side: str) -> None:
    """Give a bracket, and the marks on it, their side."""
    sequence.classes[at] = side
    for mark in range(at + 1, len(sequence.classes)):
        if sequence.original[mark] != "NSM":
            break
        sequence.classes[mark] = side


def _n1_n2(sequence: _Sequence) -> None:
    """What is neutral runs as both its neighbours, else as the level."""
    classes = sequence.classes
    for start, end in _stretches([name in _NEUTRAL for name in classes]):
        before = _SIDES[classes[start - 1]] if start else sequence.sos
        after = _SIDES[classes[end]] if end < len(classes) else sequence.eos
        classes[start:end] = [before if before == after else sequence.direction] * (end - start)


_RULES = (_w1, _w2_w3, _w4, _w5, _w6_w7, _n0, _n1_n2)
