"""What there is for whoever is given the folder: each file, what it is, and its digest.

There is no time and no path of the machine in it, so that the same files have the same manifest.
"""

from __future__ import annotations

import json
from mimetypes import guess_type
from operator import itemgetter
from typing import Any

from convert.batch.archives import media_type
from convert.batch.journal import Archive
from convert.batch.order import Output
from convert.batch.report._account import Account
from convert.errors import MissingEngine, UnknownPart
from convert.parts import WRITERS


def render(found: Account) -> bytes:
    """Return the files in the order of their paths, archives with what is in them as their `members`."""
    files = [_told(each, _media_type(each.format, each.path)) for each in found.journal.outputs("")]
    for archive in found.journal.archives():
        members = [
            _told(each, _media_type(each.format, each.path)) for each in found.journal.outputs(archive.path)
        ]
        files.append(_told(archive, media_type(archive.path)) | {"members": members})
    files.sort(key=itemgetter("path"))
    return f"{json.dumps({'files': files}, indent=2)}\n".encode()


def _told(file: Output | Archive, media_type: str) -> dict[str, Any]:
    return {"path": file.path, "mediaType": media_type, "size": file.size, "sha256": file.sha256}


def _media_type(format: str, path: str) -> str:
    try:
        return WRITERS.load(format).media_type
    except (MissingEngine, UnknownPart):  # of a plug-in that is here no more
        return guess_type(path)[0] or "application/octet-stream"
