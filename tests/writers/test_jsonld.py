"""The NewsArticle: schema.org's names, what is known and nothing else."""

from __future__ import annotations

import json
from datetime import datetime
from importlib import import_module
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings

from convert.model import Article, CSLItem, Date, FootnoteDefinition, Meta, Name, Paragraph, Person, Publisher
from convert.options import WriteOptions
from convert.writers.jsonld import part
from tests.trees import BARE, HOSTILE, RICH, articles, everywhere, paragraph

# What every object has in JSON-LD, whatever its vocabulary.
KEYWORDS = {"@context", "@type", "@id"}


def vocabulary(type_: str) -> set[str]:
    """Return the properties that schema.org has for a type, those of its supertypes among them."""
    models = import_module("msgspec_schemaorg.models")
    return set(getattr(models, type_).__struct_encode_fields__)


def text(article: Article, *, graph: bool = False) -> str:
    return part.write(article, WriteOptions(jsonld_graph=graph)).decode()


def written(article: Article) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(text(article))
    return found


def graph(article: Article) -> list[dict[str, Any]]:
    found = json.loads(text(article, graph=True))
    assert set(found) == {"@context", "@graph"}
    nodes: list[dict[str, Any]] = found["@graph"]
    return nodes


def cited(source: CSLItem) -> Any:
    note = FootnoteDefinition("1", "1", (Paragraph(()),), source=source)
    return written(Article(Meta(), (), (note,))).get("citation", [])


def assert_in_vocabulary(value: Any) -> None:
    if isinstance(value, dict) and set(value) != {"@id"}:  # that alone refers to what is described elsewhere
        assert set(value) - KEYWORDS <= vocabulary(value["@type"])
        assert set(value) > {"@type"} or value == {"@type": "NewsArticle"}  # of one that says nothing
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
        "@id": "https://example.com/bridge?a=1&b=2#article",
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
                "@id": "https://example.com/roe#person",
                "name": "Jane Roe",
                "url": "https://example.com/roe",
                "jobTitle": "Harbour editor",
            },
            {"@type": "Person", "name": "John Doe"},
            {
                "@type": "Organization",
                "@id": "https://example.com/cns#organization",
                "name": "Coast News Service",
                "url": "https://example.com/cns",
            },
        ],
        "publisher": {
            "@type": "Organization",
            "@id": "https://example.com/#organization",
            "name": "The Port Ellery Post",
            "url": "https://example.com/",
        },
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


@pytest.mark.parametrize("article", [RICH, BARE, Article(Meta(), ())])
def test_a_graph_is_in_the_vocabulary_too(article: Article) -> None:
    assert_in_vocabulary(graph(article))


def test_the_check_of_the_vocabulary_can_fail() -> None:
    for wrong in ({"@type": "Person", "headline": "x"}, {"@type": "NewsArticle", "byline": "x"}):
        with pytest.raises(AssertionError):
            assert_in_vocabulary(wrong)


# What https://schema.org/docs/jsonldcontext.jsonld says of the terms that we use.
CONTEXT = {
    "@vocab": "http://schema.org/",
    "url": {"@type": "@id"},
    "item": {"@type": "@id"},
    "datePublished": {"@type": "Date"},
    "dateModified": {"@type": "Date"},
}


def leaves(value: Any) -> list[str]:
    """Return what a document says, without its names and its order."""
    if isinstance(value, dict):
        return sorted(leaf for key, each in value.items() if key != "@context" for leaf in leaves(each))
    if isinstance(value, list):
        return sorted(leaf for each in value for leaf in leaves(each))
    return [str(value).removeprefix("http://schema.org/")]


def assert_expands_without_loss(document: dict[str, Any]) -> None:
    """PyLD drops what it cannot make an IRI of, and values that say nothing."""
    from pyld import jsonld

    expanded = jsonld.expand({**document, "@context": CONTEXT})
    said = [leaf for leaf in leaves(expanded) if leaf != "Date"]
    assert said == leaves({key: value for key, value in document.items() if key != "@context"})


