"""What stood beside a text, in the record that it came in, to claims."""

from __future__ import annotations

from collections.abc import Iterator

from convert.draft import Claim, Remark, shorten
from convert.metadata import dates
from convert.model import Person
from convert.readers._clean import clean
from convert.render.urls import web
from convert.render.words import language
from convert.source import Source

RULE = "record"
_CONFIDENCE = 0.95
_LONGEST = 2000  # characters of a property; what is longer is no headline and no name
_WORDS = frozenset({"headline", "description", "publisher", "articleSection", "keywords"})


def beside(source: Source) -> tuple[tuple[Claim, ...], tuple[Remark, ...]]:
    """Return claims for `source.metadata`, which have no range in the text, and remarks on what is none.

    Only what can be read as the property that it is given for is claimed: a date as a date, an address as one.
    """
    claims: list[Claim] = []
    remarks: list[Remark] = []
    for name, given in source.metadata.items():
        tag = next(iter(source.metadata.get("inLanguage", ())), None)
        values = [value for value in (" ".join(clean(each)[0].split()) for each in given) if value]
        if name == "author" and values:
            people = tuple(Person(value) for value in values if len(value) <= _LONGEST)
            claims.append(Claim(name, people, 0, 0, RULE, _CONFIDENCE))
            continue
        for value in values:
            read = next(_read(name, value, tag), None)
            if read is None:
                message = f"its record has a {name} that cannot be read: {shorten(value)}"
                remarks.append(Remark("record-unread", "info", message, 0, 0))
            else:
                claims.append(Claim(name, read, 0, 0, RULE, _CONFIDENCE))
    return tuple(claims), tuple(remarks)


def _read(name: str, value: str, tag: str | None) -> Iterator[str | None]:
    """Yield `value` as the property `name` has it, or nothing."""
    if len(value) > _LONGEST:
        return
    if name in _WORDS:
        yield value
    elif name in ("datePublished", "dateModified"):
        yield dates.parse(value, tag)
    elif name == "url":
        yield web(value)
    elif name == "inLanguage":
        found = language(value)
        yield None if found == "und" else found
