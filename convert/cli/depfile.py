"""Files of dependencies, as compilers write them with -MD: Make reads them, and Ninja (`deps = gcc`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from convert import output
from convert.patterns import pattern
from convert.report import Message

# GNU Make takes these with a backslash before them, and $ doubled; Ninja the same (its depfile_parser).
_ESCAPED = {**{character: f"\\{character}" for character in " #:*?["}, "$": "$$"}
# These would be read as Make's own, however they are written: a line's end, a recipe, a variable, an order, a home.
# What a stranger's page names is in here, and Make runs recipes.
_UNWRITABLE = pattern(r"[\x00-\x1f\x7f;|=]|\\(?:[ #:*?\[%$\\]|\Z)|:\Z|\A~")


class Depfile:
    """What each output was made of, so far."""

    def __init__(self, path: Path, always: tuple[str, ...]) -> None:
        """`always` goes into every output."""
        self._path = path
        self._always = always
        self._lines: list[str] = []
        self._known: dict[str, None] = {}
        self._unwritable: dict[str, None] = {}

    def add(self, outputs: Iterable[str], inputs: Iterable[str]) -> None:
        """Note that `outputs` were made of `inputs`."""
        needed = self._writable(each for each in (*inputs, *self._always) if each)
        targets = " ".join(map(_target, self._writable(outputs)))
        if targets:
            self._lines.append(f"{targets}: {' '.join(map(_escaped, needed))}\n")
            self._known |= needed

    def write(self) -> Iterator[Message]:
        """Write the file, with a rule for each input, so that Make goes on where one is removed.

        Return a warning for each file that is not in it. Raises OutputError.
        """
        rules = (f"{_target(each)}:\n" for each in self._known)
        output.write(self._path, "".join((*self._lines, *rules)).encode("utf-8", "surrogateescape"))
        what = f"is not in {self._path}: Make has no way to write its name"
        return (
            Message(severity="warning", message=what, code="depfile-name", input=each)
            for each in self._unwritable
        )

    def _writable(self, paths: Iterable[str]) -> dict[str, None]:
        """Return the paths, each once, that a rule can name; the others are remembered."""
        found = dict.fromkeys(paths)
        unwritable = {path: None for path in found if _UNWRITABLE.search(path)}
        self._unwritable |= unwritable
        return {path: None for path in found if path not in unwritable}


def _escaped(path: str) -> str:
    return "".join(_ESCAPED.get(character, character) for character in path)


def _target(path: str) -> str:
    """Return a path as it stands before the colon of a rule, where % would make a pattern of it."""
    return _escaped(path).replace("%", r"\%")
