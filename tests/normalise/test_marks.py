"""Markdown: what the tree says of it that an outline does not show, what the ledger does, and what it costs."""

from __future__ import annotations

import time

import pytest

from convert import pipeline
from convert.draft import Block, Draft
from convert.model import Heading, Link, Strong, codec
from convert.model.walk import walk
from convert.normalise.marks import find_marks
from convert.options import ReadOptions
from convert.pipeline import Reading
from convert.source import Source

_PROSE = "The harbor council met for nine hours on Monday and agreed on a budget for the coming year."


def read(text: str, base_url: str | None = None) -> Reading:
    options = ReadOptions(language="en", base_url=base_url)
    return pipeline.examine(
        Source("case.txt", f"# Harbor budget passes\n\n{_PROSE}\n\n{text}\n".encode()), options
    )


def links(reading: Reading) -> list[tuple[str, str | None]]:
    return [(node.url, node.title) for node in walk(*reading.article.children) if isinstance(node, Link)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[a](https://x.org/b)", [("https://x.org/b", None)]),
        ('[a](https://x.org/b "The b")', [("https://x.org/b", "The b")]),
        (r"[a](https://x.org/b\)_(c) 'It\'s')", [("https://x.org/b)_(c)", "It's")]),
        ("[a](<https://x.org/b c>)", [("https://x.org/b c", None)]),
        ("[a](https://x.org/?b=1&utm_source=c#d)", [("https://x.org/?b=1#d", None)]),
        (
            "[a](https://x.org/?utm_source=b)[c](https://x.org/d)",
            [("https://x.org/", None), ("https://x.org/d", None)],
        ),
        ("[https://x.org/b](https://x.org/b?utm_source=c)", [("https://x.org/b", None)]),
        ("[a](mailto:jane@x.org)", [("mailto:jane@x.org", None)]),
        ("<https://x.org/b>", [("https://x.org/b", None)]),
        ("[[a](https://x.org/b)](https://x.org/c)", [("https://x.org/b", None)]),
        ("[a](/b) [c](javascript:d) [e](#f) [g](mailto:?h) [i]() [j](https:///k)", []),
        ("[\n\n### a\n\n](https://x.org/b)", [("https://x.org/b", None)]),
        ("[a] (https://x.org/b)", [("https://x.org/b", None)]),
    ],
)
def test_a_link_keeps_its_address_where_that_may_be_one(
    text: str, expected: list[tuple[str, str | None]]
) -> None:
    assert links(read(f"See {text} for more.")) == expected


def test_a_link_goes_on_over_a_wrapped_line() -> None:
    words = "Work on the piers begins in April, with crews on site around the clock and\n" * 4
    assert links(read(f"{words}so it goes on [until the\nsummer](https://x.org/b) of the year.")) == [
        ("https://x.org/b", None)
    ]


def test_a_base_resolves_relative_addresses() -> None:
    reading = read("See [a](/b), [c](d#e) and [f](http://[g).", base_url="https://x.org/y/z")
    assert links(reading) == [("https://x.org/b", None), ("https://x.org/y/d#e", None)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a **b** c", ["strong"]),
        ("a *b* _c_", ["emphasis", "emphasis"]),
        ("a ***b***", ["emphasis", "strong"]),
        ("a **b *c* d**", ["strong", "emphasis"]),
        ("a **b **c", ["strong"]),
        ("a `b *c*` d", ["inlineCode"]),
        ("a [*b*](https://x.org/)", ["link", "emphasis"]),
        ("a *b c", []),
        ("a_b_c", []),
        ("a * b * c", []),
        ("a `b c", []),
        (r"a \*b* c", []),
    ],
)
def test_marks_are_nodes(text: str, expected: list[str]) -> None:
    nodes = walk(*read(text).article.children)
    kinds = [
        type(node).__name__
        for node in nodes
        if type(node).__name__ in ("Strong", "Emphasis", "InlineCode", "Link")
    ]
    assert kinds == [kind[0].upper() + kind[1:] for kind in expected]


def test_the_ledger_says_what_went_and_why() -> None:
    spans = read(
        "An ![old](https://x.org/p.png) *pier* was closed for the winter, said the council."
    ).report.spans
    gone = [(span.rule, span.text) for span in spans if span.action == "removed" and span.rule != "layout"]
    assert gone == [
        ("markdown", "# "),
        ("image", "![old](https://x.org/p.png) "),
        ("markdown", "*"),
        ("markdown", "*"),
    ]


def test_a_byline_in_marks_is_one() -> None:
    reading = pipeline.examine(
        Source("case.txt", f"# Harbor budget\n\n**By Jane Roe**\n\n{_PROSE}\n".encode())
    )
    assert codec.encode(reading.article).count(b'"Jane Roe"') == 1


def test_depths_start_at_two_and_never_skip() -> None:
    claims = (4, 6, 6, 4, 3, 6, 1, 2, 3, 4, 5, 6)
    reading = read("\n\n".join(f"{'#' * claim} Pier {n}\n\n{_PROSE}" for n, claim in enumerate(claims)))
    depths = [node.depth for node in reading.article.children if isinstance(node, Heading)]
    assert depths == [2, 3, 3, 2, 2, 3, 2, 3, 4, 5, 6, 6]


@pytest.mark.parametrize(
    "piece",
    ["[", "*", "`", "(", "](", "[a](", "![", "**a ", "[*a](", '](a "', "` `` ", "***a* ", "\\", "[[a](b)]"],
)
def test_time_grows_with_the_text_and_no_faster(piece: str) -> None:
    def seconds(length: int) -> float:
        text = "**a**\n" + piece * (length // len(piece))
        draft = Draft(name="", original=text, text=text, blocks=(Block(0, 5), Block(6, len(text))))
        started = time.process_time()
        find_marks(draft, ReadOptions())
        return time.process_time() - started

    assert seconds(80_000) < 16 * seconds(20_000) + 0.1


@pytest.mark.parametrize(
    ("text", "strong"),
    [
        (f"**The piers**\n\n{_PROSE}", 0),
        (f"## **The piers**\n\n{_PROSE}", 0),
        (f"## The **old** piers\n\n{_PROSE}", 1),
        (f"**The mayor said: {_PROSE}**", 1),
    ],
)
def test_a_heading_is_not_strong_as_a_whole(text: str, strong: int) -> None:
    nodes = walk(*read(text).article.children)
    assert sum(isinstance(node, Strong) for node in nodes) == strong
