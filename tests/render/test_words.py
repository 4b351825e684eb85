"""What writers say in words of their own."""

from __future__ import annotations

import pytest

from convert.model import Meta, Organization, Person
from convert.render import words

A, B, C = Person("A"), Organization("B"), Person("C")


@pytest.mark.parametrize(
    ("authors", "parts"),
    [
        ((), []),
        ((A,), ["By ", A]),
        ((A, B), ["By ", A, " and ", B]),
        ((A, B, C), ["By ", A, ", ", B, " and ", C]),
    ],
)
def test_byline_parts_spell_the_byline(authors: tuple[Person, ...], parts: list[str | Person]) -> None:
    meta = Meta(author=authors, inLanguage="en")
    assert words.byline_parts(meta) == parts
    assert words.byline(meta) == "".join(part if isinstance(part, str) else part.name for part in parts)
    assert words.byline(meta).removeprefix("By ") == words.authors(meta)


@pytest.mark.parametrize(
    "tag", ["en", "de-AT", "zh-Hant-TW", "es-419", "ca-valencia", "de-1996", "und", "ckb"]
)
def test_well_formed_language(tag: str) -> None:
    assert words.language(tag) == tag


@pytest.mark.parametrize(
    "tag", [None, "", "english", "en_US", "en-", "-en", "e", "en us", "en-x-y", "<en>", "en\n"]
)
def test_unknown_language(tag: str | None) -> None:
    assert words.language(tag) == "und"


@pytest.mark.parametrize(
    ("tag", "direction"), [("en", "ltr"), ("ps", "rtl"), ("ur-PK", "rtl"), (None, "ltr"), ("cy", "ltr")]
)
def test_direction(tag: str | None, direction: str) -> None:
    assert words.direction(tag) == direction


def test_blank_headline() -> None:
    assert words.headline(Meta(headline=" \n", inLanguage="en")) == "Untitled article"
