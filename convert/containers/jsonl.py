"""JSON Lines (https://jsonlines.org): a scraped article a line, as an object."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator

from convert.containers._record import BODIES, source
from convert.errors import ArticleError, InputError
from convert.limits import too_large
from convert.parts import Container
from convert.patterns import pattern
from convert.source import Source, Stream

_SUFFIXES = (".jsonl", ".jl", ".ndjson")
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# The first line, an object with a text in it, or with an address, behind which the text is beyond what is seen.
_FIELDS = "|".join(("url", *(field for field, _ in BODIES)))
_BEGINNING = pattern(rf'\{{(?!\s*"type"\s*:\s*"article")[^\n]*?"(?:{_FIELDS})"\s*:'.encode())
# So many bad lines before a good one, and the file is none of ours.
_BAD = 100


def members(stream: Stream) -> Iterator[Source | ArticleError]:
    """Yield the article of each line, and an error for each that has none. Raises InputError for another format."""
    if stream.head().startswith(_WIDE):
        raise InputError("is UTF-16, and JSON Lines are UTF-8", where=stream.name, hint="save it as UTF-8")
    bad = good = 0
    for number, line in _lines(stream):
        found = _read(line, stream, number)
        good += isinstance(found, Source)
        bad += not good
        if bad > _BAD:
            what = f"is not JSON Lines: none of its first {_BAD} lines is an article"
            raise InputError(what, where=stream.name)
        yield found


def _lines(stream: Stream) -> Iterator[tuple[int, bytes | None]]:
    """Yield the lines that are not blank, with their numbers from 1; None for one that is too long."""
    number, largest = 0, stream.meter.largest + 1
    while line := stream.file.readline(largest):
        number += 1
        if len(line) == largest and not line.endswith(b"\n"):
            while (rest := stream.file.readline(largest)) and not rest.endswith(b"\n"):
                pass
            yield number, None
        elif line.strip():
            yield number, line.removeprefix(codecs.BOM_UTF8 if number == 1 else b"").rstrip(b"\r\n")


def _read(line: bytes | None, stream: Stream, number: int) -> Source | InputError:
    """Return the article of a line, or what is wrong with it."""
    name = f"{stream.name}:{number}"
    if line is None:
        return too_large("input", stream.meter.largest, name)
    try:
        record = json.loads(line.decode())
    except UnicodeDecodeError as error:
        column = len(line[: error.start].decode("utf-8", "replace")) + 1
        return InputError("is not UTF-8", where=stream.name, line=number, column=column)
    except json.JSONDecodeError as error:
        what = f"is not JSON: {error.msg[0].lower()}{error.msg[1:].removesuffix(' starting at')}"
        return InputError(what, where=stream.name, line=number, column=error.colno)
    except (ValueError, RecursionError) as error:  # a number of thousands of digits, thousands of brackets
        return InputError(f"is no JSON of ours: {error}", where=stream.name, line=number)
    if not isinstance(record, dict):
        return InputError("is no JSON object", where=name, hint="each line is one, with html, text or body")
    try:
        return source(record, stream, _SUFFIXES, name, number)
    except InputError as error:
        return error


part = Container(
    name="jsonl",
    description="JSON Lines, an article a line: url, html or text or body, title, date",
    suffixes=_SUFFIXES,
    knows=lambda head: _BEGINNING.match(head.removeprefix(codecs.BOM_UTF8)) is not None,
    open=members,
    plain=True,
)
