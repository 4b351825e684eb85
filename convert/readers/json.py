"""Our own tree, as the `json` writer leaves it."""

from __future__ import annotations

import json

from convert.errors import InputError, NoArticle, TooLarge
from convert.model import Article, codec
from convert.options import ReadOptions
from convert.parts import Reader
from convert.patterns import pattern
from convert.source import Source

_BOM = b"\xef\xbb\xbf"
_BEGINNING = pattern(rb'\s{0,100}\{\s{0,100}"type"\s{0,100}:\s{0,100}"article"')


def read(source: Source, _options: ReadOptions) -> Article:
    """Return the tree that `source` holds, which is valid by `article schema`.

    JSON is UTF-8 (RFC 8259, 8.1); a byte order mark is ignored. Raises NoArticle for no bytes at all, InputError
    with the line and column of what is no JSON, else with the path of what is not valid.
    """
    data = source.data.removeprefix(_BOM)
    if not data.strip():
        raise NoArticle("the input is empty", where=source.name)
    try:
        return codec.decode(data, where=source.name)
    except TooLarge:
        raise
    except InputError as error:
        raise _placed(data, source.name) or error from error


def sniff(data: bytes) -> bool:
    """Say whether bytes begin as our tree does."""
    return _BEGINNING.match(data.removeprefix(_BOM)) is not None


def _placed(data: bytes, where: str) -> InputError | None:
    """Return the error that names the place at which `data` is no JSON; None where it is, or no place is known."""
    try:
        json.loads(data.decode())
    except UnicodeDecodeError as error:
        before = data[: error.start].decode(errors="replace")
        return _error("is not UTF-8", "JSON is UTF-8: save it so", where, before, len(before))
    except json.JSONDecodeError as error:
        what = f"is not JSON: {error.msg[0].lower()}{error.msg[1:].removesuffix(' starting at')}"
        return _error(what, "`article schema` prints what is valid", where, error.doc, error.pos)
    except (ValueError, RecursionError):  # a number of thousands of digits, a tree of thousands of levels
        return None
    return None


def _error(what: str, hint: str, where: str, text: str, at: int) -> InputError:
    line, column = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
    return InputError(what, where=where, line=line, column=column, hint=hint)


part = Reader(
    name="json",
    description="the canonical article tree, as the writer of that name leaves it",
    suffixes=(".json",),
    read=read,
    sniff=sniff,
)
