"""Walking visits each node once, in reading order, at any depth; plain text is what a reader reads."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from convert.model import (
    Article,
    Break,
    Code,
    Emphasis,
    FootnoteDefinition,
    FootnoteReference,
    Heading,
    Image,
    InlineCode,
    Link,
    List,
    Meta,
    Node,
    Table,
    TableCell,
    Text,
)
from convert.model.text import count_words, leaves, lines, plain
from convert.model.walk import children, walk
from tests.trees import BARE, RICH, articles, item, nested, paragraph, reference, row


def test_a_node_comes_before_what_is_in_it_and_notes_come_last() -> None:
    note = FootnoteDefinition("1", "1", (paragraph("c"),))
    article = Article(Meta(), (paragraph("a", Emphasis((Text("b"),))), paragraph()), (note,))
    assert [type(node).__name__ for node in walk(article)] == [
        *("Article", "Paragraph", "Text", "Emphasis", "Text", "Paragraph"),
        *("FootnoteDefinition", "Paragraph", "Text"),
    ]


@settings(deadline=None)
@given(articles)
def test_every_node_is_visited_once(article: Article) -> None:
    def count(node: Node) -> int:
        return 1 + sum(map(count, children(node)))

    assert len(list(walk(article))) == count(article)


def test_depth_costs_no_recursion() -> None:
    assert sum(1 for _ in walk(nested(20_000))) == 20_003


@pytest.mark.parametrize(
    ("node", "text"),
    [
        (paragraph("a ", Emphasis((Text("b"),)), InlineCode("c")), "a bc"),
        (paragraph("a", Break(), "b"), "a\nb"),
        (paragraph("a", reference("1")), "a"),
        (paragraph(Link("https://example.com", (Text("a"),), "title")), "a"),
        (paragraph(Image("https://example.com/i.png", "alt", "title")), "alt"),
        (paragraph(Image("https://example.com/i.png")), ""),
        (Code("x\n  y", "python"), "x\n  y"),
        (FootnoteReference("1", "1"), ""),
    ],
)
def test_plain_text_is_what_is_read(node: Node, text: str) -> None:
    assert plain(node) == text


def test_leaves_are_the_blocks_with_text_of_their_own() -> None:
    blocks = (
        Heading(2, (Text("a"),)),
        List((item(paragraph("b"), List((item(paragraph("c")),))),)),
        Table((row("d", ""),)),
        Code("e"),
    )
    assert lines(*blocks) == ["a", "b", "c", "d", "e"]
    assert sum(isinstance(leaf, TableCell) for leaf in leaves(*blocks)) == 2


def test_lines_of_an_article_include_its_notes() -> None:
    assert lines(BARE) == ["The council voted on Tuesday.", "The vote was 7 to 2."]
    assert lines(RICH)[-2:] == ["Source not given in the text", "Roe, Jane. The plan. https://example.com/p"]


@pytest.mark.parametrize(
    ("text", "words"),
    [("", 0), ("Ada’s well-known U.S. plan", 4), ("言葉と文字", 3), ("1,000 — 2", 3), ("é", 1)],
)
def test_words_are_counted(text: str, words: int) -> None:
    assert count_words(text) == words
