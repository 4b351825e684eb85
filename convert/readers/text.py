"""Plain text, as a scraper, a copy-and-paste or an assistant left it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from convert.draft import Block, Draft
from convert.options import ReadOptions
from convert.parts import Reader
from convert.readers._clean import clean
from convert.readers._decode import decode
from convert.source import Source

_LINE = re.compile(r"[^\n]*\S[^\n]*")


def read(source: Source, options: ReadOptions) -> Draft:
    """Return a draft with a block for each line that says something.

    Raises what `_decode.decode` raises.
    """
    original = decode(source, options.encoding)
    text, repairs = clean(original)
    return Draft(name=source.name, original=original, text=text, repairs=repairs, blocks=tuple(_blocks(text)))


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
