"""Character references mean what they do on the web, however long they are."""

from __future__ import annotations

import pytest

from convert import pipeline
from convert.references import unescape
from convert.source import Source

LONG = "1" * 5000


@pytest.mark.parametrize(
    ("text", "means"),
    [
        (f"a&#{LONG};b", "a\ufffdb"),
        (f"a&#{LONG} b", "a\ufffd b"),
        (f"a&#{'0' * 5000}65;b", "aAb"),
        (f"a&#{'0' * 5000};b", "a\ufffdb"),
        ("a&#65;&#x41;&amp;#65;", "aAA&#65;"),
        ("a&#00000065b", "aAb"),
        (f"a&{LONG};# {LONG}", f"a&{LONG};# {LONG}"),  # no reference
    ],
)
def test_a_reference_of_any_length_is_a_character(text: str, means: str) -> None:
    assert unescape(text) == means


@pytest.mark.parametrize(
    "page",
    [
        f"<p>The council voted &#{LONG}; on Tuesday.</p>",
        f"<h1>Fares &#{LONG};</h1><p>The council <b title='&#{LONG};'>voted</b> on Tuesday.</p>",
        f"<meta property=og:title content='&#{LONG};'><p>The council voted on Tuesday.</p>",
        f"<p>The council <sup>&#{LONG};</sup> voted on Tuesday. <a href='https://example.org/&#{LONG};'>a</a></p>",
    ],
)
def test_a_page_with_such_references_is_read(page: str) -> None:
    assert pipeline.read(Source("page.html", page.encode())).article.children
