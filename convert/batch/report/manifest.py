"""What there is for whoever is given the folder: each file, what it is, and its digest.

There is no time and no path of the machine in it, so that the same files have the same manifest.
"""

from __future__ import annotations

import json
from mimetypes import guess_type

from convert.batch.report._account import Account
from convert.errors import MissingEngine, UnknownPart
from convert.parts import WRITERS


def render(found: Account) -> bytes:
    """Return the files in the order of their paths."""
    files = [
        {
            "path": each.path,
            "mediaType": _media_type(each.format, each.path),
            "size": each.size,
            "sha256": each.sha256,
        }
        for each in found.journal.outputs()
    ]
    return f"{json.dumps({'files': files}, indent=2)}\n".encode()


def _media_type(format: str, path: str) -> str:
    try:
        return WRITERS.load(format).media_type
    except (MissingEngine, UnknownPart):  # of a plug-in that is here no more
        return guess_type(path)[0] or "application/octet-stream"
