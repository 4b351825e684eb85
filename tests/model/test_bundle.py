"""A bundle counts its articles through its sections."""

from __future__ import annotations

import pytest

from convert.model import Article, Bundle, Meta, Section
from convert.model.bundle import PLACE, placed


def _article(headline: str) -> Article:
    return Article(Meta(headline=headline), ())


def test_articles_are_those_of_all_sections_in_order() -> None:
    a, b, c = map(_article, "abc")
    assert Bundle(Meta(), (Section((a, b), "first"), Section((c,)))).articles == (a, b, c)


@pytest.mark.parametrize("n", [1, 9, 10, 12345])
def test_a_place_is_told_by_its_address(n: int) -> None:
    assert placed(PLACE.format(n=n)) == n


@pytest.mark.parametrize(
    "url",
    ["#article-0", "#article-01", "#article-", "#article-1x", "#article-1-note-2", "article-1", "#note-1"],
)
def test_no_other_address_is_one(url: str) -> None:
    assert placed(url) is None
