"""The tree of headings."""

from __future__ import annotations

from convert.model import Article, Blockquote, Emphasis, Heading, Meta, Text
from convert.render.outline import Entry, outline
from tests.trees import BARE, paragraph, reference


def heading(depth: int, text: str) -> Heading:
    return Heading(depth, (Emphasis((Text(text),)), reference("1")))


def shape(entries: list[Entry]) -> list[object]:
    return [(entry.title, entry.anchor, shape(entry.children)) for entry in entries]


def test_headings_stand_below_the_nearest_shallower_one() -> None:
    blocks = (
        heading(3, "a"),
        heading(2, "b"),
        paragraph("x"),
        Blockquote((heading(4, " c\nd "),)),
        heading(3, "e"),
        heading(2, "f"),
    )
    assert shape(outline(Article(Meta(), blocks))) == [
        ("a", "section-1", []),
        ("b", "section-2", [("c d", "section-3", []), ("e", "section-4", [])]),
        ("f", "section-5", []),
    ]


def test_headings_without_words_are_left_out() -> None:
    assert shape(outline(Article(Meta(), (heading(2, " "), heading(2, "a"))))) == [("a", "section-1", [])]


def test_no_headings() -> None:
    assert outline(BARE) == []
