"""Metadata in JSON-LD: whether it is JSON, whether schema.org knows what it says, and what search engines ask of it."""

from __future__ import annotations

import datetime
import json
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any, NoReturn

from convert.check._faults import Finder, shortened
from convert.patterns import pattern

_CONTEXT = pattern(r"https?://(www\.)?schema\.org/?(#)?")
_DATES = frozenset({"datePublished", "dateModified", "dateCreated", "uploadDate", "expires", "dateAccessed"})
_ADDRESSES = frozenset({"url", "contentUrl", "embedUrl", "thumbnailUrl", "sameAs", "logo", "image"})
_ABSOLUTE = pattern(r"(https?://[^\s/]|data:|urn:|mailto:)", re.IGNORECASE)
_ISO_8601 = pattern(
    r"(\d{4})(-(\d\d)(-(\d\d)(T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d([.,]\d+)?)?(Z|[+-]\d\d(:?\d\d)?)?)?)?)?"
)
# What Google names as no part of a name: https://developers.google.com/search/docs/appearance/structured-data/article.
_INTRODUCED = pattern(r"(posted |written )?by\s", re.IGNORECASE)
_RECOMMENDED = ("headline", "author", "datePublished", "image")


def look(text: str, finder: Finder, *, first: int = 1) -> None:
    """Add to `finder` what is wrong with JSON-LD, whose first line is the line `first` of its file."""
    try:
        found = _parse(text, finder, first)
    except json.JSONDecodeError as error:
        column = error.colno if error.lineno > 1 or first == 1 else None
        said = f"is not JSON: {error.msg[:1].lower()}{error.msg[1:]}"
        finder.add("json-invalid", said, line=first + error.lineno - 1, column=column)
        return
    except ValueError as error:
        finder.add("json-number", str(error), line=first)
        return
    things = list(_tops(found))
    if not any(_ours(thing) for thing in things):
        finder.add("not-schema-org", 'has no "@context" of https://schema.org', line=first)
    for thing in things:
        if _ours(thing):
            _Look(finder, first).thing(thing)


def _parse(text: str, finder: Finder, line: int) -> Any:
    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            twice, _ = Counter(name for name, _ in pairs).most_common(1)[0]
            finder.add("json-key-twice", f'"{shortened(twice)}" stands twice in an object', line=line)
        return found

    return json.loads(text.removeprefix("\ufeff"), object_pairs_hook=once, parse_constant=_no_number)


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number of JSON")


def _tops(found: Any) -> Iterator[dict[str, Any]]:
    """Yield the things at the top: those of an array or a graph have its context unless they have one themselves."""
    if isinstance(found, list):
        for each in found:
            yield from _tops(each)
    elif isinstance(found, dict):
        graph = found.get("@graph")
        if not isinstance(graph, list):
            yield found
            return
        for each in graph:
            if isinstance(each, dict):
                yield {"@context": found.get("@context"), **each}


def _ours(thing: dict[str, Any]) -> bool:
    context = thing.get("@context")
    named = context if isinstance(context, list) else [context]
    for each in named:
        known = each.get("@vocab") if isinstance(each, dict) else each
        if isinstance(known, str) and _CONTEXT.fullmatch(known):
            return True
    return False


