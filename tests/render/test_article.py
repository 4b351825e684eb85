"""The article as an element: what is known is shown, what is not leaves no trace."""

from __future__ import annotations

import msgspec
import pytest
from lxml import etree

from convert.model import Article, FootnoteDefinition, Meta, Publisher
from convert.render.article import render
from tests.trees import BARE, RICH, RIGHT_TO_LEFT, paragraph, reference


def shown(article: Article) -> etree._Element:
    return render(article, lambda _: {})


def text(element: etree._Element | None) -> str:
    return "" if element is None else "".join(element.itertext())


def source(element: etree._Element | None) -> str:
    return (
        "" if element is None else etree.tostring(element, encoding="unicode", method="html", with_tail=False)
    )


def test_bare_article() -> None:
    assert source(shown(BARE)) == (
        '<article><header class="head"><h1>Council keeps the library open</h1></header>'
        '<div class="text"><p>The council voted on Tuesday.</p><p>The vote was 7 to 2.</p></div></article>'
    )


def test_article_without_anything() -> None:
    assert source(shown(Article(Meta(), ()))) == (
        '<article><header class="head"><h1>Untitled article</h1></header></article>'
    )


def test_head() -> None:
    head = shown(RICH).find("header")
    assert head is not None
    assert [(element.get("class"), text(element)) for element in head] == [
        ("kicker", "Local"),
        (None, "Harbour & town agree on a <new> bridge"),
        ("standfirst", "Work begins in spring, the “harbour board” says."),
        ("byline", "By Jane Roe (Harbour editor), John Doe and Coast News Service"),
        ("dates", "3 March 2025, 14:05 UTC−05:00 Updated 4 March 2025"),
    ]
    assert [link.get("href") for link in head.iter("a")] == [
        "https://example.com/roe",
        "https://example.com/cns",
    ]
    assert [time.get("datetime") for time in head.iter("time")] == ["2025-03-03T14:05:00-05:00", "2025-03-04"]


def test_dateline_is_marked_where_it_stands() -> None:
    first = shown(RICH).find("div/p")
    assert text(first).startswith("PORT ELLERY, Maine (CNS) -- The board")
    assert source(first).startswith('<p><span class="dateline">PORT ELLERY, Maine</span> (CNS)')


def test_corrections_are_shown_unless_the_text_has_them() -> None:
    correction = "Correction: the vote was 7 to 2."
    meta = msgspec.structs.replace(BARE.meta, correction=(correction,))
    in_text = Article(meta, (*BARE.children, paragraph(correction)))
    for article in (Article(meta, BARE.children), in_text):
        assert text(shown(article)).count(correction) == 1


COLOPHONS = {
    "all": (
        RICH.meta,
        '<p>First published by <cite><a href="https://example.com/">The Port Ellery Post</a></cite>, '
        '<a class="url" href="https://example.com/bridge?a=1&amp;b=2" hreflang="en-US">'
        "example.com/bridge?a=1&amp;b=2</a></p>"
        '<p class="copyright">© 2025 The Port Ellery Post</p>',
    ),
    "publisher": (
        Meta(publisher=Publisher("P"), inLanguage="en"),
        "<p>First published by <cite>P</cite></p>",
    ),
    "address": (
        Meta(url="https://example.com/", inLanguage="en"),
        '<p>First published by <a class="url" href="https://example.com/" hreflang="en">example.com</a></p>',
    ),
    "unsafe address": (Meta(url="javascript:x", inLanguage="en"), ""),
    "blank": (Meta(copyrightNotice=" ", inLanguage="en"), ""),
}


@pytest.mark.parametrize(("meta", "expected"), COLOPHONS.values(), ids=COLOPHONS)
def test_colophon(meta: Meta, expected: str) -> None:
    footer = f'<footer class="colophon">{expected}</footer>' if expected else ""
    assert source(shown(Article(meta, BARE.children)).find("footer")) == footer


def test_every_note_links_back_to_each_of_its_references() -> None:
    root = shown(RICH)
    notes = root.findall("section[@role='doc-endnotes']/ol/li")
    assert [note.get("id") for note in notes] == ["note-1", "note-2"]
    assert [[link.get("href") for link in note.iterfind(".//a[@role]")] for note in notes] == [
        ["#ref-1", "#ref-1-2"],
        ["#ref-2", "#ref-2-2"],
    ]
    names = [link.get("aria-label", "") for link in root.iterfind(".//a[@role='doc-backlink']")]
    assert names[:2] == ["Back to reference 1 (Note 1)", "Back to reference 2 (Note 1)"]
    assert len(set(names)) == len(names)


def test_a_note_with_one_reference_or_none() -> None:
    notes = tuple(FootnoteDefinition(n, n, (paragraph("A note."),)) for n in "12")
    article = Article(Meta(inLanguage="en"), (paragraph("Text.", reference("1")),), notes)
    root = shown(article)
    assert [text(item) for item in root.findall("section/ol/li")] == ["A note. Back to text"]
    assert [text(item) for item in root.findall("section")[-1]] == ["Further sources", "A note."]


def test_our_words_say_their_language_where_the_article_has_another() -> None:
    meta = msgspec.structs.replace(RICH.meta, inLanguage="tlh")
    foreign = shown(msgspec.structs.replace(RICH, meta=meta))
    ours = {text(element).strip(" ,") for element in foreign.iterfind(".//*[@lang='en']")}
    assert ours >= {"By", "and", "Updated 4 March 2025", "Notes", "Back to reference 1", "First published by"}
    assert not shown(RICH).xpath(".//@lang")
    assert not shown(RIGHT_TO_LEFT).xpath(".//@lang")
