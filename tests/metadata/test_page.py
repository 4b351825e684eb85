"""What the markup of a page says of its article, source by source and together."""

from __future__ import annotations

import json
from collections.abc import Iterable

import lxml.html
import pytest

from convert.draft import Claim, Draft
from convert.metadata.choose import choose
from convert.metadata.page import read
from convert.model import Meta
from convert.parts import METADATA, PageMetadata


def parsed(page: str) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(page)


def said(claims: Iterable[Claim]) -> list[tuple[str, str]]:
    return [
        (
            claim.property,
            claim.value if isinstance(claim.value, str) else ", ".join(each.name for each in claim.value),
        )
        for claim in claims
    ]


def chosen(page: str, url: str | None = None) -> Meta:
    return choose(Draft(name="page.html", original="", text="", claims=read(parsed(page), url)), {})[0]


def scripted(value: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(value)}</script>'


@pytest.mark.parametrize(
    ("part", "page", "expected"),
    [(part, page, expected) for part in METADATA.all() for page, expected in part.examples.items()],
)
def test_a_source_claims_what_its_examples_say(
    part: PageMetadata, page: str, expected: tuple[tuple[str, str], ...]
) -> None:
    claims = list(part.claims(parsed(page), None))
    assert said(claims) == list(expected)
    assert {(claim.start, claim.end, claim.rule) for claim in claims} == {(0, 0, part.name)}
    assert all(0 < claim.confidence < 1 for claim in claims)


@pytest.mark.parametrize(
    ("part", "page"), [(part, page) for part in METADATA.all() for page in part.near_misses]
)
def test_a_source_claims_nothing_in_its_near_misses(part: PageMetadata, page: str) -> None:
    assert said(part.claims(parsed(page), None)) == []


def test_every_source_is_called_as_its_file_and_has_examples() -> None:
    assert [part.name for part in METADATA.all()] == list(METADATA.names())
    assert [part.name for part in METADATA.all() if not (part.examples and part.near_misses)] == []
