"""Compressed files, each a container of one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import BinaryIO

from convert.source import Stream


def unpack(
    stream: Stream, opened: Callable[[BinaryIO], BinaryIO], suffixes: tuple[str, ...], what: str
) -> Iterator[Stream]:
    """Yield the file that `stream` is when `opened`, named without its suffix; `what` says what was packed."""
    suffix = next((each for each in suffixes if stream.path.lower().endswith(each)), "")
    path = stream.path[: len(stream.path) - len(suffix)]
    yield stream.unpacked(opened(stream.file), what, path=path)
