"""Our own EPUBs, opened: the articles that their documents carry (`convert.render.carried`)."""

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
from convert.render.carried import carried

# What an EPUB may take up unpacked; a zip bomb takes up more.
_MOST_ENTRIES = 10_000
_MOST_BYTES = 256_000_000

_MEDIA_TYPES = {".gif": "image/gif", ".jpg": "image/jpeg", ".png": "image/png"}


def articles(data: bytes, where: str) -> list[tuple[str, Article]]:
    """Return the articles that an EPUB carries, each with the name of its document in the archive.

    There is none in one that we did not make, or that was changed since in all its documents. Raises InputError, which
    calls it `where`, for what is no EPUB, and for one that is damaged or larger than any is.
    """
    try:
        with ZipFile(BytesIO(data)) as archive:
            return list(_articles(_Files(archive, where)))
    # What zipfile raises: no zip; damaged data or directory; an unknown compression; a password.
    except (BadZipFile, zlib.error, LZMAError, EOFError, OSError, ValueError, RuntimeError) as error:
        raise InputError(
            f"is not an EPUB that can be opened: {error}", where=where, hint="save it anew"
        ) from error


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
        return InputError("is larger than a book once it is unpacked", where=self._where)


def _articles(files: _Files) -> Iterator[tuple[str, Article]]:
    """Yield the articles of the content documents that are ours."""
    for name in files.names:
        if name.endswith(".xhtml"):
            text = files.read(name).decode("utf-8", "replace")
            article = carried(text, lambda address, name=name: _picture(files, name, address))  # type: ignore[misc]
            if article is not None:
                yield name, article


def _picture(files: _Files, document: str, address: str) -> str:
    """Return the data: URL of the picture that `document` has under `address`."""
    media_type = _MEDIA_TYPES.get(posixpath.splitext(address)[1], "")
    data = files.read(posixpath.normpath(posixpath.join(posixpath.dirname(document), address)))
    return f"data:{media_type};base64,{base64.b64encode(data).decode('ascii')}"
