"""Cases of built-in checkers: by code, what breaks a good publication, and what comes near it and is right."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar

from convert.parts import CHECKERS
from convert.report import Fault

T = TypeVar("T")
Cases = Mapping[str, tuple[Callable[[T], T], Callable[[T], T]]]


def look(checker: str, data: bytes, folder: Path) -> tuple[Fault, ...]:
    """Return what a checker finds in a file of these bytes."""
    path = folder / "publication"
    path.write_bytes(data)
    (found,) = CHECKERS.load(checker).check([path])
    return found


def codes(faults: tuple[Fault, ...]) -> set[str]:
    """Return the codes of what is wrong: not of what is only good to know."""
    return {fault.code for fault in faults if fault.severity != "info"}


def swapped(old: str, new: str) -> Callable[[str], str]:
    """Return a change of a text, which must have `old` once."""

    def change(text: str) -> str:
        assert text.count(old) == 1, (old, text.count(old))
        return text.replace(old, new)

    return change
