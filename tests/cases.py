"""Case files: a title, the input and what is expected, each ended by a line with a lone full stop."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple


class Case(NamedTuple):
    """One case of a file."""

    title: str
    given: str
    expected: str


def cases(path: Path) -> Iterator[Case]:
    """Yield the cases of a file, in order."""
    parts = path.read_text(encoding="utf-8").split("\n.\n")
    assert not parts[-1].strip(), f"{path}: the last case has no end"
    for title, given, expected in zip(parts[0::3], parts[1::3], parts[2::3], strict=False):
        yield Case(title.strip(), given, expected)


def ids(case: Case) -> str:
    """Return the name of a case in a test report."""
    return case.title
