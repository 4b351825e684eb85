"""Plain text says everything, and nothing but text."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings

from convert.model import (
    Article,
    Block,
    Blockquote,
    Break,
    Code,
    FootnoteDefinition,
    FootnoteReference,
    Link,
    List,
    Meta,
    Table,
    TableCell,
    TableRow,
    Text,
)
from convert.model.text import lines
from convert.options import WriteOptions
from convert.parts import WRITERS
from convert.render.characters import ILLEGAL, legal
from convert.render.notes import cited, further
from tests.trees import (
    HOSTILE,
    RICH,
    RIGHT_TO_LEFT,
    articles,
    everywhere,
    item,
    nested,
    paragraph,
    reference,
    row,
)


def _text(article: Article) -> str:
    return WRITERS.load("text").write(article, WriteOptions()).decode()


def _body(*blocks: Block) -> str:
    """Return the text below the headline."""
    return _text(Article(Meta(headline="-"), blocks)).removeprefix("-\n").lstrip("\n")


def test_a_rich_article_in_full() -> None:
    assert (
        _text(RICH)
        == """\
Harbour & town agree on a <new> bridge

Work begins in spring, the “harbour board” says.

By Jane Roe, John Doe and Coast News Service

3 March 2025, 14:05 UTC−05:00 · Updated 4 March 2025

PORT ELLERY, Maine (CNS) -- The board agreed.[1][2]

What is planned

A long way.
Then a<b

In steps

- First

- Second

  3. Third

> We will build.
>
> — The mayor[1]

In numbers

Year        Cost
----  ----  ----
2025  plan   1.5
2026

* * *

The bridge

The bridge, drawn.

A lost picture <http://example.com/lost.jpg>

Its caption.

A caption alone.

Sources & links

    if a < b:
        print('</script>')

the plan <https://example.com/plan>badbelownowherewith a note[2] inside <https://example.com/x>[unknown]

An earlier version misstated the length of the bridge.

Notes

[1] Source not given in the text
[2] Roe, Jane. The plan. https://example.com/p

First published by The Port Ellery Post, https://example.com/bridge?a=1&b=2

© 2025 The Port Ellery Post
"""
    )


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        (paragraph("one\ntwo\t three "), "one two three\n"),
        (paragraph("one", Break(), " two"), "one\ntwo\n"),
        (paragraph(Link("https://e.org/", (Text("e.org"),))), "e.org\n"),
        (paragraph(Link("mailto:a@e.org", (Text("a@e.org"),))), "a@e.org\n"),
        (paragraph("see ", Link("https://e.org/x", ())), "see <https://e.org/x>\n"),
        (List((item(paragraph("a")), item(paragraph("b"))), True, 9), "9. a\n10. b\n"),
        (
            Blockquote((List((item(paragraph("a", Break(), "b")),)), Code("x\n\ny"))),
            "> - a\n>   b\n>\n>     x\n>\n>     y\n",
        ),
        (Table((row("字", "b"), row("c", "d")), ("right",)), "字  b\n--  -\n c  d\n"),
        (Code(" \n "), ""),
        (Code("\n x\n"), "     x\n"),
        (Table(()), ""),
    ],
)
def test_a_block_is_laid_out(block: Block, expected: str) -> None:
    assert _body(block) == expected


@settings(deadline=None)
@given(articles)
def test_every_character_of_the_tree_is_there_in_order(article: Article) -> None:
    notes = [line for note in cited(article) for line in lines(*note.children)]
    found = iter(_text(article))
    missing = [
        character
        for line in (*lines(*article.children), *notes, *lines(*further(article)))
        for character in legal(line)
        if not character.isspace() and character not in found
    ]
    assert missing == []


@settings(deadline=None)
@given(articles)
def test_it_ends_in_one_line_feed_and_moves_no_cursor(article: Article) -> None:
    text = _text(article)
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert not re.search(f"[{ILLEGAL}]", text)


def test_a_table_that_says_nothing_is_nothing() -> None:
    empty = Table((TableRow((TableCell(()), TableCell(()))), TableRow((TableCell(()),))))
    headed = Table((TableRow((TableCell((Text("Year"),)),)), TableRow(())))
    notes = (FootnoteDefinition("1", "1", (empty,)),)
    article = Article(Meta(headline="Tables"), (empty, headed), notes)
    assert _text(article) == "Tables\n\nYear\n----\n"


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_is_written(text: str) -> None:
    assert _text(everywhere(text))


def test_labels_are_in_the_language_of_the_article() -> None:
    assert "\n\nالهوامش\n\n[1] محضر الجلسة\n" in _text(RIGHT_TO_LEFT)


def test_a_reference_has_the_label_of_its_note() -> None:
    notes = (FootnoteDefinition("x", "7", (paragraph("The note."),)),)
    article = Article(Meta(), (paragraph("So", FootnoteReference("x", "1"), reference("y")),), notes)
    assert "So[7][y]\n" in _text(article)


def test_depth_costs_no_recursion() -> None:
    assert "The innermost." in _text(nested(2000))
