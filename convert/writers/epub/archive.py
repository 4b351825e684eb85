"""The zip archive, the same bytes from the same files."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

# The first moment that an entry can carry (APPNOTE.TXT, 4.4.6).
_MOMENT = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
_READABLE = 0o100644 << 16


def repack(archive: bytes) -> bytes:
    """Return a zip `archive` with its files in the same order and nothing in it of when, where and by what it was made.

    Entries are stored: compressed bytes differ from one build of zlib to the next, and pictures shrink no further.
    `mimetype` stays first and without an extra field (EPUB 3.3, OCF ZIP container).
    """
    packed = BytesIO()
    with ZipFile(BytesIO(archive)) as source, ZipFile(packed, "w", ZIP_STORED) as target:
        for name in source.namelist():
            entry = ZipInfo(name, _MOMENT)
            entry.create_system = _UNIX
            entry.external_attr = _READABLE
            target.writestr(entry, source.read(name))
    return packed.getvalue()
