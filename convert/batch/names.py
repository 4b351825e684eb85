"""What outputs are called: after their inputs, or by a pattern such as `{date}-{slug}`; no two alike."""

from __future__ import annotations

import difflib
import hashlib
import os
import string
from functools import lru_cache
from itertools import count
from pathlib import PurePosixPath

from convert.containers import called, no_device, slug
from convert.errors import Clash
from convert.model import Article
from convert.patterns import pattern
from convert.source import Source

# What a pattern may hold: of the input, then of the article.
OF_INPUT = ("path", "folder", "stem")
OF_ARTICLE = ("slug", "date", "year", "month", "day", "author", "publisher", "section", "lang", "url", "hash")

_WHOLE = tuple(f"{{{field}}}" for field in OF_INPUT)
_DOUBLE = pattern(r"([-_. ])[-_. ]+")
_EDGE = pattern(r"^[-_. ]+|[-_. ]+$")


def check(pattern: str) -> None:
    """Raise ValueError, which says what to write, for a pattern with a field that there is not."""
    try:
        parts = list(string.Formatter().parse(pattern))
    except ValueError as error:
        raise ValueError(f"{pattern!r} is no pattern: {error}") from error
    names = [name for _, name, _, _ in parts if name is not None]
    for name in names:
        if name not in (*OF_INPUT, *OF_ARTICLE):
            near = difflib.get_close_matches(name, (*OF_INPUT, *OF_ARTICLE), 1)
            known = ", ".join(f"{{{each}}}" for each in (*OF_INPUT, *OF_ARTICLE))
            hint = f"did you mean {{{near[0]}}}?" if near else f"there are: {known}"
            raise ValueError(f"{{{name}}} is nothing that a name can be made of; {hint}")
    if not names:
        raise ValueError(f"{pattern!r} would give all articles one name; put {{slug}} or {{stem}} in it")


def of_input(pattern: str) -> bool:
    """Say whether the names that a pattern gives are known before an article is read."""
    return all(name in (*OF_INPUT, None) for _, name, _, _ in string.Formatter().parse(pattern))


def fields(source: Source, article: Article) -> dict[str, str]:
    """Return what an article says for its name, as words that are safe in a file name; what it does not say is "".

    Dates are cut from the article's own, in its own zone: `{date}` is 2025-03-03, or less where less is known.
    """
    meta = article.meta
    date = (meta.datePublished or meta.dateModified or "")[:10]
    year, month, day = (*date.split("-"), "", "", "")[:3]
    author = meta.author[0].name if meta.author else ""
    url = meta.url or next(iter(source.metadata.get("url", ())), "")
    last = called({"url": (url,)}, 0)
    found = {
        "path": source.stem,
        **{"slug": slug(meta.headline or ""), "date": date, "year": year, "month": month, "day": day},
        "author": slug(author or ""),
        "publisher": slug((meta.publisher.name if meta.publisher else "") or ""),
        "section": slug(meta.articleSection or ""),
        "lang": slug(meta.inLanguage or ""),
        "url": "" if last == "0" else last,  # its number, where an address says nothing
        "hash": hashlib.sha256(source.data).hexdigest()[:12],
    }
    return {name: value for name, value in found.items() if value}


def name(pattern: str, known: dict[str, str]) -> str:
    """Return what an article is called: `pattern` with what is `known`, at least the `path` of its input.

    A field of which nothing is known leaves no gap; what comes to nothing is called as its input.
    """
    path = PurePosixPath(known["path"])
    folder = "" if str(path.parent) == "." else str(path.parent)
    values = dict.fromkeys(OF_ARTICLE, "") | known | {"folder": folder, "stem": path.name}
    # Part by part, since what is left of a part without its fields is tidied, and the input's own name is not.
    parts = [part for part in pattern.split("/") if part]
    made = [part.format(**values) if part in _WHOLE else _tidy(part.format(**values)) for part in parts]
    made[-1] = made[-1] or path.name
    return "/".join(part for part in "/".join(made).split("/") if part not in ("", ".", ".."))


def _tidy(part: str) -> str:
    return no_device(_EDGE.sub("", _DOUBLE.sub(r"\1", part)))


