"""Tell the language of running text by the small words that stand in any text of it, whatever it is about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import starmap
from typing import NamedTuple

from convert.parts import LANGUAGES, Language
from convert.patterns import below_ideographs, pattern

# A word: letters, with the signs that Devanagari writes its vowels by; of Han and kana, which are written
# without spaces, each character alone.
_WORD = pattern(
    r"[\u3040-\u30ff\u3400-\u9fff]|(?:[^\W\d_\u3040-\u30ff\u3400-\u9fff]|[\u0900-\u0963\u0971-\u097f])+"
)
_SPACED_WORD = pattern(r"(?:[^\W\d_]|[\u0900-\u0963\u0971-\u097f])+")

# The parts of an address are words of no language, and Markdown writes many.
_ADDRESS = pattern(r"(?:https?://|www\.)\S+", re.IGNORECASE)

# What is looked at: so many slices of so many characters, evenly spread.
_SLICES = 5
_SLICE = 2500

# The share of small words that is clear. Measured on the Universal Declaration of Human Rights: 0.13 to 0.5 in
# the languages that we know, below 0.1 in nearly all of the 400 others.
_CLEAR = 0.1
# How much more must speak for the language and not for another than for that other alone: a text that is half
# this, half that is neither.
_AHEAD = 2
# A text of a few words is taken for so many words longer: in three words anything happens.
_DOUBT = 8
# The most that one word counts for: "sa" is every tenth word of Cebuano, and no French for that.
_MOST = 0.04
# What a word that only one of our languages can spell counts for.
_SPELLING = 0.1

# The share of letters that a text in a language has of it, even one about another.
_HARDLY = 0.1

_Codes = frozenset[str]


class _Index(NamedTuple):
    codes: _Codes
    speakers: dict[str, _Codes]  # word: languages that have it
    writers: dict[str, _Codes]  # letter beyond ASCII: languages that write it


class _Evidence(NamedTuple):
    """So many words that speak for some languages."""

    codes: _Codes
    weight: float


def detect(text: str) -> str | None:
    """Return the code of the language that `text` speaks, None where none of ours speaks clearly.

    A function word counts for the languages that have it, the less the more they are; a word that a language
    has not the letters for counts against it. Looks at 12,500 characters at most, in slices of the whole.
    """
    words = Counter(_words(_sampled(text)))
    spelt = list(_spelt(words))
    found = _added(
        [*_spoken(words), *(_Evidence(codes, _SPELLING * n) for codes, n in spelt if len(codes) == 1)]
    )
    foreign = sum(n for _, n in spelt)
    share = {
        code: (_sum(found, code) + _sum(spelt, code) - foreign) / (words.total() + _DOUBT)
        for code in sorted(_index().codes)
    }
    best = max(share, key=lambda code: share[code])
    ahead = all(
        _sum(found, best, other) > _AHEAD * _sum(found, other, best) for other in share if other != best
    )
    return best if ahead and share[best] >= _CLEAR else None


def foreign(text: str, language: Language) -> bool:
    """Say whether `text` is written in letters of which a language has hardly any: it is no text in that language."""
    letters = Counter("".join(_words(_sampled(text))))
    writers = _index().writers
    own = sum(
        count
        for letter, count in letters.items()
        if (
            language.script == "Latn"
            if letter.isascii()
            else language.code in writers.get(_spelling(letter), _Codes())
        )
    )
    return own < _HARDLY * letters.total()


def _words(text: str) -> list[str]:
    words = _SPACED_WORD if below_ideographs(text) else _WORD
    return words.findall(text.lower())


def _sampled(text: str) -> str:
    step = (len(text) - _SLICE) // (_SLICES - 1)
    slices = (text[at * step : at * step + _SLICE] for at in range(_SLICES))
    return _ADDRESS.sub(" ", text if len(text) <= _SLICES * _SLICE else "\n".join(slices))


def _spoken(words: Counter[str]) -> Iterator[_Evidence]:
    """Yield what the function words say."""
    most = max(1.0, _MOST * words.total())
    for word, count in words.items():
        speakers = _index().speakers.get(word)
        if speakers:
            yield _Evidence(speakers, min(count, most) / len(speakers))


def _spelt(words: Counter[str]) -> Iterator[_Evidence]:
    """Yield which languages can spell the words that are not in plain letters, as names in any of them are."""
    codes, _, writers = _index()
    for word, count in words.items():
        if not word.isascii():
            yield _Evidence(codes.intersection(*(writers.get(at, _Codes()) for at in _letters(word))), count)


def _added(found: list[_Evidence]) -> list[_Evidence]:
    """Return the same evidence, added up where it speaks for the same languages."""
    weights: dict[_Codes, float] = {}
    for codes, weight in found:
        weights[codes] = weights.get(codes, 0.0) + weight
    return list(starmap(_Evidence, weights.items()))


def _sum(found: list[_Evidence], code: str, other: str = "") -> float:
    """Return what speaks for `code`, and not for `other`."""
    return sum(weight for codes, weight in found if code in codes and other not in codes)


@cache
def _index() -> _Index:
    speakers: dict[str, set[str]] = {}
    writers: dict[str, set[str]] = {}
    for language in LANGUAGES.all():
        for word in _SPACED_WORD.findall(language.function_words):  # apart in any script
            speakers.setdefault(word, set()).add(language.code)
        for letter in language.letters:
            writers.setdefault(letter, set()).add(language.code)
    return _Index(
        _Codes(language.code for language in LANGUAGES.all()),
        {word: _Codes(codes) for word, codes in speakers.items()},
        {letter: _Codes(codes) for letter, codes in writers.items()},
    )


def _letters(text: str) -> set[str]:
    """Return the letters beyond ASCII that `text` is written in."""
    return {_spelling(letter) for letter in set(text) if not letter.isascii()}


def _spelling(letter: str) -> str:
    """Return what stands for a letter of a script that has too many for a list."""
    if "\u3400" <= letter <= "\u9fff":
        return "字"
    return "한" if "\uac00" <= letter <= "\ud7a3" else letter
