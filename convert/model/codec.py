"""The tree as JSON, both ways, and its JSON Schema."""

from __future__ import annotations

from typing import Any

import msgspec

from convert.errors import InputError
from convert.limits import DEEPEST, too_large
from convert.model.article import Article
from convert.model.walk import below
from convert.shown import harmless

_INDENTED = 50  # nodes within one another: each adds four spaces to a line


def encode(article: Article) -> bytes:
    """Return `article` as UTF-8 JSON, indented by two, keys in the order of the model, one line feed last.

    One with a node within more than fifty others is on one line: indented it would be made of spaces.
    """
    data = compact(article)
    flat = any(depth > _INDENTED for _, depth in below(article))
    return (data if flat else msgspec.json.format(data, indent=2)) + b"\n"


def compact(article: Article) -> bytes:
    """Return `article` as `encode` does, without spaces and line feeds."""
    return msgspec.json.encode(article)


def decode(data: bytes, *, where: str | None = None) -> Article:
    """Return the article that `data` (JSON) holds.

    Raises InputError, naming the path within the tree, when it is not one, TooLarge when it is too deep.
    """
    try:
        return msgspec.json.decode(data, type=Article)
    except RecursionError as error:
        raise too_large("depth", DEEPEST, where) from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        what = f"not an article tree: {harmless(str(error))}"  # it quotes names and tags as they are
        raise InputError(what, where=where, hint="`article schema` prints what is valid") from error


def schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of the tree."""
    found = msgspec.json.schema(Article)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Article",
        "description": "A canonical article: mdast nodes with schema.org NewsArticle metadata.",
        **found,
    }
