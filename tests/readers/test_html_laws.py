"""What holds of every page, however it is written: nothing is lost, nothing stands in two places, nothing breaks."""

from __future__ import annotations

import random
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convert.draft import Draft, Edit, apply
from convert.errors import ArticleError
from convert.options import ReadOptions
from convert.readers.html import read
from convert.readers.html.text import composed
from convert.source import Source
from tests import laws
from tests.corpus import SOME_PAGES, needs_corpus
from tests.readers.markup import ATTRIBUTES, TAGS, WORDS

_PIECE = st.one_of(
    st.builds(
        "<{}{}{}".format,
        st.sampled_from(TAGS),
        st.sampled_from(ATTRIBUTES),
        st.sampled_from((">", "/>", " ")),
    ),
    st.builds("</{}>".format, st.sampled_from(TAGS)),
    st.sampled_from(WORDS),
)


def assert_page_holds(data: bytes) -> None:
    source, options = Source("page.html", data), ReadOptions()
    draft = read(source, options)
    assert isinstance(draft, Draft)
    assert apply(draft.original, draft.repairs) == draft.text
    assert all(before.end <= after.start for before, after in pairwise(draft.repairs))
    assert all(before.end <= after.start for before, after in pairwise(draft.blocks))
    assert all(0 <= mark.start < mark.end <= len(draft.text) for mark in draft.marks)
    reading = laws.read(source)
    assert reading
    laws.write(reading.article, ("html", "jsonld", "markdown", "text", "json"))


@needs_corpus
@pytest.mark.parametrize("path", SOME_PAGES, ids=lambda path: f"{path.parent.name}")
def test_a_real_page_holds(path: Path) -> None:
    assert_page_holds(path.read_bytes())


@given(st.lists(_PIECE, min_size=1, max_size=80).map("".join))
def test_a_page_of_any_tags_holds(page: str) -> None:
    try:
        assert_page_holds(page.encode())
    except ArticleError:
        assert not page.strip() or "\0" in page


@pytest.mark.parametrize(
    "page",
    [
        *("<a" * 20_000, "<" * 20_000, "<!--" * 5_000, "&" * 20_000, '<p title="' * 2_000, "<p a=" * 5_000),
        "<table><tr><td>" * 600 + "x",
        "<p>" + "<span>a</span>" * 5_000,
        "<p>x" + "<br>" * 5_000 + "y",
        "<ul>" + '<li><a href="#n" id="n">1</a></li>' * 2_000,
        "<p>x<img src=a.jpg></p>" * 2_000,
        f"<p class='{'a ' * 500_000}'>Work begins in April.</p>",
        "<plaintext><p>Work begins.</p>",
        "<frameset><frame src=a></frameset><p>Work begins.</p>",
        "</p></div>Work begins.",
        "<!-- only a comment -->",
        "﻿<p>Work begins.</p>",
    ],
    ids=lambda page: page[:12],
)
def test_an_odd_page_holds(page: str) -> None:
    assert_page_holds(page.encode())


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("<p>Café</p>".encode("utf-16"), "Café"),
        ('<meta charset="iso-8859-1"><p>„Café“ – 5 €</p>'.encode("cp1252"), "„Café“ – 5 €"),
        ('<meta charset="windows-1251"><p>Гавань</p>'.encode("cp1251"), "Гавань"),
        # What is UTF-8 is, whatever it declares; a charset that there is not, or none of text, is nobody's.
        ('<meta charset="gb2312"><p>Café au lait</p>'.encode(), "Café au lait"),
        (b'<meta charset="x-unknown"><p>Cafe</p>', "Cafe"),
        (b'<meta charset="zip"><p>Cafe</p>', "Cafe"),
        ('<meta charset="euc-jp"><p>港の予算</p>'.encode("euc-jp"), "港の予算"),
    ],
)
def test_the_charset_of_a_page_is_found(data: bytes, said: str) -> None:
    draft = read(Source("page.html", data), ReadOptions())
    assert isinstance(draft, Draft)
    assert draft.text == said


@pytest.mark.parametrize("seed", range(200))
def test_edits_one_after_the_other_are_one_edit(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  no secret
    original = "".join(chance.choice("abc ") for _ in range(chance.randint(0, 30)))

    def edits(text: str) -> tuple[Edit, ...]:
        places = sorted(
            chance.sample(range(len(text) + 1), min(len(text) + 1, 2 * chance.randint(0, 4)) // 2 * 2)
        )
        return tuple(
            Edit(start, end, "repaired", "some", chance.choice(["", "x", "yz"]))
            for start, end in zip(places[::2], places[1::2], strict=True)
        )

    first = edits(original)
    middle = apply(original, first)
    second = edits(middle)
    both = tuple(composed(first, second, middle))
    assert apply(original, both) == apply(middle, second)
    assert all(before.end <= after.start for before, after in pairwise(both))
