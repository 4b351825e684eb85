"""One article after the other, in this process."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from pathlib import Path

from convert.batch import work
from convert.batch.engines import Limits
from convert.batch.order import Done, Order, Task


def run(
    items: Iterator[Task | Done], order: Order, staging: Path, _limits: Limits
) -> Generator[Done, None, None]:
    """Do each task as it comes."""
    for item in items:
        if not isinstance(item, Task):
            yield item
        else:
            yield work.synced(work.convert(item, order, work.staging(staging, item.number)))
