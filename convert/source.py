"""An input as it came: a name for messages, and bytes."""

from __future__ import annotations

import os
from pathlib import Path
from typing import BinaryIO

from msgspec import Struct

from convert.errors import InputError


class Source(Struct, frozen=True):
    """The bytes of one input; `name` is its path, or `<stdin>`."""

    name: str
    data: bytes

    @property
    def suffix(self) -> str:
        """The last suffix of the name, lower case, with its dot; "" where there is none."""
        return os.path.splitext(self.name)[1].lower()


def from_path(path: str | Path) -> Source:
    """Read a file. Raises InputError when that is not possible."""
    name = str(path)
    try:
        return Source(name, Path(path).read_bytes())
    except FileNotFoundError as error:
        raise InputError("no such file", where=name, hint="check the spelling") from error
    except IsADirectoryError as error:
        raise InputError("is a folder, not a file", where=name, hint="name a file inside it") from error
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror or error}", where=name) from error


def from_stream(stream: BinaryIO, name: str = "<stdin>") -> Source:
    """Read a stream to its end. Raises InputError when that is not possible."""
    try:
        return Source(name, stream.read())
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror or error}", where=name) from error
