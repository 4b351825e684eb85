"""Processes on this machine, kept warm: a pool whose workers may crash, each costing the one article it had.

The pool is Pebble's, which knows which worker had which task, and ends one that takes too long. Workers are forked
from a server that has what all of them need in memory, and start in no time.
"""

from __future__ import annotations

import multiprocessing
import os
import resource
import signal
import sys
import threading
from collections.abc import Generator, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, TimeoutError, wait
from functools import partial
from pathlib import Path

from pebble import ProcessExpired, ProcessPool

from convert.batch import work
from convert.batch.engines import Limits
from convert.batch.engines._line import Chunk, Line, chunked, lost
from convert.batch.order import Done, Order, Outcome, Task
from convert.errors import ArticleError, Crash, OutOfMemory, Timeout

# Articles are handed out by the chunk, so that small ones are not outweighed by the handing out.
_CHUNK, _BYTES = 8, 32 << 10
# Chunks that are under way for each worker: the one it has, and two that wait.
_AHEAD = 3
# A worker is followed by a new one after so many chunks, some thousand articles: what its memory falls into, and what
# libraries keep, does not add up over a long run.
_CHUNKS = 128

_REPORT = "please report this with the input"


def run(
    items: Iterator[Task | Done], order: Order, staging: Path, limits: Limits
) -> Generator[Done, None, None]:
    """Do tasks in `limits.jobs` processes."""
    pool = hired(order, staging, limits)
    try:
        yield from through(pool, items, limits)
    finally:
        dismiss(pool)


def alone(task: Task, order: Order, limits: Limits) -> Outcome:
    """Return what becomes of one article; its files come with it."""
    pool = hired(order, None, limits)
    try:
        (outcome,) = through(pool, iter([task]), limits)
    finally:
        dismiss(pool)
    assert isinstance(outcome, Outcome)  # noqa: S101  a task becomes nothing else
    return outcome


def hired(order: Order, staging: Path | None, limits: Limits) -> ProcessPool:
    """Return a pool for an order; without `staging`, outcomes carry their files with them."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["convert.batch.engines.processes", "convert.batch.engines.warm"])
    # Ctrl-C reaches all processes of a terminal, and is for this one to answer.
    if hasattr(signal, "pthread_sigmask"):
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        from multiprocessing import forkserver

        forkserver.ensure_running()
    finally:
        if hasattr(signal, "pthread_sigmask"):
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
    return ProcessPool(
        max_workers=limits.jobs,
        max_tasks=_CHUNKS,
        initializer=_begin,
        initargs=(order, staging, limits.memory),
        context=context,
    )


def through(pool: ProcessPool, items: Iterator[Task | Done], limits: Limits) -> Generator[Done, None, None]:
    """Do tasks in the processes of a pool."""

    def begin(chunk: Chunk) -> Future[list[Outcome]]:
        return pool.schedule(_work, args=(chunk,), timeout=limits.timeout)

    line = Line(
        begin,
        partial(wait, return_when=FIRST_COMPLETED),
        (TimeoutError, ProcessExpired, MemoryError),
        lambda task, error: lost(task, _why(error, limits)),
        _AHEAD * limits.jobs,
    )
    yield from line.run(chunked(items, _CHUNK, _BYTES))


def dismiss(pool: ProcessPool) -> None:
    """End the processes of a pool, whatever they are at."""
    pool.stop()  # type: ignore[no-untyped-call]
    pool.join()


# What a worker is told once, when it begins.
_ORDER: Order
_STAGING: Path | None


def _begin(order: Order, staging: Path | None, memory: int | None) -> None:
    global _ORDER, _STAGING
    _ORDER, _STAGING = order, staging
    threading.Thread(target=_end_with_parent, daemon=True).start()
    if memory is not None:
        # On Linux what a process has written to; elsewhere what it has spoken for.
        kind = resource.RLIMIT_DATA if sys.platform == "linux" else resource.RLIMIT_AS
        resource.setrlimit(kind, (memory, resource.getrlimit(kind)[1]))


def _end_with_parent() -> None:
    """End this process when the run's own has ended, even if that was killed and could not say so."""
    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
        os._exit(1)


def _work(chunk: Chunk) -> list[Outcome]:
    if _STAGING is None:
        return [work.convert(task, _ORDER, work.carried) for task in chunk]
    made = [work.convert(task, _ORDER, work.staging(_STAGING, task.number)) for task in chunk]
    with ThreadPoolExecutor(_CHUNK) as threads:
        return list(threads.map(work.synced, made))


def _why(error: BaseException, limits: Limits) -> ArticleError:
    """Return what is said of an article that its worker did not survive."""
    match error:
        case TimeoutError():
            what = f"took more than {limits.timeout:g} second{'s' * (limits.timeout != 1)}"
            return Timeout(what, hint="give it more with --timeout")
        case MemoryError():
            return OutOfMemory("needs more memory than it may have", hint="give more with --memory")
        case _:
            return Crash(f"made its worker {_ended(getattr(error, 'exitcode', None) or 0)}", hint=_REPORT)


def _ended(code: int) -> str:
    if code >= 0:
        return f"exit ({code})"
    name = signal.Signals(-code).name if -code in signal.valid_signals() else f"signal {-code}"
    return f"end ({name}{', perhaps for want of memory' if name == 'SIGKILL' else ''})"
