"""Bylines: the authors that a line names, and lines that only begin like one."""

from __future__ import annotations

import pytest

from convert.metadata.bylines import Author, bare, parse
from convert.model import Organization, Person

ROE, DOE = Person("Jane Roe"), Person("John Doe")


@pytest.mark.parametrize(
    ("text", "language", "authors"),
    [
        ("By Jane Roe", "en", (ROE,)),
        ("by Jane Roe.", "en", (ROE,)),
        ("By Jane Roe and John Doe", "en", (ROE, DOE)),
        ("By Jane Roe, John Doe and Ana Roe", "en", (ROE, DOE, Person("Ana Roe"))),
        ("By Jane Roe & John Doe, Associated Press", "en", (ROE, DOE, Organization("Associated Press"))),
        ("By JANE ROE", "en", (ROE,)),
        ("By Jane Roe in London", "en", (ROE,)),
        ("By Reuters", "en", (Organization("Reuters"),)),
        (
            "Written by Jane Roe, science correspondent",
            "en",
            (Person("Jane Roe", jobTitle="science correspondent"),),
        ),
        ("Author: J. R. O'Neill", "en", (Person("J. R. O'Neill"),)),
        ("By Ludwig van der Berg", "en", (Person("Ludwig van der Berg"),)),
        ("Von Katharina Möllner und Jörg Ott", "de", (Person("Katharina Möllner"), Person("Jörg Ott"))),
        ("Par Élodie Garrigue", "fr", (Person("Élodie Garrigue"),)),
        ("Автор: Анна Коробова", "ru", (Person("Анна Коробова"),)),
    ],
)
def test_a_byline_names_its_authors(text: str, language: str, authors: tuple[Author, ...]) -> None:
    assert parse(text, language) == authors


@pytest.mark.parametrize(
    "text",
    [
        "By the time the sun rose, they had gone.",
        "By 2025 all cars will be electric",
        "By a majority vote",
        "Bye Jane",
        "Jane Roe",
        "By Jane Roe. She was the first to cross the strait alone.",
        "by",
    ],
)
def test_a_line_that_only_begins_like_a_byline_names_no_one(text: str) -> None:
    assert parse(text, "en") == ()


@pytest.mark.parametrize(
    ("text", "authors"),
    [("Jane Roe", (ROE,)), ("Jane", ()), ("Jane Roe said", ()), ("Harbor News", ()), ("", ())],
)
def test_a_bare_name(text: str, authors: tuple[Author, ...]) -> None:
    assert bare(text) == authors
