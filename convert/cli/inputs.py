"""From an input that is named to the articles in it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import islice

import click

from convert import containers
from convert.containers import Input
from convert.errors import ArticleError, InputError
from convert.source import Source, open_path, open_stream


def articles(input: Input) -> Iterator[Source | ArticleError]:
    """Yield the articles of an input, one at a time, and errors for those that cannot be had.

    Raises InputError for a file that cannot be opened, or that has no such member as is meant.
    """
    if input.name == "-":
        yield from containers.articles(open_stream(sys.stdin.buffer))
        return
    with open_path(input.name, input.path) as stream:
        found = containers.articles(stream)
        yield from (found if not input.member else _member(found, input.member))


def only(input: Input, hint: str) -> Iterator[Source | ArticleError]:
    """Yield the one article of an input. Raises click.UsageError, which says `hint`, where there are more."""
    found = list(islice(articles(input), 2))
    if len(found) > 1:
        raise click.UsageError(f"{input.name} holds several articles: {hint}")
    yield from found


def _member(found: Iterator[Source | ArticleError], name: str) -> Iterator[Source | ArticleError]:
    """Yield the member that messages call `name`."""
    for each in found:
        called = (
            each.name
            if isinstance(each, Source)
            else ":".join(map(str, filter(None, (each.where, each.line))))
        )
        if called == name:
            yield each
            return
    raise InputError("no such file, and no such member of one", where=name, hint="check the spelling")
