"""How a run is getting on: a bar at a terminal, a line every so often in a log, nothing where it is quiet."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Protocol

from convert.batch.order import Outcome
from convert.batch.plan import Survey
from convert.cli.log import Log

# Seconds between the lines of a log.
_EVERY = 30.0


class Progress(Protocol):
    """Is told of each article that is done."""

    def __call__(self, outcome: Outcome) -> None: ...  # noqa: D102  # the class says it


class Count:
    """How many articles are done, and how long the rest will take if it goes on like this."""

    def __init__(self, survey: Survey) -> None:
        """Nothing is done."""
        self.size = survey.size
        self._begun = time.monotonic()
        self._weight = 0
        self.states = {"made": 0, "kept": 0, "failed": 0}

    def add(self, outcome: Outcome) -> None:
        """Count an outcome."""
        self.states[outcome.state] += bool(outcome.key)
        self._weight += outcome.weight

    @property
    def tried(self) -> int:
        """How many articles have been settled."""
        return sum(self.states.values())

    @property
    def failed(self) -> int:
        """How many of them failed."""
        return self.states["failed"]

    def __str__(self) -> str:
        """Say it: "1200 articles done, 3 failed, 80 up to date, 41.3 a second, about 12 minutes left"."""
        made, kept, failed = self.states.values()
        spent = time.monotonic() - self._begun
        parts = [
            f"{made} article{'s' * (made != 1)} done",
            *([f"{failed} failed"] if failed else []),
            *([f"{kept} up to date"] if kept else []),
        ]
        if spent > 1:
            parts.append(f"{(made + failed) / spent:.1f} a second")
        if spent > 1 and self.size / 50 < self._weight < self.size:
            parts.append(f"about {_span(spent / self._weight * (self.size - self._weight))} left")
        return ", ".join(parts)


def _span(seconds: float) -> str:
    minutes = round(seconds / 60)
    return (
        f"{round(seconds)} s"
        if seconds < 90
        else f"{minutes} min"
        if minutes < 90
        else f"{minutes / 60:.1f} h"
    )


def shown(count: Count, log: Log, *, dry: bool) -> AbstractContextManager[Progress]:
    """Show how `count` grows, as `log` and where it goes allow; nothing where the run is `dry`."""
    if dry:
        return nullcontext(count.add)
    drawn = sys.stderr is not None and sys.stderr.isatty() and not log.quiet
    return _drawn(count, log) if drawn and os.environ.get("TERM") != "dumb" else _logged(count, log)


@contextmanager
def _logged(count: Count, log: Log) -> Iterator[Progress]:
    last = time.monotonic()

    def tell(outcome: Outcome) -> None:
        nonlocal last
        count.add(outcome)
        now = time.monotonic()
        if now - last >= _EVERY:
            last = now
            log.note("progress", str(count))

    yield tell


@contextmanager
def _drawn(count: Count, log: Log) -> Iterator[Progress]:
    from rich.console import Console
    from rich.progress import BarColumn, TaskProgressColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar
    from rich.text import Text

    console = Console(file=sys.stderr)
    columns = (
        BarColumn(),
        TaskProgressColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.description}", markup=False),
    )
    bar = Bar(*columns, console=console, redirect_stdout=False, redirect_stderr=False)
    with bar, log.through(lambda line: console.print(Text(line), soft_wrap=True)):
        task = bar.add_task(str(count), total=count.size or None)

        def tell(outcome: Outcome) -> None:
            count.add(outcome)
            bar.update(task, advance=outcome.weight, description=str(count))

        yield tell
