"""Files that are elsewhere, by URL: s3://, gs://, https://, memory:// and whatever else fsspec has a package for."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from shutil import copyfileobj
from typing import Any, BinaryIO, cast

from convert.errors import ArticleError, InputError, MissingEngine, OutputError


def remote(name: str) -> bool:
    """Say whether a name is a URL."""
    return "://" in name


def files(url: str, skipped: str = "") -> Iterator[tuple[str, str]]:
    """Yield the files at a URL, which may be a folder or a pattern: each with its path within the folder, in order.

    Those in the folder `skipped`, if that is a URL of the same file system, are left out.
    Raises InputError where there is nothing, MissingEngine without the packages that it takes.
    """
    place, path = system(url)
    try:
        if any(character in path for character in "*?["):
            found = {each: each.rpartition("/")[2] for each in place.glob(path)}
        elif place.isdir(path):
            base = path.rstrip("/")
            found = {each: each[len(base) :].lstrip("/") for each in place.find(path)}
        else:
            yield url, path.rstrip("/").rpartition("/")[2]
            return
    except Exception as error:
        raise _unread(url, error) from error
    other, folder = system(skipped) if remote(skipped) else (None, "")
    for each in sorted(found, key=lambda name: name.split("/")):
        if other is not place or not each.startswith(f"{folder.rstrip('/')}/"):
            yield str(place.unstrip_protocol(each)), found[each]


def opened(url: str) -> BinaryIO:
    """Open a file at a URL. Raises InputError, MissingEngine."""
    place, path = system(url)
    try:
        return cast(BinaryIO, place.open(path, "rb"))
    except Exception as error:
        raise _unread(url, error) from error


def there(url: str) -> bool:
    """Say whether there is anything at a URL. Raises OutputError, InputError, MissingEngine."""
    place, path = system(url)
    with unwritten(url):
        return bool(place.exists(path))


def write(url: str, data: bytes) -> None:
    """Write `data` to a URL, all of it or, on any failure, nothing. Raises OutputError, InputError, MissingEngine."""
    place, path = system(url)
    with unwritten(url):
        put(place, path, BytesIO(data))


def put(place: Any, path: str, source: BinaryIO) -> None:
    """Copy `source` to a file system of fsspec, where it is seen once it is whole, as its transactions have it."""
    try:
        _copy(place, path, source)
    except FileNotFoundError:
        # Where paths begin at a root, folders are made; in a store they are parts of names, and a bucket that is
        # missing is misspelt.
        if place.root_marker != "/":
            raise
        place.makedirs(path.rpartition("/")[0], exist_ok=True)
        source.seek(0)
        _copy(place, path, source)


def _copy(place: Any, path: str, source: BinaryIO) -> None:
    with place.transaction, place.open(path, "wb") as target:
        copyfileobj(source, target, 1 << 20)


@contextmanager
def unwritten(url: str) -> Iterator[None]:
    """Say of whatever a file system raises what failed and where, as an OutputError: each has exceptions of its own."""
    try:
        yield
    except ArticleError:
        raise
    except ImportError as error:
        raise MissingEngine(f"cannot be written: {error}", where=url) from error
    except NotImplementedError as error:
        raise OutputError("cannot be written: its kind of URL is for inputs", where=url) from error
    except Exception as error:
        raise OutputError(f"cannot be written: {error}", where=url) from error


def system(url: str) -> tuple[Any, str]:
    """Return the file system of a URL, as fsspec has it, and the path in it. Raises MissingEngine, InputError."""
    try:
        return cast(tuple[Any, str], importlib.import_module("fsspec").url_to_fs(url))
    except ImportError as error:
        hint = "pip install 'article-convert[dask]', and the package of its file system"
        raise MissingEngine(f"URLs need fsspec: {error}", where=url, hint=hint) from error
    except ValueError as error:
        raise InputError(f"is no URL of a kind that is known: {error}", where=url) from error


def _unread(url: str, error: Exception) -> ArticleError:
    if isinstance(error, ImportError):
        return MissingEngine(f"cannot be read: {error}", where=url)
    if isinstance(error, FileNotFoundError):
        return InputError("no such file", where=url, hint="check the spelling")
    return InputError(f"cannot be read: {error}", where=url)
