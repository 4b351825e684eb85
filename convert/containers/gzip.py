"""gzip (RFC 1952), of one part or of many behind each other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO, cast

from convert.containers._packed import unpack
from convert.parts import Container
from convert.source import Stream

_SUFFIXES = (".gz",)


def members(stream: Stream) -> Iterator[Stream]:
    """Yield what is compressed."""
    from gzip import GzipFile

    return unpack(stream, lambda file: cast(BinaryIO, GzipFile(fileobj=file)), _SUFFIXES, "a gzip file")


part = Container(
    name="gzip",
    description="a file compressed with gzip",
    suffixes=_SUFFIXES,
    knows=lambda head: head.startswith(b"\x1f\x8b"),
    open=members,
    wrapper=True,
)
