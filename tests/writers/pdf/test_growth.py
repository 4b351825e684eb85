"""Long, wide and deep articles: all of them become a file, and cost no more than in proportion.

Cost is counted, not timed: how many functions are called.
"""

from __future__ import annotations

from collections.abc import Callable
from cProfile import Profile
from itertools import cycle
from pstats import Stats

import pytest

from convert.model import (
    Article,
    Block,
    Blockquote,
    Code,
    FootnoteDefinition,
    Heading,
    List,
    Meta,
    Paragraph,
    Table,
    Text,
)
from tests.trees import item, paragraph, reference, row
from tests.writers.pdf.reading import needs_poppler, opened, words, write

OVERRIDES = "\u202e\u202d\u2067\u2066\u2068\u202b\u202c\u2069"


def noted(count: int) -> Article:
    notes = tuple(FootnoteDefinition(f"{n}", f"{n}", (paragraph(f"Note {n}"),)) for n in range(count))
    return Article(Meta(inLanguage="en"), (paragraph(*(reference(f"{n}") for n in range(count))),), notes)


def quoted(depth: int) -> Article:
    block: Block = paragraph("The innermost words.")
    for _ in range(depth):
        block = Blockquote((block,))
    return Article(Meta(), (block,))


def listed(depth: int) -> Article:
    block: Block = paragraph("The innermost words.")
    for _ in range(depth):
        block = List((item(block),))
    return Article(Meta(), (block,))


def of(*blocks: Block) -> Article:
    return Article(Meta(inLanguage="en"), blocks)


# By a size, the article of that size.
SHAPES: dict[str, Callable[[int], Article]] = {
    "words": lambda n: of(paragraph("some words " * n)),
    "paragraphs": lambda n: of(*[paragraph("Some words of a paragraph. " * 3)] * n),
    "no space": lambda n: of(paragraph("x" * 10 * n)),
    "no space, any script": lambda n: of(paragraph("港مaב" * n)),
    "both directions": lambda n: of(paragraph("شركة of 12 שלום " * n)),
    "overrides": lambda n: of(paragraph((OVERRIDES + "א" + OVERRIDES + "a ") * n)),
    "addresses": lambda n: of(paragraph("https://example.com/" + "a/" * 10 * n)),
    "runs": lambda n: of(Paragraph(tuple(Text("word") for _ in range(n)))),
    "headings": lambda n: of(*[Heading(2, (Text("A heading"),))] * n),
    "items": lambda n: of(List(tuple(item(paragraph("item")) for _ in range(n)), ordered=True)),
    "rows": lambda n: of(Table((row("A", "B"), *[row("some words", "others")] * n))),
    "lines of code": lambda n: of(Code("a = 1\n" * n)),
    "notes": noted,
    "quotes in quotes": quoted,
    "lists in lists": listed,
}

HUGE: dict[str, tuple[str, int]] = {
    "words": ("words", 100_000),
    "200,000 letters without a space": ("no space", 20_000),
    "60,000 letters of any script without a space": ("no space, any script", 15_000),
    "3,000 notes": ("notes", 3_000),
    "5,000 rows": ("rows", 5_000),
    "10,000 quotes in quotes": ("quotes in quotes", 10_000),
    "10,000 lists in lists": ("lists in lists", 10_000),
}


def calls(article: Article, columns: int) -> int:
    """Return how many functions are called to write `article`."""
    with Profile() as profile:
        write(article, columns=columns)
    return int(Stats(profile).total_calls)  # type: ignore[attr-defined]  # which typeshed forgets


@pytest.mark.parametrize(("shape", "columns"), list(zip(SHAPES, cycle((1, 2)), strict=False)))
def test_cost_grows_no_faster_than_the_article(shape: str, columns: int) -> None:
    few, many = (SHAPES[shape](size) for size in (30, 120))
    write(many, columns=columns)  # so that fonts and words are known to both
    assert calls(many, columns) < 5 * calls(few, columns)


@pytest.mark.conformance
@pytest.mark.parametrize("huge", HUGE)
def test_what_is_huge_becomes_a_file(huge: str) -> None:
    shape, size = HUGE[huge]
    with opened(write(SHAPES[shape](size))) as pdf:
        assert len(pdf.pages)


@needs_poppler
@pytest.mark.parametrize("columns", [1, 2])
def test_every_cell_of_sixty_columns_is_there(columns: int) -> None:
    cells = [f"value{n}" for n in range(60)]
    data = write(of(Table((row(*[f"c{n}" for n in range(60)]), row(*cells)))), columns=columns)
    said = "".join(words(data))
    assert all(cell in said for cell in cells)
