"""What the shape of a line says: prose, terminal marks, list items."""

from __future__ import annotations

from collections.abc import Iterator

from convert.model.text import count_words
from convert.patterns import pattern

_CLOSERS = "\"'”’»›)]」』"
_TERMINAL = ".!?…。！？؟।…"
# Fewer words than this make no paragraph by themselves; so many make one even without a full stop.
_SENTENCE = 10
_LONG = 25

_LANGUAGE = pattern(r"\{?\.?([A-Za-z][\w+#.-]{0,29})(?=[\s,}]|$)")
_NO_LANGUAGE = frozenset({"text", "txt", "plain", "plaintext", "none", "nohighlight", "auto", "raw"})

_SCHEME = pattern(r"[A-Za-z][A-Za-z0-9+.-]*:|#")

# A cell of a table between pipes: one behind a backslash is a pipe in it (GFM 0.29, 4.10).
_CELL = pattern(r"(?>(?:[^|\\]++|\\.|\\\Z)*)")
ESCAPED_PIPE = pattern(r"\\\|")

_BULLET = pattern(r"[•‣▪◦●○*+·–-][ \t]+(?=\S)")
_NUMBER = pattern(r"(\d{1,3})[.)][ \t]+(?=\S)")


def ends(text: str, marks: str = _TERMINAL) -> bool:
    """Say whether `text` ends in one of `marks`, closing quotes and brackets apart."""
    return text.rstrip(_CLOSERS)[-1:] in tuple(marks)


def is_prose(text: str, words: int | None = None) -> bool:
    """Say whether `text` reads as a paragraph: a sentence that ends, or many words, of which it has `words`."""
    if words is None:
        words = count_words(text)
    return words >= _LONG or (words >= _SENTENCE and ends(text, _TERMINAL + ":"))


def language(said: str) -> str:
    """Return the language of code by what stands behind a fence or in a class; "" where it names none.

    It is the first word (CommonMark 0.31, 4.5), of Pandoc and R Markdown in braces; "text" and the like are none.
    """
    found = _LANGUAGE.match(said.strip())
    return "" if found is None or found[1].lower() in _NO_LANGUAGE else found[1]


def is_relative(address: str) -> bool:
    """Say whether an address leads somewhere only from where its page stands (RFC 3986, 4.2), and not within it."""
    return bool(address) and not _SCHEME.match(address)


def bullet(text: str) -> int:
    """Return how long the bullet is that `text` opens with; 0 for none. A long dash opens speech, no item."""
    found = _BULLET.match(text)
    return found.end() if found else 0


def number(text: str) -> tuple[int, int]:
    """Return the number that `text` opens with as a list item, and its length with the space; (0, 0) for none."""
    found = _NUMBER.match(text)
    return (int(found[1]), found.end()) if found else (0, 0)


def cells(row: str, at: int = 0) -> Iterator[tuple[int, int]]:
    """Yield from where to where the cells of a row reach that stand between pipes, from `at` on, without spaces.

    What is behind the last pipe is a cell if it is not blank; an empty one is where it would begin.
    """
    last = len(row.rstrip())
    while at < last:
        found = _CELL.match(row, at)
        end = found.end() if found else last
        said = row[at:end]
        start = at + len(said) - len(said.lstrip()) if said.strip() else at
        yield start, start + len(said.strip())
        at = end + 1
