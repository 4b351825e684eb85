"""Whatever comes in, the laws hold and no writer fails: random Unicode, fixtures torn and glued, any valid tree."""

from __future__ import annotations

import os
from collections import defaultdict
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from convert import pipeline
from convert.citations.find import find
from convert.errors import ArticleError
from convert.model import Article, codec
from convert.options import WriteOptions
from convert.parts import FAMILIES, WRITERS
from convert.pipeline import Reading
from convert.readers._clean import clean
from convert.readers._decode import decode
from convert.source import Source
from tests import laws
from tests.corpus import EXACT, FIXTURES
from tests.fuzz import mutate
from tests.trees import articles

# `make laws` tries so many times as many examples as every test run.
_DEEP = int(os.environ.get("DEEP", "1"))

# Lines that mean something to some pass, beside lines of anything.
_PIECES = [
    line
    for path in FIXTURES
    for line in decode(Source(str(path), path.read_bytes())).splitlines()
    if len(line) < 200
]
_SPECIAL = [
    "",
    "",
    " ",
    "- ",
    "1. ",
    "> ",
    "* * *",
    "[1]",
    "[1][2]",
    "[1]: https://x.org/a?utm_source=b",
    "Sources",
    "—",
    "`",
]
_SPECIAL += [
    ":contentReference[oaicite:0]{index=0}",
    "\u00ad",
    "\u200b",
    "â€™",
    "\ufffd",
    "March 3, 2025",
    "By A B",
    "\x00",
    *mutate.ODD,
]
_LINE = st.one_of(
    st.sampled_from(_PIECES),
    st.lists(st.sampled_from([*_SPECIAL, "word", "Two words.", " "]), max_size=8).map("".join),
    st.text(max_size=40),
)
_END = st.sampled_from(["\n", "\n\n", "\r\n", " \n  ", "\u2028"])
_TEXT = st.lists(st.tuples(_LINE, _END).map("".join), max_size=25).map("".join)


def assert_every_marker_taken_out_is_in_a_note(reading: Reading) -> None:
    if not reading.article.children:
        return  # nothing is left that notes could belong to: no article
    noted = {marker for note in reading.article.notes for marker in note.markers}
    for span in reading.report.spans:
        if span.action == "moved" and span.rule in FAMILIES.names():
            text, _ = clean(span.text)
            assert {text[found.start : found.end] for found in find(text)} <= noted


@settings(max_examples=40 * _DEEP)
@given(_TEXT)
def test_the_laws_hold_for_any_text(text: str) -> None:
    reading = laws.read(Source("any.txt", text.encode("utf-8", "surrogatepass")))
    if reading:
        assert_every_marker_taken_out_is_in_a_note(reading)
        laws.write(reading.article, WRITERS.names())


# What each reader starts from, by suffix: fixtures, and what was made of them.
_SOURCES: dict[str, list[bytes]] = defaultdict(list)
for _path in (*FIXTURES, *EXACT, *(path.parent / "article.json" for path in FIXTURES)):
    _SOURCES[_path.suffix].append(_path.read_bytes())
_NAMES = ("html", "jsonld", "markdown", "text", "json")


@pytest.mark.parametrize("suffix", sorted(_SOURCES))
@settings(max_examples=12 * _DEEP)
@given(seed=st.integers(0, 2**32))
def test_the_laws_hold_for_fixtures_that_were_damaged(suffix: str, seed: int) -> None:
    """Bytes flipped, cut out or repeated; the beginning of one, the end of another; lines moved, blocks repeated."""
    chance = Random(seed)  # noqa: S311 - no secret
    one, other = chance.choices(_SOURCES[suffix], k=2)
    start = chance.randint(0, max(0, len(one) - 6000))
    whole = suffix in (".epub", ".pdf", ".json")
    data = one if whole else one[start : start + 6000]
    match chance.randrange(3):
        case 0:
            data = mutate.flips(data, chance)
        case 1:
            data = mutate.spliced(data, other, chance)[: len(data) + 1000]
        case _:
            data = (
                mutate.tree(mutate.ODD)(data, chance)
                if suffix == ".json"
                else mutate.text(_PIECES)(data, chance)
            )
    source = Source(f"any{suffix}", data)
    reading = laws.read(source)
    assert reading == laws.read(source)
    if reading:
        laws.write(reading.article, [chance.choice(_NAMES)])


@settings(max_examples=8 * _DEEP)
@given(articles)
def test_every_writer_writes_every_valid_tree_and_the_same_twice(article: Article) -> None:
    laws.assert_valid(article)
    options = WriteOptions(missing_glyphs="replace", attach_source=True)
    for name in WRITERS.names():
        data = pipeline.write(article, name, options)
        assert data == pipeline.write(codec.decode(codec.encode(article)), name, options)
        if name in ("json", "html", "epub", "pdf"):
            reading = pipeline.examine(Source(f"own.{name}", data))
            assert reading.article == article


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_one_clear_error(data: bytes) -> None:
    try:
        assert decode(Source("any.bin", data))
    except ArticleError as error:
        assert str(error).startswith("any.bin:")  # noqa: PT017  # either outcome is right