class _Look:
    """Checks a thing and what is in it, by a stack: depth costs no recursion."""

    def __init__(self, finder: Finder, line: int) -> None:
        self._finder = finder
        self._line = line

    def thing(self, top: dict[str, Any]) -> None:
        stack: list[tuple[str, dict[str, Any]]] = [("", top)]
        while stack:
            place, thing = stack.pop()
            self._one(thing, place)
            stack += reversed(list(_below(thing, place)))

    def _add(self, code: str, message: str, place: str, *, warn: bool = False, info: bool = False) -> None:
        severity = "info" if info else "warning" if warn else "error"
        self._finder.add(code, message, severity=severity, place=place or None, line=self._line)  # type: ignore[arg-type]

    def _one(self, thing: dict[str, Any], place: str) -> None:
        types = [name.removeprefix("schema:") for name in _strings(thing.get("@type"))]
        if not types:
            # One that only names another by its @id, or is a value with a language, needs none (JSON-LD 1.1, 3.3, 4.2).
            if not {"@id", "@value", "@list", "@set"} & thing.keys():
                self._add("type-missing", "has no @type", place)
            return
        known = [name for name in types if name in _vocabulary()]
        for name in types:
            if name not in known and ":" not in name:
                self._add("type-unknown", f"{shortened(name)} is no type of schema.org", place)
        if known and len(known) == len(types):
            self._properties(thing, known, place)
        if any("Article" in _kinds(name) for name in known):
            self._article(thing, place)

    def _properties(self, thing: dict[str, Any], types: list[str], place: str) -> None:
        for name, value in thing.items():
            plain = name.removeprefix("schema:")
            # A colon makes it of another vocabulary; an action's may have -input and -output (schema.org, actions).
            if name.startswith("@") or ":" in plain:
                continue
            if not any(_has(each, plain.removesuffix("-input").removesuffix("-output")) for each in types):
                said = f"{' and '.join(types)} has no property {shortened(name)}"
                self._add("property-unknown", said, place)
            if value in (None, "", [], {}):
                self._add("property-empty", f"{shortened(name)} says nothing", place, warn=True)
            if plain in _DATES:
                self._dates(plain, value, place)
            if plain in _ADDRESSES:
                self._addresses(plain, value, place)

    def _dates(self, name: str, value: Any, place: str) -> None:
        for date in _strings(value):
            if not _in_calendar(date):
                self._add("date-invalid", f'{name} is no ISO 8601 date: "{shortened(date)}"', place)

    def _addresses(self, name: str, value: Any, place: str) -> None:
        for address in _strings(value):
            if address and not _ABSOLUTE.match(address):
                self._add("url-relative", f'{name} is not absolute: "{shortened(address)}"', place)

    def _article(self, thing: dict[str, Any], place: str) -> None:
        for name in _RECOMMENDED:
            if not thing.get(name):
                self._add("recommended-missing", f"search engines ask for {name}", place, info=True)
        authors = thing.get("author")
        for author in authors if isinstance(authors, list) else [authors]:
            if isinstance(author, dict) and not _role(author) and "@type" in author:
                self._author(author, place)

    def _author(self, author: dict[str, Any], place: str) -> None:
        names = [name for name in _strings(author.get("name")) if name.strip()]
        if not names:
            self._add("author-unnamed", "an author has no name", place)
        for name in names:
            if _INTRODUCED.match(name):
                said = f'an author is called "{shortened(name)}": give the name alone'
                self._add("author-introduced", said, place, warn=True)


def _below(thing: dict[str, Any], place: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for name, value in thing.items():
        if name == "@context":
            continue
        several = value if isinstance(value, list) else [value]
        for n, each in enumerate(several):
            if isinstance(each, dict):
                at = f"{name}[{n}]" if len(several) > 1 else name
                yield (f"{place}.{at}" if place else at), each


def _strings(value: Any) -> list[str]:
    """Return the strings that a value is or holds, in its values with a language as well."""
    several = value if isinstance(value, list) else [value]
    plain = [each.get("@value") if isinstance(each, dict) else each for each in several]
    return [each for each in plain if isinstance(each, str)]


def _in_calendar(date: str) -> bool:
    found = _ISO_8601.fullmatch(date.strip())
    if not found:
        return False
    try:
        datetime.date(int(found[1]), int(found[3] or 1), int(found[5] or 1))
    except ValueError:
        return False
    return True


@cache
def _vocabulary() -> dict[str, tuple[tuple[str, ...], frozenset[str]]]:
    """Return the types of schema.org: what each is a kind of, and the properties that it brings."""
    found = {}
    for line in files(__package__).joinpath("schema_org.txt").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            name, _, rest = line.partition(" < ")
            parents, _, properties = rest.partition(": ")
            found[name] = (tuple(parents.replace(":", "").split()), frozenset(properties.split()))
    return found


@cache
def _kinds(name: str) -> frozenset[str]:
    """Return a type with all that it is a kind of."""
    parents, _ = _vocabulary()[name]
    return frozenset({name}).union(*(_kinds(parent) for parent in parents))


def _role(thing: dict[str, Any]) -> bool:
    """Say whether a thing only stands between a property and its value (https://schema.org/Role)."""
    return any("Role" in _kinds(name) for name in _strings(thing.get("@type")) if name in _vocabulary())


def _has(name: str, property: str) -> bool:
    """Say whether a type has a property. A Role also has the one that it stands in (https://schema.org/Role)."""
    return "Role" in _kinds(name) or any(property in _vocabulary()[kind][1] for kind in _kinds(name))
