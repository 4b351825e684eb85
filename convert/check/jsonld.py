"""Metadata in JSON-LD: JSON, the vocabulary of schema.org, what search engines ask of an article."""

from __future__ import annotations

import re
from pathlib import Path

from convert.check._faults import COMMON, Finder, content, each
from convert.check._rules import SCHEMA
from convert.parts import Checker
from convert.patterns import pattern

_RULES = {**COMMON, "not-utf-8": "JSON is in UTF-8 (RFC 8259, 8.1)", **SCHEMA}


# JSON that says in its beginning that it is JSON-LD.
_JSON_LD = pattern(rb'(?:\xef\xbb\xbf)?\s{0,200}[\[{].{0,2000}?"@(?:context|type|graph|id)"', re.DOTALL)


def _look(path: Path, finder: Finder) -> None:
    from convert.check import _schema

    try:
        text = content(path).decode("utf-8")
    except UnicodeDecodeError as error:
        finder.add("not-utf-8", f"is not UTF-8: {error.reason} at byte {error.start}")
        return
    _schema.look(text, finder)


part = Checker(
    name="jsonld",
    description="JSON, types and properties of schema.org, what search engines ask of an article",
    media_types=("application/ld+json",),
    check=each(_look, _RULES),
    sniff=lambda head: _JSON_LD.match(head) is not None,
    faults=_RULES,
)
