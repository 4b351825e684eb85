"""What a journal says: figures of all articles, and the articles themselves, one after the other."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime

from msgspec import Struct

from convert.batch.folder import Folder
from convert.batch.journal import Journal
from convert.batch.order import Outcome
from convert.errors import NoRun
from convert.report import Message

_MOST = 10


class Last(Struct, frozen=True, kw_only=True):
    """The last run: when it began (ISO 8601, UTC), how long it took, by what, and whether it saw all inputs."""

    begun: str
    seconds: float | None
    version: str
    finished: bool


class Account(Struct, frozen=True, kw_only=True):
    """The figures of an output folder.

    `codes` are how often each code of a message was met, errors and warnings apart; `scores`, `seconds` and `removed`
    are those of all articles that have one, in the order of their names. Those that are `slowest` and `lowest` come
    with their names, the most telling first.
    """

    folder: str
    journal: Journal
    last: Last
    articles: int = 0
    failed: int = 0
    files: int = 0
    size: int = 0
    archives: int = 0
    errors: dict[str, int] = {}
    warnings: dict[str, int] = {}
    failures: list[Message] = []
    scores: list[float] = []
    seconds: list[float] = []
    removed: list[float] = []
    slowest: list[tuple[str, float]] = []
    lowest: list[tuple[str, float]] = []

    def outcomes(self) -> Iterator[Outcome]:
        """Yield the articles, in the order of their keys."""
        return self.journal.outcomes()


def account(folder: Folder, journal: Journal | None = None) -> Account:
    """Return what the journal of `folder` says, `journal` if that is open.

    Raises NoRun where there is none, OutputError where it is damaged.
    """
    journal = journal or Journal(folder, kept=False)
    if not journal.there:
        hint = "name a folder that `article convert … -o FOLDER/` wrote"
        raise NoRun("has no journal", where=folder.name, hint=hint)
    failed = articles = 0
    errors: Counter[str] = Counter()
    warnings: Counter[str] = Counter()
    failures: list[Message] = []
    scored: list[tuple[str, float]] = []
    timed: list[tuple[str, float]] = []
    removed: list[float] = []
    for each in journal.outcomes():
        articles += 1
        failed += each.state == "failed"
        errors.update(said.code for said in each.messages if said.severity == "error")
        warnings.update(said.code for said in each.messages if said.severity == "warning")
        failures += (said for said in each.messages if said.severity == "error")
        timed.append((each.name, each.seconds))
        scored += [(each.name, each.score)] if each.score is not None else []
        removed += [each.removed] if each.removed is not None else []
    sizes = [each.size for each in journal.outputs()]
    archives = [each.size for each in journal.archives()]
    return Account(
        folder=folder.name,
        journal=journal,
        last=_last(journal),
        articles=articles,
        failed=failed,
        files=len(sizes),
        size=sum(sizes),
        archives=len(archives),
        errors=dict(errors.most_common()),
        warnings=dict(warnings.most_common()),
        failures=failures,
        scores=[score for _, score in scored],
        seconds=[time for _, time in timed],
        removed=removed,
        slowest=sorted(timed, key=lambda row: (-row[1], row[0]))[:_MOST],
        lowest=sorted(scored, key=lambda row: (row[1], row[0]))[:_MOST],
    )


def median(values: list[float]) -> float:
    """Return the median, 0 of nothing."""
    return statistics.median(values) if values else 0.0


def _last(journal: Journal) -> Last:
    begun, ended, version, finished = next(journal.runs())
    return Last(
        begun=datetime.fromtimestamp(begun, UTC).isoformat(timespec="seconds"),
        seconds=round(ended - begun, 3) if ended else None,
        version=version,
        finished=bool(finished),
    )
