"""An input as it came: a name for messages, its bytes, and what stood beside them.

A `Source` is one article's bytes, ready to be read. A `Stream` is not read yet: it may hold one article, or be
a container of many (`convert.containers`).
"""

from __future__ import annotations

import codecs
import io
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath
from typing import BinaryIO, cast

from msgspec import Struct, field

from convert.errors import InputError
from convert.limits import Limits, too_large
from convert.remote import opened, remote

# How much of a stream is looked at to tell what it is.
HEAD = 1 << 16

# What may come out of an input by unpacking: so many times what was read of it, beyond the first so many bytes.
# Pages of one site, packed together, are a hundredth of their size at best; DEFLATE packs zeros to a thousandth.
_RATIO = 300
_FREE = 64 << 20


class Source(Struct, frozen=True):
    """The bytes of one input, and what whoever packed it said of them.

    `name` is for messages: a path, `<stdin>`, or a place in a container, such as "corpus.jsonl.gz:17". `path` is
    what its outputs are named after, relative and with "/"; without it the name is. `format` names its reader
    where that is known. `metadata` is what stood beside the text, by schema.org property name, as it was written
    there.
    """

    name: str
    data: bytes
    path: str = ""
    format: str | None = None
    metadata: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def suffix(self) -> str:
        """The last suffix of the path or name, lower case, with its dot; "" where there is none."""
        return os.path.splitext(self.path or self.name)[1].lower()

    @property
    def stem(self) -> str:
        """The path without its suffix: what outputs are called."""
        return stem(self.path or Path(self.name).name)


class Meter:
    """Compares what has been read of an input with what came out of it, and so knows a decompression bomb.

    One meter serves an input and all that is packed in it, however deep. It knows how large an article may be, too.
    """

    def __init__(self, largest: int = Limits().input) -> None:
        """Nothing has been read; an article may have `largest` bytes."""
        self.largest = largest
        self.so_far = 0  # bytes that have been read
        self.size = 0  # of the input, where that is known
        self._unpacked = 0

    def read(self, size: int) -> None:
        """Count bytes that were read."""
        self.so_far += size

    def unpacked(self, size: int) -> None:
        """Count bytes that came out of a decompressor. Raises InputError where they are too many."""
        self._unpacked += size
        # What is read over again, for members that lie over one another, is counted once.
        there = min(self.so_far, self.size or self.so_far)
        if self._unpacked > _FREE + _RATIO * there:
            what = f"unpacks to more than {_RATIO} times its size, as no articles do"
            raise InputError(what, hint="unpack it yourself if you trust it")


class Stream(Struct, frozen=True, kw_only=True):
    """An input that is not read yet; `name` and `path` are those of `Source`.

    `file` gives its bytes from the beginning, once; `meter` counts for all that is in the same input.
    """

    name: str
    path: str
    file: io.BufferedReader
    meter: Meter

    def head(self) -> bytes:
        """Return the first bytes, which are still to be read. Raises InputError."""
        return self.file.peek(HEAD)

    def read(self) -> Source:
        """Read what is left. Raises InputError where that fails, TooLarge where it is more than an article has."""
        return Source(self.name, _within(self.file, self.meter.largest, self.name), self.path)

    def unpacked(self, file: BinaryIO, what: str, *, name: str = "", path: str = "") -> Stream:
        """Return a stream of what a decompressor gives; `what` says what is damaged where it fails."""
        called = name or self.name
        raw = _Counted(file, self.meter.unpacked, called, f"is {what} that is damaged", direct=False)
        return Stream(
            name=called, path=path or self.path, file=io.BufferedReader(raw, HEAD), meter=self.meter
        )


