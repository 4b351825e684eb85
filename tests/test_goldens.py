"""Every fixture gives what a person has read and accepted."""

from __future__ import annotations

from pathlib import Path

import pytest

from convert.parts import CONTAINERS, READERS
from tests.bundles import ARTICLES
from tests.corpus import BUNDLES, EXACT, FIXTURES, PACKED, name
from tests.goldens import goldens, lacks

EVERY = (*FIXTURES, *BUNDLES, *EXACT, *PACKED)


def _read(path: Path) -> str:
    return path.read_bytes().decode() if path.exists() else "missing: read the output, then `make accept`\n"


@pytest.mark.parametrize("path", EVERY, ids=name)
def test_the_goldens_hold(path: Path) -> None:
    if lacks(path):
        pytest.skip(f"{lacks(path)} is not installed")
    found = goldens(path)
    expected = {file: _read(path.parent / file) for file in found}
    assert found == expected
    known = {path.name, *found, *([ARTICLES] if path in BUNDLES else [])}
    assert {file.name for file in path.parent.iterdir()} == known  # none is left over


def test_every_format_that_is_read_has_a_fixture() -> None:
    """Of each reader and each container, by the suffixes of the inputs: "input.warc.gz" is of two."""
    found = {suffix for path in EVERY for suffix in path.suffixes}
    readers = {part.name: part.suffixes for part in READERS.sound()}
    containers = {part.name: part.suffixes for part in CONTAINERS.sound()}
    assert [name for name, own in (readers | containers).items() if found.isdisjoint(own)] == []


@pytest.mark.parametrize("path", EXACT, ids=name)
def test_what_is_exact_is_one_article_in_every_format(path: Path) -> None:
    assert (path.parent / "article.json").read_bytes() == (EXACT[0].parent / "article.json").read_bytes()
