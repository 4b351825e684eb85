"""Outputs as files of their own: each is entered in the journal, and brought to its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import structs

from convert.batch import work
from convert.batch.folder import Folder
from convert.batch.journal import Journal
from convert.batch.order import Outcome, Output
from convert.batch.rules import Rules
from convert.errors import ArticleError


class Files:
    """Puts outcomes into a folder."""

    def __init__(self, folder: Folder, journal: Journal, basis: str, rules: Rules) -> None:
        """`basis` is what tells the order of the run from any other."""
        self._folder = folder
        self._journal = journal
        self._basis = basis
        self._rules = rules

    def up_to_date(self, outputs: Iterable[Output], _archive: str) -> bool:
        """Say whether outputs are there, as files of their own, and as they were written."""
        return all(not each.archive and self._journal.holds(each) for each in outputs)

    def put(self, outcome: Outcome, _archive: str, newest: int) -> Iterator[Outcome]:
        """Settle an outcome, and yield it; files that are up to date are made newer than `newest`, as Make wants it."""
        yield self._kept(outcome, newest) if outcome.state == "kept" else self._placed(outcome)

    def rest(self) -> Iterator[Outcome]:
        """Yield what is still to be settled: nothing."""
        return iter(())

    def _kept(self, outcome: Outcome, newest: int) -> Outcome:
        place = self._folder.place
        touched = [place.touch(each.path, newest) for each in outcome.outputs]
        if any(touched):
            outputs = tuple(map(self._looked_at, outcome.outputs))
            self._journal.record(structs.replace(outcome, outputs=outputs, state="made"), self._basis)
        else:
            self._journal.seen(outcome.key)
        return outcome

    def _placed(self, outcome: Outcome) -> Outcome:
        try:
            for each in outcome.outputs:
                self._rules.refuse(each.path, self._folder, self._journal, each.sha256)
        except ArticleError as error:
            outcome = work.failed(outcome, error)
        self._journal.record(outcome, self._basis)
        try:
            brought = tuple(map(self._brought, outcome.outputs))
        except ArticleError as error:
            outcome = work.failed(outcome, error)
            self._journal.record(outcome, self._basis)
            return outcome
        if brought != outcome.outputs:
            self._journal.record(structs.replace(outcome, outputs=brought), self._basis)
        return outcome

    def _brought(self, output: Output) -> Output:
        return structs.replace(output, version=self._folder.place.bring(Path(output.staged), output.path))

    def _looked_at(self, output: Output) -> Output:
        seen = self._folder.place.look(output.path)
        return structs.replace(output, version=seen.version) if seen else output
