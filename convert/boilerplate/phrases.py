"""Look lines up among the furniture phrases of their language and of English, or of all languages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from convert.draft import Line
from convert.languages import known
from convert.parts import LANGUAGES
from convert.patterns import below_ideographs, pattern

_NUMBER = pattern(r"#|\d+(?:[.,]\d+)*")
# Vowel signs of Hebrew, Arabic and Devanagari are no punctuation.
_SIGNS = "\u0591-\u05c7\u064b-\u0652\u0900-\u0963"
_LEADING = pattern(rf"^[^\w©{_SIGNS}]+")
_TRAILING = pattern(rf"[^\w©{_SIGNS}]+$")
_OPEN = "…"

# Han and kana stand without spaces: a line in them is looked up by pairs of characters, others by words.
_SPACELESS = "\u3005\u3040-\u30ff\u3400-\u9fff"
_RUN = pattern(f"[{_SPACELESS}]{{3}}")
_PIECE = pattern(rf"[{_SPACELESS}]{{2}}|[^\W{_SPACELESS}]+")
_WORD = pattern(r"\w+")
_INSIDE_A_WORD = pattern(rf"[^\W{_SPACELESS}]{{2}}")

# No phrase is longer than this; what lies between so much of a line's start and of its end is not looked at.
_LONGEST = 200

# How many characters of an opening phrase it is looked up by: the more, the fewer have them in common.
_SHORT, _LONG = 3, 9

# How much of a line a phrase is: all of it, its beginning, or a part within it or at its end.
_WHOLE = 1.0
_BEGINS = 0.9
_WITHIN = 0.8
# Running text may hold a phrase, so what stands within a line says less than what it is or begins with.
_DOUBTFUL = 0.6


class _Part(NamedTuple):
    """A phrase within a line, or at its end if `ends`."""

    text: str
    kind: str
    ends: bool


class _Table(NamedTuple):
    """The phrases of some languages, as they are looked up."""

    whole: defaultdict[str, set[str]]  # by class
    any: set[str]  # all of them
    openings: defaultdict[str, list[tuple[str, str]]]  # with their classes, by how they start
    parts: defaultdict[str, list[_Part]]  # by a piece of them: see `_handles`


def fold(text: str) -> str:
    """Return a line as phrases are compared.

    That is in lower case, with "0" for a number, without brackets and outer punctuation, with single spaces.
    """
    return _fold(text[:_LONGEST])


@lru_cache(maxsize=4096)  # several ask of each line
def _fold(text: str) -> str:
    folded = " ".join(_NUMBER.sub("0", _spelled(text.lower())).split()).replace(" :", ":")
    if not folded[:1].isalnum():
        folded = _LEADING.sub("", folded)
    return folded if folded[-1:].isalnum() else _TRAILING.sub("", folded)


def line(text: str, language: str | None = None) -> Line:
    """Return what rules see of `text`, which is in `language`; None where that is not known.

    Its classes of furniture are those whose phrases are found in it, of its language and of English; of all
    languages where we have no words of its own. Their strength is 1.0 where a phrase is the whole line, 0.9 where
    the line begins with it, and 0.8 where it stands within or ends the line.
    """
    table = _spoken(language)
    folded = fold(text)
    found = {part.kind: _WITHIN for part in _parts(text, folded, table)}
    for size in (_SHORT, _LONG):
        for phrase, kind in table.openings.get(folded[:size], ()):
            if folded.startswith(phrase):
                found[kind] = _BEGINS
    if folded in table.any:
        found.update((kind, _WHOLE) for kind, phrases in table.whole.items() if folded in phrases)
    return Line(text, folded, found)


def is_one(text: str, kind: str, language: str | None = None) -> bool:
    """Say whether `text`, which is in `language`, is a phrase of class `kind` and no more; see `line`."""
    return fold(text) in _spoken(language).whole[kind]


def is_any(text: str, language: str | None = None) -> bool:
    """Say whether `text`, which is in `language`, is a phrase of some class and no more; see `line`."""
    return fold(text) in _spoken(language).any


def evidence(kind: str, confidence: float = 0.95) -> Callable[[Line], float]:
    """Return a rule's evidence: `confidence` where a line is, or begins with, a phrase of class `kind`.

    It is 0.6 at most where a phrase stands within the line or ends it.
    """

    def look(line: Line) -> float:
        if not line.kinds:
            return 0.0
        strength = line.kinds.get(kind, 0.0)
        if strength >= _BEGINS:
            return confidence
        return min(confidence, _DOUBTFUL) if strength else 0.0

    return look


def _spelled(text: str) -> str:
    """Return a text in lower case with one spelling for what may be spelled in two ways."""
    if not text.isascii():
        text = text.replace("ß", "ss").replace("ς", "σ").replace("’", "'").replace("：", ":")
        # "İ" in lower case is an "i" with a dot above (Unicode, SpecialCasing).
        text = text.replace("（", "").replace("）", "").replace("i\u0307", "i")
    return text.replace("(", "").replace(")", "")


def _parts(text: str, folded: str, table: _Table) -> Iterator[_Part]:
    """Yield the phrases within the start and the end of a line, and those that end it."""
    if len(text) <= _LONGEST:
        yield from _found(folded, table)
    else:
        yield from (part for part in _found(folded, table) if not part.ends)
        yield from _found(fold(text[-_LONGEST:]), table)


def _found(folded: str, table: _Table) -> Iterator[_Part]:
    """Yield the phrases within a folded text, and those that end it."""
    for piece in dict.fromkeys(filter(table.parts.__contains__, _pieces(folded))):
        yield from (part for part in table.parts[piece] if _holds(folded, part))


def _holds(folded: str, part: _Part) -> bool:
    """Return whether a text holds a phrase in full words, at its end if that is asked."""
    size = len(part.text)
    at = len(folded) - size if part.ends else 0
    while (at := folded.find(part.text, max(at, 0))) >= 0:
        if _word_ends(folded, at) and _word_ends(folded, at + size):
            return True
        at += 1
    return False


def _word_ends(text: str, at: int) -> bool:
    return at == 0 or _INSIDE_A_WORD.match(text, at - 1) is None


@lru_cache(maxsize=256)
def _spoken(language: str | None) -> _Table:
    """Return the phrases of a language and of English; of all languages where we have no words of its own."""
    own = known(language)
    return _table((own.code, "en") if own else LANGUAGES.names())


@cache
def _table(codes: tuple[str, ...]) -> _Table:
    table = _Table(defaultdict(set), set(), defaultdict(list), defaultdict(list))
    for code in dict.fromkeys(codes):
        for kind, phrases in LANGUAGES.load(code).furniture.items():
            _add(table, kind, phrases)
    table.any.update(*table.whole.values())
    return table


def _add(table: _Table, kind: str, phrases: Iterable[str]) -> None:
    """Sort the phrases of a class into `table`; they are folded all at once, for there are thousands."""
    folded = _spelled("\n".join(phrases)).replace(" :", ":").replace("#", "0").split("\n")
    table.whole[kind].update(folded)
    for phrase in [phrase for phrase in folded if _OPEN in phrase]:
        text = phrase.strip(_OPEN)
        if phrase[0] != _OPEN:
            table.openings[text[: _LONG if len(text) >= _LONG else _SHORT]].append((text, kind))
        else:
            part = _Part(text, kind, phrase[-1] != _OPEN)
            for piece in _handles(text):
                table.parts[piece].append(part)


def _handles(phrase: str) -> tuple[str, ...]:
    """Return pieces of a phrase so that every line that holds it has one of them: its longest word.

    Where there are no spaces these are the first two pairs of characters, for pairs may part it at either.
    """
    run = None if below_ideographs(phrase) else _RUN.search(phrase)
    return (run[0][:2], run[0][1:]) if run else (max(_pieces(phrase), key=len),)


def _pieces(text: str) -> list[str]:
    return (_WORD if below_ideographs(text) else _PIECE).findall(text)
