"""Workers on any number of machines, under a scheduler of dask.distributed; without one, a cluster on this machine.

What is read and what is written stays with the run, so that workers need neither its files nor its disk: articles are
sent to them, by the shard, and files come back with what goes into the journal. A worker that is lost costs nothing:
the scheduler has its shard done by another. Each has the articles done by a process of its own, as on this machine, so
that one that crashes, hangs or eats memory costs itself alone.
"""

from __future__ import annotations

import multiprocessing
import threading
from collections import Counter
from collections.abc import Generator, Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from importlib import import_module
from logging import CRITICAL, getLogger
from pathlib import Path
from typing import Any

from msgspec import structs
from pebble import ProcessPool

from convert.batch import work
from convert.batch.engines import Limits, processes
from convert.batch.engines._line import Chunk, Line, chunked, lost
from convert.batch.order import Done, Order, Outcome, Task
from convert.errors import ArticleError, Crash, InputError, MissingEngine

# A shard is a second or more of work, against some milliseconds of the scheduler's.
_SHARD, _BYTES = 32, 512 << 10
# Shards that are under way for each thread of a worker.
_AHEAD = 3


def run(
    items: Iterator[Task | Done], order: Order, staging: Path, limits: Limits
) -> Generator[Done, None, None]:
    """Do tasks wherever the scheduler has workers. Raises MissingEngine without the extra `dask`, InputError."""
    with _client(limits) as client:
        crew = f"{order.digest('')} {limits.timeout} {limits.memory}"
        begin = partial(client.submit, _work, order=order, limits=limits, crew=crew, pure=False, retries=2)
        line = Line[Any](
            begin,
            _wait,
            _lost(),
            lambda task, error: lost(task, _why(error)),
            _AHEAD * max(1, sum(client.nthreads().values())),
        )
        try:
            for done in line.run(chunked(items, _SHARD, _BYTES)):
                yield _landed(done, staging) if isinstance(done, Outcome) else done
        finally:
            with suppress(Exception):  # workers that are gone have nobody to dismiss
                client.run(_dismiss, crew, on_error="ignore")


@contextmanager
def _client(limits: Limits) -> Iterator[Any]:
    try:
        distributed: Any = import_module("distributed")
    except ImportError as error:
        hint = "pip install 'article-convert[dask]'"
        raise MissingEngine("the engine dask needs dask.distributed", hint=hint) from error
    # A client that had to ask for a result again says so in a form of its own; what fails in the end is ours to say.
    getLogger("distributed.client").setLevel(CRITICAL)
    with ExitStack() as stack:
        try:
            where = limits.scheduler or stack.enter_context(
                distributed.LocalCluster(
                    n_workers=limits.jobs, threads_per_worker=1, dashboard_address=None, silence_logs=50
                )
            )
            client = stack.enter_context(distributed.Client(where, timeout=10))
        except (OSError, ValueError) as error:
            hint = "give its address with --scheduler, such as tcp://10.0.0.5:8786"
            raise InputError(f"no scheduler answers: {error}", where=limits.scheduler, hint=hint) from error
        yield client


# On a worker: pools by what they were hired for, and how many shards each is at.
_POOLS: dict[str, ProcessPool] = {}
_AT_WORK: Counter[str] = Counter()
_DOOR = threading.Lock()


def _work(chunk: Chunk, order: Order, limits: Limits, crew: str) -> list[Done]:
    """Do a shard, on the machine of a worker."""
    alone = structs.replace(limits, jobs=1)
    with _DOOR:
        # Those of runs that were killed.
        for idle in [each for each in _POOLS if each != crew and not _AT_WORK[each]]:
            processes.dismiss(_POOLS.pop(idle))
        if crew not in _POOLS:
            # Dask's workers are not to have children, which might outlive them; ours end with their parent.
            multiprocessing.current_process().daemon = False
            threads = import_module("distributed").get_worker().state.nthreads
            _POOLS[crew] = processes.hired(order, None, structs.replace(limits, jobs=threads))
        pool = _POOLS[crew]
        _AT_WORK[crew] += 1
    try:
        return list(processes.through(pool, iter(chunk), alone))
    finally:
        with _DOOR:
            _AT_WORK[crew] -= 1


def _dismiss(crew: str) -> None:
    """End what a run had on a worker."""
    with _DOOR:
        pool = _POOLS.pop(crew, None)
    if pool:
        processes.dismiss(pool)


def _landed(outcome: Outcome, staging: Path) -> Outcome:
    """Lay the files of an outcome aside, as a worker on this machine would have. Raises OutputError."""
    deliver = work.staging(staging, 0)
    outputs = [deliver(each.format, each.data) if each.data else each for each in outcome.outputs]
    return work.synced(structs.replace(outcome, outputs=tuple(outputs)))


def _wait(futures: list[Any]) -> None:
    distributed: Any = import_module("distributed")
    distributed.wait(futures, return_when="FIRST_COMPLETED")


def _lost() -> tuple[type[BaseException], ...]:
    return (import_module("distributed").KilledWorker, MemoryError)


def _why(error: BaseException) -> ArticleError:
    return Crash(f"made its workers end: {error}", hint="please report this with the input")
