"""Front matter: what stands above a Markdown document, between lines of dashes (YAML) or of plus signs (TOML).

Names of keys are those that Jekyll, Hugo, Pandoc and Zola look for. Values are taken as they are written: YAML's
dates, numbers and truths are strings here, so that no value becomes another by a version's rules.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from typing import Any

from msgspec import Struct

from convert.draft import Block, BlockKind, Claim, Edit
from convert.errors import InputError
from convert.metadata import bylines, dates, names
from convert.model import Organization, Person
from convert.patterns import pattern
from convert.readers._clean import clean

RULE = "front-matter"

_FENCES = {"---": "YAML", "+++": "TOML"}
_OPENING = pattern(r"\ufeff?(?:[ \t]*\n)*(?P<fence>---|\+\+\+)[ \t]*\n")
# What stands right below: a key of YAML or TOML, perhaps below remarks. Below a thematic break stands text, or a blank
# line (as Pandoc has it).
_KEY = pattern(r"(?:[ \t]*#[^\n]*\n){0,50}(?:[\"']?[\w-]{1,60}[\"']?[ \t]*[:=]|\[)")
_TOML_KEY = pattern(r"^[ \t]*(?:\"([^\"\n]+)\"|'([^'\n]+)'|([\w-]+))[ \t]*=|^[ \t]*\[", re.MULTILINE)
_LONGEST = 64_000  # characters

_KEYS = {
    "headline": "title headline",
    "description": "subtitle standfirst description summary excerpt",
    "author": "author authors byline",
    "datePublished": "date published datepublished date_published publishdate pubdate",
    "dateModified": "lastmod modified updated datemodified date_modified last_modified_at",
    "inLanguage": "lang language inlanguage",
    "articleSection": "category categories section articlesection",
    "keywords": "tags keywords",
    "url": "canonical_url canonical canonicalurl url link",
    "publisher": "publisher site site_name",
    "image": "image images cover featured_image",
    "correction": "correction corrections",
    "copyrightNotice": "rights copyright copyrightnotice",
}
_PROPERTIES = {key: name for name, keys in _KEYS.items() for key in keys.split()}
_ADDRESSES = frozenset({"url", "image"})
_DATES = frozenset({"datePublished", "dateModified"})
_MANY = frozenset({"keywords", "image", "correction"})
_ISO = pattern(
    r"(?P<day>\d{4}-\d\d-\d\d)"
    r"(?:[Tt ](?P<time>\d\d:\d\d(?::\d\d)?)(?:\.\d{1,9})?[ ]?(?P<zone>[Zz]|[+-]\d\d:?\d\d)?)?"
)
_TAG = pattern(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
_COMMAS = pattern(r"(?<!\s)\s+[,;，、]\s*|[,;，、]\s*")

# A value and where it is written, without its quotes where it has some.
Value = tuple[str, int, int]


class FrontMatter(Struct, frozen=True):
    """Where front matter ends, and what it says: claims, the title and the standfirst as blocks, the rest as edits."""

    end: int = 0
    blocks: tuple[Block, ...] = ()
    claims: tuple[Claim, ...] = ()
    edits: tuple[Edit, ...] = ()


class _Entry(Struct, frozen=True):
    """A key with its values, and the range of both."""

    start: int
    end: int
    key: str
    values: tuple[Value, ...]


def front_matter(text: str, where: str) -> FrontMatter:
    """Return the front matter of `text`; an empty one where there is none.

    What is known is claimed; entries that are not known go, and are in the ledger as all that goes. Raises
    InputError for front matter that is no YAML or TOML, with its line and column.
    """
    opening = _OPENING.match(text)
    if opening is None or not _KEY.match(text, opening.end()):
        return FrontMatter()
    fence = opening["fence"]
    closing = re.compile(
        rf"^(?:{re.escape(fence)}{'|[.]{3}' if fence == '---' else ''})[ \t]*$", re.MULTILINE
    )
    found = closing.search(text, opening.end(), opening.end() + _LONGEST)
    if found is None:
        return FrontMatter()
    read: Callable[[str, int, int, str], Iterator[_Entry]] = _yaml if fence == "---" else _toml
    return _said(text, list(read(text, opening.end(), found.start(), where)), opening, found.end())


def _said(text: str, entries: list[_Entry], opening: re.Match[str], end: int) -> FrontMatter:
    """Return what `entries` say; text between them, fences and comments are of no one's article."""
    language = _language(entries)
    blocks: list[Block] = []
    claims: list[Claim] = []
    edits = [Edit(opening.start("fence"), opening.end("fence"), "removed", RULE)]
    at = opening.end("fence")
    for entry in sorted(entries, key=lambda entry: entry.start):
        edits += _gone(text, at, entry.start)
        property_ = _PROPERTIES.get(entry.key.strip().casefold().replace("-", "_"), "")
        found = list(_claims(property_, entry, language)) if property_ else []
        fresh = not any(claim.property == property_ for claim in claims)
        if found and fresh and property_ in ("headline", "description"):
            block, around = _shown(text, entry, property_)
            blocks.append(block)
            edits += around
        else:
            said = "; ".join(map(_words, found))
            edits.append(Edit(entry.start, entry.end, "moved" if found else "removed", RULE, said))
        claims += found
        at = entry.end
    edits += _gone(text, at, end)
    return FrontMatter(end, tuple(blocks), tuple(claims), tuple(edits))


