"""The zip archive, the same bytes from the same files."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

from convert.zips import pack


def repack(archive: bytes) -> bytes:
    """Return a zip `archive` with its files in the same order and nothing in it of when, where and by what it was made.

    Pictures shrink no further, and `mimetype` stays first and without an extra field (EPUB 3.3, OCF ZIP container).
    """
    packed = BytesIO()
    with ZipFile(BytesIO(archive)) as source:
        pack(packed, ((name, source.read(name)) for name in source.namelist()))
    return packed.getvalue()
