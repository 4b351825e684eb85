"""The page: laws that hold for every article, and what a browser and a crawler find in it."""

from __future__ import annotations

import base64
import hashlib
import re
from itertools import pairwise

import msgspec
import pytest
from hypothesis import given, settings
from lxml import html
from lxml.html import HtmlElement

from convert.model import Article, Code, Figure, Image, InlineCode, Meta, Text
from convert.model.walk import walk
from convert.options import WriteOptions
from convert.render.characters import legal
from convert.writers.html import part
from convert.writers.jsonld import part as jsonld
from tests.trees import BARE, HOSTILE, RICH, RIGHT_TO_LEFT, articles, everywhere, nested, picture

# Elements and attributes that a page may hold: no others get in, whatever the article says.
ELEMENTS = (
    "html head meta title link style script body main article header section footer div h1 h2 h3 h4 h5 h6 p a ul ol li "
    "blockquote figure figcaption img table thead tbody tr th td pre code hr br em strong sup span time cite"
)
ATTRIBUTES = (
    "lang dir charset http-equiv name property content rel href type class id role aria-label aria-labelledby tabindex "
    "title src alt width height scope start datetime data-page"
)
SCHEMES = ("http://", "https://", "mailto:", "#")


def source(article: Article) -> str:
    return part.write(article, WriteOptions()).decode()


def page(article: Article) -> HtmlElement:
    return html.document_fromstring(source(article), parser=html.HTMLParser(huge_tree=True))


def body(article: Article) -> str:
    """Return the text of the page below its head."""
    return "".join("".join(part.itertext()) for part in page(article).iter("body"))


def assert_lawful(root: HtmlElement) -> None:
    assert {element.tag for element in root.iter()} <= set(ELEMENTS.split())
    assert {name for element in root.iter() for name in element.attrib} <= set(ATTRIBUTES.split())
    ids = [str(id_) for id_ in root.xpath("//@id")]
    assert len(set(ids)) == len(ids)
    for link in root.iter("a"):
        href = link.get("href", "")
        assert href.startswith(SCHEMES)
        assert not href.startswith("#") or href[1:] in ids
        assert link.get("aria-label") or link.text_content().strip() or link.xpath(".//img")
        assert not link.xpath("ancestor::a")
    for image in root.iter("img"):
        assert image.get("src", "").startswith(("https://", "data:image/"))
        assert "alt" in image.attrib
    types = [script.get("type") for script in root.iter("script")]
    assert types == ["application/ld+json", "application/json"]  # data, which nothing runs
    assert_headings_skip_no_level(root)


