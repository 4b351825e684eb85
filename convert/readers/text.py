"""Plain text, as a scraper, a copy-and-paste or an assistant left it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from convert.draft import Block, Draft, Remark
from convert.options import ReadOptions
from convert.parts import Reader
from convert.patterns import pattern
from convert.readers._beside import beside
from convert.readers._clean import clean
from convert.readers._decode import decode_told, doubts
from convert.readers._fence import unfenced
from convert.source import Source

_MARKUP = pattern(r"\s*(?P<tag><!doctype html|<html|<\?xml|<head|<body|<div|<p>|<article)", re.IGNORECASE)
_LINE = pattern(r"^[^\S\n]*+\S[^\n]*", re.MULTILINE)


def read(source: Source, options: ReadOptions) -> Draft:
    """Return a draft with a block for each line that says something.

    Raises what `_decode.decode` raises.
    """
    original, guessed = decode_told(source, options.encoding)
    text, repairs = unfenced(original, *clean(original, options.limits))
    claims, unread = beside(source)
    return Draft(
        name=source.name,
        original=original,
        text=text,
        repairs=repairs,
        blocks=tuple(options.limits.held("nodes", _blocks(text))),
        claims=claims,
        remarks=(*doubts(text, guessed), *_remarks(text), *unread),
    )


def _remarks(text: str) -> Iterator[Remark]:
    """Yield a remark on a page with its tags."""
    markup = _MARKUP.match(text)
    if markup:
        message = "looks like HTML, and is read as plain text: its tags are words here"
        yield Remark("looks-like-markup", "warning", message, markup.start("tag"), markup.end())


def _blocks(text: str) -> Iterator[Block]:
    end = 0
    for line in _LINE.finditer(text):
        content = line[0].strip()
        start = line.start() + line[0].index(content[0])
        gap = text.count("\n", end, line.start()) - 1
        yield Block(start, start + len(content), gap=max(gap, 0))
        end = line.end()


part = Reader(
    name="text",
    description="plain text, however messy",
    suffixes=(".txt", ".text"),
    read=read,
)
