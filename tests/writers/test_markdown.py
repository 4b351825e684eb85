"""Markdown says what the tree says, to a reader of CommonMark with GitHub's tables and footnotes."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import given, settings

from convert.model import (
    Article,
    Block,
    Code,
    Emphasis,
    FootnoteDefinition,
    Heading,
    Image,
    Inline,
    InlineCode,
    Link,
    List,
    Meta,
    Strong,
    Table,
    TableCell,
    TableRow,
    Text,
)
from convert.options import WriteOptions
from convert.parts import WRITERS
from convert.render.characters import ILLEGAL
from tests.trees import BARE, HOSTILE, RICH, articles, everywhere, item, nested, paragraph, reference, row
from tests.writers.markdown_reader import hostile_inlines, in_markdown, in_tree

_NOTES = (FootnoteDefinition("1", "1", (paragraph("The note."),)),)


def _markdown(article: Article) -> str:
    return WRITERS.load("markdown").write(article, WriteOptions()).decode()


def _body(*blocks: Block, notes: tuple[FootnoteDefinition, ...] = _NOTES) -> str:
    """Return the Markdown of blocks, without front matter."""
    return _markdown(Article(Meta(), blocks, notes))


@settings(deadline=None)
@given(articles)
def test_a_reader_finds_the_blocks_and_every_character_of_the_tree(article: Article) -> None:
    bare = Article(Meta(), article.children, article.notes)
    assert in_markdown(_markdown(bare)) == in_tree(bare)


@settings(deadline=None)
@given(hostile_inlines)
def test_no_text_is_markup_wherever_it_stands(inlines: tuple[Inline, ...]) -> None:
    cell = TableCell(inlines)
    blocks = (
        paragraph(*inlines),
        Heading(2, inlines),
        List(
            (
                item(paragraph(*inlines)),
                item(paragraph(*inlines), List((item(paragraph(*inlines)),), True, 7)),
            )
        ),
        Table((TableRow((cell, cell)), TableRow((cell,)))),
    )
    article = Article(Meta(), blocks, _NOTES)
    assert in_markdown(_markdown(article)) == in_tree(article)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_stays_text(text: str) -> None:
    hostile = everywhere(text)
    bare = Article(Meta(), hostile.children, hostile.notes)
    assert in_markdown(_markdown(bare)) == in_tree(bare)


@pytest.mark.parametrize(
    ("inlines", "expected"),
    [
        (("5 * 3 < 20 & snake_case",), "5 \\* 3 \\< 20 & snake_case"),
        (("AT&T &copy; &#38;",), "AT&T \\&copy; \\&#38;"),
        (("see www.e.org or HTTP://e.org/*",), "see www\\.e.org or HTTP\\://e.org/\\*"),
        (("# no heading",), "\\# no heading"),
        (("1. no item",), "1\\. no item"),
        (("1.5 million",), "1.5 million"),
        (("-5 degrees",), "-5 degrees"),
        (("- no item",), "\\- no item"),
        (("{{< figure >}} {% raw %}",), "\\{\\{\\< figure >}} \\{\\% raw %}"),
        (("What!", reference("1"), "(sic)"), "What\\![^1]\\(sic)"),
        (("a ", Strong((Text("bold "),)), "word"), "a **bold** word"),
        (("un", Emphasis((Text("frigging"),)), "believable"), "un*frigging*believable"),
        (("这是", Strong((Text("粗体"),)), "文字"), "这是**粗体**文字"),
        (("A ", Strong((Text("stop."),)), "Next"), "A **stop.**&#78;ext"),
        ((Emphasis((Text("The "), Strong((Text("Post"),)))),), "_The **Post**_"),
        ((InlineCode("a`b"),), "``a`b``"),
        ((Link("https://e.org/x", (Text("https://e.org/x"),)),), "<https://e.org/x>"),
        ((Link("https://e.org/a_(b)", (Text("b"),), 'a "b"'),), '[b](<https://e.org/a_(b)> "a \\"b\\"")'),
        ((Link("javascript:alert(1)", (Text("bad"),)),), "bad"),
        ((Image("https://e.org/p.png", "A [picture]"),), "![A \\[picture\\]](https://e.org/p.png)"),
    ],
)
def test_an_inline_is_written_plainly(inlines: tuple[Any, ...], expected: str) -> None:
    assert _body(paragraph(*inlines)).splitlines()[0] == expected


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        (Code("```\nx\n```", "python"), "````python\n```\nx\n```\n````"),
        (Code("x", "no such`language"), "```\nx\n```"),
        (Heading(2, (Text("In C #"),)), "## In C \\#"),
        (List((item(paragraph("a")), item(paragraph("b"))), True, 9), "9. a\n10. b"),
        (List((item(), item(paragraph("b")))), "-\n- b"),
        (Table((row("a", "b|c"), row("d"))), "| a | b\\|c |\n| --- | --- |\n| d |  |"),
        (Table((TableRow((TableCell((InlineCode("a|b"),)),)),)), "| a\\|b |\n| --- |"),
        (Table((TableRow((TableCell((InlineCode("a b"),)),)),)), "| `a b` |\n| --- |"),
    ],
)
def test_a_block_is_written_plainly(block: Block, expected: str) -> None:
    assert _body(block, notes=()) == f"{expected}\n"


def test_lists_in_a_row_stay_apart() -> None:
    one, empty = List((item(paragraph("x")),)), List(())
    assert _body(one, paragraph(" "), one, empty, one, notes=()) == "- x\n\n* x\n\n- x\n"
    assert _body(one, paragraph("y"), one, notes=()) == "- x\n\ny\n\n- x\n"


@pytest.mark.parametrize(
    "inlines",
    [
        ("1", Strong((Text("1"),)), Emphasis((Strong((Text("1"),)),))),
        (Emphasis((reference("1"),)), "1", Emphasis((Text(":"),))),
        (Emphasis((Text("1"),)), Strong((Emphasis((reference("1"),)), Text(" 1")))),
        (Emphasis((Link("https://example.com", (Text("1 "), reference("1"))),)),),
        (Emphasis((Text("1"),)), Strong((Emphasis((Text("2"),)), Text("3"))), Emphasis((Text("4"),))),
        (Strong((Text(" "),)), Emphasis((Text("\u00a0"), Strong((Text("x "),)))), "y"),
        (InlineCode("0"), Image("mailto:desk@example.com", ""), InlineCode("0")),
    ],
)
def test_marks_that_touch_are_told_apart(inlines: tuple[Any, ...]) -> None:
    article = Article(Meta(), (paragraph(*inlines),), _NOTES)
    assert in_markdown(_markdown(article)) == in_tree(article)


def test_notes_are_footnotes_numbered_from_one() -> None:
    text = _body(
        paragraph("So", reference("b")),
        notes=(FootnoteDefinition("b", "ii", (paragraph("x"), paragraph("y"))),),
    )
    assert text == "So[^1]\n\n[^1]: x\n\n    y\n"


def test_metadata_are_front_matter_that_json_reads_too() -> None:
    _, front, body = _markdown(RICH).split("---\n", 2)
    found = {key: json.loads(value) for key, value in (line.split(": ", 1) for line in front.splitlines())}
    assert found == {
        "title": "Harbour & town agree on a <new> bridge",
        "description": "Work begins in spring, the “harbour board” says.",
        "author": ["Jane Roe", "John Doe", "Coast News Service"],
        "date": "2025-03-03T14:05:00-05:00",
        "lastmod": "2025-03-04",
        "lang": "en-US",
        "categories": ["Local"],
        "tags": ["harbour", "bridges"],
        "image": "https://example.com/bridge.jpg",
        "canonical_url": "https://example.com/bridge?a=1&b=2",
        "publisher": "The Port Ellery Post",
        "correction": ["An earlier version misstated the length of the bridge."],
        "rights": "© 2025 The Port Ellery Post",
    }
    assert "Harbour & town" not in body


@pytest.mark.parametrize(
    ("date", "line"),
    [
        ("2025", 'datePublished: "2025"'),
        ("2025-03", 'datePublished: "2025-03"'),
        ("2025-03-03", 'date: "2025-03-03"'),
        ("2025-03-03T14:05", 'date: "2025-03-03T14:05:00"'),
        ("2025-03-03T14:05:59-05:00", 'date: "2025-03-03T14:05:59-05:00"'),
        ("2025-03-03T14:05-05:00", 'date: "2025-03-03T14:05:00-05:00"'),
        ("2025-03-03T14:05Z", 'date: "2025-03-03T14:05:00Z"'),
    ],
)
def test_a_date_has_what_site_builders_need_or_another_name(date: str, line: str) -> None:
    assert _markdown(Article(Meta(datePublished=date), ())).splitlines()[1] == line


@pytest.mark.parametrize("text", HOSTILE)
def test_front_matter_is_a_line_a_key_whatever_the_values(text: str) -> None:
    front = _markdown(everywhere(text)).removeprefix("---\n").partition("\n---\n")[0]
    assert all(json.loads(line.partition(": ")[2]) for line in front.split("\n"))
    # YAML 1.2, 5.1: what it cannot hold as it stands.
    assert not re.search(f"[{ILLEGAL}\u2028\u2029\ufeff]", front)


def test_nothing_known_is_no_front_matter() -> None:
    assert _body(paragraph("Text."), notes=()) == "Text.\n"


def test_depth_costs_no_recursion() -> None:
    assert "The innermost." in _markdown(nested(2000))


def test_a_bare_article_in_full() -> None:
    assert _markdown(BARE) == (
        '---\ntitle: "Council keeps the library open"\nlang: "en"\n---\n\n'
        "The council voted on Tuesday.\n\nThe vote was 7 to 2.\n"
    )
