"""Web addresses in prose: where they end."""

from __future__ import annotations

import pytest

from convert import pipeline
from convert.model import Link
from convert.model.walk import walk
from convert.source import Source

# What stands in the text, and the address in it.
CASES = [
    ("See https://example.org/a, and go.", "https://example.org/a"),
    ("ウェブサイト（https://example.org/timetable）でも見ることができる。", "https://example.org/timetable"),
    ("参照：https://example.org/a。それから次の文。", "https://example.org/a"),
    ("见 https://example.org/b，还有更多内容。", "https://example.org/b"),
    ("「https://example.org/c」と書いてある。", "https://example.org/c"),
    ("https://ja.example.org/wiki/東京タワー が開いた。", "https://ja.example.org/wiki/東京タワー"),
    ("https://ja.example.org/wiki/港_(曖昧さ回避) を見る。", "https://ja.example.org/wiki/港_(曖昧さ回避)"),
]


@pytest.mark.parametrize(("text", "address"), CASES)
def test_an_address_ends_where_the_text_goes_on(text: str, address: str) -> None:
    article = pipeline.examine(Source("a.txt", f"Heading\n\n{text}\n".encode())).article
    assert [node.url for node in walk(article) if isinstance(node, Link)] == [address]
