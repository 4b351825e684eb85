"""Zstandard (RFC 8878), of one frame or of many behind each other."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from typing import BinaryIO, cast

from convert.containers._packed import unpack
from convert.errors import MissingEngine
from convert.parts import Container
from convert.source import Stream

_SUFFIXES = (".zst",)
# A frame, or one of those that carry something else, which decoders skip (RFC 8878, 3.1.1 and 3.1.2).
_FRAMES = (b"\x28\xb5\x2f\xfd", *(bytes((0x50 + n, 0x2A, 0x4D, 0x18)) for n in range(16)))


def members(stream: Stream) -> Iterator[Stream]:
    """Yield what is compressed. Raises MissingEngine where there is no decoder."""
    name = "compression.zstd" if sys.version_info >= (3, 14) else "backports.zstd"
    try:
        opened = importlib.import_module(name).ZstdFile
    except ImportError as error:
        what = "Zstandard needs backports.zstd, which is not installed"
        raise MissingEngine(what, where=stream.name, hint="pip install backports.zstd") from error
    return unpack(stream, lambda file: cast(BinaryIO, opened(file)), _SUFFIXES, "a Zstandard file")


part = Container(
    name="zstd",
    description="a file compressed with Zstandard",
    suffixes=_SUFFIXES,
    knows=lambda head: head.startswith(_FRAMES),
    open=members,
    wrapper=True,
)
