"""Work that is under way somewhere else, kept in the order of the plan."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterator
from itertools import chain
from typing import Generic, Protocol, TypeVar

from convert.batch.order import Done, Outcome, Task
from convert.errors import ArticleError
from convert.report import Message

Chunk = list[Task]

# Outcomes that wait for one before them: so many are held in memory at most.
_BEHIND = 4096


class Future(Protocol):
    """What an engine is given for a chunk that it handed out."""

    def done(self) -> bool: ...
    def result(self) -> list[Outcome]: ...


F = TypeVar("F", bound=Future)


class Line(Generic[F]):
    """What is under way: outcomes, and chunks with the future of each.

    `begin` hands a chunk out; `wait` returns when one of some futures is done. Of a chunk that ended in one of the
    exceptions `lost`, the articles are handed out again, each alone; `explain` makes an outcome of one that is lost
    alone. `ahead` chunks are under way at most.
    """

    def __init__(
        self,
        begin: Callable[[Chunk], F],
        wait: Callable[[list[F]], object],
        lost: tuple[type[BaseException], ...],
        explain: Callable[[Task, BaseException], Outcome],
        ahead: int,
    ) -> None:
        """Nothing is under way."""
        self._begin, self._wait, self._lost, self._explain, self._ahead = begin, wait, lost, explain, ahead
        self._entries: deque[Done | tuple[Chunk, F]] = deque()
        self._running: list[F] = []

    def run(self, items: Iterator[Chunk | Done]) -> Generator[Done, None, None]:
        """Take what there is to do, and yield what became of it, in the same order."""
        while True:
            while self._has_room() and (entry := next(items, None)) is not None:
                self._entries.append(self._begun(entry) if isinstance(entry, list) else entry)
            yield from self._finished()
            if not self._entries:
                return
            self._wait(
                [entry[1] for entry in self._entries if isinstance(entry, tuple) and not entry[1].done()]
            )

    def _has_room(self) -> bool:
        self._running = [each for each in self._running if not each.done()]
        return len(self._running) < self._ahead and len(self._entries) < _BEHIND

    def _begun(self, chunk: Chunk) -> tuple[Chunk, F]:
        future = self._begin(chunk)
        self._running.append(future)
        return chunk, future

    def _finished(self) -> Iterator[Done]:
        """Take what is finished from the head of the line."""
        while self._entries:
            head = self._entries[0]
            if not isinstance(head, tuple):
                yield head
                self._entries.popleft()
            elif head[1].done():
                self._entries.popleft()
                yield from self._told(*head)
            else:
                return

    def _told(self, chunk: Chunk, future: F) -> Iterator[Done]:
        try:
            yield from future.result()
        except self._lost as error:
            if len(chunk) > 1:
                self._entries.extendleft(self._begun([task]) for task in reversed(chunk))
            else:
                yield self._explain(chunk[0], error)


def chunked(items: Iterator[Task | Done], most: int, size: int) -> Iterator[Chunk | Done]:
    """Gather tasks that follow each other, until they are `most`, or have `size` bytes: worth a message."""
    chunk: Chunk = []
    gathered = 0
    for item in chain(items, (None,)):
        full = len(chunk) == most or gathered >= size
        if chunk and (full or not isinstance(item, Task)):
            yield chunk
            chunk, gathered = [], 0
        if isinstance(item, Task):
            chunk.append(item)
            gathered += len(item.source.data)
        elif item is not None:
            yield item


def lost(task: Task, said: ArticleError) -> Outcome:
    """Return the outcome of an article that nobody lived to tell of but for what is `said`."""
    said.where = task.source.name
    return Outcome(
        key=task.key,
        name=task.source.name,
        state="failed",
        digest=task.digest,
        messages=(Message.of(said),),
        codes=(said.exit_code,),
        origin=task.origin,
        group=task.group,
        weight=task.weight,
    )
