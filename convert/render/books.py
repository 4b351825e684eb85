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
from convert.limits import too_large
from convert.model import Article
from convert.render.carried import carried

# A book has fewer files.
_MOST_ENTRIES = 10_000

_MEDIA_TYPES = {".gif": "image/gif", ".jpg": "image/jpeg", ".png": "image/png"}


def articles(data: bytes, where: str, largest: int) -> list[tuple[str, Article]]:
    """Return the articles that an EPUB carries, each with the name of its document in the archive.

    There is none in one that we did not make, or that was changed since in all its documents. Raises InputError, which
    calls it `where`, for what is no EPUB, and for one that is damaged, and TooLarge for one of more than `largest`
    bytes, unpacked: a bomb has more.
    """
    try:
        with ZipFile(BytesIO(data)) as archive:
            return list(_articles(_Files(archive, where, largest), largest))
    # What zipfile raises: no zip; damaged data or directory; an unknown compression; a password.
    except (BadZipFile, zlib.error, LZMAError, EOFError, OSError, ValueError, RuntimeError) as error:
        raise InputError(
            f"is not an EPUB that can be opened: {error}", where=where, hint="save it anew"
        ) from error


class _Files:
    """The files of an archive, read one by one within bounds."""

    def __init__(self, archive: ZipFile, where: str, largest: int) -> None:
        self._archive = archive
        self._where = where
        self._largest = self._left = largest
        self.names = archive.namelist()
        if len(self.names) > _MOST_ENTRIES:
            what = f"has more than {_MOST_ENTRIES:,} files, as no book has"
            raise InputError(what, where=where, hint="convert what it was made of")

    def read(self, name: str) -> bytes:
        """Return a file. Raises InputError where all that was read is too much, and for a file that is not there."""
        try:
            with self._archive.open(name) as file:
                data = file.read(self._left + 1)
        except KeyError as error:
            raise InputError(f"lacks its file {name}", where=self._where, hint="save it anew") from error
        self._left -= len(data)
        if self._left < 0:
            raise too_large("input", self._largest, self._where)
        return data


def _articles(files: _Files, largest: int) -> Iterator[tuple[str, Article]]:
    """Yield the articles of the content documents that are ours."""
    for name in files.names:
        if name.endswith(".xhtml"):
            text = files.read(name).decode("utf-8", "replace")
            article = carried(text, largest, lambda address, name=name: _picture(files, name, address))  # type: ignore[misc]
            if article is not None:
                yield name, article


def _picture(files: _Files, document: str, address: str) -> str:
    """Return the data: URL of the picture that `document` has under `address`."""
    media_type = _MEDIA_TYPES.get(posixpath.splitext(address)[1], "")
    data = files.read(posixpath.normpath(posixpath.join(posixpath.dirname(document), address)))
    return f"data:{media_type};base64,{base64.b64encode(data).decode('ascii')}"
