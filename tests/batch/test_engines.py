"""Processes that crash, hang, eat memory, are interrupted and killed: what is whole stays, and nothing is lost."""

from __future__ import annotations

import os
import random
import re
import signal
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from pebble.common.process import launch_process

from convert.batch.engines import processes
from tests.cli.running import COMMAND, STORY, article, environment, process

pytestmark = pytest.mark.runs


def _write(stem: str, headline: str = "") -> None:
    path = Path("corpus", f"{stem}.txt")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(STORY.replace("Council", headline) if headline else STORY)


def _tree(folder: str = "out") -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for top, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name != ".article"]  # there, folders come and go
        found |= {os.path.relpath(Path(top, name), folder): Path(top, name).read_bytes() for name in names}
    return found


def _left() -> list[str]:
    """Return what waits in the output folder, of runs that are over."""
    return [path.name for path in Path("out/.article").iterdir() if not path.name.startswith("journal")]


def test_a_worker_that_is_lost_costs_its_one_article_which_is_named(moody: str) -> None:
    for n in range(12):
        _write(f"a{n:02}")
    for name in ("Crash", "Exit", "Hang", "Hog", "Fault"):
        _write(f"a05-{name}", name)
    argv = (
        "convert",
        "corpus",
        "-t",
        "fake,text",
        "-o",
        "out",
        "-j",
        "2",
        "--timeout",
        "8",
        "--memory",
        "900M",
    )
    found = process(*argv, PYTHONPATH=moody)
    assert found.code == 1
    assert [
        re.sub(r"corpus/a05-", "", line) for line in found.stderr.splitlines() if "[progress]" not in line
    ] == [
        "Crash.txt: error: made its worker end (SIGSEGV); please report this with the input",
        "Exit.txt: error: made its worker exit (3); please report this with the input",
        "article: internal error: Fault.txt: KeyError: 'x'; please report this with the input",
        "Hang.txt: error: took more than 8 seconds; give it more with --timeout",
        "Hog.txt: error: needs more memory than it may have; give more with --memory",
    ]
    # What is written beside it is there of those that only failed.
    assert sorted(_tree()) == sorted(
        [f"a{n:02}.{suffix}" for n in range(12) for suffix in ("fake", "txt")]
        + ["a05-Fault.txt", "a05-Hog.txt"]
    )
    assert _left() == []


def test_any_number_of_workers_and_either_engine_give_the_same(folder: Path) -> None:
    for n in range(30):
        _write(f"{n % 3}/{n}", f"Number {n % 7}")
    (folder / "corpus" / "0" / "bad.txt").write_text("")
    # Quiet, since how a slow run is getting on is said every half a minute.
    argv = ("convert", "corpus", "-t", "html,epub", "--name", "{date}-{slug}", "--on-clash", "number", "-q")
    ways = (("-j", "1"), ("-j", "3"), ("--engine", "serial"))
    found = [process(*argv, "-o", f"out{n}/", *way) for n, way in enumerate(ways)]
    assert {each.code for each in found} == {1}
    assert len({each.stderr for each in found}) == 1
    one, *others = (_tree(f"out{n}") for n in range(len(ways)))
    assert len(one) == 60
    assert all(one == other for other in others)


