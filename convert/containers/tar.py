"""tar archives of articles (POSIX.1-2017 pax, ustar and GNU), read from front to end: they may be compressed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import BinaryIO, cast

from convert.containers._names import apart, inside, parts
from convert.errors import ArticleError, NoArticle
from convert.parts import Container
from convert.source import Stream

_SUFFIXES = (".tar", ".tgz", ".tbz2", ".tzst")
_MAGIC = slice(257, 262)  # POSIX.1-2017, pax, "ustar Interchange Format"; GNU's begins with the same


def members(stream: Stream) -> Iterator[Stream | ArticleError]:
    """Yield the files whose suffix something reads, in the order of the archive, hidden ones left out.

    Raises InputError where it is damaged, for what comes behind that.
    """
    from convert.containers._headers import headers
    from convert.containers._unpack import takes

    folder = inside(stream.path, _SUFFIXES)
    seen: Counter[str] = Counter()
    for archive, header in headers(stream):
        within = parts(header.name) if header.isreg() else ()
        if within and takes(within[-1]):
            file = cast(BinaryIO, archive.extractfile(header))
            name = f"{stream.name}/{apart(header.name, seen)}"
            yield stream.unpacked(
                file, "a file in a tar archive", name=name, path="/".join((folder, *within))
            )
    if not seen:
        hint = "`article formats` lists the suffixes that are taken"
        raise NoArticle("holds no file that can be read", where=stream.name, hint=hint)


part = Container(
    name="tar",
    description="a tar archive of files that can be read, compressed or not",
    suffixes=_SUFFIXES,
    knows=lambda head: head[_MAGIC] == b"ustar",
    open=members,
)