class _Counted(io.RawIOBase):
    """A file that counts what it gives, and says of every failure where it was.

    What a decompressor gives is not `direct`: it could be read out of order only by unpacking it over again.
    """

    def __init__(
        self, file: BinaryIO, count: Callable[[int], None], name: str, failure: str, *, direct: bool
    ) -> None:
        self._file = file
        self._direct = direct
        self._count = count
        self._name = name
        self._failure = failure
        self._error: InputError | None = None

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return self._direct and self._file.seekable()

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        return self._file.tell()

    def readinto(self, buffer: memoryview, /) -> int:  # type: ignore[override]
        """Fill `buffer`, but for the end of the file, or a failure, which the next call tells."""
        if self._error:
            raise self._error
        filled = 0
        try:
            while filled < len(buffer):
                piece = self._file.read(len(buffer) - filled)
                if not piece:
                    break
                buffer[filled : filled + len(piece)] = piece
                filled += len(piece)
                self._count(len(piece))
        except InputError as error:
            error.where = error.where or self._name
            self._error = error
        except Exception as error:  # noqa: BLE001  each decompressor has exceptions of its own
            said = (error.strerror if isinstance(error, OSError) else None) or str(error) or "it ends early"
            self._error = InputError(f"{self._failure}: {said}", where=self._name)
            self._error.__cause__ = error
        if self._error and not filled:
            raise self._error
        return filled


def stem(path: str) -> str:
    """Return a path without its suffix."""
    return str(PurePosixPath(path).with_suffix("")) if PurePosixPath(path).name else path


def marked(text: str) -> bytes:
    """Return `text` as UTF-8 with a byte order mark, which goes before whatever charset a page says it has.

    Reference: Encoding Standard, 6 (BOM sniff). Halves of a surrogate pair that stand alone become U+FFFD.
    """
    return codecs.BOM_UTF8 + text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").encode()


def from_path(path: str | Path, largest: int = Limits().input) -> Source:
    """Read a file. Raises InputError when that is not possible, TooLarge where it has more than `largest` bytes."""
    name = str(path)
    try:
        with open(path, "rb") as file:
            return Source(name, _within(file, largest, name))
    except OSError as error:
        raise _unread(name, error) from error


def _within(file: BinaryIO, largest: int, name: str) -> bytes:
    """Return what is left of a file. Raises TooLarge."""
    data = file.read(largest + 1)
    if len(data) > largest:
        raise too_large("input", largest, name)
    return data


@contextmanager
def open_path(name: str, path: str = "", largest: int = Limits().input) -> Iterator[Stream]:
    """Open a file, or one at a URL; its outputs are named after `path`, else after the file. Raises InputError.

    Each article in it may have `largest` bytes.
    """
    try:
        file = opened(name) if remote(name) else cast(BinaryIO, open(name, "rb", buffering=0))  # noqa: SIM115  # closed below
    except OSError as error:
        raise _unread(name, error) from error
    with file:  # what is read of it fails elsewhere
        yield open_stream(file, name, path or Path(name).name, largest)


def open_stream(
    file: BinaryIO, name: str = "<stdin>", path: str = "stdin", largest: int = Limits().input
) -> Stream:
    """Return what `file`, such as standard input, gives as a stream, each article in it of `largest` bytes at most."""
    meter = Meter(largest)
    if file.seekable():
        with suppress(OSError, ValueError):  # what has no end that is known, such as a file of /proc
            meter.size = _size(file)
    raw = _Counted(file, meter.read, name, "cannot be read", direct=True)
    return Stream(name=name, path=path, file=io.BufferedReader(raw, HEAD), meter=meter)


def _size(file: BinaryIO) -> int:
    at = file.tell()
    try:
        return file.seek(0, io.SEEK_END)
    finally:
        file.seek(at)


def _unread(name: str, error: OSError) -> InputError:
    match error:
        case FileNotFoundError():
            return InputError("no such file", where=name, hint="check the spelling")
        case IsADirectoryError():
            return InputError("is a folder, not a file", where=name, hint="name a file inside it")
        case _:
            return InputError(f"cannot be read: {error.strerror or error}", where=name)
