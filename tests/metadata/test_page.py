"""What the markup of a page says of its article, source by source and together."""

from __future__ import annotations

import json
from collections.abc import Iterable

import lxml.html
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from convert.draft import Claim, Draft
from convert.metadata.choose import choose
from convert.metadata.page import read
from convert.model import ImageObject, Meta, Organization, Person, Publisher
from convert.parts import METADATA, PageMetadata


def parsed(page: str) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(page)


def said(claims: Iterable[Claim]) -> list[tuple[str, str]]:
    return [(claim.property, _value(claim)) for claim in claims]


def _value(claim: Claim) -> str:
    return claim.value if isinstance(claim.value, str) else ", ".join(each.name for each in claim.value)


def chosen(page: str, url: str | None = None) -> Meta:
    return choose(Draft(name="page.html", original="", text="", claims=read(parsed(page), url)), {})[0]


def scripted(*values: object) -> str:
    return "".join(
        f'<script type="application/ld+json">{each if isinstance(each, str) else json.dumps(each)}</script>'
        for each in values
    )


def article(**properties: object) -> str:
    return scripted({"@context": "https://schema.org", "@type": "NewsArticle", **properties})


@pytest.mark.parametrize(
    ("part", "page", "expected"),
    [(part, page, expected) for part in METADATA.all() for page, expected in part.examples.items()],
)
def test_a_source_claims_what_its_examples_say(
    part: PageMetadata, page: str, expected: tuple[tuple[str, str], ...]
) -> None:
    claims = list(part.claims(parsed(page), None))
    assert said(claims) == list(expected)
    assert {(claim.start, claim.end, claim.rule) for claim in claims} == {(0, 0, part.name)}
    assert all(0 < claim.confidence < 1 for claim in claims)


@pytest.mark.parametrize(
    ("part", "page"), [(part, page) for part in METADATA.all() for page in part.near_misses]
)
def test_a_source_claims_nothing_in_its_near_misses(part: PageMetadata, page: str) -> None:
    assert said(part.claims(parsed(page), None)) == []


def test_every_source_is_called_as_its_file_and_has_examples() -> None:
    assert [part.name for part in METADATA.all()] == list(METADATA.names())
    assert [part.name for part in METADATA.all() if not (part.examples and part.near_misses)] == []


def test_all_that_a_full_object_says() -> None:
    page = article(
        headline="Bridge opens",
        author=[
            {"@type": "Person", "name": "Jane Roe", "url": "/staff/roe", "jobTitle": "Harbour editor"},
            {"@type": "Organization", "name": "Coast News Service"},
        ],
        publisher={"@type": "Organization", "name": "Harbor Post", "url": "https://example.com/"},
        datePublished="2025-03-03T14:05:00.000-0500",
        dateModified="2025-03-04",
        articleSection=["Local", "News"],
        keywords=["bridges, harbour", "Bridges"],
        image=[{"@type": "ImageObject", "url": "/bridge.jpg", "caption": "The old bridge"}, "/square.jpg"],
        inLanguage="en_US",
        isAccessibleForFree="http://schema.org/False",
        mainEntityOfPage={"@id": "https://example.com/bridge"},
        copyrightNotice="© 2025 Harbor Post",
    )
    assert chosen(page, "https://example.com/bridge?from=feed") == Meta(
        headline="Bridge opens",
        author=(
            Person("Jane Roe", "https://example.com/staff/roe", "Harbour editor"),
            Organization("Coast News Service"),
        ),
        publisher=Publisher("Harbor Post", "https://example.com/"),
        datePublished="2025-03-03T14:05:00-05:00",
        dateModified="2025-03-04",
        articleSection="Local",
        keywords=("bridges", "harbour"),
        image=(ImageObject("https://example.com/bridge.jpg", "The old bridge"),),
        inLanguage="en-US",
        isAccessibleForFree=False,
        url="https://example.com/bridge",
        copyrightNotice="© 2025 Harbor Post",
    )


# Of several articles on one page, the one that is the page's: by its address, or by its title.
_TWO = [
    {
        "@type": "NewsArticle",
        "headline": "Ferry sails",
        "url": "https://example.com/ferry",
        "author": "John Doe",
    },
    {
        "@type": "NewsArticle",
        "headline": "Bridge opens",
        "url": "https://example.com/b",
        "author": "Jane Roe",
    },
]


