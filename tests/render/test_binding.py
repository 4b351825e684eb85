"""Articles become one publication: order, sections, links between them, numbers of notes."""

from __future__ import annotations

import pytest

from convert.model import (
    Article,
    Bundle,
    FootnoteDefinition,
    FootnoteReference,
    Link,
    Meta,
    Paragraph,
    Publisher,
    Section,
    Text,
)
from convert.model.walk import walk
from convert.options import Order
from convert.render.binding import bind, described, latest, ordered, sections


def _article(headline: str = "x", date: str | None = None, **meta: object) -> Article:
    return Article(Meta(headline=headline, datePublished=date, **meta), ())  # type: ignore[arg-type]


def _linking(*urls: str, own: str | None = None) -> Article:
    links = tuple(Link(url, (Text("there"),)) for url in urls)
    return Article(Meta(headline="x", url=own), (Paragraph((Text("See "), *links)),))


def _noted(*identifiers: str) -> Article:
    notes = tuple(
        FootnoteDefinition(each, each, (Paragraph((Text("n"),)),)) for each in dict.fromkeys(identifiers)
    )
    references = tuple(FootnoteReference(each, each) for each in identifiers)
    return Article(Meta(headline="x"), (Paragraph((Text("x"), *references)),), notes)


def _bundle(*articles: Article) -> Bundle:
    return Bundle(Meta(headline="all"), (Section(articles),))


def _urls(article: Article) -> list[str]:
    return [node.url for node in walk(article) if isinstance(node, Link)]


def _labels(article: Article) -> list[str]:
    return [node.label for node in walk(article) if isinstance(node, FootnoteReference | FootnoteDefinition)]


@pytest.mark.parametrize(
    ("order", "names"),
    [("given", "b?ac"), ("date", "abc?"), ("newest", "cba?")],
)
def test_articles_are_ordered(order: Order, names: str) -> None:
    given = [
        _article("b", "2025-03-02T10:00:00+02:00"),
        _article("?"),
        _article("a", "2025-03-02T09:00:00Z"[:10]),
        _article("c", "2025-03-02T09:00:00Z"),
    ]
    found = ordered([(each.meta.headline, each) for each in given], order)
    assert "".join(str(name) for name, _ in found) == names


def test_articles_of_one_day_stay_in_their_order() -> None:
    given = [("a", _article(date="2025-03-02")), ("b", _article(date="2025-03-02"))]
    assert [name for name, _ in ordered(given, "date")] == ["a", "b"]


@pytest.mark.parametrize(
    ("folders", "titles"),
    [
        (["", ""], [None]),
        (["news", "news"], [None]),
        (["01-politics", "02-culture_and-art"], ["Politics", "Culture and art"]),
        (["issue/politics", "issue"], [None, "Politics"]),
        (["b", "a", "b"], ["B", "A"]),
        (["2025-budget", "2026"], ["2025 budget", "2026"]),
        (["BBC News", "iPhone"], ["BBC News", "iPhone"]),
        (["world/africa", "world/asia", "sport"], ["World – africa", "World – asia", "Sport"]),
        (["3. Leute", "12_Städte"], ["Leute", "Städte"]),
        (["--", "x"], ["--", "X"]),
        ([], []),
    ],
)
def test_sections_are_called_after_folders(folders: list[str], titles: list[str | None]) -> None:
    found = sections((folder, _article()) for folder in folders)
    assert [section.title for section in found] == titles
    assert sum(len(section.articles) for section in found) == len(folders)


def test_articles_of_a_folder_stand_together_in_their_order() -> None:
    given = [("b", _article("1")), ("a", _article("2")), ("b", _article("3"))]
    first, second = sections(given)
    assert [article.meta.headline for article in (*first.articles, *second.articles)] == ["1", "3", "2"]


@pytest.mark.parametrize(
    ("url", "becomes"),
    [
        ("https://example.org/b", "#article-2"),
        ("http://example.org/b/", "#article-2"),
        ("https://example.org/b#part", "#article-2"),
        ("https://example.org/a", "#article-1"),
        # Near misses.
        ("https://example.org/b?page=2", "https://example.org/b?page=2"),
        ("https://example.org/bb", "https://example.org/bb"),
        ("https://www.example.org/b", "https://www.example.org/b"),
        ("mailto:b@example.org", "mailto:b@example.org"),
        ("#note-1", "#note-1"),
    ],
)
def test_links_to_articles_of_the_bundle_are_local(url: str, becomes: str) -> None:
    articles = _linking(url, own="https://example.org/a"), _linking(own="https://example.org/b")
    assert _urls(bind(_bundle(*articles)).articles[0]) == [becomes]


def test_an_address_that_two_articles_have_leads_to_neither() -> None:
    twice = _linking(own="https://example.org/b")
    assert _urls(bind(_bundle(_linking("https://example.org/b"), twice, twice)).articles[0]) == [
        "https://example.org/b"
    ]


def test_a_fragment_that_only_looks_like_a_place_leaves_its_words() -> None:
    article = bind(_bundle(_linking("#article-2"), _article())).articles[0]
    assert _urls(article) == []
    assert article.children == (Paragraph((Text("See "), Text("there"))),)


def test_what_notes_cite_stays_as_published() -> None:
    note = FootnoteDefinition("1", "1", (Paragraph((Link("https://example.org/b", (Text("b"),)),)),))
    citing = Article(Meta(headline="x"), (Paragraph((FootnoteReference("1", "1"),)),), (note,))
    assert _urls(bind(_bundle(citing, _linking(own="https://example.org/b"))).articles[0]) == [
        "https://example.org/b"
    ]


def test_notes_are_numbered_by_article_or_through() -> None:
    bundle = _bundle(_noted("1", "2", "1"), _noted(), _noted("1"))
    assert [_labels(each) for each in bind(bundle).articles] == [["1", "2", "1", "1", "2"], [], ["1", "1"]]
    assert [_labels(each) for each in bind(bundle, "bundle").articles] == [
        ["1", "2", "1", "1", "2"],
        [],
        ["3", "3"],
    ]


def test_notes_that_nothing_points_to_take_no_number() -> None:
    unused = FootnoteDefinition("9", "9", (Paragraph((Text("n"),)),))
    first = _noted("1")
    first = Article(first.meta, first.children, (*first.notes, unused))
    assert _labels(bind(_bundle(first, _noted("1")), "bundle").articles[1]) == ["2", "2"]


def test_the_whole_says_of_itself_what_all_its_articles_say() -> None:
    post, other = Publisher("Post"), Publisher("Other")
    same = [_article(publisher=post, inLanguage=tag) for tag in ("en", "de", "de")]
    assert described(Meta(headline="t"), same) == Meta(headline="t", publisher=post, inLanguage="de")
    assert described(Meta(), [_article(publisher=post), _article(publisher=other)]).publisher is None
    assert described(Meta(), [_article(publisher=post), _article()]).publisher is None
    assert described(Meta(inLanguage="fr"), same).inLanguage == "fr"


def test_the_latest_moment_is_that_of_any_article() -> None:
    articles = _article(date="2025-03-02"), _article(date="2025-03-01", dateModified="2025-03-03T00:00:00Z")
    assert latest(_bundle(*articles)) == 1740960000
    assert latest(_bundle(_article())) is None
