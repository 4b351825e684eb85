"""A source in words, in the language of the article."""

from __future__ import annotations

import msgspec
import pytest

from convert.citations.render import linked, render
from convert.model import CSLItem, Emphasis, Inline, Link, Strong, Text
from convert.model.text import plain
from convert.parts import LANGUAGES

_ROE = {"family": "Roe", "given": "Jane"}
_DOE = {"family": "Doe", "given": "John"}
_DAY = {"date-parts": [[2025, 3, 3]]}
_FULL = {
    "title": "The budget explained",
    "author": [_ROE],
    "container-title": "Harbour Post",
    "publisher": "Harbour Press",
    "issued": _DAY,
    "accessed": {"date-parts": [[2025, 10, 5]]},
    "URL": "https://example.org/a",
}


@pytest.mark.parametrize(
    ("tag", "item", "text"),
    [
        ("en", {"URL": "https://example.org/a"}, "https://example.org/a"),
        ("en", {"title": "The budget"}, "The budget."),
        ("en", {"title": "The budget", "URL": "https://example.org/a"}, "The budget. https://example.org/a"),
        (
            "en",
            {"title": "The budget", "publisher": "Post", "issued": _DAY, "URL": "https://example.org/a"},
            "The budget. Post, 3 March 2025. https://example.org/a",
        ),
        (
            "en",
            _FULL,
            "Jane Roe. The budget explained. Harbour Post, Harbour Press, 3 March 2025, accessed 5 October 2025. "
            "https://example.org/a",
        ),
        (
            "de",
            _FULL,
            "Jane Roe. The budget explained. Harbour Post, Harbour Press, 3. März 2025, "
            "abgerufen am 5. Oktober 2025. https://example.org/a",
        ),
        (
            "es",
            _FULL,
            "Jane Roe. The budget explained. Harbour Post, Harbour Press, 3 de marzo de 2025, "
            "consultado el 5 de octubre de 2025. https://example.org/a",
        ),
        (
            "fr",
            {"author": [_ROE, _DOE], "title": "Qui paie ?", "issued": _DAY},
            "Jane Roe et John Doe. Qui paie ? 3 mars 2025.",
        ),
        (
            "zh",
            {
                "author": [{"family": "王", "given": "小明"}],
                "title": "预算",
                "publisher": "海港报",
                "issued": _DAY,
            },
            "王小明。预算。海港报，2025年3月3日。",
        ),
        (
            "ja",
            {
                "title": "予算",
                "publisher": "港新聞",
                "issued": _DAY,
                "accessed": _DAY,
                "URL": "https://example.org/a",
            },
            "予算。港新聞、2025年3月3日、2025年3月3日閲覧。https://example.org/a",
        ),
        ("ar", {"publisher": "الميناء", "issued": {"date-parts": [[2025]]}}, "الميناء، 2025."),
        # A language of which we have no words is spoken to in English.
        ("la", {"title": "Acta", "issued": _DAY}, "Acta. 3 March 2025."),
        (None, {"title": "Acta", "issued": _DAY}, "Acta. 3 March 2025."),
        ("en", {"author": [_ROE, _DOE, {"literal": "City Council"}]}, "Jane Roe, John Doe and City Council."),
        ("en", {"author": [{"family": "Plato"}], "title": "Laws"}, "Plato. Laws."),
        ("en", {"author": [{"literal": "U.N."}], "title": "Who won?"}, "U.N. Who won?"),
        ("en", {"title": "He said “no.”", "publisher": "Post"}, "He said “no.” Post."),
        # The site that is its own publisher is named once.
        ("en", {"title": "T", "container-title": "Post", "publisher": "Post"}, "T. Post."),
        ("en", {"title": "T", "publisher": "Post", "locator": "12–13"}, "T. Post, 12–13."),
        # Dates as far as they are known.
        ("en", {"title": "T", "issued": {"date-parts": [[2025]]}}, "T. 2025."),
        ("en", {"title": "T", "issued": {"date-parts": [[2025, 3]]}}, "T. March 2025."),
        ("de", {"title": "T", "issued": {"date-parts": [[2025, 3]]}}, "T. März 2025."),
        ("pt", {"title": "T", "issued": {"date-parts": [[2025, 3]]}}, "T. março de 2025."),
        ("ja", {"title": "T", "issued": {"date-parts": [[2025, 3]]}}, "T。2025年3月。"),
        ("ko", {"title": "T", "issued": {"date-parts": [[2025]]}}, "T. 2025년."),
        ("en", {"title": "T", "issued": {"date-parts": [[2025, 21]]}}, "T. 2025."),
        (
            "en",
            {"title": "T", "issued": {"date-parts": [[2025, 3, 3], [2025, 3, 5]]}},
            "T. 3 March 2025–5 March 2025.",
        ),
        ("en", {"title": "T", "issued": {"date-parts": [[]]}}, "T."),
        ("en", {"title": "A\n title", "type": "book"}, "A title."),
        ("en", {"type": "book"}, ""),
        ("en", {}, ""),
    ],
)
def test_a_source_in_words(tag: str | None, item: dict[str, object], text: str) -> None:
    assert plain(*render(msgspec.convert(item, CSLItem), tag)) == text


@pytest.mark.parametrize("tag", LANGUAGES.names())
def test_every_language_says_all_that_is_known(tag: str) -> None:
    item = msgspec.convert(_FULL, CSLItem)
    text = plain(*render(item, tag))
    for part in (
        "Jane Roe",
        "The budget explained",
        "Harbour Post",
        "Harbour Press",
        "2025",
        "https://example.org/a",
    ):
        assert part in text
    assert "{" not in text


def test_the_address_is_a_link() -> None:
    url = "https://example.org/a"
    link = Link(url, (Text(url),))
    assert render(CSLItem(title="T", URL=url), "en") == (Text("T. "), link)
    assert linked(f"T, {url}, p. 5", url) == (Text("T, "), link, Text(", p. 5"))
    assert linked("T", url) == (Text("T"),)
    assert linked("T", None) == (Text("T"),)
    assert render(CSLItem(title="T", URL="javascript:x"), "en") == (Text("T. javascript:x"),)


@pytest.mark.parametrize(
    ("text", "inlines"),
    [
        ("*The Pier*, 2024", (Emphasis((Text("The Pier"),)), Text(", 2024"))),
        ("Roe: __The Pier__", (Text("Roe: "), Strong((Text("The Pier"),)))),
        ("5 * 3 * 2 and a_b_c", (Text("5 * 3 * 2 and a_b_c"),)),
        (r"\*The Pier\*", (Text(r"\*The Pier\*"),)),
    ],
)
def test_marked_titles_are_emphasis(text: str, inlines: tuple[Inline, ...]) -> None:
    assert linked(text, None) == inlines
