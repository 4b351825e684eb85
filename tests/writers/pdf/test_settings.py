"""Every fixture on every paper, in one column and two, in small type and large: words, order, places."""

from __future__ import annotations

from functools import cache
from itertools import cycle, product
from pathlib import Path
from typing import Any, get_args

import pytest

from convert import pipeline
from convert.model import Article, FootnoteReference, Text
from convert.model.inline import Node
from convert.model.text import lines
from convert.model.walk import rewrite
from convert.options import Paper
from convert.render import words as wording
from convert.source import from_path
from convert.writers.pdf.page import Geometry, geometry
from convert.writers.pdf.text.characters import prose
from tests.corpus import FIXTURES, name
from tests.writers.pdf.reading import Word, diagnostics, everything, needs_poppler, words, write
from tests.writers.pdf.test_extraction import WHOLE
from tests.writers.pdf.test_extraction import words as plain_words

pytestmark = needs_poppler

SETTINGS = [
    {"paper": paper, "columns": columns, "font_size": size}
    for paper, columns, size in product(get_args(Paper), (1, 2), (6.0, None, 24.0))
]

# Half of the fixtures, each in one of the settings; all of them in all in `make conformance`.
SOME = list(zip(FIXTURES[::2], cycle(SETTINGS), strict=False))
ALL = list(product(FIXTURES, SETTINGS))


def ids(given: list[tuple[Path, dict[str, Any]]]) -> list[str]:
    return [f"{name(path)}-{'-'.join(map(str, options.values()))}" for path, options in given]


@cache
def article(path: Path) -> Article:
    return pipeline.read(from_path(path)).article


def assert_well_set(path: Path, options: dict[str, Any]) -> None:
    tree = article(path)
    page = geometry(
        options["paper"], options["columns"], rtl=wording.direction(tree.meta.inLanguage) == "rtl"
    )
    data = write(tree, **options)
    codes = {each.code for each in diagnostics(data)}
    assert codes <= {"table-parted", "table-narrow"}
    if (
        page.rtl or codes
    ):  # a table in parts has its cells in another order, and its first column more than once
        assert_said_in_words(tree, words(data, page, raw=False))
    else:
        assert_said_in_order(tree, words(data, page))
    for each in everything(data):
        assert_within(each, page)
        assert_apart(each)


def assert_said_in_order(tree: Article, found: list[str]) -> None:
    """Every line of the tree is in the file, in order, its notes' numbers too; spaces apart, by which these join."""
    text, at = "".join(found), 0
    for line in lines(*rewrite(tree, numbered).children):
        shown = "".join(prose(line).split())
        assert shown in text[at:], (shown, text[at : at + 200])
        at = text.index(shown, at) + len(shown)


def assert_said_in_words(tree: Article, found: list[str]) -> None:
    """Nearly every word is in the file. pdftotext orders what runs from right to left by its own lights."""
    wanted = plain_words("\n".join(lines(*rewrite(tree, numbered).children)))
    there = set(plain_words(" ".join(found)))
    assert sum(word in there for word in wanted) >= WHOLE * len(wanted), set(wanted) - there


def numbered(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    """Return `nodes` with their references as texts, parted by commas."""
    before: tuple[Node | None, ...] = (None, *nodes)
    return tuple(
        Text(f"{',' if isinstance(previous, FootnoteReference) else ''}{node.label}")
        if isinstance(node, FootnoteReference)
        else node
        for previous, node in zip(before, nodes, strict=False)
    )


def assert_within(found: list[Word], page: Geometry) -> None:
    """No word stands in the margin, but for what hangs."""
    hanging = 0.05 * page.width
    for word in found:
        assert page.whole.left - hanging <= word.left, word
        assert word.right <= page.whole.left + page.full + hanging, word
        assert 0 <= word.top <= word.bottom <= page.height, word


def assert_apart(found: list[Word]) -> None:
    """No word stands on another. Of a line's height the middle counts: the rest is room for accents."""
    by_height = sorted(found, key=middle)
    for n, word in enumerate(by_height):
        for other in by_height[n + 1 :]:
            near = 0.3 * min(word.bottom - word.top, other.bottom - other.top)
            if middle(other) - middle(word) > word.bottom - word.top:
                break
            beside = min(word.right, other.right) - max(word.left, other.left)
            assert beside < 1 or middle(other) - middle(word) > near, (word, other)


def middle(word: Word) -> float:
    return (word.top + word.bottom) / 2


@pytest.mark.parametrize(("path", "options"), SOME, ids=ids(SOME))
def test_a_fixture_is_well_set(path: Path, options: dict[str, Any]) -> None:
    assert_well_set(path, options)


@pytest.mark.conformance
@pytest.mark.parametrize(("path", "options"), ALL, ids=ids(ALL))
def test_every_fixture_is_well_set_in_every_way(path: Path, options: dict[str, Any]) -> None:
    assert_well_set(path, options)
