"""Links of a page that are citations: a number, or a publisher's name that an assistant has set behind a sentence."""

from __future__ import annotations

import pytest

from convert import pipeline
from convert.model.text import plain
from convert.options import ReadOptions
from convert.source import Source

_TEXT = "Work on the two piers begins in April, with crews on site around the clock until the summer."
_ASSISTANT = "?utm_source=chatgpt.com"


@pytest.mark.parametrize(
    ("line", "said", "addresses"),
    [
        (
            'It met.<a href="https://a.example/1">[1]</a><a href="https://a.example/2">[2]</a>',
            "It met.",
            ["https://a.example/1", "https://a.example/2"],
        ),
        (
            f'It met. <a href="https://a.example/1{_ASSISTANT}">Port News</a>',
            "It met.",
            ["https://a.example/1"],
        ),
        (
            f'It met. <a href="https://a.example/1{_ASSISTANT}"><b>Port News</b><i>+2</i></a> It rose.',
            "It met. It rose.",
            ["https://a.example/1"],
        ),
        (
            'It met in May<sup><a href="https://a.example/1">1</a></sup>.<sup><a href="https://a.example/2">2</a></sup>',
            "It met in May.",
            ["https://a.example/1", "https://a.example/2"],
        ),
        # Near misses: a link that the sentence needs, a year, a list of names.
        (f'<a href="https://a.example/1{_ASSISTANT}">Port News</a> says so.', "Port News says so.", []),
        ('It met in <a href="https://a.example/1">2019</a>.', "It met in 2019.", []),
        ('It met in 20<a href="https://a.example/1">19</a>.', "It met in 2019.", []),
        ('It met at pier <a href="https://a.example/1">4</a>.', "It met at pier 4.", []),
        (
            'It met. <a href="https://a.example/1">Port News 24</a> says so.',
            "It met. Port News 24 says so.",
            [],
        ),
    ],
)
def test_a_link_that_cites_is_a_note(line: str, said: str, addresses: list[str]) -> None:
    page = f"<html lang=en><body><h1>Harbor budget</h1><p>{line}</p><p>{_TEXT}</p></body></html>"
    article = pipeline.examine(Source("page.html", page.encode()), ReadOptions(language="en")).article
    assert [plain(block) for block in article.children] == [said, _TEXT]
    assert [note.source.URL for note in article.notes if note.source] == addresses