@pytest.mark.parametrize(
    ("page", "url", "authors"),
    [
        (scripted(*_TWO), "http://www.example.com/b/", ["Jane Roe"]),
        (f'<link rel="canonical" href="https://example.com/ferry">{scripted(_TWO)}', None, ["John Doe"]),
        (f"<title>Bridge opens - Harbor Post</title>{scripted({'@graph': _TWO})}", None, ["Jane Roe"]),
        (f"<h1>“Ferry sails”</h1>{scripted(_TWO)}", None, ["John Doe"]),
        (scripted(_TWO), None, []),
        (f"<title>Pier closes for good</title>{scripted(_TWO)}", None, []),
        (scripted({"@type": "WebPage", "mainEntity": _TWO[0], "mentions": _TWO[1]}), None, ["John Doe"]),
        (scripted({"@type": "WebPage", "author": "Jane Roe", "hasPart": _TWO[:1]}), None, ["Jane Roe"]),
    ],
)
def test_the_article_of_the_page_speaks_not_others(page: str, url: str | None, authors: list[str]) -> None:
    assert [author.name for author in chosen(page, url).author] == authors


# What is plainly meant is read; what is not is passed over, and nothing is raised.
@pytest.mark.parametrize(
    ("script", "headline"),
    [
        ('{"@type": "Article", "headline": "Bridge opens",}', "Bridge opens"),
        ('{"@type": "Article", "headline": "Bridge\n\topens"}', "Bridge opens"),
        ('//<![CDATA[\n{"@type": "Article", "headline": "Bridge opens"}\n//]]>', "Bridge opens"),
        ('<!-- {"@type": "Article", "headline": "Bridge opens"} -->', "Bridge opens"),
        ('/* {{ */ {"@type": "Article", /* title */ "headline": "Bridge opens"};', "Bridge opens"),
        ('{"@type": "Person"}\n{"@type": "Article", "headline": "Bridge opens"}', "Bridge opens"),
        (
            "{&quot;@type&quot;: &quot;Article&quot;, &quot;headline&quot;: &quot;Bridge opens&quot;}",
            "Bridge opens",
        ),
        (
            '{"@type": ["Thing", "http://schema.org/Article"], "schema:headline": "Bridge opens"}',
            "Bridge opens",
        ),
        ('{"@type": "Article", "headline": {"@value": "Bridge opens", "@language": "en"}}', "Bridge opens"),
        ('{"@type": "Article", "headline": "&lt;i&gt;Bridge&lt;/i&gt; &amp;amp; pier"}', "Bridge & pier"),
        ('{"@type": "Article", "headline": "Bridge \\ud83d opens"}', "Bridge opens"),
        ('{"@type": "Article", "headline": "{{ title }}"}', None),
        ('{"@type": "Article", "headline": "Bridge', None),
        ('{"@type": "Article", "headline": ["null", 7, null, {}]}', "7"),
        ('{"@type": "Article", "headline": "https://example.com/"}', None),
        ("[" * 100_000, None),
        ('{"@graph":' * 100_000, None),
        ('{"@type": "Article", "headline": ' + "9" * 10_000 + "}", None),
        ("", None),
    ],
)
def test_broken_scripts(script: str, headline: str | None) -> None:
    assert chosen(scripted(script)).headline == headline


def test_references_in_circles_are_followed_once() -> None:
    page = scripted(
        {
            "@id": "#a",
            "@type": "Article",
            "name": {"@id": "#a"},
            "author": {"@id": "#b"},
            "headline": "Bridge",
        },
        {"@id": "#b", "@type": "Person", "name": {"@id": "#b"}, "worksFor": {"@id": "#c"}},
        {"@id": "#b", "name": "Jane Roe", "url": {"@id": "#b"}},
    )
    assert chosen(page).author == (Person("Jane Roe"),)


