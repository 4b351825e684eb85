"""A disk on which each step takes long, runs that are killed or told to end amid it; memory that there is not."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.plugin import WRITER, install
from tests.cli.running import COMMAND, STORY, Outcome, environment, process
from tests.faults.injecting import injecting
from tests.faults.runs import CASES, tree, unlike, wrong

pytestmark = pytest.mark.faults

# Each of these calls takes so much longer, in microseconds.
_SLOW = "?fsync,?fdatasync,?rename,?renameat,?linkat,?unlink,?mkdir,?pwrite64,?ftruncate"
_DELAY = 20_000
# Moments in the life of a run, as parts of how long it takes, and what is done; with WHOLE set, all of it.
_WHOLE = bool(os.environ.get("WHOLE"))
_MOMENTS = (0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 0.97) if _WHOLE else (0.6, 0.8)
_NAMES = (
    ["one file", "many", "many again", "an archive and a manifest", "workers"]
    if _WHOLE
    else ["many", "workers"]
)


def _slowly(
    argv: tuple[str, ...], sent: signal.Signals | None = None, after: float = 0
) -> tuple[Outcome, float]:
    """Run the command on a slow disk, `sent` a signal after so many seconds; return what came of it, and when."""
    began = time.monotonic()
    traced = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={_SLOW}"]
    with subprocess.Popen(
        [*traced, "-e", f"inject={_SLOW}:delay_exit={_DELAY}", *COMMAND, *argv],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(PYTHONDONTWRITEBYTECODE="1"),
        start_new_session=True,
    ) as run:
        if sent:
            time.sleep(after)
            os.killpg(run.pid, sent)
        stdout, stderr = run.communicate(timeout=300)
    return Outcome(run.returncode, stdout, stderr.decode()), time.monotonic() - began


@injecting()
@pytest.mark.parametrize("sent", [signal.SIGKILL, *([signal.SIGTERM] if _WHOLE else [])])
@pytest.mark.parametrize("name", _NAMES)
def test_a_run_that_ends_anywhere_on_a_slow_disk_is_completed_by_the_next(
    name: str, sent: signal.Signals, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case, template = CASES[name], tmp_path / "template"
    case.lay(template)
    before = tree(template / "out")
    shutil.copytree(template, tmp_path / "whole")
    monkeypatch.chdir(tmp_path / "whole")
    found, lasts = _slowly(case.argv)
    assert found == (0, b"", "")
    whole = tree(Path("out"))
    said, ended = [], 0
    for moment in _MOMENTS:
        folder = tmp_path / str(moment)
        shutil.copytree(template, folder)
        monkeypatch.chdir(folder)
        found, _ = _slowly(case.argv, sent, moment * lasts)
        ended += found.code != 0
        assert "Traceback" not in found.stderr
        _wait_for_workers(folder)
        said += [f"{moment}: {each}" for each in wrong(found, before, whole, killed=True)]
        said += [f"{moment}: {each}" for each in unlike(process(*case.argv), whole)]
    assert ended
    assert not said, "\n".join(said)


def _wait_for_workers(folder: Path) -> None:
    """Wait until no process is in a folder: workers end when they see that the run has."""
    for _ in range(300):
        if not any(_within(path, folder) for path in Path("/proc").glob("[0-9]*/cwd")):
            return
        time.sleep(0.1)
    raise AssertionError("a process is left")


def _within(link: Path, folder: Path) -> bool:
    try:
        return link.parent.name != str(os.getpid()) and link.readlink() == folder
    except OSError:
        return False


@pytest.mark.skipif(sys.platform != "linux", reason="needs limits of address space that hold")
def test_memory_that_the_machine_does_not_have_costs_the_one_article(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without --memory, too: what cannot be had ends in MemoryError, wherever it is met, and the others go on."""
    monkeypatch.chdir(tmp_path)
    Path("in").mkdir()
    for number in range(12):
        Path("in", f"{number:02}.txt").write_text(STORY.replace("Council", f"Number {number:02}"))
    hog = "'Number 07' in article.meta.headline and [bytes(1 << 24) for _ in range(999)]; return b'made'"
    path = install(tmp_path, "greedy", WRITER.format(hog), writers="fake = greedy:part")
    for way in (("-j", "2"), ("--engine", "serial")):
        shutil.rmtree("out", ignore_errors=True)
        argv = [
            "bash",
            "-c",
            'ulimit -v 3000000; exec "$@"',
            "bash",
            *COMMAND,
            "convert",
            "in",
            "-t",
            "fake",
            "-o",
            "out/",
        ]
        done = subprocess.run(
            [*argv, *way],
            env=environment(PYTHONPATH=path),
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        told = "in/07.txt: error: needs more memory than it may have; give more with --memory\n"
        assert (done.returncode, done.stderr) == (1, told)
        assert len(tree(Path("out"))) == 11