def test_workers_are_followed_by_new_ones_before_they_grow(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(processes, "_CHUNKS", 2)
    for n in range(40):
        _write(f"{n:02}", f"Number {n}")
    begun: list[str] = []

    def launch(*args: Any) -> Any:
        begun.append(str(args[0]))
        return launch_process(*args)

    monkeypatch.setattr("pebble.pool.process.launch_process", launch)
    found = article("convert", "corpus", "-t", "text", "-o", "out", "-j", "1", "-q")
    assert found == (0, b"", "")
    assert len(_tree()) == 40
    assert len(begun) > 1


def test_locale_time_zone_and_hash_seed_change_no_byte(folder: Path) -> None:
    for n in range(4):
        _write(f"ä{n}", f"Number {n}")
    argv = ("convert", "corpus", "-t", "html,jsonld,epub,pdf", "-j", "2")
    envs = (
        {"TZ": "Asia/Tokyo", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"},
        {"TZ": "UTC", "LC_ALL": "C", "PYTHONHASHSEED": "2"},
    )
    for n, env in enumerate(envs):
        done = subprocess.run([*COMMAND, *argv, "-o", f"out{n}/"], env=environment(**env), check=False)
        assert done.returncode == 0
    assert _tree("out0") == _tree("out1") != {}


def test_a_second_run_beside_the_first_is_refused_and_one_behind_it_is_not(moody: str) -> None:
    _write("a", "Hang")
    _write("b")
    argv = [*COMMAND, "convert", "corpus", "-t", "fake", "-o", "out"]
    with _started(argv, moody) as first:
        _until(lambda: bool(list(Path("out/.article").glob("waiting-*"))))
        second = process(*argv[3:], PYTHONPATH=moody)
        assert second.code == 1
        assert (
            second.stderr
            == "out: error: another run is writing into it; wait for it to end, or give another folder\n"
        )
        first.kill()
    assert (
        process("convert", "corpus/b.txt", "story.txt", "-t", "fake", "-o", "out", PYTHONPATH=moody).code == 0
    )


def test_runs_of_one_article_each_do_not_disturb_each_other(folder: Path) -> None:
    for n in range(6):
        _write(f"a{n}")
    runs = [
        subprocess.Popen(
            [*COMMAND, "convert", f"corpus/a{n}.txt", "-t", "text,json", "-o", "out"],
            env=environment(),
            stderr=subprocess.PIPE,
        )
        for n in range(6)
    ]
    assert [run.communicate(timeout=60)[1] for run in runs] == [b""] * 6
    assert len(_tree()) == 12
    before = {path: path.stat().st_mtime_ns for path in Path("out").glob("a*")}
    assert process("convert", "corpus", "-t", "text,json", "-o", "out") == (0, b"", "")
    assert before == {path: path.stat().st_mtime_ns for path in Path("out").glob("a*")}


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt_keeps_what_is_whole_and_says_how_to_go_on(moody: str, sent: signal.Signals) -> None:
    for n in range(30):
        _write(f"a{n:02}")
    _write("b", "Hang")
    argv = [*COMMAND, "convert", "corpus", "-t", "fake,html", "-o", "out", "-j", "2"]
    with _started(argv, moody) as run:
        _until(lambda: len(_tree()) >= 20)
        os.killpg(run.pid, sent) if sent == signal.SIGINT else run.send_signal(sent)
        said = run.communicate(timeout=30)[1].decode()
    assert run.returncode == 130
    assert re.fullmatch(
        r"article: info: interrupted: \d+ articles done.*; the same command goes on from there \[interrupted\]\n",
        said,
    )
    assert _left() == []
    kept = _tree()
    assert all(data.startswith((b"Council", b"<!doctype")) for data in kept.values())
    # Of an article that was being brought to its place, the first file may be there without the second.
    done = {stem for stem in map(_stem, kept) if f"{stem}.fake" in kept and f"{stem}.html" in kept}
    times = {name: Path("out", name).stat().st_mtime_ns for name in kept if _stem(name) in done}
    assert len(times) >= 20
    _write("b")
    assert process(*argv[3:], PYTHONPATH=moody) == (0, b"", "")
    assert len(_tree()) == 62
    assert {name: Path("out", name).stat().st_mtime_ns for name in times} == times


def _stem(name: str) -> str:
    return name.partition(".")[0]


def test_kill_9_loses_nothing(folder: Path) -> None:
    for n in range(40):
        _write(f"a{n:02}", f"Number {n}")
    argv = [*COMMAND, "convert", "corpus", "-t", "html,json", "-o", "out", "-j", "2"]
    moments = random.Random(8)  # noqa: S311  no secret
    for _ in range(4):
        with _started(argv, "") as run:
            before = len(_tree())
            _until(partial(_more, before, run))
            time.sleep(moments.random() / 5)
            run.kill()
        assert all(data.rstrip().endswith((b"</html>", b"}")) for data in _tree().values())
    assert process(*argv[3:]) == (0, b"", "")
    assert process(*argv[3:], "-o", "fresh").code == 0
    assert len(_tree()) == 80
    assert _tree() == _tree("fresh")
    assert _left() == []


def test_a_killed_run_leaves_no_process_behind(moody: str) -> None:
    _write("a", "Hang")
    _write("b")
    argv = [*COMMAND, "convert", "corpus", "-t", "fake", "-o", "out", "-j", "2"]
    with _started(argv, moody) as run:
        _until(lambda: len(_members(run.pid)) >= 4)
        run.kill()
        run.wait()
        _until(lambda: not _members(run.pid))


def test_a_full_disk_ends_with_one_message_and_no_torn_file(folder: Path) -> None:
    Path("small").mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", "small"], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("no file system can be mounted here")
    try:
        for n in range(60):
            _write(f"a{n:02}")
        argv = ("convert", "corpus", "-t", "html", "-j", "2")
        found = process(*argv, "-o", "small/out")
        assert found.code == 1
        assert re.fullmatch(
            r"small/out.*: error: .*(No space left on device|disk is full); make room, and run the same "
            r"command again.*\n",
            found.stderr,
        )
        kept = _tree("small/out")
        assert 0 < len(kept) < 60
        assert all(data.endswith(b"</html>\n") for data in kept.values())
        subprocess.run(["mount", "-o", "remount,size=9m", "small"], check=True)
        assert process(*argv, "-o", "small/out") == (0, b"", "")
        assert len(_tree("small/out")) == 60
    finally:
        subprocess.run(["umount", "small"], check=True)


def test_a_terminal_shows_a_bar_and_a_pipe_nothing(folder: Path) -> None:
    from tests.cli.test_process import _at_a_terminal

    _write("a")
    _write("b")
    code, shown = _at_a_terminal("convert", "corpus", "-t", "text", "-o", "out")
    assert code == 0
    assert b"2 articles done" in shown
    assert b"100%" in shown
    code, shown = _at_a_terminal("convert", "corpus", "-t", "text", "-o", "out", "-q")
    assert (code, shown) == (0, b"")


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")


class _Run(subprocess.Popen[bytes]):
    """A run in a process group of its own, which ends with the block."""

    def __exit__(self, *error: object) -> None:
        if self.poll() is None:
            self.kill()
        super().__exit__(*error)  # type: ignore[arg-type]


def _started(argv: list[str], path: str) -> _Run:
    return _Run(argv, env=environment(PYTHONPATH=path), stderr=subprocess.PIPE, start_new_session=True)


def _more(before: int, run: _Run) -> bool:
    return len(_tree()) > before or run.poll() is not None


def _members(session: int) -> list[int]:
    """Return the processes of a session that are alive: proc(5), /proc/[pid]/stat."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            state, _, _, of, *_ = path.read_text().rpartition(") ")[2].split()
            if int(of) == session and state != "Z":
                found.append(int(path.parent.name))
    return found


def _until(holds: Callable[[], bool], seconds: float = 30) -> None:
    """Wait until something holds."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it never came to hold"
        time.sleep(0.02)
