"""Random articles with known markers of a random family: prose, notes, joining and order come back exactly."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from convert import pipeline
from convert.model import FootnoteReference, Paragraph
from convert.model.text import lines
from convert.model.walk import walk
from convert.options import ReadOptions
from convert.source import Source

# Thousands of them in `make fuzz`; some in every test run.
_EXAMPLES = int(os.environ.get("FUZZ", "60"))

_CLAUSES = [
    "The harbor council met for nine hours on Monday",
    "Work on the two piers begins in April",
    "Opponents called the plan a wager on money that has not arrived",
    "Nobody spoke against it in the end",
    "The ferry to the island sails again in winter",
    "Three engineers counted the cracks in the old wall",
    "A third of the boats were sold in the spring",
    "The school has asked for a second bus in the morning",
]


class Shape(NamedTuple):
    """How a tool writes markers: those of one place, and a line of its source list, if it has one."""

    markers: Callable[[Sequence[int]], str]
    entry: Callable[[int], str] | None = None
    heading: str = "Sources"
    base: int = 1


def _each(shape: str) -> Callable[[Sequence[int]], str]:
    return lambda numbers: "".join(shape.format(n) for n in numbers)


def _address(n: int) -> str:
    return f"https://example.org/pages/{n}"


def _joined(opening: str, between: str, closing: str) -> Callable[[Sequence[int]], str]:
    return lambda numbers: opening + between.join(map(str, numbers)) + closing


SHAPES: dict[str, Shape] = {
    "bracketed numbers": Shape(_each("[{}]"), lambda n: f"[{n}] Title {n}. {_address(n)}"),
    "numbers in one bracket": Shape(
        _joined("[", ", ", "]"), lambda n: f"{n}. Title {n} - Site, {_address(n)}"
    ),
    "content references": Shape(_each(":contentReference[oaicite:{0}]{{index={0}}}"), base=0),
}


class Made(NamedTuple):
    """An article as some tool would write it, and what must come back."""

    text: str
    prose: list[str]
    cited: list[int]  # source numbers in the order of the references, one group after another


@st.composite
def _articles(draw: st.DrawFn) -> tuple[str, Made]:
    name = draw(st.sampled_from(sorted(SHAPES)))
    shape = SHAPES[name]
    count = draw(st.integers(1, 8))
    spaced = draw(st.sampled_from(["", " "]))
    prose: list[str] = []
    given: list[str] = []
    cited: list[int] = []
    for at in range(draw(st.integers(2, 5))):
        plain: list[str] = []
        marked: list[str] = []
        for _ in range(draw(st.integers(2, 4))):
            clause = draw(st.sampled_from(_CLAUSES))
            numbers = draw(st.lists(st.integers(1, count), max_size=3, unique=True))
            group = shape.markers([n - 1 + shape.base for n in numbers]) if numbers else ""
            plain.append(f"{clause}.")
            marked.append(f"{clause}.{spaced}{group}" if group else f"{clause}.")
            cited += numbers
        # Paragraphs differ, or one would be taken for a copy of another.
        prose.append(" ".join([f"Part {at + 1} of the report.", *plain]))
        given.append(" ".join([f"Part {at + 1} of the report.", *marked]))
    # A list that no one cites is text.
    listed = (
        [shape.heading, "\n".join(map(shape.entry, range(1, count + 1)))] if shape.entry and cited else []
    )
    return name, Made("\n\n".join(["Harbor budget passes", *given, *listed]), prose, cited)


@settings(max_examples=_EXAMPLES, deadline=None)
@given(_articles())
def test_prose_notes_and_order_come_back(article: tuple[str, Made]) -> None:
    name, made = article
    reading = pipeline.examine(Source("made.txt", made.text.encode()), ReadOptions(language="en")).article
    paragraphs = [node for node in reading.children if isinstance(node, Paragraph)]
    assert reading.meta.headline == "Harbor budget passes"
    assert lines(*paragraphs) == made.prose
    order = list(dict.fromkeys(made.cited))
    references = [
        int(node.identifier) for node in walk(*reading.children) if isinstance(node, FootnoteReference)
    ]
    assert references == [order.index(n) + 1 for n in made.cited]
    if SHAPES[name].entry and order:
        urls = [note.source.URL if note.source else None for note in reading.notes[: len(order)]]
        assert urls == [_address(n) for n in order]