def assert_headings_skip_no_level(root: HtmlElement) -> None:
    levels = [int(str(element.tag)[1]) for element in root.iter("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert all(
        heading.text_content().strip() or heading.xpath(".//img") for heading in root.iter("h1", "h2", "h3")
    )


@settings(deadline=None)
@given(articles)
def test_laws(article: Article) -> None:
    assert_lawful(page(article))


@settings(deadline=None)
@given(articles)
def test_json_ld_is_that_of_its_own_writer(article: Article) -> None:
    inside = re.search('<script type="application/ld\\+json">(.*?)</script>', source(article), re.DOTALL)
    assert inside
    assert inside[1].encode() == jsonld.write(article, WriteOptions())


@settings(deadline=None)
@given(articles)
def test_no_text_is_lost(article: Article) -> None:
    shown = "".join(body(article).split())
    for node in walk(*article.children, *article.notes):
        if isinstance(node, Text | InlineCode | Code):
            assert "".join(legal(node.value).split()) in shown


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_stays_text(hostile: str) -> None:
    root = page(everywhere(hostile))
    assert_lawful(root)
    head = root.find("head/title")
    assert head is not None
    assert head.text_content().split() == (legal(hostile).split() or ["Untitled", "article"])
    assert set(legal(hostile).split()) <= set(body(everywhere(hostile)).split())


def test_syntax() -> None:
    text = source(RICH)
    assert text.startswith('<!doctype html>\n<html lang="en-US" dir="ltr">\n<head>\n<meta charset="utf-8">\n')
    assert not re.search(r"</(meta|link|br|hr|img)>|/>", text)
    assert "xmlns" not in text


@pytest.mark.parametrize(
    ("article", "language", "direction"),
    [(BARE, "en", "ltr"), (RIGHT_TO_LEFT, "ar", "rtl"), (Article(Meta(), ()), "und", "ltr")],
)
def test_language_and_direction(article: Article, language: str, direction: str) -> None:
    assert dict(page(article).attrib) == {"lang": language, "dir": direction}


def policies(root: HtmlElement) -> list[str]:
    return [
        meta.get("content", "") for meta in root.iterfind(".//meta[@http-equiv='Content-Security-Policy']")
    ]


def test_policy_lets_in_the_style_sheet_by_its_hash_and_nothing_else() -> None:
    root = page(BARE)
    style = root.find("head/style")
    assert style is not None
    digest = base64.b64encode(hashlib.sha256((style.text or "").encode()).digest()).decode()
    assert policies(root) == [
        f"default-src 'none'; style-src 'sha256-{digest}'",
        "base-uri 'none'; form-action 'none'",
    ]


@pytest.mark.parametrize(
    ("urls", "sources"),
    [
        ((picture("webp"),), "data:"),
        (("https://example.com/a.png",), "https:"),
        ((picture("gif"), "https://example.com/a.png"), "data: https:"),
    ],
)
def test_policy_lets_in_the_kinds_of_pictures_that_are_there(urls: tuple[str, ...], sources: str) -> None:
    root = page(Article(Meta(), tuple(Figure((Image(url, "A picture"),)) for url in urls)))
    assert policies(root)[0].endswith(f"; img-src {sources}")
    assert len(root.xpath("//img")) == len(urls)


@pytest.mark.parametrize(
    "url", ["http://example.com/a.png", "file:///a.png", "a.png", "data:image/png;base64,AAAA"]
)
def test_a_picture_that_cannot_be_shown_leaves_its_words(url: str) -> None:
    root = page(Article(Meta(), (Figure((Image(url, "A picture"),)),)))
    assert not root.xpath("//img")
    assert root.xpath("//figure/figcaption/p/text()") == ["A picture"]


def test_what_a_crawler_finds() -> None:
    root = page(RICH)
    named = {meta.get("name"): meta.get("content") for meta in root.xpath("//meta[@name]")}
    assert named == {
        "viewport": "width=device-width, initial-scale=1",
        "color-scheme": "light dark",
        "author": "Jane Roe, John Doe and Coast News Service",
        "description": "Work begins in spring, the “harbour board” says.",
    }
    assert root.xpath("//link[@rel='canonical']/@href") == ["https://example.com/bridge?a=1&b=2"]
    assert [(meta.get("property"), meta.get("content")) for meta in root.xpath("//meta[@property]")] == [
        ("og:type", "article"),
        ("og:title", "Harbour & town agree on a <new> bridge"),
        ("og:description", "Work begins in spring, the “harbour board” says."),
        ("og:url", "https://example.com/bridge?a=1&b=2"),
        ("og:site_name", "The Port Ellery Post"),
        ("og:image", "https://example.com/bridge.jpg"),
        ("article:published_time", "2025-03-03T14:05:00-05:00"),
        ("article:modified_time", "2025-03-04"),
        ("article:section", "Local"),
        ("article:tag", "harbour"),
        ("article:tag", "bridges"),
    ]


def test_what_is_not_known_is_not_said() -> None:
    root = page(msgspec.structs.replace(BARE, meta=Meta(url="javascript:x")))
    assert [meta.get("property") for meta in root.xpath("//meta[@property]")] == ["og:type", "og:title"]
    assert not root.xpath("//link")


def test_an_article_of_any_depth() -> None:
    assert source(nested(480)).count("<blockquote>") == 480
