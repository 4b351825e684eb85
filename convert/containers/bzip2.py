"""bzip2, of one stream or of many behind each other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO, cast

from convert.containers._packed import unpack
from convert.parts import Container
from convert.patterns import pattern
from convert.source import Stream

_SUFFIXES = (".bz2",)
# A block begins with the digits of pi, the end of an empty file with those of its square root.
_BEGINNING = pattern(rb"BZh[1-9](?:1AY&SY|\x17rE8P\x90)")


def members(stream: Stream) -> Iterator[Stream]:
    """Yield what is compressed."""
    from bz2 import BZ2File

    return unpack(stream, lambda file: cast(BinaryIO, BZ2File(file)), _SUFFIXES, "a bzip2 file")


part = Container(
    name="bzip2",
    description="a file compressed with bzip2",
    suffixes=_SUFFIXES,
    knows=lambda head: _BEGINNING.match(head) is not None,
    open=members,
    wrapper=True,
)
