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
from collections import deque
from collections.abc import Generator, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, TimeoutError, wait
from itertools import chain
from pathlib import Path

from pebble import ProcessExpired, ProcessPool

from convert.batch import work
from convert.batch.engines import Limits
from convert.batch.order import Done, Order, Outcome, Task
from convert.errors import ArticleError, Crash, OutOfMemory, Timeout
from convert.report import Message

# Articles are handed out by the chunk, so that small ones are not outweighed by the handing out.
_CHUNK_BYTES = 32 << 10
_CHUNK = 8
# Chunks that wait for a worker, for each worker, and outcomes that wait for one before them.
_AHEAD = 2
_BEHIND = 4096

_REPORT = "please report this with the input"

Chunk = list[Task]


def run(
    items: Iterator[Task | Done], order: Order, staging: Path, limits: Limits
) -> Generator[Done, None, None]:
    """Do tasks in `limits.jobs` processes."""
    pool = _pool(order, staging, limits)
    line = _Line(pool, limits)
    source = _chunked(items)
    try:
        while True:
            while line.has_room() and (entry := next(source, None)) is not None:
                line.add(entry)
            yield from line.finished()
            if not line:
                return
            line.wait()
    finally:
        pool.stop()  # type: ignore[no-untyped-call]
        pool.join()


class _Line:
    """What is under way, in the order of the plan: outcomes, and chunks with the future of each."""

    def __init__(self, pool: ProcessPool, limits: Limits) -> None:
        self._pool = pool
        self._limits = limits
        self._entries: deque[Done | tuple[Chunk, Future[list[Outcome]]]] = deque()
        self._running: set[Future[list[Outcome]]] = set()

    def __bool__(self) -> bool:
        return bool(self._entries)

    def has_room(self) -> bool:
        """Say whether more may be added: workers have to wait for none, and memory holds what waits for its turn."""
        self._running = {each for each in self._running if not each.done()}
        return len(self._running) < (1 + _AHEAD) * self._limits.jobs and len(self._entries) < _BEHIND

    def add(self, entry: Chunk | Done) -> None:
        """Put something at the end of the line, and a chunk to work."""
        self._entries.append(entry if not isinstance(entry, list) else self._begun(entry))

    def finished(self) -> Generator[Done, None, None]:
        """Take what is finished from the head of the line."""
        while self._entries:
            head = self._entries[0]
            if not isinstance(head, tuple):
                self._entries.popleft()
                yield head
            elif head[1].done():
                self._entries.popleft()
                yield from self._told(*head)
            else:
                return

    def wait(self) -> None:
        """Wait until something is finished."""
        running = {entry[1] for entry in self._entries if isinstance(entry, tuple)}
        wait([each for each in running if not each.done()] or running, return_when=FIRST_COMPLETED)

    def _begun(self, chunk: Chunk) -> tuple[Chunk, Future[list[Outcome]]]:
        future = self._pool.schedule(_work, args=(chunk,), timeout=self._limits.timeout)
        self._running.add(future)
        return chunk, future

    def _told(self, chunk: Chunk, future: Future[list[Outcome]]) -> Generator[Done, None, None]:
        """Yield what became of a chunk; of one whose worker was lost, the articles are done again, each alone."""
        try:
            yield from future.result()
        except (TimeoutError, ProcessExpired, MemoryError) as error:
            if len(chunk) > 1:
                self._entries.extendleft(self._begun([task]) for task in reversed(chunk))
            else:
                yield _lost(chunk[0], error, self._limits)


def _pool(order: Order, staging: Path, limits: Limits) -> ProcessPool:
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
        max_workers=limits.jobs, initializer=_begin, initargs=(order, staging, limits.memory), context=context
    )


# What a worker is told once, when it begins.
_ORDER: Order
_STAGING: Path


def _begin(order: Order, staging: Path, memory: int | None) -> None:
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
    return [work.convert(task, _ORDER, work.staging(_STAGING, task.number)) for task in chunk]


def _chunked(items: Iterator[Task | Done]) -> Iterator[Chunk | Done]:
    """Gather tasks that follow each other, until they are enough to be worth a message."""
    chunk: Chunk = []
    size = 0
    for item in chain(items, (None,)):
        full = len(chunk) == _CHUNK or size >= _CHUNK_BYTES
        if chunk and (full or not isinstance(item, Task)):
            yield chunk
            chunk, size = [], 0
        if isinstance(item, Task):
            chunk.append(item)
            size += len(item.source.data)
        elif item is not None:
            yield item


def _lost(task: Task, error: BaseException, limits: Limits) -> Outcome:
    """Return what is said of an article that its worker did not survive."""
    match error:
        case TimeoutError():
            what, hint = f"took more than {limits.timeout:g} seconds", "give it more with --timeout"
            said: ArticleError = Timeout(what, hint=hint)
        case MemoryError():
            said = OutOfMemory("needs more memory than it may have", hint="give more with --memory")
        case _:
            said = Crash(f"made its worker {_ended(getattr(error, 'exitcode', None) or 0)}", hint=_REPORT)
    said.where = task.source.name
    return Outcome(
        key=task.key,
        name=task.source.name,
        state="failed",
        digest=task.digest,
        messages=(Message.of(said),),
        codes=(said.exit_code,),
        origin=task.origin,
        weight=task.weight,
    )


def _ended(code: int) -> str:
    if code >= 0:
        return f"exit ({code})"
    name = signal.Signals(-code).name if -code in signal.valid_signals() else f"signal {-code}"
    return f"end ({name}{', perhaps for want of memory' if name == 'SIGKILL' else ''})"
