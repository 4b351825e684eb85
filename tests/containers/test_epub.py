"""EPUBs of several articles that we made: what comes out is what went in; other EPUBs are left to their reader."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from convert import pipeline
from convert.model import Article, Bundle, Figure, FootnoteDefinition, Image, Link, Meta, Section, Text
from convert.options import Numbering, WriteOptions
from tests.containers.packing import sources, told, unpack, zipped
from tests.trees import (
    BARE,
    HOSTILE,
    RICH,
    RIGHT_TO_LEFT,
    articles,
    everywhere,
    paragraph,
    picture,
    reference,
)

META = Meta(headline="All of it", inLanguage="en")


def bound(*found: Article, numbering: Numbering = "article", options: WriteOptions | None = None) -> bytes:
    """Return articles as one EPUB, in two sections."""
    whole = Bundle(META, (Section(found[:1]), Section(found[1:], "Part")))
    return pipeline.bundle(whole, "epub", options, numbering=numbering)


def apart(data: bytes, *, pipe: bool = False) -> list[Article]:
    """Return the articles in an EPUB, as whoever names it reads them."""
    return [pipeline.examine(each).article for each in sources(unpack("week.epub", data, pipe=pipe))]


def linking(own: str, *others: str) -> Article:
    links = (Link(other, (Text("there"),)) for other in others)
    return Article(Meta(headline=own, url=own), (paragraph("See ", *links),))


@pytest.mark.parametrize("numbering", ["article", "bundle"])
@pytest.mark.parametrize("pipe", [False, True])
def test_the_articles_of_a_bundle_come_back(numbering: Numbering, pipe: bool) -> None:
    found = (RICH, BARE, RIGHT_TO_LEFT, everywhere(HOSTILE[0]), RICH)
    assert tuple(apart(bound(*found, numbering=numbering), pipe=pipe)) == found


@given(st.lists(articles, min_size=2, max_size=3), st.sampled_from(["article", "bundle"]))
@settings(max_examples=10, deadline=None)
def test_any_articles_come_back(found: list[Article], numbering: Numbering) -> None:
    assert apart(bound(*found, numbering=numbering)) == found


def test_links_lead_where_they_led() -> None:
    """Within the book they lead to the other article; who takes it apart has the addresses, to the letter."""
    first, second = "https://example.org/a", "https://example.org/b"
    found = [
        linking(first, f"{second}/#part", "#article-2", first),
        linking(second, first.replace("s:", ":")),
    ]
    data = bound(*found)
    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert 'href="article-2.xhtml"' in archive.read("EPUB/article-1.xhtml").decode()
    assert apart(data) == found


def test_pictures_come_back_from_the_files_that_articles_share() -> None:
    shared, own = picture("png", (300, 200)), picture("webp")
    found = [Article(Meta(headline=url[-9:]), (Figure((Image(url, "x"),)),)) for url in (shared, own, shared)]
    data = bound(*found)
    assert apart(data) == found
    assert shared.partition(",")[2].encode() not in data  # it is a file, and not carried along beside
    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert [name for name in archive.namelist() if "images/" in name] == [
            "EPUB/images/1.png",
            "EPUB/images/2.png",
        ]


def test_articles_are_called_as_elsewhere() -> None:
    found = [linking("https://example.org/2025/a-story.html"), BARE, Article(Meta(), (paragraph("Words."),))]
    members = sources(unpack("a/Week.EPUB", bound(*found)))
    assert [(each.name, each.path) for each in members] == [
        ("a/Week.EPUB/EPUB/article-1.xhtml", "a/Week/a-story"),
        ("a/Week.EPUB/EPUB/article-2.xhtml", "a/Week/council-keeps-the-library-open"),
        ("a/Week.EPUB/EPUB/article-3.xhtml", "a/Week/3"),
    ]


def test_an_article_that_was_changed_is_none_of_them() -> None:
    data = BytesIO()
    with zipfile.ZipFile(BytesIO(bound(RICH, BARE, RIGHT_TO_LEFT))) as old, zipfile.ZipFile(data, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "EPUB/article-2.xhtml":
                content = re.sub(rb"<p>.*?</p>", b"<p>Another.</p>", content, count=1)
            new.writestr(name, content)
    assert apart(data.getvalue()) == [RICH, RIGHT_TO_LEFT]


@pytest.mark.parametrize(
    "data",
    [
        pipeline.write(RICH, "epub"),
        bound(RICH),
        zipped({"mimetype": "application/epub+zip", "a.xhtml": "<html/>"}, zipfile.ZIP_STORED),
    ],
    ids=["of one article", "a bundle of one", "of another's making"],
)
def test_any_other_epub_is_left_to_its_reader(data: bytes) -> None:
    (found,) = sources(unpack("book.epub", data))
    assert (found.name, found.path, found.data, found.format) == ("book.epub", "book.epub", data, None)


def test_damage_is_said_in_one_line() -> None:
    whole = bound(RICH, BARE)
    for at in range(100, len(whole), len(whole) // 40):
        flipped = whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :]
        for data in (whole[:at], flipped):
            for said in told(unpack("week.epub", data)):
                assert said.startswith("week.epub")
                assert "\n" not in said


def test_notes_count_from_one_again() -> None:
    """Numbered through the whole they are 1 and 2 in the book, and 1 in each article alone."""
    note = FootnoteDefinition("1", "1", (paragraph("A note."),))
    noted = Article(META, (paragraph("Words.", reference("1")),), (note,))
    data = bound(noted, noted, numbering="bundle")
    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert ">2</a></sup>" in archive.read("EPUB/article-2.xhtml").decode()
    assert apart(data) == [noted, noted]
