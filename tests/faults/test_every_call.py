"""Whatever call fails, and wherever a run is killed: what is there is whole, and the next run completes it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import chdir, contextmanager
from itertools import cycle
from pathlib import Path

import pytest

from tests.cli.running import article
from tests.faults.injecting import KILLED, Call, injecting, struck, watched
from tests.faults.runs import CASES, Case, tree, unlike, wrong

pytestmark = [pytest.mark.faults, injecting()]

_WHOLE = bool(os.environ.get("WHOLE"))
# Of so many calls one is tried where not all are, of the pages that SQLite writes fewer.
_OF_CALLS, _OF_PAGES = 3, 33
_ERRORS = ("ENOSPC", "EIO", "EACCES", "EROFS", "EDQUOT")

# Each is done in so many tests, for as many processors.
_SHARES = {"many": 2, "many again": 2}


def _faults(calls: list[Call]) -> list[tuple[Call, str]]:
    """Return what is tried: with WHOLE set every fault in each call, else one in some."""
    errors = [f"error={name}" for name in _ERRORS]
    if _WHOLE:
        return [(call, fault) for call in calls for fault in (*errors, KILLED)]
    steps = ((call, _OF_PAGES if call.name == "pwrite64" else _OF_CALLS) for call in calls)
    each = [call for number, (call, step) in enumerate(steps) if number % step == 0]
    return list(zip(each, cycle(fault for error in errors for fault in (error, KILLED)), strict=False))


def _meant(call: Call, name: str) -> bool:
    """Say whether a call is one of those that do the work: of workers, others do not make such calls.

    Which of a worker's threads syncs which file is chance: each thread has a first call.
    """
    if name != "workers":
        return call.process == 0
    return call.process > 0 and (call.name == "unlink" or (call.name == "fsync" and call.number == 1))


@pytest.mark.parametrize(
    ("name", "share"), [(name, share) for name in CASES for share in range(_SHARES.get(name, 1))]
)
def test_a_fault_in_any_call(name: str, share: int, tmp_path: Path) -> None:
    case, template = CASES[name], tmp_path / "template"
    case.lay(template)
    before = tree(template / "out")
    with _copied(template, tmp_path / "0"):
        found, calls = watched(case.argv, "out")
        assert found == (0, b"", "")
        whole = tree(Path("out"))
    tried = _faults([call for call in calls if _meant(call, name)])
    assert tried
    said = []
    for number, (call, fault) in enumerate(tried[share :: _SHARES.get(name, 1)], 1):
        with _copied(template, tmp_path / str(number)):
            said += [f"{call} {fault}: {each}" for each in _tried(case, call, fault, before, whole)]
    print(f"{name}: {len(tried)} faults in {len(calls)} calls")
    assert not said, "\n".join(said)


@contextmanager
def _copied(template: Path, folder: Path) -> Iterator[None]:
    shutil.copytree(template, folder)
    with chdir(folder):
        yield


def _tried(
    case: Case, call: Call, fault: str, before: dict[str, bytes], whole: dict[str, bytes]
) -> list[str]:
    """Run the command with a fault in the current folder, and then without; return what is wrong."""
    found, hit = struck(case.argv, call, fault)
    if not hit:
        return ["never came"]
    said = wrong(found, before, whole, killed=fault == KILLED)
    return [*said, *unlike(article(*case.argv), whole)]
