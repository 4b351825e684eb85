"""Engines: who does the work of a run. Tasks in, outcomes out, in the same order; an engine a module.

An engine does not know what the outcomes are for. What it is handed may already be an outcome, which it passes on
in its turn.
"""

from __future__ import annotations

import os
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Protocol

from msgspec import Struct

from convert.batch.order import Done, Order, Task


class Limits(Struct, frozen=True, kw_only=True):
    """What a run may use: `jobs` processes, for an article `timeout` seconds and `memory` bytes; None is any.

    `scheduler` is the address of one that has workers on other machines.
    """

    jobs: int = 1
    timeout: float | None = None
    memory: int | None = None
    scheduler: str | None = None


class Engine(Protocol):
    """Does tasks, and yields what becomes of them in the order of the tasks; `staging` is for finished files."""

    def __call__(  # noqa: D102  # the class says it
        self, items: Iterator[Task | Done], order: Order, staging: Path, limits: Limits
    ) -> Generator[Done, None, None]: ...


def processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