@pytest.mark.parametrize("article", [RICH, BARE])
def test_it_expands_without_loss(article: Article) -> None:
    assert_expands_without_loss(written(article))
    assert_expands_without_loss(json.loads(text(article, graph=True)))


def test_the_check_of_expansion_can_fail() -> None:
    with pytest.raises(AssertionError):
        assert_expands_without_loss({"@type": "NewsArticle", "headline": None})


def test_a_graph_describes_page_publisher_and_breadcrumbs() -> None:
    article, *others = graph(RICH)
    by_type = {node["@type"]: node for node in others}
    url = "https://example.com/bridge?a=1&b=2"
    assert article["mainEntityOfPage"] == {"@id": url}
    assert article["publisher"] == {"@id": "https://example.com/#organization"}
    assert set(by_type) == {"WebPage", "Organization", "BreadcrumbList"}
    assert by_type["WebPage"]["@id"] == by_type["WebPage"]["url"] == url
    assert by_type["WebPage"]["mainEntity"] == {"@id": article["@id"]}
    assert by_type["WebPage"]["breadcrumb"] == {"@id": by_type["BreadcrumbList"]["@id"]}
    assert by_type["Organization"]["name"] == "The Port Ellery Post"
    steps = by_type["BreadcrumbList"]["itemListElement"]
    assert [(step["position"], step["name"], step.get("item")) for step in steps] == [
        (1, "The Port Ellery Post", "https://example.com/"),
        (2, "Local", None),
    ]


def test_whatever_a_graph_refers_to_is_in_it() -> None:
    nodes = graph(RICH)
    known = {node["@id"] for node in nodes}
    referred = [
        value["@id"]
        for node in nodes
        for value in node.values()
        if isinstance(value, dict) and set(value) == {"@id"}
    ]
    assert referred
    assert set(referred) <= known


@pytest.mark.parametrize(
    ("meta", "types"),
    [
        (Meta(headline="x"), ["NewsArticle"]),
        (Meta(url="https://example.com/a"), ["NewsArticle", "WebPage"]),
        (
            Meta(publisher=Publisher("P"), articleSection="S", url="https://example.com/a"),
            ["NewsArticle", "WebPage"],
        ),
        (Meta(publisher=Publisher("P", "https://example.com/")), ["NewsArticle", "Organization"]),
    ],
)
def test_a_graph_has_nothing_that_is_not_known(meta: Meta, types: list[str]) -> None:
    assert [node["@type"] for node in graph(Article(meta, ()))] == types


def test_identifiers_are_stable_and_those_of_one_thing() -> None:
    first, again = (written(Article(RICH.meta, ()))["author"][0]["@id"] for _ in range(2))
    assert first == again == "https://example.com/roe#person"
    staff = Meta(
        author=(Person("A", url="https://example.com/staff"), Person("B", url="https://example.com/staff"))
    )
    assert [author.get("@id") for author in written(Article(staff, ()))["author"]] == [None, None]
    anchored = Meta(url="https://example.com/live#entry-7")
    assert written(Article(anchored, ()))["@id"] == "https://example.com/live#article"


def test_google_finds_what_it_recommends() -> None:
    """Google Search Central, Article: each author an object with type, name and url; images; dates with their zone."""
    found = written(RICH)
    assert {"author", "dateModified", "datePublished", "headline", "image"} < set(found)
    assert all(author["@type"] in ("Person", "Organization") and author["name"] for author in found["author"])
    assert datetime.fromisoformat(found["datePublished"]).tzinfo is not None


def test_encoding_is_utf_8_as_it_is() -> None:
    assert "“harbour board”".encode() in part.write(RICH, WriteOptions())
    assert msgspec.json.decode(part.write(RICH, WriteOptions()))
