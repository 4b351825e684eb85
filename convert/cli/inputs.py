"""From an input that is named to the articles in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice

import click

from convert.batch import plan
from convert.containers import Input
from convert.errors import ArticleError
from convert.source import Source


def articles(input: Input, largest: int) -> Iterator[Source | ArticleError]:
    """Yield the articles of an input, one at a time, and errors for those that cannot be had.

    An article of more than `largest` bytes cannot.

    Raises InputError for a file that cannot be opened, or that has no such member as is meant.
    """
    return (each for each, _ in plan.articles(input, largest))


def only(input: Input, hint: Callable[[str], str], largest: int) -> Iterator[Source | ArticleError]:
    """Yield the one article of an input.

    Raises click.UsageError where there are more, which says the `hint`: it is given what messages call the first.
    """
    found = list(islice(articles(input, largest), 2))
    if len(found) > 1:
        names = (each.name for each in found if isinstance(each, Source))
        raise click.UsageError(f"{input.name} holds several articles: {hint(next(names, input.name))}")
    yield from found
