"""Files that are elsewhere, by URL: s3://, gs://, https://, memory:// and whatever else fsspec has a package for."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from typing import Any, BinaryIO, cast

from convert.errors import ArticleError, InputError, MissingEngine


def remote(name: str) -> bool:
    """Say whether a name is a URL."""
    return "://" in name


def files(url: str) -> Iterator[tuple[str, str]]:
    """Yield the files at a URL, which may be a folder or a pattern: each with its path within the folder, in order.

    Raises InputError where there is nothing, MissingEngine without the packages that it takes.
    """
    system, path = _system(url)
    try:
        if any(character in path for character in "*?["):
            found = {each: each.rpartition("/")[2] for each in system.glob(path)}
        elif system.isdir(path):
            base = path.rstrip("/")
            found = {each: each[len(base) :].lstrip("/") for each in system.find(path)}
        else:
            yield url, path.rstrip("/").rpartition("/")[2]
            return
    except Exception as error:
        raise _unread(url, error) from error
    for each in sorted(found, key=lambda name: name.split("/")):
        yield str(system.unstrip_protocol(each)), found[each]


def opened(url: str) -> BinaryIO:
    """Open a file at a URL. Raises InputError, MissingEngine."""
    system, path = _system(url)
    try:
        return cast(BinaryIO, system.open(path, "rb"))
    except Exception as error:
        raise _unread(url, error) from error


def _system(url: str) -> tuple[Any, str]:
    try:
        return cast(tuple[Any, str], importlib.import_module("fsspec").url_to_fs(url))
    except ImportError as error:
        hint = "pip install 'article-convert[dask]', and the package of its file system"
        raise MissingEngine(f"inputs by URL need fsspec: {error}", where=url, hint=hint) from error
    except ValueError as error:
        raise InputError(f"is no URL of a kind that is known: {error}", where=url) from error


def _unread(url: str, error: Exception) -> ArticleError:
    if isinstance(error, ImportError):
        return MissingEngine(f"cannot be read: {error}", where=url)
    if isinstance(error, FileNotFoundError):
        return InputError("no such file", where=url, hint="check the spelling")
    return InputError(f"cannot be read: {error}", where=url)
