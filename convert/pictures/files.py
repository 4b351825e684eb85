"""Pictures in files: those that the folder of the input holds, and no others.

A page comes from anybody. What it names must not lead out of its folder, be it by an absolute path, by ".." or by
a symbolic link, lest it reads a private file into a publication; nor may it have us wait at a pipe or a device.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path
from urllib.parse import unquote, urlsplit

from convert.pictures.limits import MEGABYTE, Limit, Lost


def beside(name: str) -> str:
    """Return the address of the input `name` as a file: URL; "" for what is no file, such as standard input."""
    return Path(name).absolute().as_uri() if os.path.isfile(name) else ""


def read(address: str, base: str, limit: Limit) -> bytes:
    """Return the bytes of the file at `address`, in the folder of `base` or below it; both are file: URLs.

    Raises Lost.
    """
    folder = os.path.realpath(os.path.dirname(path(base)))
    found = os.path.realpath(path(address))
    if os.path.commonpath((folder, found)) != folder:
        raise Lost("image-refused", "leads out of the folder of the input")
    try:
        return _contents(found, limit)
    except FileNotFoundError as error:
        raise Lost("image-missing", "is not there") from error
    except OSError as error:
        raise Lost("image-missing", f"cannot be read: {error.strerror}") from error


def path(url: str) -> str:
    """Return the path of a file: URL (RFC 8089, 2). Raises Lost for one that no file has."""
    parts = urlsplit(url)
    found = unquote(parts.path)
    if parts.netloc not in ("", "localhost") or not found.startswith("/") or "\0" in found:
        raise Lost("image-missing", "is no path of a file")
    return found


def _contents(path: str, limit: Limit) -> bytes:
    # The path has no links any more: one that is there now was put in its place since.
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    with open(handle, "rb") as file:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            raise Lost("image-missing", "is no file")
        data = file.read(limit.bytes + 1)
    if len(data) > limit.bytes:
        raise Lost("image-refused", f"has more than {limit.bytes / MEGABYTE:.0f} MB")
    return data
