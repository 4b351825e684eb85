"""Limits of time and memory on a single article: it is done by a process of its own, which can be ended."""

from __future__ import annotations

import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.plugin import WRITER, install
from tests.cli.running import CITED, COMMAND, environment, process

pytestmark = pytest.mark.runs

_LIMITS = ("--timeout", "100", "--memory", "2G")


@pytest.mark.parametrize(
    ("options", "writer", "said"),
    [
        (
            "--timeout 1",
            "import time; time.sleep(100)",
            "took more than 1 second; give it more with --timeout",
        ),
        ("--timeout 1", "while True: pass", "took more than 1 second; give it more with --timeout"),
        # What no signal handler of Python's would end.
        (
            "--timeout 1",
            "import re; re.match('(a*)*b', 'a' * 99)",
            "took more than 1 second; give it more with --timeout",
        ),
        (
            "--memory 700M",
            "[bytes(1 << 20) for _ in range(2000)]",
            "needs more memory than it may have; give more with --memory",
        ),
        (
            "--memory 1G",
            "os.kill(os.getpid(), signal.SIGSEGV)",
            "made its worker end (SIGSEGV); please report this with the input",
        ),
        (
            "--memory 1G",
            "os.kill(os.getpid(), signal.SIGKILL)",
            "made its worker end (SIGKILL, perhaps for want of memory); please report this with the input",
        ),
    ],
)
@pytest.mark.parametrize("to", ["-t fake", "-o out.fake", "-t fake,json -o out/"])
def test_a_limit_costs_the_article_and_is_named(
    options: str, writer: str, said: str, to: str, folder: Path
) -> None:
    path = install(folder, "faulty", WRITER.format(writer), writers="fake = faulty:part")
    found = process("convert", "story.txt", *to.split(), *options.split(), PYTHONPATH=path)
    assert found == (1, b"", f"story.txt: error: {said}\n")
    assert not Path("out.fake").exists()


@pytest.mark.parametrize(
    "argv",
    [
        "-t html",
        "-o out.html --depfile d",
        "-o out.html -n",
        "-t html,epub -o out/",
        "-t html -o no/a.html",
        "-t html -o /dev/full",
    ],
)
def test_all_else_is_as_without_limits(argv: str, folder: Path) -> None:
    Path("cited.txt").write_text(CITED)
    made = []
    for limits in ((), _LIMITS):
        found = process("convert", "cited.txt", *argv.split(), *limits)
        files = {
            str(path): path.read_bytes()
            for path in Path().rglob("*")
            if path.suffix in (".html", ".epub", "")
            if path.is_file()
        }
        made.append((found, files))
        subprocess.run(["rm", "-rf", "out", "out.html", "d"], check=True)
    assert made[0] == made[1]
    assert "marker-unresolved" in made[0][0].stderr


def test_a_run_that_is_told_to_end_takes_its_worker_along(folder: Path) -> None:
    writer = (
        "open('pid', 'w').write(str(os.getpid())); os.rename('pid', 'worker'); import time; time.sleep(100)"
    )
    path = install(folder, "slow", WRITER.format(writer), writers="fake = slow:part")
    argv = [*COMMAND, "convert", "story.txt", "-t", "fake", *_LIMITS]
    with subprocess.Popen(argv, env=environment(PYTHONPATH=path), stderr=subprocess.PIPE) as run:
        _wait_for(Path("worker").exists)
        run.send_signal(signal.SIGTERM)
        assert run.wait(60) == 130
        assert run.stderr is not None
        assert run.stderr.read() == b""
    worker = Path("worker").read_text()
    _wait_for(lambda: not Path("/proc", worker).exists())


def _wait_for(done: Callable[[], bool]) -> None:
    for _ in range(600):
        if done():
            return
        time.sleep(0.1)
    raise AssertionError("it never came")
