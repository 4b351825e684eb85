"""HTML, case by case: `html.txt` holds what stands amid an article and the Markdown that it is read as.

Two paragraphs stand around each case, so that it is an article's.
"""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from convert import pipeline
from convert.model import Link
from convert.model.text import plain
from convert.model.walk import walk
from convert.options import ReadOptions
from convert.source import Source
from tests.cases import Case, cases, ids

CASES = tuple(cases(Path(__file__).with_name("html.txt")))
FIRST = (
    "The harbor council met for nine hours on Monday and agreed on a budget for the coming year, its fourth."
)
LAST = (
    "Opponents called the plan a wager on grant money that has not yet arrived in the accounts of the city."
)


def read_amid(html: str) -> str:
    """Return the Markdown that `html` is read as amid an article."""
    page = f"<html lang=en><body><h1>Harbor budget passes</h1><p>{FIRST}</p>{html}<p>{LAST}</p></body></html>"
    options = ReadOptions(language="en", base_url="https://example.org/news/harbor")
    article = pipeline.examine(Source("page.html", page.encode()), options).article
    text = pipeline.write(article, "markdown").decode().partition("\n---\n")[2]
    before, _, rest = text.partition(FIRST)
    assert not before.strip()
    amid, _, behind = rest.partition(LAST)
    return "\n\n".join(filter(None, (amid.strip("\n"), behind.strip("\n"))))


@pytest.mark.parametrize("case", CASES, ids=ids)
def test_what_a_page_sets_is_read(case: Case) -> None:
    assert read_amid(case.given) == case.expected.strip("\n")


# In all of the charsets but UTF-16 they are what they are in ASCII.
@pytest.mark.parametrize("charset", ["utf-16", "unicode_escape", "utf-7", "rot13"])
def test_a_page_that_says_it_has_what_it_cannot_have_is_read_as_it_is(charset: str) -> None:
    odd = r"A budget of 9 \u003c 10 million, +ADw-i+AD4-, as it stands."
    page = f"<meta charset={charset}><h1>Harbor budget passes</h1><p>{FIRST}<p>{odd}<p>{LAST}"
    article = pipeline.read(Source("page.html", page.encode())).article
    assert [plain(block) for block in article.children] == [FIRST, odd, LAST]


def test_a_charset_whose_codec_takes_a_square_of_time_is_none() -> None:
    page = f"<meta charset=punycode><h1>Harbor</h1><p>{FIRST.replace('-', ' ') * 4000}<p>-{'a' * 400_000}"
    began = time.process_time()
    assert pipeline.read(Source("page.html", page.encode())).article.children
    assert time.process_time() - began < 10


@pytest.mark.parametrize("nest", ["<div>", "<table><tr><td>", "<b><i>", "<ul><li>"])
def test_a_page_that_is_nested_without_end_keeps_its_text(nest: str) -> None:
    page = f"<html lang=en><body>{nest * 3000}<h1>Harbor budget passes</h1><p>{FIRST}<p>{LAST}"
    reading = pipeline.examine(Source("page.html", page.encode()), ReadOptions(language="en"))
    assert reading.article.meta.headline == "Harbor budget passes"
    assert [plain(block) for block in reading.article.children] == [FIRST, LAST]
    assert "nested-too-deep" in [each.code for each in reading.report.diagnostics]


@pytest.mark.parametrize(
    ("html", "base", "said"),
    [
        ("<a href='/a'>One</a> pier.", None, ["a link in the text is relative"]),
        ("<a href='a.html'>One</a> and <a href='?b'>two</a>.", None, ["2 links in the text are relative"]),
        ("<a href='/a'>One</a> pier.", "https://example.org/", []),
        ("<a href='https://example.org/a'>One</a> pier.", None, []),
        ("<a href='#top'>One</a>, <a href='javascript:go()'>two</a>, <a>three</a>.", None, []),
    ],
)
def test_links_that_are_relative_to_nothing_are_told(html: str, base: str | None, said: list[str]) -> None:
    page = f"<body><nav><a href='/x'>News</a></nav><h1>Harbor budget passes</h1><p>{FIRST}<p>{html}<p>{LAST}"
    options = ReadOptions(language="en", base_url=base)
    reading = pipeline.examine(Source("page.html", page.encode()), options)
    told = [each.message for each in reading.report.diagnostics if each.code == "link-relative"]
    assert [message.partition(",")[0] for message in told] == said


@pytest.mark.parametrize(("count", "linked"), [(900, True), (20_000, False)])
def test_an_element_with_more_attributes_than_any_has_none_and_its_text_stays(
    count: int, linked: bool
) -> None:
    many = " ".join(f'a{n}="b > c"' for n in range(count))
    page = f'<p>The council <a href="https://example.org/a" {many}>voted</a> on Tuesday.</p>'
    (paragraph,) = pipeline.read(Source("page.html", page.encode())).article.children
    assert plain(paragraph) == "The council voted on Tuesday."
    assert any(isinstance(node, Link) for node in walk(paragraph)) == linked
