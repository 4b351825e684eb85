"""A run: the one place where articles are skipped, named, put into their places and entered in the journal."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Container, Generator, Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Protocol

from msgspec import structs

from convert.batch import folder as folders
from convert.batch import work
from convert.batch.engines import Engine, Limits
from convert.batch.files import Files
from convert.batch.folder import Folder
from convert.batch.journal import Journal, tool
from convert.batch.names import Names, name, of_input
from convert.batch.order import Done, Kept, Order, Outcome, Output, Task, file_digest
from convert.batch.plan import Plan, Survey
from convert.batch.rules import Rules
from convert.batch.shelves import Labels, Shelves
from convert.errors import Clash, OutputError
from convert.output import stage, sync
from convert.parts import WRITERS
from convert.report import Message, Severity

# What a run may end with: lists of its files, and the forms of a report that they are.
_LISTS = {"manifest.json": "manifest", "SHA256SUMS": "sha256sums"}


class _Keeper(Protocol):
    """Puts what becomes of articles into the folder: as files of their own, or packed in archives."""

    def up_to_date(self, outputs: Iterable[Output], archive: str) -> bool: ...
    def put(self, outcome: Outcome, archive: str, newest: int) -> Iterator[Outcome]: ...
    def rest(self) -> Iterator[Outcome]: ...


class Run:
    """One run of a plan into a folder."""

    def __init__(self, plan: Plan, order: Order, folder: Folder, rules: Rules) -> None:
        """Nothing is looked at yet. Raises UnknownPart or MissingEngine for a format that does not load."""
        self._plan = plan
        self._order = order
        self._folder = folder
        self._rules = rules
        self._suffixes = {format: WRITERS.load(format).suffixes[0] for format in order.formats}
        self._names = Names(folder.name, tuple(self._suffixes.values()))
        # What is named after its input is spoken for before work starts; what is packed in it gets what is free.
        self._foreseen = of_input(rules.pattern)
        self._whole = True  # all folders of inputs could be read
        self._complete = True  # so far, all inputs could be opened and read to their end

    def survey(self) -> Survey:
        """Look at the inputs without opening them. Raises Clash for files that would replace each other or an input."""
        if len(set(self._suffixes.values())) < len(self._suffixes):
            what = " and ".join(self._suffixes)
            raise Clash(f"{what} have one suffix: write them to folders of their own")
        for each in _LISTS if self._rules.manifest else ():
            self._names.reserve(each, "--manifest")
        found = self._plan.survey(self._speak if self._foreseen else None, self._names.keep)
        self._whole = found.whole
        return found

    def outcomes(self, engine: Engine, limits: Limits) -> Generator[Outcome, None, None]:
        """Do the work, and yield what became of each article, in order, once that is settled.

        Ends after an outcome that is fatal. Raises OutputError where the folder cannot be written to. To close it
        early ends the work; what is settled stays.
        """
        version = tool()
        self._basis = self._order.digest(version)
        if self._order.dry:
            self._journal = Journal(self._folder, kept=False)
            yield from self._settled(engine, self._folder.hidden, limits)
            return
        with folders.opened(self._folder, alone=self._rules.alone) as staging:
            self._journal = Journal(self._folder)
            try:
                self._journal.begin(version)
                ended = yield from self._settled(engine, staging, limits)
                if ended:
                    yield from self._listed(staging)
                self._journal.end(finished=ended)
            finally:
                self._journal.close()

    def _settled(self, engine: Engine, staging: Path, limits: Limits) -> Generator[Outcome, None, bool]:
        self._keeper = self._kept_in(staging)
        labels = Labels(self._rules)
        with closing(engine(self._todo(), self._order, staging, limits)) as found:
            for each in found:
                outcome = self._again(each, staging) if isinstance(each, Kept) else each
                label = labels.next(outcome.group)
                called = self._called(outcome, label) if outcome.state != "kept" else outcome
                if self._order.dry:
                    yield self._foretold(called)
                    continue
                for settled in self._keeper.put(called, label, self._newest(called)):
                    yield settled
                    if settled.fatal:
                        return False
        if not self._order.dry:
            yield from self._keeper.rest()
        return True

    def _foretold(self, outcome: Outcome) -> Outcome:
        """Return an outcome, which has failed if a file stands where one of its own would be."""
        try:
            for each in outcome.outputs if outcome.state != "kept" else ():
                path, digest = (each.archive, "") if each.archive else (each.path, each.sha256)
                self._rules.refuse(path, self._folder, self._journal, digest)
        except OutputError as error:
            return work.failed(outcome, error)
        return outcome

    def _kept_in(self, staging: Path) -> _Keeper:
        known = (self._folder, self._journal, self._basis, self._rules)
        if not self._rules.archive:
            return Files(*known)
        self._cover()
        return Shelves(*known, staging)

    def _cover(self) -> None:
        """Raise OutputError where archives have articles of which the inputs are not among those of this run.

        They are packed anew from its inputs alone, and what is not among them would be lost silently.
        """
        if self._rules.prune and self._whole:
            return
        others = (each for each in self._journal.origins() if not self._names.kept(self._folder.path(each)))
        first = next(others, None)
        if first is not None:
            more = sum(1 for _ in others)
            what = f"has archives with articles of {os.path.relpath(self._folder.path(first))}"
            what += f" and {more} more inputs" if more else ""
            hint = "name all inputs of the folder, give another, or --prune what is gone"
            raise OutputError(f"{what}, not named now", where=self._folder.name, hint=hint)

    def _todo(self) -> Iterator[Task | Done]:
        """Yield what is to be done, and what need not be."""
        labels = Labels(self._rules)
        for item in self._plan.articles():
            label = labels.next(item.group)
            if isinstance(item, Outcome):
                self._complete = False
                yield item
            else:
                before = self._before(item, label)
                yield item if before is None else Kept(item, before)

    def _before(self, task: Task, label: str) -> Outcome | None:
        """Return what an earlier run made of an article, if it is all there as it would be made now."""
        known = None if self._rules.force else self._journal.known(task.key)
        if known is None or known[0] != self._basis or known[1].digest != task.digest:
            return None
        before = known[1]
        same = all(file_digest(path) == digest for path, digest in before.depends.items())
        return before if same and self._keeper.up_to_date(before.outputs, label) else None

    def _again(self, kept: Kept, staging: Path) -> Outcome:
        """Return what is up to date as it is, or, if it has another name now, made again."""
        task, before = kept.task, kept.before
        stem = self._named(task.key, task.source.name, {**before.fields, "path": task.source.stem})
        if stem != before.stem:
            return work.synced(work.convert(task, self._order, work.staging(staging, task.number)))
        return structs.replace(
            before,
            name=task.source.name,
            state="kept",
            origin=task.origin,
            group=task.group,
            weight=task.weight,
        )

    def _newest(self, outcome: Outcome) -> int:
        """Return when the newest of the files was changed that an article is made of, in nanoseconds since 1970."""
        return max(map(_mtime, (outcome.name, *outcome.depends)))

    def _called(self, outcome: Outcome, label: str) -> Outcome:
        """Return an outcome with the paths of its files, or failed where it cannot have them."""
        if not outcome.outputs:
            return outcome
        try:
            stem = self._named(outcome.key, outcome.name, outcome.fields)
        except Clash as error:
            return work.failed(outcome, error)
        outputs = tuple(
            structs.replace(each, path=f"{stem}{self._suffixes[each.format]}", archive=label)
            for each in outcome.outputs
        )
        return structs.replace(outcome, stem=stem, outputs=outputs)

    def _named(self, key: str, what: str, known: dict[str, str]) -> str:
        stem = name(self._rules.pattern, known)
        return self._names.give(stem, key, what, numbered=self._foreseen or self._rules.number)

    def _speak(self, path: str, input: str) -> None:
        """Speak for the files of an input of which the name is known. Raises Clash."""
        stem = name(self._rules.pattern, {"path": path})
        self._names.give(stem, self._folder.key(input), input, numbered=self._rules.number)

    def _listed(self, staging: Path) -> Iterator[Outcome]:
        """Remove what is of articles that are gone, and list what is there."""
        lists = _LISTS if self._rules.manifest else {}
        if self._rules.prune:
            yield from self._pruned(lists)
        for path, form in lists.items():
            from convert.batch import report  # for those who want it

            data = report.render(form, report.account(self._folder, self._journal))
            digest = hashlib.sha256(data).hexdigest()
            self._rules.refuse(path, self._folder, self._journal, digest)
            staged = staging / form
            stage(staged, data)
            sync(staged)
            self._journal.wrote(path, digest)
            self._folder.place.bring(staged, path)

    def _pruned(self, lists: Container[str]) -> Iterator[Outcome]:
        """Remove the files of articles that are gone, unless somebody changed them, or they are among `lists`."""
        place = self._folder.place
        if not self._complete:
            what = "nothing is pruned, since some inputs could not be read"
            yield _remark("not-pruned", what, self._folder.name)
            return
        for path in self._journal.gone():
            if path in lists:
                continue
            if self._journal.owns(path):
                place.remove(path)
                yield _remark("pruned", "is removed, since its input is gone", place.at(path), "info")
            elif place.there(path):
                what = "stays, though its input is gone, since it is not as a run wrote it"
                yield _remark("not-pruned", what, place.at(path))
            self._journal.forget(path)


def _remark(code: str, message: str, path: str, severity: Severity = "warning") -> Outcome:
    said = Message(severity=severity, message=message, code=code, input=path)
    return Outcome(key="", name=path, state="kept", messages=(said,))


def _mtime(path: str | Path) -> int:
    """Return when a file was changed, in nanoseconds since 1970, 0 for what is no file."""
    try:
        return os.stat(path).st_mtime_ns
    except OSError:
        return 0
