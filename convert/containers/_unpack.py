"""From a stream to the articles in it, however deep they are packed; one at a time, and one bad one alone."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from convert.errors import ArticleError, InputError, NoArticle
from convert.parts import CONTAINERS, READERS, Container
from convert.source import Source, Stream

# A zip archive of zip archives of gzipped JSON Lines are four.
_DEEPEST = 6


def articles(stream: Stream) -> Iterator[Source | ArticleError]:
    """Yield what can be read of a stream, in order: itself, or what is packed in it.

    What cannot be had is yielded as the error that says so, and the others go on; nothing is raised. Each source
    is to be done with before the next is asked for.
    """
    return _articles(stream, 0)


def _articles(stream: Stream, depth: int) -> Iterator[Source | ArticleError]:
    try:
        container = _container(stream)
        if container is None:
            yield stream.read()
        elif depth == _DEEPEST:
            what = f"is packed more than {_DEEPEST} deep"
            yield InputError(what, where=stream.name, hint="unpack it yourself if you trust it")
        else:
            yield from _members(container, stream, depth)
    except ArticleError as error:
        error.where = error.where or stream.name
        yield error


def _members(container: Container, stream: Stream, depth: int) -> Iterator[Source | ArticleError]:
    empty = True
    for member in container.open(stream):
        empty = False
        if isinstance(member, Stream):
            yield from _articles(member, depth + 1)
        else:
            yield member
    if empty:
        yield NoArticle(f"holds no article ({container.name})", where=stream.name)


def _container(stream: Stream) -> Container | None:
    """Return what a stream is packed as, None where it is an article."""
    head = stream.head()
    path = stream.path.lower()
    return next((each for each in _known() if _is(each, path, head)), None)


def _is(container: Container, path: str, head: bytes) -> bool:
    if not container.plain:
        return container.knows(head)
    return path.endswith(container.suffixes) or (not path.endswith(_read()) and container.knows(head))


def takes(path: str) -> bool:
    """Say whether the suffix of `path` is one that a reader or a container knows."""
    return _unwrapped(path).endswith((*_read(), *_packing()))


def packed(path: str) -> bool:
    """Say whether `path` has the suffix of a container, and of no reader: that may be of one article."""
    return path.lower().endswith(_packing())


def holds_many(path: str) -> bool:
    """Say whether `path` has the suffix of a container of many articles, compressed or not."""
    return packed(_unwrapped(path))


def _unwrapped(path: str) -> str:
    """Return `path` in small letters, without the suffixes of what is only compressed."""
    low = path.lower()
    for each in _known():
        if each.wrapper and low.endswith(each.suffixes):
            return _unwrapped(low[: low.rindex(".")])
    return low


@cache
def _known() -> tuple[Container, ...]:
    return tuple(CONTAINERS.sound())


@cache
def _read() -> tuple[str, ...]:
    """Return the suffixes of all readers."""
    return tuple(suffix for reader in READERS.sound() for suffix in reader.suffixes)


@cache
def _packing() -> tuple[str, ...]:
    """Return the suffixes of all containers, but for those that readers have as well."""
    return tuple(suffix for each in _known() for suffix in each.suffixes if suffix not in _read())
