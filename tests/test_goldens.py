"""Every fixture gives what a person has read and accepted."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bundles import ARTICLES
from tests.corpus import BUNDLES, FIXTURES, name
from tests.goldens import goldens


def _read(path: Path) -> str:
    return path.read_bytes().decode() if path.exists() else "missing: read the output, then `make accept`\n"


@pytest.mark.parametrize("path", [*FIXTURES, *BUNDLES], ids=name)
def test_the_goldens_hold(path: Path) -> None:
    found = goldens(path)
    expected = {file: _read(path.parent / file) for file in found}
    assert found == expected


def test_no_golden_is_left_over() -> None:
    for path in (*FIXTURES, *BUNDLES):
        known = {path.name, *goldens(path), *([ARTICLES] if path in BUNDLES else [])}
        assert {file.name for file in path.parent.iterdir()} == known
