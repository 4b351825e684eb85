"""What CI installs is what the project asks for: `make lock` writes requirements/ci.txt anew."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
_PINNED = re.compile(r"^([\w.-]+)==(\S+)", re.MULTILINE)


def _asked(table: dict[str, list[str]], *names: str) -> Iterator[Requirement]:
    """Yield what extras ask for, and what those ask for that they name in turn."""
    for name in names:
        for requirement in map(Requirement, table[name]):
            if requirement.name == "article-convert":
                yield from _asked(table, *requirement.extras)
            else:
                yield requirement


def test_the_lock_has_a_version_that_fits_of_all_that_ci_needs_with_its_hashes() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    locked = (ROOT / "requirements" / "ci.txt").read_text()
    pinned = {canonicalize_name(name): version for name, version in _PINNED.findall(locked)}
    asked = [
        *map(Requirement, project["dependencies"]),
        *_asked(project["optional-dependencies"], "dev", "conformance"),
    ]
    unfit = [
        str(each)
        for each in asked
        if not each.specifier.contains(pinned.get(canonicalize_name(each.name), "0"), prereleases=True)
    ]
    assert unfit == []
    assert len(re.findall(r"^\S.* \\\n +--hash=sha256:[0-9a-f]{64}", locked, re.MULTILINE)) == len(
        re.findall(r"^[\w.-]+==", locked, re.MULTILINE)
    )
