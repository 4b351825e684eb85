"""Where a word may be divided: by the tables of its language, if it has any (pyphen's, which are LibreOffice's)."""

from __future__ import annotations

from functools import cache, lru_cache

from convert.patterns import pattern

# The least letters of a word that is divided, and of what stands on either line. No word has more than so many.
_WORD, _PART, _LONGEST = 6, 3, 100

# Letters with what stands around them: quotation marks, a comma. Digits, addresses and compounds are left alone.
_LETTERS = pattern(r"(\W*)([^\W\d_]+)(\W*)")

_DIGITS = pattern("[0-9]")

# Nouns have capitals in these, so that a capital does not mean a name.
_CAPITALS = ("de", "lb")


@lru_cache(1 << 15)
def divisions(word: str, language: str) -> tuple[int, ...]:
    """Return where `word` may be divided: offsets in it, ascending. A name is not, nor one in capitals."""
    found = _LETTERS.fullmatch(word)
    if not found or not _WORD <= len(found[2]) <= _LONGEST:
        return ()
    letters = found[2]
    if not (letters.islower() or (language[:2] in _CAPITALS and letters[1:].islower())):
        return ()
    table = _table(language)
    return tuple(found.end(1) + n for n in table.positions(letters.lower())) if table else ()


def hyphenated(language: str) -> bool:
    """Say whether there is a table for a language (BCP 47)."""
    return _name(language) is not None


@cache
def _name(language: str) -> str | None:
    from pyphen import language_fallback

    name: str | None = language_fallback(language.replace("-", "_"))
    # Norwegian is Bokmål unless it says otherwise.
    return name or (language_fallback("nb") if language[:2] == "no" else None)


@cache
def _table(language: str) -> Table | None:
    from pyphen import LANGUAGES

    name = _name(language)
    return Table(LANGUAGES[name].read_bytes()) if name else None


class Table:
    """Patterns of one language (F. M. Liang, Word Hy-phen-a-tion by Com-put-er, 1983).

    They are read one by one when a word first needs them: German has 77,000, of which an article meets some hundreds.
    """

    def __init__(self, data: bytes) -> None:
        """`data` is a table as LibreOffice has it: the name of a charset, then a pattern a line.

        Patterns that change the spelling of what they divide hold a "/", which no word does: they are left out.
        """
        charset, _, body = data.partition(b"\n")
        lines = body.decode(charset.strip().decode("ascii")).replace("\r", "")
        self._patterns: dict[str, str | tuple[int, ...]] = dict(
            zip(_DIGITS.sub("", lines).split("\n"), lines.split("\n"), strict=True)
        )

    def positions(self, word: str) -> list[int]:
        """Return where `word`, in small letters, may be divided: offsets in it, ascending."""
        dotted = f".{word}."
        values = [0] * (len(dotted) + 1)
        for start in range(len(dotted)):
            for end in range(start + 1, len(dotted) + 1):
                letters = dotted[start:end]
                if letters in self._patterns:
                    for n, value in enumerate(self._values(letters), start):
                        values[n] = max(values[n], value)
        return [n - 1 for n in range(_PART + 1, len(dotted) - _PART) if values[n] & 1]

    def _values(self, letters: str) -> tuple[int, ...]:
        """Return the numbers of a pattern: before each of its letters, and behind the last."""
        found = self._patterns[letters]
        if isinstance(found, str):
            numbers = [0]
            for sign in found:
                if sign.isdigit():
                    numbers[-1] = int(sign)
                else:
                    numbers.append(0)
            found = self._patterns[letters] = tuple(numbers)
        return found
