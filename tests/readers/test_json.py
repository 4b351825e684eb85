"""The tree as JSON, read back: exactly, or with an error that says where it is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings

from convert import pipeline
from convert.citations.style import find
from convert.draft import SourceList
from convert.errors import InputError, NoArticle
from convert.model import Article, codec
from convert.model.text import lines
from convert.options import ReadOptions
from convert.source import Source, from_path
from tests.corpus import FIXTURES
from tests.trees import BARE, HOSTILE, RICH, RIGHT_TO_LEFT, articles, everywhere, nested

SAMPLES = [BARE, RICH, RIGHT_TO_LEFT, nested(60), *map(everywhere, HOSTILE)]


def _read(data: bytes, options: ReadOptions | None = None, name: str = "tree.json") -> pipeline.Reading:
    return pipeline.examine(Source(name, data), options)


@pytest.mark.parametrize("article", SAMPLES)
def test_a_sample_comes_back_as_it_was(article: Article) -> None:
    assert _read(pipeline.write(article, "json")).article == article


@given(articles)
@settings(max_examples=50, deadline=None)
def test_any_article_comes_back_as_it_was(article: Article) -> None:
    assert _read(pipeline.write(article, "json")).article == article


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.parent.name)
def test_the_tree_of_a_fixture_reads_as_an_article_and_is_kept_whole(path: Path) -> None:
    tree = path.parent / "article.json"
    reading = pipeline.read(from_path(tree))
    text = tree.read_text("utf-8")
    assert [(span.start, span.end, span.action, span.text) for span in reading.report.spans] == [
        (0, len(text), "kept", text)
    ]
    assert reading.article == codec.decode(tree.read_bytes())
    short = sum(len(line.split()) for line in lines(*reading.article.children)) < 60
    assert reading.report.verdict == "article" or short


def test_what_the_caller_says_stands_above_the_tree() -> None:
    options = ReadOptions(language="fr", metadata={"headline": ("Another",), "author": ("Ann Other",)})
    meta = _read(codec.encode(RICH), options).article.meta
    assert (meta.headline, meta.inLanguage, [each.name for each in meta.author]) == (
        "Another",
        "fr",
        ["Ann Other"],
    )
    assert meta.description == RICH.meta.description


def test_a_style_words_the_notes_whose_sources_are_known() -> None:
    style = find(str(Path(__file__).parents[1] / "citations" / "styles" / "numbers.csl"))
    article = _read(codec.encode(RICH), ReadOptions(csl=style)).article
    known, worded = article.notes
    assert known == RICH.notes[0]
    assert worded.children != RICH.notes[1].children
    assert "The plan" in "".join(lines(*worded.children))
    assert (worded.source, article.children) == (RICH.notes[1].source, RICH.children)


def test_sources_beside_a_tree_are_cited_by_nothing() -> None:
    said = _read(codec.encode(RICH), ReadOptions(sources=SourceList(0, 0, ()))).report.diagnostics
    assert [each.code for each in said] == ["source-unused", "stub"]


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (
            b'{"type":"article",\n "meta": {,}}',
            "tree.json:2:11: is not JSON: expecting property name enclosed in double quotes",
        ),
        (b'{"type":"article"}[', "tree.json:1:19: is not JSON: extra data"),
        (b'{"a": "caf\xe9"}', "tree.json:1:11: is not UTF-8"),
        (
            b'{"type":"article","meta":{"headline":3},"children":[]}',
            "tree.json: not an article tree: Expected `str | null`, got `int` - at `$.meta.headline`",
        ),
        (
            b'{"type":"article","meta":{},"children":[{"type":"heading","depth":1,"children":[]}]}',
            "tree.json: not an article tree: Expected `int` >= 2 - at `$.children[0].depth`",
        ),
        (b"[" * 100_000, "tree.json: not an article tree: Expected `object`, got `array`"),
    ],
)
def test_an_error_says_where(data: bytes, error: str) -> None:
    with pytest.raises(InputError) as caught:
        _read(data)
    assert str(caught.value).startswith(error)
    assert caught.value.hint


def test_nothing_is_no_article() -> None:
    with pytest.raises(NoArticle):
        _read(b" \n")


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_the_tree_is_known_by_its_beginning_where_the_name_says_nothing(mark: bytes) -> None:
    assert _read(mark + codec.encode(BARE), name="<stdin>").article == BARE


@pytest.mark.parametrize("name", ["<stdin>", "notes.txt"])
def test_other_json_is_text_where_the_name_does_not_say_otherwise(name: str) -> None:
    said = _read(b'{"type": "articles", "text": "The council voted on Tuesday."}', name=name).article
    assert "articles" in "".join(lines(*said.children)) + str(said.meta.headline)


def test_a_text_file_stays_text_whatever_it_holds() -> None:
    assert _read(codec.encode(BARE), name="tree.txt").article != BARE