class Names:
    """The names that are given in an output folder: each to one article, told apart by small letters.

    They are in a file that the system removes, not in memory: there may be millions.
    """

    def __init__(self, folder: str, suffixes: tuple[str, ...]) -> None:
        """Outputs get all `suffixes`."""
        import sqlite3  # for those who have a folder

        self._folder = folder
        self._suffixes = suffixes
        self._tried: dict[str, int] = {}
        self._given = sqlite3.connect("", isolation_level=None)
        self._given.execute("PRAGMA journal_mode=OFF")
        self._given.execute("CREATE TABLE given (path BLOB PRIMARY KEY, owner BLOB, what BLOB) WITHOUT ROWID")
        self._given.execute("CREATE TABLE named (owner BLOB PRIMARY KEY, name BLOB) WITHOUT ROWID")
        self._real = lru_cache(1024)(os.path.realpath)

    def keep(self, path: str) -> None:
        """Keep the name of an input, which no output may have. Raises Clash where one has it, or it is named twice."""
        taken = self._claim([(self._same(path), "", path)])
        if taken and taken[0]:
            raise Clash(f"{path} is an input: give another name with -o")
        if taken:
            raise Clash(f"{path} is named twice: once is enough")

    def reserve(self, path: str, what: str) -> None:
        """Reserve a name in the folder for `what`, which is no article's."""
        self._claim([(self._same(os.path.join(self._folder, path)), what, what)])

    def kept(self, path: str) -> bool:
        """Say whether a file is one of the inputs whose names are kept."""
        query = "SELECT 1 FROM given WHERE path = ? AND owner = ?"
        return self._given.execute(query, (_bytes(self._same(path)), b"")).fetchone() is not None

    def give(self, stem: str, owner: str, what: str, *, numbered: bool) -> str:
        """Return the name of the article `what`: `stem`, or, if that is another's, `stem`-2 or -3 if `numbered`.

        Who has been given a name before, by the key `owner`, gets it again. Raises Clash.
        """
        before = self._given.execute("SELECT name FROM named WHERE owner = ?", (_bytes(owner),)).fetchone()
        if before:
            return _text(before[0])
        name = self._free(stem, owner, what, numbered=numbered)
        self._given.execute("INSERT INTO named VALUES (?, ?)", (_bytes(owner), _bytes(name)))
        return name

    def _free(self, stem: str, owner: str, what: str, *, numbered: bool) -> str:
        for number in count(self._tried.get(stem, 1) if numbered else 1):
            name = stem if number == 1 else f"{stem}-{number}"
            paths = [(self._same(path), owner, what) for path in self._paths(name)]
            taken = self._claim(paths)
            if taken is None:
                return name
            if not numbered:
                raise Clash(self._clash(name, taken, what))
            self._tried[stem] = number + 1
        raise AssertionError  # count() has no end

    def _paths(self, name: str) -> list[str]:
        return [os.path.join(self._folder, f"{name}{suffix}") for suffix in self._suffixes]

    def _claim(self, rows: list[tuple[str, str, str]]) -> tuple[str, str] | None:
        """Take names that are free, or are the owner's; else return the owner and what has the first that is not."""
        for path, owner, _ in rows:
            found = self._given.execute(
                "SELECT owner, what FROM given WHERE path = ?", (_bytes(path),)
            ).fetchone()
            if found and (not owner or found[0] != _bytes(owner)):
                return _text(found[0]), _text(found[1])
        self._given.executemany(
            "INSERT OR IGNORE INTO given VALUES (?, ?, ?)", [tuple(map(_bytes, row)) for row in rows]
        )
        return None

    def _same(self, path: str) -> str:
        """Return one name for all names of a file, also where a file system takes capitals for small letters."""
        folder, name = os.path.split(path)
        full = os.path.join(self._real(folder), name)
        return (os.path.realpath(full) if os.path.islink(full) else full).casefold()

    def _clash(self, name: str, taken: tuple[str, str], what: str) -> str:
        paths = ", ".join(self._paths(name))
        if not taken[0]:
            return f"{taken[1]} is an input: give another name with -o"
        return f"{taken[1]} and {what} would both write {paths}; --on-clash number keeps both"


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogatepass")
