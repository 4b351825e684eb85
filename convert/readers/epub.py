"""EPUBs that we made, read back exactly."""

from __future__ import annotations

import base64
import posixpath
import zlib
from collections.abc import Iterator
from io import BytesIO
from lzma import LZMAError
from zipfile import BadZipFile, ZipFile

from convert.errors import InputError
from convert.model import Article
from convert.options import ReadOptions
from convert.parts import Reader
from convert.readers._ours import ours
from convert.source import Source

_ZIP = b"PK\x03\x04"
# The first entry is `mimetype`, stored, without an extra field (EPUB 3.3, OCF ZIP container): so it begins at byte 30.
_MIMETYPE = b"mimetypeapplication/epub+zip"

# What an EPUB may take up unpacked; a zip bomb takes up more.
_MOST_ENTRIES = 10_000
_MOST_BYTES = 256_000_000

_MEDIA_TYPES = {".gif": "image/gif", ".jpg": "image/jpeg", ".png": "image/png"}
_HINT = (
    "EPUBs that `article` made are read so far: turn others into text or HTML first, for example with pandoc"
)


def read(source: Source, _options: ReadOptions) -> Article:
    """Return the article that an EPUB of ours was made of.

    Raises InputError for what is no EPUB, one that is damaged or larger than any is, one of several articles, and
    one that we did not make or that was changed since.
    """
    try:
        with ZipFile(BytesIO(source.data)) as archive:
            found = list(_articles(_Files(archive, source.name)))
    # What zipfile raises: no zip; damaged data or directory; an unknown compression; a password.
    except (BadZipFile, zlib.error, LZMAError, EOFError, OSError, ValueError, RuntimeError) as error:
        raise InputError(
            f"is not an EPUB that can be opened: {error}", where=source.name, hint="save it anew"
        ) from error
    if not found:
        raise InputError(
            "is an EPUB that was not made, or not left, by `article`", where=source.name, hint=_HINT
        )
    if len(found) > 1:
        raise InputError(
            f"is an EPUB of {len(found)} articles", where=source.name, hint="convert them one by one"
        )
    return found[0]


def sniff(data: bytes) -> bool:
    """Say whether bytes begin as an EPUB does."""
    return data.startswith(_ZIP) and data[30 : 30 + len(_MIMETYPE)] == _MIMETYPE


class _Files:
    """The files of an archive, read one by one within bounds."""

    def __init__(self, archive: ZipFile, where: str) -> None:
        self._archive = archive
        self._where = where
        self._left = _MOST_BYTES
        self.names = archive.namelist()
        if len(self.names) > _MOST_ENTRIES:
            raise self._too_large()

    def read(self, name: str) -> bytes:
        """Return a file. Raises InputError where all that was read is too much, and for a file that is not there."""
        try:
            with self._archive.open(name) as file:
                data = file.read(self._left + 1)
        except KeyError as error:
            raise InputError(f"lacks its file {name}", where=self._where, hint="save it anew") from error
        self._left -= len(data)
        if self._left < 0:
            raise self._too_large()
        return data

    def _too_large(self) -> InputError:
        return InputError("is larger than a book once it is unpacked", where=self._where, hint=_HINT)


def _articles(files: _Files) -> Iterator[Article]:
    """Yield the articles of the content documents that are ours."""
    for name in files.names:
        if name.endswith(".xhtml"):
            text = files.read(name).decode("utf-8", "replace")
            article = ours(text, lambda address, name=name: _picture(files, name, address))  # type: ignore[misc]
            if article is not None:
                yield article


def _picture(files: _Files, document: str, address: str) -> str:
    """Return the data: URL of the picture that `document` has under `address`."""
    media_type = _MEDIA_TYPES.get(posixpath.splitext(address)[1], "")
    data = files.read(posixpath.normpath(posixpath.join(posixpath.dirname(document), address)))
    return f"data:{media_type};base64,{base64.b64encode(data).decode('ascii')}"


part = Reader(
    name="epub",
    description="EPUBs that the writer of that name made",
    suffixes=(".epub",),
    read=read,
    sniff=sniff,
)
