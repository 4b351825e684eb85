"""Disks that are full or read-only, folders that vanish or may not be written to, clocks that are wrong: in earnest."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.cli.plugin import WRITER, install
from tests.cli.running import COMMAND, STORY, Outcome, environment, process
from tests.cli.test_process import _UNPRIVILEGED
from tests.faults.runs import CASES, tree, unlike, wrong

_MANY = ("convert", "in", "-t", "fake", "-o", "out/")
_CASES = [name for name in CASES if name not in ("many again", "a file to a folder")]


@contextmanager
def _mounted(folder: Path, size: str) -> Iterator[None]:
    """Mount a file system of a `size` of its own, where that may be done."""
    folder.mkdir()
    argv = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    done = subprocess.run(argv, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"no file system can be mounted here: {done.stderr.strip()}")
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def _remount(folder: Path, options: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{options}", str(folder)], check=True)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the current folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    return tmp_path


def _whole(name: str, here: Path) -> dict[str, bytes]:
    """Return what an undisturbed run makes."""
    (here / "let-be").mkdir()
    os.chdir(here / "let-be")
    CASES[name].lay(Path())
    assert process(*CASES[name].argv) == (0, b"", "")
    whole = tree(Path("out"))
    os.chdir(here)
    return whole


@pytest.mark.faults
@pytest.mark.parametrize("name", _CASES)
def test_a_disk_of_any_size_that_is_too_small(name: str, here: Path) -> None:
    case, whole = CASES[name], _whole(name, here)
    full = 0
    for pages in (0, 1, 3, 8, 21, 55, 144):
        shutil.rmtree("case", ignore_errors=True)
        Path("case").mkdir()
        os.chdir("case")
        case.lay(Path())
        before = tree(Path("out"))
        laid = sum(len(data) for data in before.values()) // 4096 + 1
        shutil.move("out", "old") if Path("out").exists() else Path("old").mkdir()
        with _mounted(Path("out"), f"{4 * (pages + laid) + 64}k"):
            shutil.copytree("old", "out", dirs_exist_ok=True)
            _remount(Path("out"), f"size={max(4, _used('out') + 4 * pages)}k")
            found = process(*case.argv)
            assert wrong(found, before, whole) == []
            full += found.code
            _remount(Path("out"), "size=64m")
            assert unlike(process(*case.argv), whole) == []
        os.chdir(here)
        if found.code == 0:
            break
    assert full > 1


def _used(folder: str) -> int:
    """Return how much room is taken in a file system, in KiB."""
    status = os.statvfs(folder)
    return (status.f_blocks - status.f_bfree) * status.f_frsize // 1024


@pytest.mark.faults
@pytest.mark.parametrize("name", list(CASES))
def test_a_file_system_that_is_read_only(name: str, here: Path) -> None:
    case, whole = CASES[name], _whole(name, here)
    with _mounted(here / "case", "64m"):
        os.chdir("case")
        case.lay(Path())
        before = tree(Path("out"))
        _remount(here / "case", "ro")
        found = process(*case.argv)
        assert (found.code, wrong(found, before, whole)) == (1, [])
        assert "Read-only file system" in found.stderr
        assert tree(Path("out")) == before
        _remount(here / "case", "rw")
        assert unlike(process(*case.argv), whole) == []
        os.chdir(here)


@pytest.mark.faults
@pytest.mark.parametrize("name", list(CASES))
@pytest.mark.skipif(os.geteuid() == 0 and not shutil.which("setpriv"), reason="needs util-linux")
def test_a_folder_that_may_not_be_written_to(name: str, here: Path) -> None:
    case, whole = CASES[name], _whole(name, here)
    case.lay(Path())
    before = tree(Path("out"))
    Path("out").mkdir(exist_ok=True)
    folders = [path for path in Path("out").rglob("*") if path.is_dir()]
    for path in (Path("out"), *folders):
        path.chmod(0o500)
    done = subprocess.run(
        [*_UNPRIVILEGED, *COMMAND, *case.argv],
        capture_output=True,
        env=environment(),
        timeout=60,
        check=False,
    )
    found = Outcome(done.returncode, done.stdout, done.stderr.decode())
    assert (found.code, wrong(found, before, whole)) == (1, [])
    assert "Permission denied" in found.stderr
    for path in (Path("out"), *folders):
        path.chmod(0o700)
    assert unlike(process(*case.argv), whole) == []


# What becomes of the output folder while a run of many is at work, done by the writer.
_MEANWHILE = {
    "it vanishes": "shutil.rmtree('out', ignore_errors=True)",
    "it is replaced by a link to another": (
        "os.path.islink('out') or (os.rename('out', 'moved'), os.symlink('elsewhere', 'out'))"
    ),
    "it may not be written to any more": "os.chmod('out', 0o500)",
}


@pytest.mark.parametrize("way", [("--engine", "serial"), ("-j", "2")])
@pytest.mark.parametrize("what", list(_MEANWHILE))
def test_a_folder_that_is_lost_in_mid_run_ends_it_with_one_line(
    what: str, way: tuple[str, ...], here: Path
) -> None:
    Path("in").mkdir()
    Path("elsewhere").mkdir()
    for number in range(30):
        Path("in", f"{number:02}.txt").write_text(STORY.replace("Council", f"Number {number}"))
    Path("plugin").mkdir()
    losing = f"article.meta.headline.startswith('Number 20') and ({_MEANWHILE[what]}); return b'made'"
    path = install(
        here / "plugin", "losing", WRITER.format(f"import shutil; {losing}"), writers="fake = losing:part"
    )
    argv = [*_UNPRIVILEGED, *COMMAND, *_MANY, *way]
    done = subprocess.run(
        argv, capture_output=True, env=environment(PYTHONPATH=path), timeout=60, check=False
    )
    said = done.stderr.decode()
    assert (done.returncode, said.count("\n")) == (1, 1), said
    assert said.endswith("run the same command again: it goes on from there\n")
    assert tree(Path("elsewhere")) == {}
    if Path("out").is_symlink():
        Path("out").unlink()
        Path("moved").rename("out")
    if Path("out").exists():
        Path("out").chmod(0o700)
    Path("plugin/losing.py").write_text(WRITER.format("return b'made'"))
    again = process(*_MANY, PYTHONPATH=path)
    assert again == (0, b"", ""), again.stderr
    assert tree(Path("out")) == {f"{number:02}.fake": b"made" for number in range(30)}


@pytest.mark.parametrize("sent", [signal.SIGHUP, signal.SIGTERM, signal.SIGINT])
def test_a_run_that_is_told_to_end_leaves_nothing_half_done(sent: signal.Signals, here: Path) -> None:
    for name in ("many", "one file"):
        folder = here / name.replace(" ", "-")
        folder.mkdir()
        os.chdir(folder)
        CASES[name].lay(Path())
        writer = f"os.kill(os.getpid(), {int(sent)}); return b'made'"
        path = install(folder, "ending", WRITER.format(writer), writers="fake = ending:part")
        argv = [each.replace("html,json", "fake").replace("a.html", "a.fake") for each in CASES[name].argv]
        found = process(*argv, PYTHONPATH=path)
        assert found.code != 0
        assert "Traceback" not in found.stderr
        assert tree(Path("out")) == {}
        hidden = Path("out/.article")
        assert [each for each in (os.listdir(hidden) if hidden.exists() else []) if "waiting" in each] == []


def test_a_hangup_that_is_ignored_stays_so(here: Path) -> None:
    CASES["many"].lay(Path())
    path = install(
        here,
        "staying",
        WRITER.format("os.kill(os.getpid(), signal.SIGHUP); return b'made'"),
        writers="fake = staying:part",
    )
    argv = ["nohup", *COMMAND, *_MANY, "--engine", "serial"]
    done = subprocess.run(
        argv,
        capture_output=True,
        env=environment(PYTHONPATH=path),
        timeout=60,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    assert (done.returncode, done.stderr.decode()) == (0, "")


def test_clocks_that_are_wrong_change_nothing(here: Path) -> None:
    case, whole = CASES["many"], _whole("many", here)
    case.lay(Path())
    assert process(*case.argv).code == 0
    with closing(sqlite3.connect("out/.article/journal.sqlite")) as db:
        db.execute("UPDATE run SET begun = begun + 4e9, ended = 1")
        db.commit()
    for number, path in enumerate([*Path("in").iterdir(), *Path("out").glob("*")]):
        when = 4_000_000_000 if number % 2 else 1
        os.utime(path, (when, when))
    assert unlike(process(*case.argv), whole) == []
    assert process("report", "out").code == 0
    Path("in/a.txt").write_text(STORY)
    os.utime("in/a.txt", (1, 1))
    assert process(*case.argv).code == 0
    assert tree(Path("out"))["a.html"] != whole["a.html"]


def test_runs_that_write_one_file_at_once_leave_it_whole_and_nothing_else(here: Path) -> None:
    case = CASES["one file"]
    case.lay(Path())
    runs = [
        subprocess.Popen([*COMMAND, *case.argv], env=environment(), stderr=subprocess.PIPE) for _ in range(4)
    ]
    assert [run.communicate(timeout=60)[1] for run in runs] == [b""] * 4
    assert list(tree(Path("out"))) == ["a.html"]
    assert tree(Path("out"))["a.html"].endswith(b"</html>\n")


def test_an_input_that_comes_slowly_is_read_to_its_end(here: Path) -> None:
    os.mkfifo("slow")

    def feed() -> None:
        with open("slow", "wb", buffering=0) as pipe:
            for start in range(0, len(STORY), 200):
                pipe.write(STORY[start : start + 200].encode())
                time.sleep(0.02)

    feeder = threading.Thread(target=feed)
    feeder.start()
    found = process("convert", "slow", "-f", "text", "-t", "json")
    feeder.join()
    assert (found.code, found.stderr) == (0, "")
    assert json.loads(found.stdout)["meta"]["headline"] == "Council keeps the library open"
