"""Streams from bytes, and what is in them, for the tests of containers."""

from __future__ import annotations

import io
import tarfile
import zipfile

from convert.containers import articles
from convert.errors import ArticleError
from convert.limits import Limits
from convert.source import Source, Stream, open_stream


class Pipe(io.BytesIO):
    """Bytes that come once, a few at a time, as from a pipe."""

    def seekable(self) -> bool:
        return False

    def read(self, size: int | None = -1, /) -> bytes:
        return super().read(min(size, 1000) if size and size > 0 else size)


def stream(path: str, data: bytes, *, pipe: bool = False, largest: int = Limits().input) -> Stream:
    return open_stream(Pipe(data) if pipe else io.BytesIO(data), path, path, largest)


def unpack(
    path: str, data: bytes, *, pipe: bool = False, largest: int = Limits().input
) -> list[Source | ArticleError]:
    """Return all that is in a file of the name `path`."""
    return list(articles(stream(path, data, pipe=pipe, largest=largest)))


def told(found: list[Source | ArticleError]) -> list[str]:
    """Return the names of articles, and what errors say."""
    return [each.name if isinstance(each, Source) else str(each) for each in found]


def sources(found: list[Source | ArticleError]) -> list[Source]:
    """Return what was found, which must be articles."""
    assert [each for each in found if not isinstance(each, Source)] == []
    return [each for each in found if isinstance(each, Source)]


def zipped(files: dict[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip archive of files by name."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def tarred(files: dict[str, str | bytes], form: int = tarfile.PAX_FORMAT) -> bytes:
    """Return a tar archive of files by name."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=form) as archive:
        for name, content in files.items():
            data = content.encode() if isinstance(content, str) else content
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    return out.getvalue()
