"""Workers on any number of machines, under a scheduler of dask.distributed; without one, a cluster on this machine.

What is read and what is written stays with the run, so that workers need neither its files nor its disk: articles are
sent to them, by the shard, and files come back. A worker that is lost costs nothing: the scheduler has its shard done
by another. One that is lost over and over is traced to the article, which is named.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from importlib import import_module
from logging import CRITICAL, getLogger
from pathlib import Path
from typing import Any

from msgspec import structs

from convert.batch import work
from convert.batch.engines import Limits
from convert.batch.engines._line import Chunk, Line, chunked, lost
from convert.batch.order import Done, Order, Outcome, Output, Task
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
        begin = partial(client.submit, _work, order=order, pure=False, retries=2)
        line = Line[Any](
            begin,
            _wait,
            _lost(),
            lambda task, error: lost(task, _why(error)),
            _AHEAD * max(1, sum(client.nthreads().values())),
        )
        for done in line.run(chunked(items, _SHARD, _BYTES)):
            yield _landed(done, staging) if isinstance(done, Outcome) else done


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


def _work(chunk: Chunk, order: Order) -> list[Outcome]:
    """Do a shard, on the machine of a worker."""
    return [work.convert(task, order, _sent) for task in chunk]


def _sent(format: str, data: bytes) -> Output:
    return structs.replace(work.told(format, data), data=bytes(data))


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
