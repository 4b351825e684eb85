"""Work under a real scheduler with real workers, each a process of its own; and inputs by URL."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.cli.running import COMMAND, STORY, article, environment, process

pytest.importorskip("distributed")


def _write(stem: str, headline: str) -> None:
    path = Path("corpus", f"{stem}.txt")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(STORY.replace("Council", headline))


def _tree(folder: str) -> dict[str, bytes]:
    paths = (path for path in Path(folder).rglob("*") if path.is_file() and ".article" not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


@contextmanager
def _started(*argv: str, path: str = "") -> Iterator[subprocess.Popen[bytes]]:
    with subprocess.Popen(
        [sys.executable, "-m", "distributed.cli." + argv[0], *argv[1:]],
        env=environment(PYTHONPATH=path),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as running:
        try:
            yield running
        finally:
            running.kill()


def _port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _scheduler(address: str) -> tuple[str, ...]:
    port = address.rpartition(":")[2]
    return ("dask_scheduler", "--host", "127.0.0.1", "--port", port, "--no-dashboard")


@pytest.mark.conformance
def test_a_worker_that_is_killed_in_mid_run_costs_nothing(folder: Path) -> None:
    for n in range(200):
        _write(f"{n % 3}/{n}", f"Number {n % 7}")
    Path("corpus/0/bad.txt").write_text("")
    argv = ("convert", "corpus", "-t", "html,json", "--name", "{date}-{slug}", "--on-clash", "number", "-q")
    local = process(*argv, "-o", "local", "-j", "2")
    address = f"tcp://127.0.0.1:{_port()}"
    worker = ("dask_worker", address, "--no-nanny", "--nthreads", "1", "--no-dashboard")
    with (
        _started(*_scheduler(address)),
        _started(*worker) as one,
        _started(*worker),
        subprocess.Popen(
            [*COMMAND, *argv, "-o", "far", "--scheduler", address], env=environment(), stderr=subprocess.PIPE
        ) as run,
    ):
        end = time.monotonic() + 60
        while len(_tree("far")) < 40:
            assert run.poll() is None
            assert time.monotonic() < end
            time.sleep(0.02)
        one.kill()
        said = run.communicate(timeout=120)[1].decode()
    assert (run.returncode, said) == (local.code, local.stderr)
    assert _tree("far") == _tree("local")
    assert len(_tree("far")) == 400
    # What workers elsewhere made is known to the journal as what is made here.
    before = {path: path.stat().st_mtime_ns for path in Path("far").glob("*.html")}
    assert process(*argv, "-o", "far").code == 1
    assert {path: path.stat().st_mtime_ns for path in Path("far").glob("*.html")} == before


@pytest.mark.conformance
@pytest.mark.parametrize("nanny", [["--nanny"], ["--no-nanny", "--nthreads", "2"]])
def test_an_article_that_crashes_hangs_or_eats_memory_costs_itself_alone(
    moody: str, nanny: list[str]
) -> None:
    for n in range(40):
        _write(f"a{n:02}", f"Number {n}")
    for name in ("Crash", "Exit", "Hang", "Hog", "Fault"):
        _write(f"a05-{name}", name)
    address = f"tcp://127.0.0.1:{_port()}"
    argv = ("convert", "corpus", "-t", "fake,text", "-o", "far", "--timeout", "5", "--memory", "900M")
    with (
        _started(*_scheduler(address)),
        _started("dask_worker", address, *nanny, "--no-dashboard", path=moody) as worker,
    ):
        found = process(*argv, "--scheduler", address, PYTHONPATH=moody)
        assert worker.poll() is None
    assert found.code == 1
    assert [
        line.removeprefix("corpus/a05-") for line in found.stderr.splitlines() if "[progress]" not in line
    ] == [
        "Crash.txt: error: made its worker end (SIGSEGV); please report this with the input",
        "Exit.txt: error: made its worker exit (3); please report this with the input",
        "article: internal error: corpus/a05-Fault.txt: KeyError: 'x'; please report this with the input",
        "Hang.txt: error: took more than 5 seconds; give it more with --timeout",
        "Hog.txt: error: needs more memory than it may have; give more with --memory",
    ]
    assert len(_tree("far")) == 82


@pytest.mark.conformance
def test_without_a_scheduler_workers_are_on_this_machine(folder: Path) -> None:
    for n in range(3):
        _write(str(n), f"Number {n}")
    found = process("convert", "corpus", "-t", "text", "-o", "far", "--engine", "dask", "-j", "2")
    assert found.stderr == ""
    assert found.code == 0
    assert len(_tree("far")) == 3


@pytest.mark.conformance
def test_a_scheduler_that_does_not_answer_is_told_with_what_to_do(folder: Path) -> None:
    _write("a", "One")
    _write("b", "Two")
    found = process(
        "convert", "corpus", "-t", "text", "-o", "far", "--scheduler", f"tcp://127.0.0.1:{_port()}"
    )
    assert found.code == 1
    assert "no scheduler answers: " in found.stderr
    assert found.stderr.endswith("; give its address with --scheduler, such as tcp://10.0.0.5:8786\n")


def test_inputs_may_be_elsewhere(folder: Path) -> None:
    import fsspec

    system = fsspec.filesystem("memory")
    system.pipe("/there/a.txt", STORY.encode())
    system.pipe("/there/b/c.txt", STORY.encode())
    system.pipe("/there/d.dat", b"not to be read")
    env = {"ARTICLE_ENGINE": "serial"}
    try:
        for _ in range(2):
            found = article("convert", "memory://there", "-t", "text", "-o", "out", env=env)
            assert (found.code, found.stderr) == (0, "")
            assert sorted(_tree("out")) == ["a.txt", "b/c.txt"]
        assert article("convert", "memory://there/a.txt", "-t", "text").stdout.startswith(b"Council")
        assert article("convert", "memory://there/b/*.txt", "-t", "text", "-o", "flat/", env=env).code == 0
        assert sorted(_tree("flat")) == ["c.txt"]
        missing = article("convert", "memory://there/x.txt", "-t", "text")
        assert (missing.code, missing.stderr) == (
            1,
            "memory://there/x.txt: error: no such file; check the spelling\n",
        )
    finally:
        system.rm("/there", recursive=True)


def test_what_is_no_url_of_ours_is_told(folder: Path) -> None:
    found = article("convert", "gopher://x/y.txt", "-t", "text")
    assert found.code == 1
    assert found.stderr.startswith("gopher://x/y.txt: error: is no URL of a kind that is known: ")
