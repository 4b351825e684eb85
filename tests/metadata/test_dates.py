"""Dates in print, to ISO 8601."""

from __future__ import annotations

import pytest

from convert.metadata.dates import find, parse


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
        ("2025.03.03. 오후 2:05", "ko", "2025-03-03T14:05:00"),
        ("2025年3月3日 下午2:05", "zh", "2025-03-03T14:05:00"),
        ("2025-03-04", "de", "2025-03-04"),
        ("2025-03-04T09:30:00", "fr", "2025-03-04T09:30:00"),
        ("2025-03-04T09:30:00Z", "de", "2025-03-04T09:30:00+00:00"),
        ("2025/03/04 14:05", "de", "2025-03-04T14:05:00"),
        ("٣ مارس ٢٠٢٥", "ar", "2025-03-03"),
        ("February 1, 2016: 12:41 PM ET", "en", "2016-02-01T12:41:00"),
        ("Senin, 3 Maret 2025 | 14:05 WIB", "id", "2025-03-03T14:05:00+07:00"),
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


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("By JANE ROE MARCH 3, 2025", "en", [("MARCH 3, 2025", "2025-03-03")]),
        ("Posted on 2025-03-04 by jane", "de", [("2025-03-04", "2025-03-04")]),
        ("Jane Roe am 18. September 2019", "de", [("18. September 2019", "2019-09-18")]),
        ("2.03.2018von Anna Ott", "de", [("2.03.2018", "2018-03-02")]),
        ("28.04.2021 - 07:18 | Quelle: dpa", "de", [("28.04.2021 - 07:18", "2021-04-28T07:18:00")]),
        ("Nov 11, 2020 / 5 min read", "en", [("Nov 11, 2020", "2020-11-11")]),
        (
            "Nov 11, 2020 | 5 min read",
            "en",
            [
                ("Nov 11, 2020", "2020-11-11"),
            ],
        ),
        (
            "2. Februar 20203. Februar 2020",
            "de",
            [("2. Februar 2020", "2020-02-02"), ("3. Februar 2020", "2020-02-03")],
        ),
        (
            "Published: March 3, 2025 at 2:05 p.m. | Updated: March 4, 2025",
            "en",
            [("March 3, 2025 at 2:05 p.m.", "2025-03-03T14:05:00"), ("March 4, 2025", "2025-03-04")],
        ),
        ("March 3 at 3:57 PM", "en", [("March 3 at 3:57 PM", "")]),
        ("ReutersMarch 5, 2025 at 5 PM", "en", [("March 5, 2025 at 5 PM", "2025-03-05T17:00:00")]),
        ("ReutersMarchember 5, 2025 at 5 PM", "en", [("5, 2025 at 5 PM", "")]),
        ("NASAMarch 5, 2025", "en", []),
        ("in all, 2, 2016 times", "en", []),
        ("36 Comments", "en", []),
    ],
)
def test_dates_are_found_in_a_line(text: str, language: str, found: list[tuple[str, str]]) -> None:
    assert [(text[each.start : each.end], each.date) for each in find(text, language)] == found
