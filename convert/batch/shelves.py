"""Outputs packed in archives, so many articles each, where there are too many for files of their own.

The articles of a container are packed in archives that are called after it, all others in `articles-00001` and so on,
in the order of the plan. So which article is in which archive depends on the inputs alone, and one that is changed has
one archive made anew, of what changed and of what the old one has of the others.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path

from msgspec import structs

from convert.batch import archives, work
from convert.batch.folder import Folder
from convert.batch.journal import Archive, Journal
from convert.batch.order import GO_ON, Outcome, Output, file_digest, packed, version
from convert.batch.rules import Rules
from convert.errors import DiskFull, OutputError
from convert.output import failing, sync

_OTHERS = "articles"


class Labels:
    """Tells which archive each article is in, counted in the order of the plan, those that fail as well."""

    def __init__(self, rules: Rules) -> None:
        """Nothing is counted yet."""
        self._suffix = archives.kind(rules.archive).suffix if rules.archive else ""
        self._most = rules.shelf
        self._counts: Counter[str] = Counter()

    def next(self, group: str) -> str:
        """Return the path of the archive for the next article of a `group`, "" where there are none."""
        if not self._suffix:
            return ""
        number = self._counts[group] // self._most + 1
        self._counts[group] += 1
        return f"{group or _OTHERS}-{number:05}{self._suffix}"


class _Shelf:
    """An archive that is being filled: its path, the articles so far, and the time of the newest input."""

    def __init__(self, label: str) -> None:
        self.label = label
        self.outcomes: list[Outcome] = []
        self.newest = 0


class Shelves:
    """Puts outcomes into archives, each of which is brought to its place once it is whole."""

    def __init__(self, folder: Folder, journal: Journal, basis: str, rules: Rules, staging: Path) -> None:
        """`basis` is what tells the order of the run from any other; archives are made in `staging`."""
        self._folder = folder
        self._journal = journal
        self._basis = basis
        self._rules = rules
        self._staged = staging / "archive"
        self._kind = archives.kind(rules.archive or "")
        self._standing: dict[str, bool] = {}
        # By group. Containers follow each other, so that one of them is open at most; all others may lie between them.
        self._open: dict[str, _Shelf] = {}

    def up_to_date(self, outputs: Iterable[Output], archive: str) -> bool:
        """Say whether outputs are in an archive, and that is there as it was written."""
        return all(each.archive == archive for each in outputs) and self._stands(archive)

    def put(self, outcome: Outcome, archive: str, newest: int) -> Iterator[Outcome]:
        """Take an outcome, and yield those of which the archives are settled with it, or that have failed.

        `newest` is the time of the newest of the files that it was made of. Raises OutputError where an archive
        cannot be written, or may not be replaced: that ends the run.
        """
        group = outcome.group
        for other in [each for each in self._open if each not in ("", group)]:
            yield from self._close(other)
        if group in self._open and self._open[group].label != archive:
            yield from self._close(group)
        if group not in self._open:
            if not self._stands(archive):
                self._rules.refuse(archive, self._folder, self._journal)
            self._open[group] = _Shelf(archive)
        checked = self._checked(outcome)
        shelf = self._open[group]
        shelf.outcomes.append(checked)
        shelf.newest = max(shelf.newest, newest)
        if checked.state == "failed":
            yield checked

    def rest(self) -> Iterator[Outcome]:
        """Settle what is left, and yield it."""
        for group in list(self._open):
            yield from self._close(group)

    def _stands(self, archive: str) -> bool:
        """Say whether an archive is as an earlier run left it: asked of each before this one replaces it."""
        if archive not in self._standing:
            known = self._journal.archive(archive)
            self._standing[archive] = known is not None and self._journal.holds(known)
        return self._standing[archive]

    def _checked(self, outcome: Outcome) -> Outcome:
        """Return an outcome, which has failed if a file of it cannot be called so in an archive."""
        try:
            for each in outcome.outputs:
                self._kind.check(each.path)
        except ValueError as error:
            where = self._folder.place.at(outcome.outputs[0].archive)
            what = f"cannot have a file that is called {outcome.outputs[0].path!r}: {error}"
            return work.failed(
                outcome, OutputError(what, where=where, hint="--archive tar can, or use --name")
            )
        return outcome

    def _close(self, group: str) -> Iterator[Outcome]:
        """Bring an archive to its place, if it is another now, and yield the articles in it."""
        shelf = self._open.pop(group)
        outputs = [output for each in shelf.outcomes for output in each.outputs]
        kept = all(each.state == "kept" for each in shelf.outcomes if each.outputs)
        before = self._journal.archive(shelf.label) if self._stands(shelf.label) else None
        contents = _digest(outputs)
        same = kept and before is not None and before.contents == contents
        archive = None if same or not outputs else self._packed(shelf.label, outputs, contents)
        with self._journal.together():
            for each in shelf.outcomes:
                if each.state == "kept":
                    self._journal.seen(each.key)
                else:
                    self._journal.record(each, self._basis)
            if archive:
                self._journal.archived(archive)
        if archive:
            self._noted(archive, self._folder.place.bring(self._staged, shelf.label))
        elif before and outputs and self._folder.place.touch(shelf.label, shelf.newest):
            seen = self._folder.place.look(shelf.label)
            self._noted(before, seen.version if seen else "")
        yield from (each for each in shelf.outcomes if each.state != "failed")

    def _noted(self, archive: Archive, version: str) -> None:
        if version != archive.version:
            self._journal.archived(structs.replace(archive, version=version))

    def _packed(self, label: str, outputs: list[Output], contents: str) -> Archive:
        """Make an archive of files that wait, and of those that are in the one that it replaces."""
        self._rules.refuse(label, self._folder, self._journal)
        self._staged.unlink(missing_ok=True)
        try:
            with failing("cannot be written", Path(self._folder.place.at(label))), ExitStack() as stack:
                self._kind.pack(self._staged, self._files(outputs, stack))
            sync(self._staged)
        except DiskFull as error:
            error.hint = f"make room, and {GO_ON}"
            raise
        status = self._staged.stat()
        return Archive(
            path=label,
            contents=contents,
            sha256=file_digest(self._staged),
            size=status.st_size,
            version=version(status),
        )

    def _files(self, outputs: list[Output], stack: ExitStack) -> Iterator[tuple[str, bytes]]:
        """Yield files with their names, and remove those that waited."""
        read: archives.Read | None = None
        for each in outputs:
            if each.staged:
                staged = Path(each.staged)
                yield each.path, staged.read_bytes()
                staged.unlink()
            else:
                read = read or self._opened(each.archive, stack)
                yield each.path, read(each.path)

    def _opened(self, label: str, stack: ExitStack) -> archives.Read:
        """Return what reads files of the archive that is replaced, which is as it was written."""
        return stack.enter_context(self._kind.opened(stack.enter_context(self._folder.place.open(label))))


def _digest(outputs: list[Output]) -> str:
    """Return what tells the contents of an archive: names and digests, in their order."""
    return hashlib.sha256(packed([(each.path, each.sha256) for each in outputs]).encode()).hexdigest()
