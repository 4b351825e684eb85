"""What an entry of a source list says, as CSL JSON."""

from __future__ import annotations

import msgspec
import pytest

from convert.citations.addresses import identity, tracking
from convert.citations.entries import parse


@pytest.mark.parametrize(
    ("text", "item"),
    [
        ("https://example.org/a.", {"URL": "https://example.org/a"}),
        (
            "Title of it - Site, accessed October 5, 2025, https://x.org/a",
            {
                "title": "Title of it",
                "publisher": "Site",
                "accessed": {"date-parts": [[2025, 10, 5]]},
                "URL": "https://x.org/a",
            },
        ),
        (
            "“The talks resume”, Reuters, 5 February 2026. https://reuters.com/x.",
            {
                "title": "The talks resume",
                "publisher": "Reuters",
                "issued": {"date-parts": [[2026, 2, 5]]},
                "URL": "https://reuters.com/x",
            },
        ),
        (
            "Reservoir study for the upper valley. Valley Works, 3 May 2023.",
            {
                "title": "Reservoir study for the upper valley",
                "publisher": "Valley Works",
                "issued": {"date-parts": [[2023, 5, 3]]},
            },
        ),
        # Three sentences: whether the first is an author or a title, nobody says; so all of it is the title.
        (
            "Jane Roe. The budget explained. City Council.",
            {"title": "Jane Roe. The budget explained. City Council"},
        ),
        ("Field notes of the 1978 expedition.", {"title": "Field notes of the 1978 expedition"}),
        ("https://[broken", {"URL": "https://[broken"}),
    ],
)
def test_an_entry_is_parsed(text: str, item: dict[str, object]) -> None:
    found = msgspec.json.decode(msgspec.json.encode(parse(text, "en")))
    found.pop("type", None)
    assert found == item


@pytest.mark.parametrize(
    ("url", "clean"),
    [
        ("https://a.b/c?utm_source=chatgpt.com", "https://a.b/c"),
        ("https://a.b/c?utm_source=x&d=1", "https://a.b/c?d=1"),
        ("https://a.b/c?d=1&utm_source=x", "https://a.b/c?d=1"),
        ("https://a.b/c?utm_source=x&utm_medium=y#f", "https://a.b/c#f"),
        ("https://a.b/c?utm_a=x&d=2&utm_b=y&e=3&gclid=z", "https://a.b/c?d=2&e=3"),
        ("https://a.b/c?my_utm_source=x", "https://a.b/c?my_utm_source=x"),
        ("https://a.b/utm_source=x", "https://a.b/utm_source=x"),
    ],
)
def test_tracking_parameters_go_and_the_rest_holds(url: str, clean: str) -> None:
    for start, end in reversed(list(tracking(url))):
        url = url[:start] + url[end:]
    assert url == clean


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        ("https://www.example.org/a/", "http://example.org/a#part", True),
        ("https://EXAMPLE.org/a", "https://example.org/a", True),
        ("https://example.org/a?x=1", "https://example.org/a?x=2", False),
        ("https://example.org/A", "https://example.org/a", False),
    ],
)
def test_addresses_of_one_page_are_the_same(one: str, two: str, same: bool) -> None:
    assert (identity(one) == identity(two)) is same
