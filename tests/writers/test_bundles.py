"""Bundles of any articles: every anchor is one, every link leads somewhere, and nothing is said twice."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from convert import pipeline
from convert.errors import InputError, UnknownPart
from convert.model import Article, Bundle, Meta, Section
from convert.options import Numbering, WriteOptions
from convert.parts import WRITERS
from convert.report import Fault
from convert.source import Source
from tests.bundles import writers
from tests.check.looking import look
from tests.trees import BARE, HOSTILE, RICH, RIGHT_TO_LEFT, articles, everywhere, nested

# The checker of a format is called as the format is.
FORMATS = [writer.name for writer in writers()]
META = Meta(headline="All of it", inLanguage="en")
EVERYTHING = Bundle(
    META, (Section((RICH, BARE)), Section((RIGHT_TO_LEFT, everywhere(HOSTILE[0]), RICH), "Part <two>"))
)
# Names and words that say nothing are the author's.
_AUTHORS = {"author-unnamed", "heading-empty"}


def _faults(bundle: Bundle, format: str, numbering: Numbering = "article") -> list[Fault]:
    with TemporaryDirectory() as folder:
        # Print ends a run for a character that no font has, unless it is told to show another.
        data = pipeline.bundle(bundle, format, WriteOptions(missing_glyphs="replace"), numbering=numbering)
        found = look(format, data, Path(folder))
    return [fault for fault in found if fault.severity != "info" and fault.code not in _AUTHORS]


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("numbering", ["article", "bundle"])
def test_a_bundle_of_everything_is_sound(format: str, numbering: Numbering) -> None:
    assert _faults(EVERYTHING, format, numbering) == []


@pytest.mark.parametrize("format", FORMATS)
@given(found=st.lists(articles, min_size=1, max_size=3), title=st.none() | st.just("Part"))
@settings(max_examples=10)
def test_a_bundle_of_any_articles_is_sound(format: str, found: list[Article], title: str | None) -> None:
    assert _faults(Bundle(META, (Section(tuple(found), title),)), format, "bundle") == []


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_bundle_gives_the_same_bytes(format: str) -> None:
    assert pipeline.bundle(EVERYTHING, format) == pipeline.bundle(EVERYTHING, format)


@pytest.mark.parametrize("format", FORMATS)
def test_an_article_may_be_deep(format: str) -> None:
    assert pipeline.bundle(Bundle(META, (Section((nested(100),)),)), format)


def test_an_article_on_the_page_says_what_it_says_alone() -> None:
    page = html.fromstring(pipeline.bundle(Bundle(META, (Section((RICH,), "Part"),)), "html"))
    alone = html.fromstring(pipeline.write(RICH, "html"))
    (bound,), (single,) = page.iter("article"), alone.iter("article")
    for up in bound.find_class("up"):
        up.drop_tree()
    assert bound.text_content().split() == single.text_content().split()
    assert [each.tag for each in bound.iter("p", "li", "img", "a")] == [
        each.tag for each in single.iter("p", "li", "img", "a")
    ]


def test_contents_can_be_left_out() -> None:
    page = html.fromstring(pipeline.bundle(EVERYTHING, "html", WriteOptions(toc=False)))
    assert list(page.iter("nav")) == []
    assert page.find_class("up") == []


def test_a_template_is_for_one_article() -> None:
    with pytest.raises(InputError, match="is a template for one article"):
        pipeline.bundle(EVERYTHING, "html", WriteOptions(template=Source("house.html", b"{{ article }}")))


def test_a_format_without_bundles_says_so() -> None:
    assert WRITERS.load("text").bundle is None
    with pytest.raises(UnknownPart, match="text has one article a file"):
        pipeline.bundle(EVERYTHING, "text")