def _words(claim: Claim) -> str:
    return claim.value if isinstance(claim.value, str) else ", ".join(author.name for author in claim.value)


def _gone(text: str, start: int, end: int) -> Iterator[Edit]:
    """Yield the edit of what stands between entries, if that is more than space."""
    inside = text[start:end]
    if inside.strip():
        first = start + len(inside) - len(inside.lstrip())
        yield Edit(first, start + len(inside.rstrip()), "removed", RULE)


def _shown(text: str, entry: _Entry, property_: str) -> tuple[Block, list[Edit]]:
    """Return the block of a value that the reader of the article sees, and the edits of what is around it."""
    value, start, end = entry.values[0]
    said = " ".join(value.split())
    kind: BlockKind = "headline" if property_ == "headline" else "description"
    around = [*_gone(text, entry.start, start), *_gone(text, end, entry.end)]
    if text[start:end] != said:
        around.append(Edit(start, end, "repaired", RULE, said))
    return Block(start, end, kind, rule=RULE), around


def _claims(property_: str, entry: _Entry, language: str | None) -> Iterator[Claim]:
    """Yield what an entry claims of a property; nothing for a value that the property cannot have."""
    values = [value for value in entry.values if value[0].strip()]
    if property_ == "author":
        authors = tuple(author for value, _, _ in values for author in _authors(value, language))
        if authors:
            yield Claim("author", authors, entry.start, entry.end, RULE)
        return
    if property_ == "keywords" and len(values) == 1:
        value, start, end = values[0]
        values = [(each, start, end) for each in _COMMAS.split(value.strip())]
    for value, start, end in values if property_ in _MANY else values[:1]:
        said = _valid(property_, " ".join(value.split()), language)
        if said:
            yield Claim(property_, said, start, end, RULE)


def _valid(property_: str, value: str, language: str | None) -> str:
    if property_ in _DATES:
        return _date(value, language)
    if property_ in _ADDRESSES:
        return value if re.match(r"https?://[^/]", value, re.IGNORECASE) else ""
    if property_ == "inLanguage":
        return value.replace("_", "-") if _TAG.fullmatch(value) else ""
    return value


def _date(value: str, language: str | None) -> str:
    """Return a date in ISO 8601; "" for none. Year, month, day is the order of all front matter's own dates."""
    found = _ISO.fullmatch(value)
    if found is None:
        return dates.parse(value, language) or ""
    zone = (found["zone"] or "").upper()
    if ":" not in zone and len(zone) > 1:
        zone = f"{zone[:3]}:{zone[3:]}"
    said = found["day"] + (f"T{found['time']}{zone}" if found["time"] else "")
    try:
        datetime.fromisoformat(said)
    except ValueError:  # a day that no calendar has
        return ""
    return said


def _authors(value: str, language: str | None) -> tuple[Person | Organization, ...]:
    """Return whom a value names: by the rules of bylines; else it is one name as it stands."""
    value = " ".join(value.split())
    agency = names.agency(value, language)
    if agency:
        return (agency,)
    found = bylines.named(value, language)
    spelled = sum(len(author.name) for author in found)
    return found if len(found) > 1 and 2 * spelled > len(value) else (Person(value),)


