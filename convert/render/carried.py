"""The tree that a page of ours carries along, so that the page can be read back exactly.

A page shows less than the tree has: markers as they stood, sources as data, addresses that are not safe, pictures
that the output cannot show. And what it shows changes from version to version. So the tree goes along whole, as a
data block (HTML, 4.12.1: a script element of another type than JavaScript's, which nothing runs), with a digest of
the page with it. White space apart, a page that somebody has changed since has another digest: what it carries may
not be what it shows any more. Pictures are not carried twice: an address that the page's own pictures have is left out.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import msgspec
from lxml.etree import _Element

from convert.errors import InputError, TooLarge
from convert.limits import too_large
from convert.model import Article, codec
from convert.patterns import pattern
from convert.render.characters import ILLEGAL
from convert.render.markup import add

_TYPE, _ID, _DIGEST = "application/json", "article-tree", "data-page"
_BLOCK = pattern(rf'<script type="{_TYPE}" id="{_ID}" {_DIGEST}="([0-9a-f]{{64}})">([^<]*)</script>')
_PICTURE = pattern(r'<img src="([^"]*)"')

# What must not stand raw where JSON is embedded in markup: "<" could end its element (HTML, 4.12.1.3), and characters
# for private use are not for publication (Character Model, C073): markers have them. All of it occurs within JSON
# strings only, where an escape says the same (RFC 8259, 7).
_PRIVATE = "\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd"
_ESCAPED = pattern(f"[<>&\u2028\u2029{_PRIVATE}{ILLEGAL}]")

_BEYOND = pattern(r"[^\x00-\x7f]")


class _Carried(msgspec.Struct, frozen=True):
    """A tree, some addresses of which are empty: they are those of the page's pictures of these numbers, in turn."""

    tree: msgspec.Raw
    pictures: tuple[int, ...] = ()


def harmless(json: str) -> str:
    """Return JSON text, fit to be embedded in HTML and in XML as it is, and in Unicode's normal form C."""
    text = _ESCAPED.sub(_escape, json)
    return text if unicodedata.is_normalized("NFC", text) else _BEYOND.sub(_composable, text)


def _composable(found: re.Match[str]) -> str:
    """Return a character escaped if normalisation would change it, or could join it to the one before."""
    character = found[0]
    joins = unicodedata.category(character).startswith("M") or "\u1160" <= character <= "\u11ff"
    return _escape(found) if joins or unicodedata.normalize("NFC", character) != character else character


def carry(root: _Element, article: Article, pictures: Sequence[str], serialise: Callable[[], str]) -> None:
    """Append `article` to the head of the page `root`, which is complete otherwise; not one too deep for JSON.

    `pictures` are the addresses of the page's pictures in their order, as data: URLs; `serialise` writes the page.
    """
    head = root[0]
    try:
        data = harmless(msgspec.json.encode(_without(article, pictures)).decode())
    except RecursionError:
        return
    attributes = {"type": _TYPE, "id": _ID, _DIGEST: _digest(serialise(), data)}
    block = add(head, str(head.tag).replace("head", "script"), attributes)
    block.text, block.tail = data, "\n"


def carried(page: str, largest: int, picture: Callable[[str], str] = str) -> Article | None:
    """Return the tree that a page carries; None for a page without one, or that was changed since.

    `picture` returns the data: URL of a picture by the address that the page has for it. Raises TooLarge where those of
    all nodes have more than `largest` bytes: a page has each once, and its nodes may have it any number of times.
    """
    found = _BLOCK.search(page)
    if found is None or _digest(page[: found.start()] + page[found.end() :], found[2]) != found[1]:
        return None
    try:
        block = msgspec.json.decode(found[2], type=_Carried)
        sources = _PICTURE.findall(page) if block.pictures else []
        return codec.decode(_with(block, _within([picture(sources[n]) for n in block.pictures], largest)))
    except TooLarge:
        raise
    except (msgspec.DecodeError, InputError, IndexError, KeyError, StopIteration, RecursionError):
        return None


def _within(addresses: list[str], largest: int) -> list[str]:
    if sum(map(len, addresses)) * 3 // 4 > largest:  # base64
        raise too_large("input", largest)
    return addresses


def _without(article: Article, pictures: Sequence[str]) -> _Carried:
    numbers = {address: n for n, address in reversed([*enumerate(pictures)]) if address.startswith("data:")}
    data = codec.compact(article)
    if not numbers:
        return _Carried(msgspec.Raw(data))
    tree = msgspec.json.decode(data)
    left: list[int] = []
    for node in _addressed(tree):
        if node["url"] in numbers:
            left.append(numbers[node["url"]])
            node["url"] = ""  # which no address in a tree is
    return _Carried(msgspec.Raw(msgspec.json.encode(tree)), tuple(left))


def _with(block: _Carried, addresses: Sequence[str]) -> bytes:
    """Return the JSON of a tree that is carried, with the addresses that were left out; StopIteration for too few."""
    if not addresses:
        return bytes(block.tree)
    tree, left = msgspec.json.decode(block.tree), iter(addresses)
    for node in _addressed(tree):
        if node["url"] == "":
            node["url"] = next(left)
    return msgspec.json.encode(tree)


def _addressed(tree: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the nodes of a tree that have an address, in an order that hangs on the tree alone."""
    stack: list[Any] = [tree]
    while stack:
        node = stack.pop()
        if isinstance(node, dict):
            if isinstance(node.get("url"), str):
                yield node
            stack += node.values()
        elif isinstance(node, list):
            stack += node


def _digest(page: str, data: str) -> str:
    said = "".join((page.removeprefix("\ufeff") + data).split())
    return hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()


def _escape(found: re.Match[str]) -> str:
    """Return a character as JSON escapes it, in units of UTF-16."""
    units = found[0].encode("utf-16-be").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))
