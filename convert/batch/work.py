"""What a worker does: one article, from its bytes to finished files, and nothing but its own faults."""

from __future__ import annotations

import errno
import hashlib
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from msgspec import structs

from convert import output, pipeline
from convert.batch.names import fields
from convert.batch.order import GO_ON, Order, Outcome, Output, Task, version
from convert.errors import ArticleError, DiskFull, FolderLost, InternalError, OutOfMemory, OutputError
from convert.options import WriteOptions
from convert.parts import WRITERS
from convert.report import Diagnostic, Message, Report, Written

# Takes the bytes of a format to where they wait, or to where they go. Raises OutputError.
Deliver = Callable[[str, bytes], Output]

# After which whatever comes next would fail, too.
_FATAL = (DiskFull, FolderLost)


def convert(task: Task, order: Order, deliver: Deliver) -> Outcome:
    """Read an article and write it in all formats; one that fails leaves the others. What fails is in the outcome."""
    begun = time.monotonic()
    work = _Work(task, order, deliver)
    with work.attempt():
        work.do()
    return structs.replace(work.outcome(), seconds=round(time.monotonic() - begun, 4))


def staging(folder: Path, number: int) -> Deliver:
    """Return what lays the files of one article aside in `folder`."""

    def deliver(format: str, data: bytes) -> Output:
        path = folder / f"{number}.{format}"
        try:
            with output.failing("cannot be written", path):
                path.unlink(missing_ok=True)  # of a worker that did not live to tell
            output.stage(path, data)
        except OutputError as error:
            raise _known(error, folder) from error
        return told(format, data, str(path))

    return deliver


def carried(format: str, data: bytes) -> Output:
    """Have a file go with its outcome, to where there is a disk for it."""
    return structs.replace(told(format, data), data=bytes(data))


def synced(outcome: Outcome) -> Outcome:
    """Have the files of an article reach the disk; return its outcome, which tells if that failed.

    Many at once cost little more than one: file systems sync what they are asked for meanwhile in one go.
    """
    try:
        for each in outcome.outputs:
            if each.staged:
                output.sync(Path(each.staged))
    except OutputError as error:
        return failed(outcome, _known(error, Path(each.staged).parent))
    return outcome


def failed(outcome: Outcome, error: ArticleError) -> Outcome:
    """Return an outcome of which, for an error, no file can be kept."""
    error.where = error.where or outcome.name
    return structs.replace(
        outcome,
        state="failed",
        messages=(*outcome.messages, Message.of(error)),
        codes=(*outcome.codes, error.exit_code),
        fatal=isinstance(error, _FATAL),
        outputs=(),
    )


def _known(error: OutputError, room: Path) -> OutputError:
    """Return an error that names what its reader knows: the folder, not the room in it where files wait.

    The room is the run's own: what cannot be written there can be of no article, but for one file that is too large.
    """
    error.where = str(room.parent.parent)
    if isinstance(error, DiskFull) or getattr(error.__cause__, "errno", None) == errno.EFBIG:
        return error
    return FolderLost(error.message, where=error.where, hint=f"once it can, {GO_ON}")


def told(format: str, data: bytes, staged: str = "") -> Output:
    """Return what there is to say of the bytes of a format."""
    mark = version(os.stat(staged)) if staged else ""
    digest = hashlib.sha256(data).hexdigest()
    return Output(format=format, sha256=digest, size=len(data), staged=staged, version=mark)


class _Work:
    """The work on one article, and what has come of it so far."""

    def __init__(self, task: Task, order: Order, deliver: Deliver) -> None:
        self._task = task
        self._order = order
        self._deliver = deliver
        self._known: dict[str, Any] = {}
        self._messages: list[Message] = []
        self._codes: list[int] = []
        self._outputs: list[Output] = []
        self._fatal = False

    def do(self) -> None:
        """Read, and write. Raises ArticleError where that comes to nothing."""
        order, source = self._order, self._task.source
        found = pipeline.examine(source, order.reading, order.reader)
        self._known = {
            "verdict": found.report.verdict,
            "score": found.report.score,
            "removed": _removed(found.report),
            "fields": fields(source, found.article),
        }
        pipeline.accept(found, order.min_score)
        self._say(found.report.diagnostics)
        writing = self._pictured(found)
        for format in order.formats:
            with self.attempt():
                self._write(found, format, writing)

    def _pictured(self, found: pipeline.Reading) -> WriteOptions:
        """Return the options of writing with the pictures of an article, where a format shows any."""
        order = self._order
        if not any(WRITERS.load(format).pictures for format in order.formats):
            return order.writing
        gathered = pipeline.gather(found, order.reading)
        self._say(gathered.diagnostics)
        self._known["depends"] = gathered.files
        return structs.replace(order.writing, pictures=gathered.pictures)

    def _write(self, found: pipeline.Reading, format: str, writing: WriteOptions) -> None:
        writer = WRITERS.load(format)
        if found.article.notes and writing.notes == "footnotes" and "footnotes" not in writer.notes:
            message = f"{format} has no footnotes: its notes are at the end"
            self._say((Diagnostic(code="notes-placed", severity="warning", message=message),))
        data = pipeline.write(found.article, format, writing)
        if isinstance(data, Written):
            self._say(data.diagnostics)
        self._outputs.append(told(format, data) if self._order.dry else self._deliver(format, data))

    def _say(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        name = self._task.source.name
        self._messages += (Message(input=name, **structs.asdict(each)) for each in diagnostics)

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """Note what fails in the block, and carry on after it."""
        try:
            yield
        except BrokenPipeError:
            raise
        except MemoryError:
            self._fail(OutOfMemory("needs more memory than it may have", hint="give more with --memory"))
        except ArticleError as error:
            self._fail(error)
        except OSError as error:
            self._fail(ArticleError(f"cannot go on: {error.strerror or error}", where=error.filename))
        except Exception as error:  # noqa: BLE001  a fault of ours in one article must not cost the others
            self._fail(InternalError.of(error, self._task.source.name))

    def _fail(self, error: ArticleError) -> None:
        if not isinstance(error, InternalError):
            error.where = error.where or self._task.source.name
        self._messages.append(Message.of(error))
        self._codes.append(error.exit_code)
        self._fatal |= isinstance(error, _FATAL)

    def outcome(self) -> Outcome:
        """Return what has come of it."""
        return Outcome(
            key=self._task.key,
            name=self._task.source.name,
            state="failed" if self._codes else "made",
            digest=self._task.digest,
            messages=tuple(self._messages),
            codes=tuple(self._codes),
            fatal=self._fatal,
            outputs=tuple(self._outputs),
            origin=self._task.origin,
            group=self._task.group,
            weight=self._task.weight,
            **self._known,
        )


def _removed(report: Report) -> float:
    """Return the share of the input, in characters that are not blank, that went."""
    sizes = [(len("".join(span.text.split())), span.action == "removed") for span in report.spans]
    whole = sum(size for size, _ in sizes)
    return round(sum(size for size, gone in sizes if gone) / whole, 4) if whole else 0.0
