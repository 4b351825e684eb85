"""From an input that is named to the articles in it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

import click

from convert.batch import plan
from convert.containers import Input
from convert.errors import ArticleError
from convert.source import Source


def articles(input: Input) -> Iterator[Source | ArticleError]:
    """Yield the articles of an input, one at a time, and errors for those that cannot be had.

    Raises InputError for a file that cannot be opened, or that has no such member as is meant.
    """
    return (each for each, _ in plan.articles(input))


def only(input: Input, hint: str) -> Iterator[Source | ArticleError]:
    """Yield the one article of an input. Raises click.UsageError, which says `hint`, where there are more."""
    found = list(islice(articles(input), 2))
    if len(found) > 1:
        raise click.UsageError(f"{input.name} holds several articles: {hint}")
    yield from found
