"""The NewsArticle: schema.org's names, what is known and nothing else."""

from __future__ import annotations

import json
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings

from convert.model import Article, CSLItem, Date, FootnoteDefinition, Meta, Name, Paragraph, Person
from convert.options import WriteOptions
from convert.writers.jsonld import part
from tests.trees import BARE, HOSTILE, RICH, articles, everywhere, paragraph

# Properties of each type that we use, as https://schema.org lists them.
ARTICLE = (
    "articleBody articleSection author citation copyrightNotice correction dateline dateModified datePublished "
    "description headline image inLanguage isAccessibleForFree keywords mainEntityOfPage publisher url wordCount"
)
VOCABULARY = {
    "NewsArticle": ARTICLE.split(),
    "Person": ["name", "url", "jobTitle"],
    "Organization": ["name", "url"],
    "ImageObject": ["url", "caption"],
    "WebPage": ["@id"],
    "CreativeWork": ["name", "url", "author", "isPartOf", "publisher", "datePublished"],
}


def text(article: Article) -> str:
    return part.write(article, WriteOptions()).decode()


def written(article: Article) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(text(article))
    return found


def cited(source: CSLItem) -> Any:
    note = FootnoteDefinition("1", "1", (Paragraph(()),), source=source)
    return written(Article(Meta(), (), (note,))).get("citation", [])


def assert_in_vocabulary(value: Any) -> None:
    if isinstance(value, dict):
        assert set(value) - {"@type", "@context"} <= set(VOCABULARY[value["@type"]])
        assert set(value) > {"@type"}
    if isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            assert each or each == 0
            assert_in_vocabulary(each)


def test_bare_article() -> None:
    assert written(BARE) == {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": "Council keeps the library open",
        "inLanguage": "en",
        "wordCount": 11,
        "articleBody": "The council voted on Tuesday.\n\nThe vote was 7 to 2.",
    }


def test_nothing_known_nothing_said() -> None:
    assert (
        text(Article(Meta(), ())) == '{\n  "@context": "https://schema.org",\n  "@type": "NewsArticle"\n}\n'
    )


def test_metadata() -> None:
    found = written(RICH)
    assert {"articleBody", "wordCount", "citation"} < set(found)
    assert {name: found[name] for name in found if name not in ("articleBody", "wordCount", "citation")} == {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "mainEntityOfPage": {"@type": "WebPage", "@id": "https://example.com/bridge?a=1&b=2"},
        "url": "https://example.com/bridge?a=1&b=2",
        "headline": "Harbour & town agree on a <new> bridge",
        "description": "Work begins in spring, the “harbour board” says.",
        "image": [
            {"@type": "ImageObject", "url": "https://example.com/bridge.jpg", "caption": "The old bridge"}
        ],
        "author": [
            {
                "@type": "Person",
                "name": "Jane Roe",
                "url": "https://example.com/roe",
                "jobTitle": "Harbour editor",
            },
            {"@type": "Person", "name": "John Doe"},
            {"@type": "Organization", "name": "Coast News Service", "url": "https://example.com/cns"},
        ],
        "publisher": {"@type": "Organization", "name": "The Port Ellery Post", "url": "https://example.com/"},
        "datePublished": "2025-03-03T14:05:00-05:00",
        "dateModified": "2025-03-04",
        "dateline": "PORT ELLERY, Maine",
        "inLanguage": "en-US",
        "articleSection": "Local",
        "keywords": ["harbour", "bridges"],
        "correction": ["An earlier version misstated the length of the bridge."],
        "copyrightNotice": "© 2025 The Port Ellery Post",
        "isAccessibleForFree": False,
    }


def test_only_notes_with_a_known_source_are_citations() -> None:
    assert written(RICH)["citation"] == [
        {
            "@type": "CreativeWork",
            "name": "The plan",
            "url": "https://example.com/p",
            "author": [
                {"@type": "Person", "name": "Jane Roe"},
                {"@type": "Organization", "name": "Harbour Board"},
            ],
            "isPartOf": {"@type": "CreativeWork", "name": "Papers"},
            "publisher": {"@type": "Organization", "name": "Board Press"},
            "datePublished": "2024-11",
        }
    ]


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (((2024,),), "2024"),
        (((2024, 2, 29),), "2024-02-29"),
        (((2024, 5), (2024, 6)), "2024-05"),
        (((900,),), "0900"),
        (((2023, 2, 29),), None),
        (((2024, 13),), None),
        (((0,),), None),
        ((), None),
        (((),), None),
    ],
)
def test_date_of_a_source(parts: tuple[tuple[int, ...], ...], expected: str | None) -> None:
    works = cited(CSLItem(title="T", issued=Date(parts)))
    assert works[0].get("datePublished") == expected


@pytest.mark.parametrize(
    "source", [CSLItem(type="book"), CSLItem(locator="12"), CSLItem(author=(Name(),)), CSLItem(URL="/x")]
)
def test_a_source_of_which_nothing_is_known_is_no_citation(source: CSLItem) -> None:
    assert cited(source) == []


def test_body_has_no_labels_of_notes() -> None:
    assert "The board agreed.\n\nWhat is planned\n\nA long way.\nThen a<b" in written(RICH)["articleBody"]


def test_addresses_that_are_not_of_the_web_are_left_out() -> None:
    meta = Meta(url="javascript:x", author=(Person("A", url="#a"),), inLanguage="en")
    assert set(written(Article(meta, (paragraph("x"),)))) & {"url", "mainEntityOfPage"} == set()
    assert written(Article(meta, ()))["author"] == [{"@type": "Person", "name": "A"}]


def test_keys_stand_in_one_order() -> None:
    full = list(written(RICH))
    assert list(written(BARE)) == [name for name in full if name in written(BARE)]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_stays_text(hostile: str) -> None:
    raw = text(everywhere(hostile))
    assert not set(raw) & set("<>&\x00\x7f\x85\u2028\u2029\ufffe\U0001fffe")
    found = json.loads(raw)
    assert (found["headline"], found["author"][0]["name"], found["correction"]) == (
        hostile,
        hostile,
        [hostile],
    )


@settings(deadline=None)
@given(articles)
def test_any_article(article: Article) -> None:
    assert text(article).endswith("}\n")
    assert_in_vocabulary(written(article))


def test_vocabulary_covers_the_rich_article() -> None:
    assert_in_vocabulary(written(RICH))
    assert set(written(RICH)) - {"@context", "@type"} == set(VOCABULARY["NewsArticle"])


def test_encoding_is_utf_8_as_it_is() -> None:
    assert "“harbour board”".encode() in part.write(RICH, WriteOptions())
    assert msgspec.json.decode(part.write(RICH, WriteOptions()))
