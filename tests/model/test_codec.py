"""The tree goes to JSON and back without loss, its schema says what it may hold, errors say where."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings

from convert.errors import InputError, TooLarge
from convert.model import Article, codec
from tests.trees import BARE, RICH, RIGHT_TO_LEFT, articles, everywhere, nested

_VALIDATOR = jsonschema.Draft202012Validator(codec.schema())


@settings(deadline=None)
@given(articles)
def test_a_tree_comes_back_as_it_was(article: Article) -> None:
    assert codec.decode(codec.encode(article)) == article


# Not for trees at random: the validator tries every kind of node for each one, and all that is in it.
@pytest.mark.parametrize("article", [BARE, RICH, RIGHT_TO_LEFT, everywhere("x"), nested(2)])
def test_every_tree_is_valid_by_the_schema(article: Article) -> None:
    _VALIDATOR.validate(json.loads(codec.encode(article)))


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(codec.schema())


def test_the_json_is_indented_and_ends_in_one_line_feed() -> None:
    text = codec.encode(BARE).decode()
    assert text.startswith('{\n  "type": "article",\n  "meta": {\n    "headline": ')
    assert text.endswith("}\n")


def test_the_json_of_a_deep_tree_is_not_made_of_spaces() -> None:
    article = nested(190)
    assert len(codec.encode(article)) < 2 * len(codec.compact(article))
    assert b"\n  " in codec.encode(nested(20))


def test_absent_is_absent() -> None:
    def empty(value: Any) -> bool:
        inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
        return value is None or any(map(empty, inside))

    tree = json.loads(codec.encode(RICH))
    tree["children"] = [
        block for block in tree["children"] if block["type"] != "table"
    ]  # align has null for none
    assert not empty(tree)


def test_keys_stand_in_the_order_of_the_model() -> None:
    assert list(json.loads(codec.encode(RICH))) == ["type", "meta", "children", "notes"]


_PARAGRAPH = {"type": "paragraph", "children": [{"type": "text", "value": "x"}]}


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"type": "book"}, "$.type"),
        ({"meta": {"headline": ""}}, "$.meta.headline"),
        ({"meta": {"headline": None, "colour": "red"}}, "`colour`"),
        ({"meta": {"datePublished": "yesterday"}}, "$.meta.datePublished"),
        ({"meta": {"author": [{"type": "Robot", "name": "x"}]}}, "$.meta.author[0].type"),
        ({"children": [_PARAGRAPH, {"type": "heading", "depth": 1, "children": []}]}, "$.children[1].depth"),
        ({"children": [{"type": "paragraph", "children": [{"type": "text"}]}]}, "$.children[0].children[0]"),
        (
            {"children": [{"type": "figure", "children": [{"type": "list", "children": []}]}]},
            "$.children[0].children[0].type",
        ),
        ({"notes": [{"type": "footnoteDefinition", "identifier": "1", "label": "1"}]}, "$.notes[0]"),
    ],
)
def test_what_is_no_tree_is_refused_with_the_path(changes: dict[str, Any], path: str) -> None:
    tree = {"type": "article", "meta": {}, "children": [], **changes}
    with pytest.raises(InputError) as caught:
        codec.decode(json.dumps(tree).encode(), where="story.json")
    assert path in caught.value.message
    assert caught.value.where == "story.json"
    assert not _VALIDATOR.is_valid(tree)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"null",
        b"[]",
        b'{"type": "article"',
        b"\xff\xfe{}",
        b'{"type":"article","meta":{"headline":"\xe9"},"children":[]}',
    ],
)
def test_what_is_no_json_is_refused(data: bytes) -> None:
    with pytest.raises(InputError, match="not an article tree"):
        codec.decode(data)


@pytest.mark.parametrize("place", ["type", "\n\x1b[31m\u202e"])
def test_what_it_quotes_of_a_stranger_is_shown_and_does_nothing(place: str) -> None:
    block = {"type": "paragraph", "children": [], place: "\n\x1b]0;owned\x07\u202e"}
    with pytest.raises(InputError) as caught:
        codec.decode(json.dumps({"type": "article", "meta": {}, "children": [block]}).encode())
    assert str(caught.value).isprintable()
    assert "\N{SYMBOL FOR ESCAPE}" in str(caught.value)


def test_depth_beyond_what_can_be_read_is_refused() -> None:
    deep = b'{"type":"blockquote","children":[' * 100_000
    with pytest.raises(TooLarge, match="more than 400 deep"):
        codec.decode(b'{"type":"article","meta":{},"children":[' + deep)


def test_depth_that_can_be_written_can_be_read() -> None:
    article = nested(100)
    assert codec.decode(codec.encode(article)) == article
