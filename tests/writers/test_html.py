"""The page: laws that hold for every article, and what a browser and a crawler find in it."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import unicodedata

import msgspec
import pytest
from hypothesis import given, settings
from lxml import html
from lxml.html import HtmlElement

from convert.errors import InputError
from convert.model import Article, Code, Figure, Image, InlineCode, Meta, Text
from convert.model.walk import walk
from convert.options import WriteOptions
from convert.render.characters import legal
from convert.source import Source
from convert.writers.html import part
from convert.writers.jsonld import part as jsonld
from tests.laws import assert_lawful
from tests.trees import BARE, HOSTILE, RICH, RIGHT_TO_LEFT, articles, everywhere, nested, picture


def source(article: Article) -> str:
    return part.write(article, WriteOptions()).decode()


def page(article: Article) -> HtmlElement:
    return html.document_fromstring(source(article), parser=html.HTMLParser(huge_tree=True))


def body(article: Article) -> str:
    """Return the text of the page below its head."""
    return "".join("".join(part.itertext()) for part in page(article).iter("body"))


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


def test_a_graph_is_that_of_its_own_writer_as_well() -> None:
    options = WriteOptions(jsonld_graph=True)
    assert jsonld.write(RICH, options) in part.write(RICH, options)


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
        ("og:locale", "en_US"),
        ("og:image", "https://example.com/bridge.jpg"),
        ("article:published_time", "2025-03-03T14:05:00-05:00"),
        ("article:modified_time", "2025-03-04"),
        ("article:author", "https://example.com/roe"),
        ("article:author", "https://example.com/cns"),
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


def written(article: Article, **chosen: object) -> str:
    return part.write(article, msgspec.structs.replace(WriteOptions(), **chosen)).decode()


def test_a_fragment_is_the_article_alone() -> None:
    text = written(RICH, fragment=True)
    assert text.startswith('<article lang="en-US" dir="ltr">\n')
    assert text.rstrip().endswith("</article>")
    assert not re.search(r"<(html|head|body|style|script|meta)\b|data-note", text)
    assert text.count("<h1>") == 1


def test_where_the_article_stood_is_in_its_language() -> None:
    assert page(RICH).xpath("//footer//a[@hreflang]/@hreflang") == ["en-US"]
    unknown = msgspec.structs.replace(RICH, meta=msgspec.structs.replace(RICH.meta, inLanguage=None))
    assert not page(unknown).xpath("//@hreflang")


def test_a_style_sheet_of_theirs_follows_ours_or_stands_alone() -> None:
    css = Source("house.css", b"\xef\xbb\xbfh1 { color: navy }")
    both, alone, none = (
        written(BARE, css=css),
        written(BARE, css=css, style=False),
        written(BARE, style=False),
    )
    assert "h1 { color: navy }</style>" in both
    assert ".standfirst" in both
    assert "<style>h1 { color: navy }</style>" in alone
    assert "<style" not in none
    assert "default-src 'none'\"" in none
    for text in (both, alone):
        root = html.document_fromstring(text)
        digest = base64.b64encode(
            hashlib.sha256((root.findtext("head/style") or "").encode()).digest()
        ).decode()
        assert f"style-src 'sha256-{digest}'" in policies(root)[0]


def test_what_a_style_sheet_carries_along_is_let_in() -> None:
    css = Source("house.css", b"@font-face { font-family: x; src: url(data:font/woff2;base64,AAAA) }")
    root = html.document_fromstring(written(BARE, css=css))
    assert policies(root)[0].endswith("; img-src data:; font-src data:")


@pytest.mark.parametrize(
    ("css", "line"),
    [
        (b"@import 'other.css';", 1),
        (b"p {}\n@import url(https://example.com/a.css);", 2),
        (b"\n\nbody { background: url(paper.png) }", 3),
        (b"a { background: URL( 'https://example.com/a.png' ) }", 1),
        (b'a { background: image-set("a.png" 1x) }', 1),
        (b"p { content: '\xff' }", 1),
    ],
)
def test_a_style_sheet_that_loads_anything_is_refused_by_its_line(css: bytes, line: int) -> None:
    with pytest.raises(InputError) as found:
        written(BARE, css=Source("house.css", css))
    assert (found.value.where, found.value.line) == ("house.css", line)


@pytest.mark.parametrize(
    "css",
    [
        b"/* url(a.png) @import 'x' */ p {}",
        b"a { background: url(data:image/png;base64,AAAA) }",
        b"a { clip-path: url(#shape) }",
        b".curl(1) {} .imported {}",
    ],
)
def test_a_style_sheet_that_loads_nothing_is_not(css: bytes) -> None:
    assert css.decode() in written(BARE, css=Source("house.css", css))


def test_a_style_sheet_cannot_end_its_element() -> None:
    text = written(BARE, css=Source("x.css", b"a::after { content: '</style><script>alert(1)</script>' }"))
    root = html.document_fromstring(text)
    assert [script.get("type") for script in root.iter("script")] == [
        "application/ld+json",
        "application/json",
    ]
    assert r"content: '<\/style><script>alert(1)<\/script>'" in (root.findtext("head/style") or "")


def filled(template: str, article: Article = RICH) -> str:
    return written(article, template=Source("house.html", template.encode()))


def test_a_template_is_given_the_article_and_its_parts() -> None:
    assert filled("{{ language }} {{ direction }} {{ meta.author[0].name }}\n") == "en-US ltr Jane Roe\n"
    assert filled("{{ title }}") == "Harbour &amp; town agree on a &lt;new&gt; bridge"
    assert filled("{{ article }}").startswith("<article>")
    for name, beginning in (
        ("header", '<header class="head">'),
        ("text", '<div class="text">'),
        ("notes", '<section class="notes" role="doc-endnotes"'),
        ("footer", '<footer class="colophon">'),
    ):
        assert filled(f"{{{{ {name} }}}}").startswith(beginning)
    assert filled("[{{ notes }}{{ footer }}]", BARE) == "[]"
    assert filled("{% if meta.description is defined %}yes{% else %}no{% endif %}", BARE) == "no"


def test_the_head_in_a_template_is_that_of_our_page() -> None:
    head = filled("<html><head>{{ head }}</head></html>")
    ours = page(RICH)
    theirs = html.document_fromstring(head)
    assert [dict(meta.attrib) for meta in theirs.iter("meta")] == [
        dict(meta.attrib) for meta in ours.iter("meta")
    ]
    assert theirs.findtext("head/style") == ours.findtext("head/style")
    assert filled("{{ jsonld }}").encode() == jsonld.write(RICH, WriteOptions())


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_is_escaped_in_a_template(hostile: str) -> None:
    text = filled("<p>{{ title }}</p><p>{{ meta.headline }}</p>", everywhere(hostile))
    assert "<script" not in text
    assert "<img" not in text


@pytest.mark.parametrize(
    ("template", "line", "said"),
    [
        ("{% if %}", 1, "is no template"),
        ("\n\n{{ title", 3, "is no template"),
        ("\n{{ nobody }}", 2, "'nobody' is undefined"),
        ("{{ meta.nothing.name }}", 1, "cannot be filled"),
        ("\n{{ title.__class__.__mro__ }}", 2, "may not"),
        ("{{ meta.update({'headline': 'x'}) }}", 1, "may not"),
        ("{{ 1 / 0 }}", 1, "cannot be filled"),
        ("{{ title + 1 }}", 1, "cannot be filled"),
        ("{% include '/etc/passwd' %}", 1, "cannot be filled"),
    ],
)
def test_a_template_that_cannot_be_filled_is_refused_by_its_line(template: str, line: int, said: str) -> None:
    with pytest.raises(InputError, match=re.escape(said)) as found:
        filled(template)
    assert (found.value.where, found.value.line) == ("house.html", line)


def test_a_template_that_is_no_text() -> None:
    with pytest.raises(InputError, match=r"^house\.html:2: is no template in UTF-8"):
        written(BARE, template=Source("house.html", b"a\n\xff"))


def test_each_reference_has_what_its_note_says_at_hand() -> None:
    links = page(RICH).xpath("//a[@role='doc-noteref']")
    said = [link.get("data-note") for link in links]
    assert said[1].startswith("Roe, Jane. The plan.")
    assert all("Back to" not in text for text in said)
    long = everywhere("word " * 200)
    assert all(len(link.get("data-note")) <= 240 for link in page(long).xpath("//a[@data-note]"))


# Accents, kana and Hangul in parts, a sign and a letter with other forms, an ideograph that would lose its shape.
PARTS = "Cafe\u0301 \u30ab\u3099 \u1112\u1161\u11ab \u2126 \u09df \ufa19"


def test_letters_are_composed_for_readers_and_left_as_they_are_in_the_tree() -> None:
    from convert.options import ReadOptions
    from convert.readers.html import read

    text = source(everywhere(PARTS))
    assert "Caf\u00e9 \u30ac \ud55c \u03a9 \u09af\u09bc \ufa19" in body(everywhere(PARTS))
    (tree,) = re.findall('id="article-tree"[^>]*>([^<]*)<', text)
    assert unicodedata.is_normalized("NFC", tree)
    assert r"Cafe\u0301" in tree
    assert read(Source("a.html", text.encode()), ReadOptions()) == everywhere(PARTS)


def test_json_ld_is_in_normal_form_and_says_what_the_text_says() -> None:
    data = jsonld.write(everywhere(PARTS), WriteOptions()).decode()
    assert unicodedata.is_normalized("NFC", data)
    assert json.loads(data)["headline"] == PARTS