_ATTRIBUTES = st.sampled_from(
    [
        *(
            'itemscope itemtype="http://schema.org/Article"',
            'itemprop="headline"',
            'itemprop="author" itemscope',
        ),
        *('itemref="a b"', 'id="a"', 'content="2025-03-03"', 'rel="author" href="//[x"', 'lang="a-b-c"', ""),
        *(
            'typeof="schema:Article"',
            'property="schema:name"',
            'datetime="2025-13-99T99:99"',
            'class="comment"',
        ),
        *('name="author"', 'property="og:url" content="http://[::1"', 'property="og:title" content="\ufffe"'),
    ]
)
_PAGES = st.recursive(
    st.text(max_size=20),
    lambda inner: st.builds(
        lambda tag, attributes, children: f"<{tag} {' '.join(attributes)}>{''.join(children)}</{tag}>",
        st.sampled_from(["article", "h1", "a", "time", "meta", "div", "title", "html", "base", "link", "li"]),
        st.lists(_ATTRIBUTES, max_size=4),
        st.lists(inner, max_size=3),
    ),
)


@settings(deadline=None)
@given(_PAGES, st.none() | st.just("https://example.com/a") | st.just("http://[::1"))
def test_no_page_is_too_odd(page: str, url: str | None) -> None:
    root = parsed(f"<!-- --><p>{''.join(each for each in page if each.isprintable())}")
    claims = read(root, url)
    assert claims == read(root, url)
    for remark in choose(Draft(name="p", original="", text="", claims=claims), {})[1]:
        assert remark.severity == "info"


def test_a_deep_page_and_one_of_many_properties_are_read_in_time() -> None:
    deep = "<div itemprop=name>" * 30_000
    wide = "<p itemscope itemtype=http://schema.org/Article>" + "<b itemprop=author>Jane Roe</b>" * 30_000
    huge = lxml.html.HTMLParser(huge_tree=True)
    for page in (
        deep,
        wide,
        "<h1><a rel=author href=/a>" * 20_000,
        "<h1>A</h1>" + "<time datetime=2025>" * 20_000,
    ):
        assert len(read(lxml.html.document_fromstring(page, parser=huge), None)) < 10


@pytest.mark.parametrize(
    ("page", "headline"),
    [
        # The site's name goes, in front and behind, whoever tells it; a headline's own marks stay.
        (
            '<meta property="og:site_name" content="The Harbor Post"><title>Bridge opens | Harbor Post</title>',
            "Bridge opens",
        ),
        (
            '<link rel="canonical" href="https://www.harborpost.com/b"><title>Bridge opens – HarborPost</title>',
            "Bridge opens",
        ),
        ('<h1><a href="/"><img alt="">Harbor Post</a></h1><title>Harbor Post: Bridge opens</title>', "Bridge opens"),
        (
            "<h1>Bridge opens after years</h1><title>Bridge opens after years - Local - Post</title>",
            "Bridge opens after years",
        ),
        ("<title>The bridge - a history of years</title>", "The bridge - a history of years"),
        ("<title>Harbor Post: a history</title><h1>Harbor Post: a history</h1>", "Harbor Post: a history"),
        # What stands on the page goes before what is written for others to show.
        (
            '<meta property="og:title" content="You won’t believe this bridge"><h1>Why this bridge opens</h1>',
            "Why this bridge opens",
        ),
        ('<meta property="og:title" content="Bridge opens"><h1>Log in</h1>', "Bridge opens"),
        ("<h1>Bridge opens<a href='#b'>¶</a></h1><title>Bridge opens</title>", "Bridge opens"),
    ],
)  # fmt: skip
def test_the_headline_in_a_title(page: str, headline: str) -> None:
    assert chosen(page).headline == headline


@pytest.mark.parametrize(
    ("page", "url", "address"),
    [
        ('<link rel="canonical" href="/b">', "https://example.com/a?x=1", "https://example.com/b"),
        ('<base href="https://example.com/n/"><meta property="og:image" content="b.jpg">', None, None),
        (
            '<link rel="canonical" href="javascript:alert(1)"><meta property="og:url" content="//x">',
            None,
            None,
        ),
    ],
)
def test_addresses_are_absolute(page: str, url: str | None, address: str | None) -> None:
    assert chosen(page, url).url == address


def test_pictures_are_absolute_by_the_base() -> None:
    page = '<base href="https://example.com/n/"><meta property="og:image" content="b.jpg">'
    assert chosen(page).image == (ImageObject("https://example.com/n/b.jpg"),)
