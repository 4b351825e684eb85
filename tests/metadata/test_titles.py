"""Titles of pages: where the headline may end, and who publishes it."""

from __future__ import annotations

import pytest

from convert.metadata.titles import ends, is_barred, name


@pytest.mark.parametrize(
    ("title", "barred"),
    [
        ("Harbour walls rise | Harbor News", True),
        ("海港的城墙升高了_港口新闻", True),
        ("Harbour walls rise - Harbor News", False),
        ("Harbour | walls rise - Harbor News", False),
        ("Harbour walls rise", False),
    ],
)
def test_a_bar_is_told_from_a_dash(title: str, barred: bool) -> None:
    assert is_barred(title) is barred


@pytest.mark.parametrize(
    ("title", "headlines", "publisher"),
    [
        ("Harbour walls rise | Harbor News", ["Harbour walls rise"], "Harbor News"),
        (
            "Harbour walls rise - Politics - Harbor News",
            ["Harbour walls rise", "Harbour walls rise - Politics"],
            "Harbor News",
        ),
        ("Harbour walls rise — Harbor News", ["Harbour walls rise"], "Harbor News"),
        ("海港的城墙升高了_港口新闻", ["海港的城墙升高了"], "港口新闻"),
        ("Harbour walls rise", [], ""),
        ("Harbour walls rise-up | Harbor News", ["Harbour walls rise-up"], "Harbor News"),
        ("Harbour walls rise - and what it means for all of us who live there", [], ""),
        ("Harbour walls rise - and what now", [], ""),
        ("Harbour walls rise - Feb. 1, 2025", [], ""),
        ("Harbour | Harbor News", [], ""),
        ("", [], ""),
    ],
)
def test_the_end_of_a_title_names_the_publisher(title: str, headlines: list[str], publisher: str) -> None:
    assert [title[:end] for end in ends(title)] == headlines
    assert not headlines or name(title) == publisher
