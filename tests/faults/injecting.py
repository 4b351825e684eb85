"""Faults in the n-th system call of a run that changes anything on a disk, by strace(1), for every n there is.

A run is watched once undisturbed, which gives its calls; then it is made again for each of them, and that call fails,
or the process is killed before it. So it is the command itself that meets the fault, SQLite within it included.
"""

from __future__ import annotations

import functools
import os
import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pytest

from tests.cli.running import COMMAND, Outcome, environment

# What changes a file, a folder, or what is known of one; and opening, of which only that for writing counts.
CALLS = (
    "openat", "write", "pwrite64", "fsync", "fdatasync", "link", "linkat", "rename", "renameat", "renameat2", "unlink",
    "unlinkat", "mkdir", "mkdirat", "rmdir", "ftruncate", "fallocate", "chmod", "fchmod", "fchmodat", "utimensat",
    "flock",
)  # fmt: skip
KILLED = "signal=SIGKILL"

_LINE = re.compile(r"(\d+) +(\w+)\((.*)")
_OURS = re.compile(r"\bout\b|^\d+ +(?:p?write|f)")  # what has a descriptor only is not called by its name
_WRITING = re.compile(r"O_(?:WRONLY|RDWR|CREAT)")


class Call(NamedTuple):
    """The `number`-th system call of its `name`, from 1, in the `process`-th process of a run, from 0.

    `what` it was about is as strace shows it.
    """

    name: str
    number: int
    process: int
    what: str


@functools.cache
def cannot() -> str:
    """Return why nothing can be injected here, "" where it can."""
    if not shutil.which("strace"):
        return "needs strace"
    argv = ["strace", "-o", "/dev/null", "-e", "trace=fsync", "-e", "inject=fsync:error=EIO:when=1", "true"]
    done = subprocess.run(argv, capture_output=True, text=True, check=False)
    return f"strace may not trace here: {done.stderr.strip()}" if done.returncode else ""


def injecting() -> pytest.MarkDecorator:
    """Return a mark that skips where nothing can be injected, and says why."""
    return pytest.mark.skipif(bool(cannot()), reason=cannot() or "none")


def watched(argv: tuple[str, ...], folder: str) -> tuple[Outcome, list[Call]]:
    """Run the command; return what came of it, and its calls that change `folder`, below the current one."""
    found, lines = _traced(argv, "-y")
    below = re.compile(f'(?:"|{re.escape(os.getcwd())}/){re.escape(folder)}[/">]')
    counts: Counter[tuple[str, str]] = Counter()
    calls, processes = [], []
    for line in lines:
        match = _LINE.match(line)
        if not match:
            continue
        process, name, what = match.groups()
        if process not in processes:
            processes.append(process)
        counts[process, name] += 1
        if below.search(what) and (name != "openat" or _WRITING.search(what)):
            calls.append(Call(name, counts[process, name], processes.index(process), what))
    return found, calls


def struck(argv: tuple[str, ...], call: Call, fault: str) -> tuple[Outcome, bool]:
    """Run the command with a fault in one call; return what came of it, and whether it was that call.

    A fault is `error=ENOSPC` or the like, or KILLED.
    """
    # A call that is filtered by seccomp(2) gets no signal.
    quick = () if fault == KILLED else ("--seccomp-bpf",)
    found, lines = _traced(argv, *quick, "-e", f"inject={call.name}:{fault}:when={call.number}")
    if fault == KILLED:
        return found, any(line.endswith("+++ killed by SIGKILL +++") for line in lines)
    return found, any(line.endswith("(INJECTED)") and _OURS.search(line) for line in lines)


def _traced(argv: tuple[str, ...], *options: str) -> tuple[Outcome, list[str]]:
    trace = "trace=" + ",".join(f"?{name}" for name in CALLS)
    with TemporaryDirectory() as aside:
        log = Path(aside, "log")
        done = subprocess.run(
            ["strace", "-f", "-o", str(log), "-e", trace, *options, *COMMAND, *argv],
            capture_output=True,
            env=environment(PYTHONDONTWRITEBYTECODE="1", PYTHONHASHSEED="0"),
            timeout=300,
            check=False,
        )
        return Outcome(done.returncode, done.stdout, done.stderr.decode()), log.read_text().splitlines()
