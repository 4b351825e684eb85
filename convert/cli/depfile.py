"""Files of dependencies, as compilers write them with -MD: Make reads them, and Ninja (`deps = gcc`)."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from convert import output


class Depfile:
    """What each output was made of, so far."""

    def __init__(self, path: Path, always: tuple[str, ...]) -> None:
        """`always` goes into every output."""
        self._path = path
        self._always = always
        self._lines: list[str] = []
        self._known: dict[str, None] = {}

    def add(self, outputs: Iterable[str], inputs: Iterable[str]) -> None:
        """Note that `outputs` were made of `inputs`."""
        needed = dict.fromkeys(each for each in (*inputs, *self._always) if each)
        targets = " ".join(map(_escaped, outputs))
        if targets:
            self._lines.append(f"{targets}: {' '.join(map(_escaped, needed))}\n")
            self._known |= needed

    def write(self) -> None:
        """Write the file, with a rule for each input, so that Make goes on where one is removed. Raises OutputError."""
        rules = (f"{_escaped(each)}:\n" for each in self._known)
        output.write(self._path, "".join((*self._lines, *rules)).encode("utf-8", "surrogateescape"))


def _escaped(path: str) -> str:
    # GNU Make takes a space or # with a backslash before it, and $ doubled; Ninja the same (its depfile_parser).
    return "".join({" ": r"\ ", "#": r"\#", "$": "$$"}.get(character, character) for character in path)
