"""A run: the one place where articles are skipped, named, put into their places and entered in the journal."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterator
from contextlib import closing
from pathlib import Path

from msgspec import Struct, structs

from convert.batch import folder as folders
from convert.batch import work
from convert.batch.engines import Engine, Limits
from convert.batch.journal import Journal, tool
from convert.batch.names import Names, name, of_input
from convert.batch.order import Done, Kept, Order, Outcome, Task, file_digest
from convert.batch.plan import Plan, Survey
from convert.errors import ArticleError, Clash, OutputError
from convert.output import failing, settle
from convert.parts import WRITERS
from convert.report import Message, Severity


class Rules(Struct, frozen=True, kw_only=True):
    """How the files of a run are named and replaced.

    `pattern` makes names (`convert.batch.names`); one that another article has gets a number if `number`, else it is
    a Clash. With `force` all is done anew, and strangers' files are replaced; without `clobber` no file is. `prune`
    removes the files of articles that are gone. `alone` if no other run may write into the folder meanwhile.
    """

    pattern: str = "{path}"
    number: bool = False
    force: bool = False
    clobber: bool = True
    prune: bool = False
    alone: bool = True


class Run:
    """One run of a plan into a folder."""

    def __init__(self, plan: Plan, order: Order, folder: Path, rules: Rules) -> None:
        """Nothing is looked at yet. Raises UnknownPart or MissingEngine for a format that does not load."""
        self._plan = plan
        self._order = order
        self._folder = folder
        self._rules = rules
        self._suffixes = {format: WRITERS.load(format).suffixes[0] for format in order.formats}
        self._names = Names(str(folder), tuple(self._suffixes.values()))
        # What is named after its input is spoken for before work starts; what is packed in it gets what is free.
        self._foreseen = of_input(rules.pattern)
        self._complete = True  # so far, all inputs could be opened and read to their end

    def survey(self) -> Survey:
        """Look at the inputs without opening them. Raises Clash for files that would replace each other or an input."""
        if len(set(self._suffixes.values())) < len(self._suffixes):
            what = " and ".join(self._suffixes)
            raise Clash(f"{what} have one suffix: write them to folders of their own")
        return self._plan.survey(self._speak if self._foreseen else None, self._names.keep)

    def outcomes(self, engine: Engine, limits: Limits) -> Generator[Outcome, None, None]:
        """Do the work, and yield what became of each article, in order, once that is settled.

        Ends after an outcome that is fatal. Raises OutputError where the folder cannot be written to. To close it
        early ends the work; what is settled stays.
        """
        version = tool()
        self._basis = self._order.digest(version)
        if self._order.dry:
            self._journal = Journal(self._folder, kept=False)
            yield from self._settled(engine, self._folder, limits)
            return
        with folders.opened(self._folder, alone=self._rules.alone) as staging:
            self._journal = Journal(self._folder)
            try:
                self._journal.begin(version)
                ended = yield from self._settled(engine, staging, limits)
                if ended and self._rules.prune:
                    yield from self._pruned()
                self._journal.end(finished=ended)
            finally:
                self._journal.close()

    def _settled(self, engine: Engine, staging: Path, limits: Limits) -> Generator[Outcome, None, bool]:
        with closing(engine(self._todo(), self._order, staging, limits)) as found:
            for each in found:
                settled = self._keep(each, staging) if isinstance(each, Kept) else self._place(each)
                yield settled
                if settled.fatal:
                    return False
        return True

    def _todo(self) -> Iterator[Task | Done]:
        """Yield what is to be done, and what need not be."""
        for item in self._plan.articles():
            if isinstance(item, Outcome):
                self._complete = False
                yield item
            else:
                before = self._before(item)
                yield item if before is None else Kept(item, before)

    def _before(self, task: Task) -> Outcome | None:
        """Return what an earlier run made of an article, if it is all there as it would be made now."""
        known = None if self._rules.force else self._journal.known(task.key)
        if known is None or known[0] != self._basis or known[1].digest != task.digest:
            return None
        before = known[1]
        same = all(file_digest(path) == digest for path, digest in before.depends.items())
        return before if same and all(map(self._journal.holds, before.outputs)) else None

    def _keep(self, kept: Kept, staging: Path) -> Outcome:
        """Settle what is up to date: by leaving it, or, if it has another name now, by making it again."""
        task, before = kept.task, kept.before
        stem = self._named(task.key, task.source.name, {**before.fields, "path": task.source.stem})
        if stem != before.stem:
            made = work.convert(task, self._order, work.staging(staging, task.number))
            return self._place(work.synced(made))
        now = structs.replace(
            before, name=task.source.name, state="kept", origin=task.origin, weight=task.weight
        )
        if not self._order.dry:
            touched = self._touched(now)
            if touched:
                self._journal.record(touched, self._basis)
            else:
                self._journal.seen(task.key)
        return now

    def _touched(self, outcome: Outcome) -> Outcome | None:
        """Make files newer than what they were made of, as Make wants them; None if they are."""
        times = [_mtime(path) for path in (outcome.name, *outcome.depends)]
        paths = [self._folder / each.path for each in outcome.outputs]
        if min(map(_mtime, paths), default=0) >= max(times):
            return None
        for path in paths:
            with failing("cannot be touched", path):
                os.utime(path)
        outputs = [
            structs.replace(each, mtime=_mtime(path))
            for each, path in zip(outcome.outputs, paths, strict=True)
        ]
        return structs.replace(outcome, outputs=tuple(outputs), state="made")

    def _place(self, outcome: Outcome) -> Outcome:
        """Enter an outcome in the journal, and bring its files to their places."""
        settled = outcome
        if outcome.outputs:
            try:
                settled = self._placed(outcome)
            except ArticleError as error:
                settled = work.failed(outcome, error)
        if self._order.dry:
            return settled
        self._journal.record(settled, self._basis)
        try:
            for each in settled.outputs:
                settle(Path(each.staged), self._folder / each.path)
        except ArticleError as error:
            settled = work.failed(settled, error)
            self._journal.record(settled, self._basis)
        return settled

    def _placed(self, outcome: Outcome) -> Outcome:
        """Return an outcome with the paths of its files. Raises Clash or OutputError where it cannot have them."""
        stem = self._named(outcome.key, outcome.name, outcome.fields)
        outputs = [
            structs.replace(each, path=f"{stem}{self._suffixes[each.format]}") for each in outcome.outputs
        ]
        for each in outputs:
            self._refuse(each.path)
        if not self._order.dry:
            parent = (self._folder / stem).parent
            with failing("cannot be made a folder", parent):
                parent.mkdir(parents=True, exist_ok=True)
        return structs.replace(outcome, stem=stem, outputs=tuple(outputs))

    def _named(self, key: str, what: str, known: dict[str, str]) -> str:
        stem = name(self._rules.pattern, known)
        return self._names.give(stem, key, what, numbered=self._foreseen or self._rules.number)

    def _speak(self, path: str, input: str) -> None:
        """Speak for the files of an input of which the name is known. Raises Clash."""
        stem = name(self._rules.pattern, {"path": path})
        self._names.give(stem, self._plan.key(input), input, numbered=self._rules.number)

    def _refuse(self, path: str) -> None:
        """Raise OutputError where a file is in a place that may not be replaced."""
        full = self._folder / path
        if not os.path.lexists(full):
            return
        if not self._rules.clobber:
            raise OutputError("exists", where=str(full), hint="--no-clobber keeps it")
        if not self._rules.force and not self._journal.owns(path):
            hint = "move it away, or replace it with --force"
            raise OutputError("is not as an earlier run wrote it", where=str(full), hint=hint)

    def _pruned(self) -> Iterator[Outcome]:
        """Remove the files of articles that are gone, unless somebody changed them."""
        if not self._complete:
            yield _remark(
                "not-pruned", "nothing is pruned, since some inputs could not be read", str(self._folder)
            )
            return
        for path in self._journal.gone():
            full = self._folder / path
            if self._journal.owns(path):
                with failing("cannot be removed", full):
                    full.unlink()
                _remove_empty(full.parent, self._folder)
                yield _remark("pruned", "is removed, since its input is gone", str(full), "info")
            elif os.path.lexists(full):
                what = "stays, though its input is gone, since it is not as a run wrote it"
                yield _remark("not-pruned", what, str(full))
            self._journal.forget(path)


def _remark(code: str, message: str, path: str, severity: Severity = "warning") -> Outcome:
    said = Message(severity=severity, message=message, code=code, input=path)
    return Outcome(key="", name=path, state="kept", messages=(said,))


def _remove_empty(folder: Path, root: Path) -> None:
    """Remove folders that nothing is in any more, up to `root`, which stays."""
    while folder != root:
        try:
            folder.rmdir()
        except OSError:
            return
        folder = folder.parent


def _mtime(path: str | Path) -> int:
    """Return when a file was changed, in nanoseconds since 1970, 0 for what is no file."""
    try:
        return os.stat(path).st_mtime_ns
    except OSError:
        return 0
