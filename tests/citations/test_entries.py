"""What an entry of a source list says, as CSL JSON."""

from __future__ import annotations

from time import process_time

import msgspec
import pytest

from convert.citations.addresses import identity, tracking
from convert.citations.entries import parse, plain


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
    ("text", "language", "item"),
    [
        (
            "Roe, J. (2024). Title of the page. Harbor News. https://x.org/a_(b)",
            "en",
            {
                "title": "Title of the page",
                "author": [{"family": "Roe", "given": "J."}],
                "publisher": "Harbor News",
                "issued": {"date-parts": [[2024]]},
                "URL": "https://x.org/a_(b)",
            },
        ),
        (
            "Roe, J. A., & Doe, K. (2024, March 3). Title of the page. Harbor News. https://x.org/a",
            "en",
            {
                "title": "Title of the page",
                "author": [{"family": "Roe", "given": "J. A."}, {"family": "Doe", "given": "K."}],
                "publisher": "Harbor News",
                "issued": {"date-parts": [[2024, 3, 3]]},
                "URL": "https://x.org/a",
            },
        ),
        (
            "Jane Roe, “Title of it”, Harbor News, 3 March 2025",
            "en",
            {
                "title": "Title of it",
                "author": [{"family": "Roe", "given": "Jane"}],
                "publisher": "Harbor News",
                "issued": {"date-parts": [[2025, 3, 3]]},
            },
        ),
        (
            'Jane Roe and John Doe, "Title of it," Harbor News, March 3, 2025, https://x.org/a.',
            "en",
            {
                "title": "Title of it",
                "author": [{"family": "Roe", "given": "Jane"}, {"family": "Doe", "given": "John"}],
                "publisher": "Harbor News",
                "issued": {"date-parts": [[2025, 3, 3]]},
                "URL": "https://x.org/a",
            },
        ),
        (
            "Roe, Jane. “Title of it.” Harbor News, 3 Mar. 2025, https://x.org/a.",
            "en",
            {
                "title": "Title of it",
                "author": [{"family": "Roe", "given": "Jane"}],
                "publisher": "Harbor News",
                "issued": {"date-parts": [[2025, 3, 3]]},
                "URL": "https://x.org/a",
            },
        ),
        (
            "Roe, Jane, and John Doe. “Title of it.” Harbor News.",
            "en",
            {
                "title": "Title of it",
                "author": [{"family": "Roe", "given": "Jane"}, {"family": "Doe", "given": "John"}],
                "publisher": "Harbor News",
            },
        ),
        (
            'Roe, Jane (3 March 2024). "Title of it". Harbor News. Retrieved 5 May 2024.',
            "en",
            {
                "title": "Title of it",
                "author": [{"family": "Roe", "given": "Jane"}],
                "publisher": "Harbor News",
                "issued": {"date-parts": [[2024, 3, 3]]},
                "accessed": {"date-parts": [[2024, 5, 5]]},
            },
        ),
        (
            'Roe, Jane; Doe, John (2024). "Title of it". Journal of Ports. 12 (3): 45–67.',
            "en",
            {
                "title": "Title of it",
                "author": [{"family": "Roe", "given": "Jane"}, {"family": "Doe", "given": "John"}],
                "container-title": "Journal of Ports",
                "issued": {"date-parts": [[2024]]},
            },
        ),
        (
            "van der Berg, J. (2024). Title of it. Harbor News.",
            "en",
            {
                "title": "Title of it",
                "author": [{"family": "van der Berg", "given": "J."}],
                "publisher": "Harbor News",
                "issued": {"date-parts": [[2024]]},
            },
        ),
        (
            "Roe, J., et al. (2024). Title of it. Harbor News.",
            "en",
            {
                "title": "Title of it",
                "author": [{"family": "Roe", "given": "J."}],
                "publisher": "Harbor News",
                "issued": {"date-parts": [[2024]]},
            },
        ),
        (
            "Roe, J. 2024. Title of it. Harbor Press.",
            "en",
            {
                "title": "Title of it",
                "author": [{"family": "Roe", "given": "J."}],
                "publisher": "Harbor Press",
                "issued": {"date-parts": [[2024]]},
            },
        ),
        (
            "World Health Organization. (2024). Port health. https://who.example/x",
            "en",
            {
                "title": "Port health",
                "author": [{"literal": "World Health Organization"}],
                "issued": {"date-parts": [[2024]]},
                "URL": "https://who.example/x",
            },
        ),
        (
            "Port Authority (2024). Annual report. https://x.org",
            "en",
            {"title": "Port Authority (2024). Annual report", "URL": "https://x.org"},
        ),
        (
            "Harbor report (2024 edition). Port Authority.",
            "en",
            {"title": "Harbor report (2024 edition). Port Authority"},
        ),
        (
            "Port Authority, “Annual report”, 2025",
            "en",
            {"title": "Annual report", "issued": {"date-parts": [[2025]]}},
        ),
        (
            "Reuters: “The talks resume”, 5 February 2026",
            "en",
            {"title": "The talks resume", "issued": {"date-parts": [[2026, 2, 5]]}},
        ),
        (
            "Mayor calls plan “a disaster” - Harbor News",
            "en",
            {"title": "Mayor calls plan “a disaster” - Harbor News"},
        ),
        ("London, England (2024). A guide to it.", "en", {"title": "London, England (2024). A guide to it"}),
        (
            "[Title of it](https://x.org/a), Harbor News, 3 March 2025",
            "en",
            {
                "title": "Title of it",
                "publisher": "Harbor News",
                "issued": {"date-parts": [[2025, 3, 3]]},
                "URL": "https://x.org/a",
            },
        ),
        ("[x.org](https://x.org/a)", "en", {"URL": "https://x.org/a"}),
        ("<https://x.org/a>", "en", {"URL": "https://x.org/a"}),
        ('https://x.org/a "Title of it"', "en", {"title": "Title of it", "URL": "https://x.org/a"}),
        ("Title (https://x.org/wiki/A_(b)).", "en", {"title": "Title", "URL": "https://x.org/wiki/A_(b)"}),
        ("Title. https://x.org/a. ↩︎", "en", {"title": "Title", "URL": "https://x.org/a"}),
        (
            "*The Harbor*. https://x.org/snake_case_name",
            "en",
            {"title": "The Harbor", "URL": "https://x.org/snake_case_name"},
        ),
        (
            "Title | Harbor News | https://x.org",
            "en",
            {"title": "Title", "publisher": "Harbor News", "URL": "https://x.org"},
        ),
        (
            "State of the ports – a survey - Harbor News, accessed on 5 Oct 2025, https://x.org",
            "en",
            {
                "title": "State of the ports – a survey",
                "publisher": "Harbor News",
                "accessed": {"date-parts": [[2025, 10, 5]]},
                "URL": "https://x.org",
            },
        ),
        ("Roe, The Harbor, p. 12.", "en", {"title": "Roe, The Harbor, p. 12"}),
        ("“The Harbor”, pp. 12–13.", "en", {"title": "The Harbor", "locator": "12–13"}),
        (
            "Title, https://x.org/a, last accessed: 2025-10-05",
            "en",
            {"title": "Title", "accessed": {"date-parts": [[2025, 10, 5]]}, "URL": "https://x.org/a"},
        ),
        (
            "The path that was accessed by the sea, Harbor News",
            "en",
            {"title": "The path that was accessed by the sea, Harbor News"},
        ),
        (
            'NASA. "Moon". Retrieved 2024-03-05.',
            "en",
            {"title": "Moon", "accessed": {"date-parts": [[2024, 3, 5]]}},
        ),
        ("www.x.org/a", "en", {"title": "www.x.org/a"}),
        ("Title. https://x.org/a?b=c&d=e;", "en", {"title": "Title", "URL": "https://x.org/a?b=c&d=e"}),
        ("Title https://x.org/a]", "en", {"title": "Title", "URL": "https://x.org/a"}),
        ("doi:10.1000/xyz123", "en", {"title": "doi:10.1000/xyz123"}),
        ("Ibid.", "en", {"title": "Ibid"}),
        ("https://x.org/a, https://x.org/b", "en", {"URL": "https://x.org/a"}),
        (
            "「港の予算」、新聞社、2025年3月3日、2025年10月5日閲覧。https://x.example/a",
            "ja",
            {
                "title": "港の予算",
                "publisher": "新聞社",
                "issued": {"date-parts": [[2025, 3, 3]]},
                "accessed": {"date-parts": [[2025, 10, 5]]},
                "URL": "https://x.example/a",
            },
        ),
        (
            "《港口预算》，新华社，2025年3月3日，https://x.example/a。",
            "zh",
            {
                "title": "港口预算",
                "publisher": "新华社",
                "issued": {"date-parts": [[2025, 3, 3]]},
                "URL": "https://x.example/a",
            },
        ),
        (
            "Haushalt der Stadt - Hafenblatt, abgerufen am 5. Oktober 2025, https://x.example/a",
            "de",
            {
                "title": "Haushalt der Stadt",
                "publisher": "Hafenblatt",
                "accessed": {"date-parts": [[2025, 10, 5]]},
                "URL": "https://x.example/a",
            },
        ),
        (
            "„Der Haushalt“, Hafenblatt, 3. März 2025, S. 12",
            "de",
            {
                "title": "Der Haushalt",
                "publisher": "Hafenblatt",
                "issued": {"date-parts": [[2025, 3, 3]]},
                "locator": "12",
            },
        ),
        (
            "« Le budget », Le Port, 3 mars 2025, consulté le 5 mai 2025",
            "fr",
            {
                "title": "Le budget",
                "publisher": "Le Port",
                "issued": {"date-parts": [[2025, 3, 3]]},
                "accessed": {"date-parts": [[2025, 5, 5]]},
            },
        ),
    ],
)
def test_an_entry_says_what_its_shape_makes_clear_and_no_more(
    text: str, language: str, item: dict[str, object]
) -> None:
    found = msgspec.json.decode(msgspec.json.encode(parse(text, language)))
    assert found.pop("type", None) == ("webpage" if "URL" in item else None)
    assert found == item


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("[Title](https://x.org/a_(b)), Site", "Title (https://x.org/a_(b)), Site"),
        ("[](https://x.org/a)", "https://x.org/a"),
        ("[https://x.org/a](https://x.org/a)", "https://x.org/a"),
        ("Title <https://x.org/a>.", "Title https://x.org/a."),
        ("Title. [Back to text]", "Title."),
        ("Title ↩", "Title"),
        ("The way back to Texas", "The way back to Texas"),
        ("*Title* of it", "*Title* of it"),
    ],
)
def test_an_entry_is_seen_without_the_markup_of_its_links(text: str, seen: str) -> None:
    assert plain(text) == seen


@pytest.mark.parametrize(
    "text", ["(" * 20000, "“a" * 9000, "Roe, J., " * 2000, "[a](" * 5000, "https://x.org/" + ")" * 20000]
)
def test_no_entry_takes_long(text: str) -> None:
    begun = process_time()
    parse(text, "en")
    assert process_time() - begun < 2


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
