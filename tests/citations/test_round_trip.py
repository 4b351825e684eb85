"""Random articles with known markers of a random family: prose, notes, joining and order come back exactly."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from convert import pipeline
from convert.model import FootnoteReference, Paragraph
from convert.model.text import lines
from convert.model.walk import walk
from convert.options import ReadOptions
from convert.source import Source

# Thousands of them in `make fuzz`; some in every test run.
_EXAMPLES = int(os.environ.get("FUZZ", "12"))

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
    """How a tool writes markers: those of one place behind a sentence, and a line of its source list, if it has one.

    `linked` if markers carry the addresses of their sources, `ordered` if numbers come in the order of the text,
    `most` so many in one place.
    """

    cite: Callable[[str, Sequence[int]], str]
    entry: Callable[[int], str] | None = None
    heading: str = "Sources"
    base: int = 1
    linked: bool = False
    ordered: bool = False
    most: int = 3


def _each(shape: str) -> Callable[[str, Sequence[int]], str]:
    """Return a writer of markers one by one behind a sentence: "{0}" is a number, "{1}" an address."""
    return lambda said, numbers: said + "".join(shape.format(n, _address(n)) for n in numbers)


def _joined(
    opening: str, between: str, closing: str, shape: str = "{}"
) -> Callable[[str, Sequence[int]], str]:
    """Return a writer of one marker for all numbers."""
    return lambda said, numbers: said + opening + between.join(map(shape.format, numbers)) + closing


def _wrapped(opening: str, closing: str) -> Callable[[str, Sequence[int]], str]:
    """Return a writer of a marker around its sentence, which cites one source."""
    return lambda said, numbers: opening.format(*numbers) + said + closing.format(*numbers)


def _superscript(said: str, numbers: Sequence[int]) -> str:
    return said + "".join("⁰¹²³⁴⁵⁶⁷⁸⁹"[n] for n in numbers)


def _address(n: int) -> str:
    return f"https://example.org/pages/{n}"


def _dotted(n: int) -> str:
    return f"{n}. Title {n} - Site, accessed March 5, 2025, {_address(n)}"


def _bracketed(n: int) -> str:
    return f"[{n}] Title {n}. {_address(n)}"


SHAPES: dict[str, Shape] = {
    "bracketed numbers": Shape(_each("[{}]"), _bracketed),
    "spaced bracketed numbers": Shape(_each(" [{}]"), _bracketed, heading="Citations:"),
    "numbers in one bracket": Shape(_joined("[", ", ", "]"), _dotted, heading="## References"),
    "numbers with pages in one bracket": Shape(_joined(" [", "; ", "]", "{0}, p. 7{0}"), _dotted),
    "superscripts": Shape(_superscript, _dotted, most=1),
    "glued digits": Shape(_each("{}"), _dotted, heading="Works cited", ordered=True, most=1),
    "Markdown notes": Shape(_each("[^{}]"), lambda n: f"[^{n}]: Title {n}. {_address(n)}"),
    "publishers with definitions": Shape(
        lambda said, numbers: f"{said} ({', '.join(f'[Port News][{n}]' for n in numbers)})",
        lambda n: f'[{n}]: {_address(n)} "Title {n}"',
        heading="",
    ),
    "Gemini with a list": Shape(_joined(" [cite: ", ", ", "]"), _dotted),
    "Gemini without": Shape(
        lambda said, numbers: f"[cite_start]{said} [cite: {', '.join(map(str, numbers))}]",
    ),
    "content references": Shape(_each(" :contentReference[oaicite:{0}]{{index={0}}}"), base=0),
    "newer content references": Shape(_each(':chatgpt-content-reference{{index="{0}"}}'), base=0),
    "lenticular daggers": Shape(_each("【{}†source】")),
    "private-use tokens": Shape(_joined("\ue200cite", "", "\ue201", "\ue202turn0search{}"), base=0),
    "tokens that lost them": Shape(_joined(" cite", "", "", "turn0search{}"), base=0),
    "DeepSeek's citations": Shape(_each("[citation:{}]")),
    "DeepSeek's references": Shape(_each("[reference:{}]"), base=0),
    "web references": Shape(_each("[web:{}]")),
    "documents": Shape(_each("[doc{}]")),
    "Qwen's references": Shape(_each("[ref_{}]")),
    "carets": Shape(_each("^[{}]^")),
    "Bing's": Shape(_each("[^{}^]")),
    "Perplexity's turns": Shape(_each("[^1_{}]")),
    "LaTeX": Shape(_joined("~\\cite{", ",", "}", "roe{}")),
    "Pandoc": Shape(_joined(" [", "; ", "]", "@roe202{}")),
    "Claude's": Shape(_wrapped('<cite index="{0}-1">', "</cite>"), base=0, most=1),
    "Gemini's spans": Shape(_wrapped("[span_{0}](start_span)", "[span_{0}](end_span)"), base=0, most=1),
    "labelled citations": Shape(_each(" [oai_citation:{0}‡Site {0}]({1})"), linked=True),
    "linked publishers": Shape(_each(" ([example.org]({1}?utm_source=chatgpt.com))"), linked=True),
    "linked numbers": Shape(_each("[[{0}]]({1})"), linked=True),
    "linked chips": Shape(_each(" [Port News+2]({1})"), linked=True),
}


class Made(NamedTuple):
    """An article as some tool would write it, and what must come back."""

    text: str
    prose: list[str]
    cited: list[int]  # source numbers in the order of the references, one group after another


@st.composite
def _articles(draw: st.DrawFn, name: str) -> Made:
    shape = SHAPES[name]
    count = draw(st.integers(1, 8))
    prose: list[str] = []
    given: list[str] = []
    cited: list[int] = []
    for at in range(draw(st.integers(2, 5))):
        plain = [
            f"Part {at + 1} of the report."
        ]  # paragraphs differ, or one would be taken for a copy of another
        marked = list(plain)
        for _ in range(draw(st.integers(2, 4))):
            clause = draw(st.sampled_from(_CLAUSES)) + "."
            numbers = draw(st.lists(st.integers(1, count), max_size=shape.most, unique=True))
            if shape.ordered:
                numbers = [min(n, len(set(cited)) + 1) for n in numbers]
            plain.append(clause)
            marked.append(shape.cite(clause, [n - 1 + shape.base for n in numbers]) if numbers else clause)
            cited += numbers
        prose.append(" ".join(plain))
        given.append(" ".join(marked))
    listed: list[str] = []
    if shape.entry and cited:  # a list that no one cites is text
        listed = [*filter(None, [shape.heading]), "\n".join(map(shape.entry, range(1, count + 1)))]
    return Made("\n\n".join(["Harbor budget passes", *given, *listed]), prose, cited)


@pytest.mark.parametrize("name", SHAPES)
@settings(max_examples=_EXAMPLES, deadline=None)
@given(st.data())
def test_prose_notes_and_order_come_back(name: str, data: st.DataObject) -> None:
    made = data.draw(_articles(name))
    reading = pipeline.examine(Source("made.txt", made.text.encode()), ReadOptions(language="en")).article
    paragraphs = [node for node in reading.children if isinstance(node, Paragraph)]
    assert reading.meta.headline == "Harbor budget passes"
    assert lines(*paragraphs) == made.prose
    order = list(dict.fromkeys(made.cited))
    references = [
        int(node.identifier) for node in walk(*reading.children) if isinstance(node, FootnoteReference)
    ]
    assert references == [order.index(n) + 1 for n in made.cited]
    if (SHAPES[name].entry or SHAPES[name].linked) and order:
        urls = [note.source.URL if note.source else None for note in reading.notes[: len(order)]]
        base = 1 if SHAPES[name].entry else SHAPES[name].base
        assert urls == [_address(n - 1 + base) for n in order]
