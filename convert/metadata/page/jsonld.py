"""JSON-LD: schema.org items in script elements (https://www.w3.org/TR/json-ld11/).

Every shape of graph is one to us: an object or a list of them, `@graph`, items within items, references by `@id`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from convert.draft import Claim
from convert.metadata.page import _schema
from convert.metadata.page._items import OTHERS, Item, last
from convert.metadata.page._page import page_of
from convert.parts import PageMetadata
from convert.patterns import pattern
from convert.references import unescape

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_MOST_SCRIPTS = 50
_LONGEST = 2_000_000  # characters of a script
_MOST = 20_000  # values of all scripts

# What old advice puts around a script, so that browsers of the nineties pass it by.
_WRAPPING = pattern(r"(?://|/\*)?\s*(?:<!--|<!\[CDATA\[|-->|\]\]>)\s*(?:\*/)?")
_EDGE = 40  # characters at an end within which it stands


def claims(root: HtmlElement, url: str | None) -> Iterator[Claim]:
    """Yield what the object that is the article claims."""
    objects = [value for script in _scripts(root) for value in _objects(script)]
    if objects:
        yield from _schema.claims(_items(objects), page_of(root, url), part.name, 1.0)


def _scripts(root: HtmlElement) -> Iterator[str]:
    count = 0
    for script in root.iter("script"):
        if "ld+json" in (script.get("type") or "").lower():
            count += 1
            if count > _MOST_SCRIPTS:
                return
            if script.text and len(script.text) <= _LONGEST:
                yield script.text


def _objects(script: str) -> list[Any]:
    """Return the objects in a script, repaired where it is plain what was meant; [] for what cannot be read.

    That is: line feeds within strings, commas too many, comments, several objects in a row, markup around it,
    quotes that were escaped for HTML.
    """
    said = _unwrapped(script)
    found = _strict(said)
    if found is None and "&quot;" in said:
        found = _strict(unescape(said))
    return [found] if found is not None else _lenient(said)


def _unwrapped(script: str) -> str:
    head, body, tail = script[:_EDGE], script[_EDGE:-_EDGE], script[_EDGE:][-_EDGE:]
    return f"{_WRAPPING.sub('', head)}{body}{_WRAPPING.sub('', tail)}".strip().rstrip(";")


def _strict(said: str) -> Any:
    try:
        return json.loads(said, strict=False)
    except (ValueError, RecursionError):
        return None


def _lenient(said: str) -> list[Any]:
    from chompjs import parse_js_objects

    found: list[Any] = []
    # One object that fails ends the row.
    with suppress(ValueError, RecursionError):
        found.extend(parse_js_objects(said, loader_kwargs={"strict": False}))
    return found


def _items(objects: list[Any]) -> list[Item]:
    """Return all items in the order in which they stand; a reference is the item that it names, once."""
    named: dict[str, Item] = {}
    items: list[Item] = []
    todo: list[tuple[Any, Item | None, str, bool]] = [(value, None, "", False) for value in reversed(objects)]
    for _ in range(_MOST):
        if not todo:
            break
        value, owner, name, aside = todo.pop()
        match value:
            case list():
                todo += ((each, owner, name, aside) for each in reversed(value[:_MOST]))
            case {"@value": plain} | {"@list": plain} | {"@set": plain}:
                todo.append((plain, owner, name, aside))
            case dict():
                item = _item(value, named, aside)
                if len(value) > 1 or "@id" not in value:
                    items.append(item)
                if owner is not None:
                    owner.add(name, item)
                todo += _properties(value, item, aside)
            case str() | int() | float() if owner is not None:
                owner.add(name, str(value))
            case _:
                pass
    return items


def _item(value: dict[str, Any], named: dict[str, Item], aside: bool) -> Item:
    """Return the item that an object is or refers to; what two objects of one `@id` say is of one item."""
    id_ = value.get("@id")
    item = named.setdefault(id_, Item(aside=aside)) if isinstance(id_, str) else Item(aside=aside)
    types = value.get("@type", value.get("type"))
    given = types if isinstance(types, list) else [types]
    item.types += tuple(last(each) for each in given[:10] if isinstance(each, str))
    # What is referred to from another work may be the article itself, where it stands by itself.
    item.aside = item.aside and (aside or len(value) == 1)
    return item


def _properties(
    value: dict[str, Any], item: Item, aside: bool
) -> Iterator[tuple[Any, Item | None, str, bool]]:
    """Yield what an object holds, last first, as it is to be read on: value, owner, property, whether of others."""
    for name, each in reversed(value.items()):
        if name in ("@graph", "@reverse"):
            yield each, None, "", aside
        elif name == "@id" or not name.startswith("@"):
            term = name if name == "@id" else last(name)
            yield each, item, term, aside or term in OTHERS


part = PageMetadata(
    name="jsonld",
    description="JSON-LD: script elements with schema.org objects",
    claims=claims,
    examples={
        (
            '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Bridge '
            'opens", "author": {"@type": "Person", "name": "Jane Roe"}, "datePublished": '
            '"2025-03-03"}</script>'
        ): (
            ("headline", "Bridge opens"),
            ("author", "Jane Roe"),
            ("datePublished", "2025-03-03"),
        ),
        (
            '<script type="application/ld+json">{"@graph": [{"@type": "Article", "name": "Bridge '
            'opens", "author": {"@id": "#roe"}, "publisher": {"@id": "#post"}}, {"@id": "#roe", '
            '"@type": "Person", "name": "Jane Roe"}, {"@id": "#post", "@type": "Organization", '
            '"name": "Harbor Post"}]}</script>'
        ): (
            ("headline", "Bridge opens"),
            ("author", "Jane Roe"),
            ("publisher", "Harbor Post"),
        ),
        (
            '<script type="application/ld+json">[{"@type": "WebPage", "mainEntity": {"@type": '
            '"BlogPosting", "headline": "Bridge\nopens", "keywords": "bridges, harbour",}}]</script>'
        ): (
            ("headline", "Bridge opens"),
            ("keywords", "bridges"),
            ("keywords", "harbour"),
        ),
        (
            '<script type="application/ld+json"><!-- {"@type": "Article", "headline": "Harbour '
            '&amp;amp; town", "isAccessibleForFree": "False"} --></script>'
        ): (
            ("headline", "Harbour & town"),
            ("isAccessibleForFree", "false"),
        ),
    },
    near_misses=(
        '<script type="application/ld+json">{"@type": "Organization", "name": "Harbor Post"}</script>',
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": </script>',
        (
            '<script type="application/ld+json">{"@type": "ItemList", "itemListElement": [{"@type": '
            '"NewsArticle", "headline": "Ferry sails"}]}</script>'
        ),
        (
            '<title>Bridge opens</title><link rel="canonical" href="https://example.com/bridge">'
            '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Ferry sails", '
            '"url": "https://example.com/ferry"}</script>'
        ),
        '<script type="application/json">{"@type": "NewsArticle", "headline": "Bridge opens"}</script>',
        (
            '<script type="application/ld+json">{"@type": "Article", "author": '
            '"https://www.facebook.com/jane.roe", "datePublished": "1970-01-01T00:00:00Z"}</script>'
        ),
    ),
)
