"""Archives that outputs are packed in, a kind a module: `pack(path, files)`, `opened(file)`, `check(name)`.

The same files in the same order give the same bytes: there is no time, owner or machine in them, and nothing is
compressed: compressed bytes differ from one build of a library to the next, and EPUBs and PDFs are packed already.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from importlib import import_module
from pathlib import Path
from typing import BinaryIO, Protocol, cast

KINDS = ("zip", "tar")

# Returns the bytes of a file in an archive by its name. Raises KeyError, OSError and others for what cannot be had.
Read = Callable[[str], bytes]


class Kind(Protocol):
    """A kind of archive. `check` raises ValueError for a name of a file that it cannot have."""

    suffix: str
    media_type: str

    def pack(self, path: Path, files: Iterable[tuple[str, bytes]]) -> None: ...  # noqa: D102  the class says it
    def opened(self, file: BinaryIO) -> AbstractContextManager[Read]: ...  # noqa: D102  the class says it
    def check(self, name: str) -> None: ...  # noqa: D102  the class says it


def kind(name: str) -> Kind:
    """Return a kind of archive, one of KINDS."""
    return cast(Kind, import_module(f"{__name__}.{name}"))


def media_type(path: str) -> str:
    """Return the media type of the archive at `path`, by its suffix."""
    return next(kind(name).media_type for name in KINDS if path.endswith(kind(name).suffix))
