"""Who publishes a page, by its title."""

from __future__ import annotations

import pytest

from convert.metadata.titles import split


@pytest.mark.parametrize(
    ("title", "publisher"),
    [
        ("Harbour walls rise | Harbor News", "Harbor News"),
        ("Harbour walls rise - Politics - Harbor News", "Harbor News"),
        ("Harbour walls rise — Harbor News", "Harbor News"),
        ("Harbour walls rise_港口新闻", "港口新闻"),
        ("harbour  walls rise | Harbor News", "Harbor News"),
        ("Harbour walls rise", ""),
        ("Harbour walls rise and fall | Harbor News", ""),
        ("Harbour walls rise-up | Harbor News", ""),
        ("Another headline | Harbor News", ""),
        ("Harbour walls rise - and what it means for all of us who live there", ""),
        ("Harbour walls rise - Feb. 1, 2025", ""),
        ("", ""),
    ],
)
def test_the_end_of_a_title_names_the_publisher(title: str, publisher: str) -> None:
    assert split(title, "Harbour walls rise") == publisher


def test_no_headline_gives_no_publisher() -> None:
    assert split("Harbor News | Home", "") == ""