def _language(entries: list[_Entry]) -> str | None:
    keys = _KEYS["inLanguage"].split()
    values = (value for entry in entries if entry.key.casefold() in keys for value, _, _ in entry.values)
    return next((value for value in values if _TAG.fullmatch(value)), None)


def _yaml(text: str, start: int, end: int, where: str) -> Iterator[_Entry]:
    """Yield the entries of a YAML mapping; its nodes are read as they are written, none is constructed."""
    import yaml

    try:
        root = yaml.compose(text[start:end], Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise _error(text, start + (mark.index if mark else 0), where, f"YAML: {error.problem}") from error
    except (yaml.YAMLError, RecursionError) as error:
        raise _error(
            text, start, where, "YAML: it nests too deep, or has characters that YAML has not"
        ) from error
    if not isinstance(root, yaml.MappingNode):
        return
    for key, value in root.value:
        if isinstance(key, yaml.ScalarNode):
            last = start + value.end_mark.index
            last = start + len(text[start:last].rstrip())
            values = tuple(_scalars(text, start, value))
            yield _Entry(
                start + key.start_mark.index, max(last, start + key.end_mark.index), key.value, values
            )


def _scalars(text: str, base: int, node: Any) -> Iterator[Value]:
    """Yield the scalars of a value: itself, those of a sequence, the name where one is a mapping."""
    import yaml

    match node:
        case yaml.ScalarNode() if node.tag != "tag:yaml.org,2002:null":
            start, end = base + node.start_mark.index, base + node.end_mark.index
            inset = 1 if node.style in ("'", '"') else 0
            # YAML and TOML can name characters that a text which has them is cleaned from.
            yield clean(node.value)[0], start + inset, base + len(text[base:end].rstrip()) - inset
        case yaml.SequenceNode():
            for each in node.value:
                if not isinstance(each, yaml.SequenceNode):
                    yield from _scalars(text, base, each)
        case yaml.MappingNode():
            for key, value in node.value:
                if key.value == "name" and isinstance(value, yaml.ScalarNode):
                    yield from _scalars(text, base, value)


def _toml(text: str, start: int, end: int, where: str) -> Iterator[_Entry]:
    """Yield the entries of a TOML document, those of its tables as one that is not known."""
    import tomllib

    try:
        table = tomllib.loads(text[start:end])
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        found = re.search(r"\(at line (\d+), column (\d+)\)", str(error))
        at = start
        if found:
            for _ in range(int(found[1]) - 1):
                at = text.find("\n", at) + 1
            at += int(found[2]) - 1
        message = str(error).partition(" (at")[0]
        raise _error(text, at, where, f"TOML: {message[:1].lower()}{message[1:]}") from error
    keys = list(_TOML_KEY.finditer(text, start, end))
    tables = next((n for n, key in enumerate(keys) if key.lastindex is None), len(keys))
    for n, key in enumerate(keys[: tables + 1]):
        name = "" if key.lastindex is None else key[key.lastindex]
        last = keys[n + 1].start() if n < tables and n + 1 < len(keys) else end
        first = key.start() + len(key[0]) - len(key[0].lstrip())
        last = first + len(text[first:last].rstrip())
        values = tuple((value, key.end(), last) for value in _strings(table.get(name)))
        yield _Entry(first, last, name, tuple(_narrowed(text, value) for value in values))


def _narrowed(text: str, value: Value) -> Value:
    """Return a value with the range that it is written in, quotes left out."""
    said, start, end = value
    at = text.find(said, start, end)
    return (said, at, at + len(said)) if said and at >= 0 else value


def _strings(value: object) -> Iterator[str]:
    match value:
        case str():
            yield clean(value)[0]
        case bool():
            return
        case int() | float():
            yield str(value)
        case datetime() | date() | time():
            yield value.isoformat()
        case list():
            for each in value:
                if not isinstance(each, list):
                    yield from _strings(each)
        case dict():
            yield from _strings(value.get("name"))


def _error(text: str, at: int, where: str, what: str) -> InputError:
    return InputError(
        f"its front matter is no {what}",
        where=where,
        line=text.count("\n", 0, at) + 1,
        column=at - text.rfind("\n", 0, at),
        hint="mend it, or leave out the lines of dashes around it",
    )
