"""Dates in print, to ISO 8601."""

from __future__ import annotations

import pytest

from convert.metadata.dates import parse


@pytest.mark.parametrize(
    ("text", "language", "date"),
    [
        ("March 3, 2025", "en", "2025-03-03"),
        ("3 March 2025", "en", "2025-03-03"),
        ("Mon, Mar. 3, 2025", "en", "2025-03-03"),
        ("Sept. 4th, 2024", "en", "2024-09-04"),
        ("03/04/2025", "en", "2025-03-04"),
        ("03/04/2025", "fr", "2025-04-03"),
        ("31.12.24", "de", "2024-12-31"),
        ("March 2025", "en", "2025-03"),
        ("2025", "en", "2025"),
        ("2025-03-03", None, "2025-03-03"),
        ("2025-03-03T14:05:00-05:00", None, "2025-03-03T14:05:00-05:00"),
        ("March 3, 2025 at 2:05 PM EST", "en", "2025-03-03T14:05:00-05:00"),
        ("March 3, 2025 2:05 p.m. ET", "en", "2025-03-03T14:05:00"),
        ("Sat 5 Apr 2025 10.00 BST", "en", "2025-04-05T10:00:00+01:00"),
        ("3 March 2025, 14:05 UTC+2", "en", "2025-03-03T14:05:00+02:00"),
        ("14. Januar 2025, 18:20 Uhr", "de", "2025-01-14T18:20:00"),
        ("7 mars 2024 à 9h30", "fr", "2024-03-07T09:30:00"),
        ("3 de marzo de 2025", "es", "2025-03-03"),
        ("5 декабря 2023", "ru", "2023-12-05"),
        ("2026年11月23日 14:05", "ja", "2026-11-23T14:05:00"),
        ("2025년 3월 3일", "ko", "2025-03-03"),
    ],
)
def test_a_date_is_read(text: str, language: str | None, date: str) -> None:
    assert parse(text, language) == date


@pytest.mark.parametrize(
    "text",
    [
        "",
        "March 3",
        "yesterday",
        "2 hours ago",
        "12:30",
        "The 2025 report",
        "May 2025 Report",
        "1,024 people in 2025",
        "1999 2001",
        "13/13/2025",
        "2/3",
        "Jane Roe",
        "2025-99-99",
        "9" * 70,
        "0000",
    ],
)
def test_what_is_no_absolute_date_gives_none(text: str) -> None:
    assert parse(text, "en") is None
