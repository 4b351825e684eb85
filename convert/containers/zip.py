"""zip archives (APPNOTE.TXT) of articles; those that are one document, such as an EPUB, are none."""

from __future__ import annotations

import io
import stat
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING, BinaryIO, cast

from convert import foreign
from convert.containers._names import apart, inside, parts
from convert.errors import ArticleError, InputError, NoArticle
from convert.parts import Container
from convert.source import HEAD, Stream

if TYPE_CHECKING:
    from zipfile import ZipFile, ZipInfo

_SUFFIXES = (".zip",)
_ENCRYPTED = 1  # bit 0 of the general purpose flags: APPNOTE.TXT 4.4.4


def members(stream: Stream) -> Iterator[Stream | ArticleError]:
    """Yield the files whose suffix something reads, in the order of the archive, hidden ones left out.

    Raises InputError for a damaged archive, or one that is a document of a kind that nothing reads.
    """
    from zipfile import BadZipFile, ZipFile

    with closing(_seekable(stream)) as file:
        try:
            archive = ZipFile(file)
        except (BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise InputError(f"is a zip archive that is damaged: {error}", where=stream.name) from error
        if "[Content_Types].xml" in archive.NameToInfo:
            what, hint = foreign.OFFICE_DOCUMENT
            raise InputError(f"is {what}, not text", where=stream.name, hint=hint)
        yield from _files(archive, stream)


def _files(archive: ZipFile, stream: Stream) -> Iterator[Stream | ArticleError]:
    from convert.containers._unpack import takes

    infos = [(info, within) for info in archive.infolist() if (within := _parts(info)) and takes(within[-1])]
    locked = [info for info, _ in infos if info.flag_bits & _ENCRYPTED]
    if locked:
        what = f"has {len(locked)} encrypted files, such as {locked[0].filename}"
        yield InputError(what, where=stream.name, hint="unpack it with its password, and name the folder")
    folder = inside(stream.path, _SUFFIXES)
    seen: Counter[str] = Counter()
    for info, within in infos:
        name = f"{stream.name}/{apart(info.filename, seen)}"
        if not info.flag_bits & _ENCRYPTED:
            yield _opened(archive, info, stream, name, "/".join((folder, *within)))
    if not infos:
        hint = "`article formats` lists the suffixes that are taken"
        raise NoArticle("holds no file that can be read", where=stream.name, hint=hint)


def _opened(archive: ZipFile, info: ZipInfo, stream: Stream, name: str, path: str) -> Stream | InputError:
    try:
        file = archive.open(info)
    except Exception as error:  # noqa: BLE001  damage shows in many ways: headers, offsets, methods
        return InputError(f"cannot be unpacked: {error}", where=name)
    return stream.unpacked(cast(BinaryIO, file), "a file in a zip archive", name=name, path=path)


def _parts(info: ZipInfo) -> tuple[str, ...]:
    """Return the parts of a member's name; () for what is to be left out: folders, links, and what is hidden."""
    mode = info.external_attr >> 16
    if info.filename.endswith(("/", "\\")) or (stat.S_IFMT(mode) and not stat.S_ISREG(mode)):
        return ()
    return parts(info.filename)


def _seekable(stream: Stream) -> IO[bytes]:
    """Return the archive as a file that can be read out of order: its directory stands at its end."""
    if stream.file.seekable():
        return stream.file
    copy = TemporaryFile()  # noqa: SIM115  the caller closes it
    while piece := stream.file.read(HEAD):
        copy.write(piece)
    copy.seek(io.SEEK_SET)
    return copy


part = Container(
    name="zip",
    description="a zip archive of files that can be read",
    suffixes=_SUFFIXES,
    knows=lambda head: head.startswith(foreign.ZIP) and foreign.publication(head) is None,
    open=members,
)
