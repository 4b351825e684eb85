"""Outside tools: where they are, how they are run, and that they end."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path

from convert.errors import MissingEngine
from convert.report import Fault

# What a tool may take before it counts as one that gives no answer: so many seconds to start, and for each file.
_START = 120
_EACH = 60
# How many files it is asked about at once: starting it costs little then, and what it forgets to free neither.
_BATCH = 100
# Of Java, which would take a quarter of the machine: enough for a book.
_JAVA = ("-Xmx768m", "-Xss8m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Djava.awt.headless=true")
_OLDEST_JAVA = 11  # the first that runs a program from its source (JEP 330)


class NoAnswer(Exception):
    """A tool failed, was too slow, or said what cannot be understood."""


def program(*names: str, get: str) -> str:
    """Return the path of the first program of these names that is there. Raises MissingEngine, with what to do."""
    found = next(filter(None, map(shutil.which, names)), None)
    if found is None:
        raise MissingEngine(f"{names[0]} is not installed", hint=get)
    return found


def chromium() -> str:
    """Return the path of a Chromium. Raises MissingEngine."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    return program(*names, get="apt-get install chromium")


def node_package(name: str) -> Path:
    """Return the folder of a package of npm: one of NODE_PATH or a global one, never of the current folder.

    What lies in the current folder may be a stranger's. See https://nodejs.org/api/modules.html, "Loading from the
    global folders", and `npm help folders`. Raises MissingEngine.
    """
    for folder in _node_folders():
        if (folder / name / "package.json").is_file():
            return folder / name
    raise MissingEngine(f"the npm package {name} is not installed", hint=f"npm install --global {name}")


def node_version(name: str) -> str:
    """Return the version of a package of npm. Raises MissingEngine."""
    found = re.search(r'"version":\s*"([^"]*)"', (node_package(name) / "package.json").read_text("utf-8"))
    return found[1] if found else "of an unknown version"


@cache
def _node_folders() -> tuple[Path, ...]:
    named = [Path(each) for each in os.environ.get("NODE_PATH", "").split(os.pathsep) if each]
    node = shutil.which("node")
    beside = [Path(node).parent.parent, Path(node).resolve().parent.parent] if node else []
    prefixes = [*beside, Path("/usr/local"), Path("/usr")]
    return (*named, *(prefix / "lib" / "node_modules" for prefix in prefixes))


def python_file(package: str, path: str, *, get: str) -> Path:
    """Return a file that a package of PyPI brings. Raises MissingEngine."""
    spec = importlib.util.find_spec(package)
    found = Path(spec.origin).parent / path if spec and spec.origin else None
    if found is None or not found.is_file():
        raise MissingEngine(f"the Python package {package} is not installed", hint=get)
    return found


@cache
def java() -> str:
    """Return the path of a Java that compiles what it runs. Raises MissingEngine."""
    hint = "apt-get install default-jdk-headless"
    found = program("java", get=hint)
    if "jdk.compiler" not in output_of([found, "--list-modules"]):
        raise MissingEngine(f"{found} is no JDK of version {_OLDEST_JAVA} or newer", hint=hint)
    return found


def output_of(argv: Sequence[str]) -> str:
    """Return what a program writes about itself: its version, what it has; "" for one that fails."""
    try:
        done = subprocess.run(argv, capture_output=True, check=False, timeout=_START)  # noqa: S603  # no shell; a tool of ours
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.decode("utf-8", "replace")


def java_program(source: str, jars: Sequence[Path]) -> list[str]:
    """Return the command that runs a Java program of ours from its source. Raises MissingEngine."""
    classes = os.pathsep.join(map(str, jars))
    return [java(), *_JAVA, "-cp", classes, str(ours(source))]


def jar(path: Path) -> list[str]:
    """Return the command that runs a jar. Raises MissingEngine."""
    return [java(), *_JAVA, "-jar", str(path)]


def ours(name: str) -> Path:
    """Return a program of ours that runs in a tool's own language."""
    return Path(__file__).parent / "tools" / name


@contextmanager
def staged(paths: Sequence[Path], suffix: str) -> Iterator[list[Path]]:
    """Yield other names for files: plain ones, with the suffix by which tools tell a kind, in a folder of their own."""
    with tempfile.TemporaryDirectory(prefix="article-check-") as folder:
        names = [Path(folder) / f"{n:06}{suffix}" for n in range(len(paths))]
        for name, path in zip(names, paths, strict=True):
            name.symlink_to(path.resolve())
        yield names


def run(argv: Sequence[str], files: int, env: dict[str, str] | None = None) -> str:
    """Return what a tool writes to standard output about so many `files`; its exit code says nothing.

    Raises NoAnswer if it cannot be run, or takes too long: then it ends, with all that it started.
    """
    try:
        process = subprocess.Popen(  # noqa: S603  # no shell; a tool of ours
            argv,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, **(env or {})},
            start_new_session=True,
        )
    except OSError as error:
        raise NoAnswer(f"cannot be run: {error.strerror or error}") from error
    with process:
        try:
            told, failed = process.communicate(timeout=_START + _EACH * files)
        except BaseException as error:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            if isinstance(error, subprocess.TimeoutExpired):
                raise NoAnswer(f"gave no answer in {error.timeout:.0f} seconds") from error
            raise
    if not told and process.returncode:
        last = failed.decode("utf-8", "replace").strip().splitlines()[-1:] or [
            f"exit code {process.returncode}"
        ]
        raise NoAnswer(f"failed: {last[0][:200]}")
    return told.decode("utf-8", "replace")


def answered(
    paths: Sequence[Path], ask: Callable[[Sequence[Path]], Sequence[tuple[Fault, ...]]]
) -> Iterator[tuple[Fault, ...]]:
    """Yield what a tool says of each file when it is asked about many at once.

    Where it fails, it is asked about each half of them, so that a file that it cannot bear costs no other.
    """
    for at in range(0, len(paths), _BATCH):
        yield from _halved(paths[at : at + _BATCH], ask)


def _halved(
    paths: Sequence[Path], ask: Callable[[Sequence[Path]], Sequence[tuple[Fault, ...]]]
) -> Iterator[tuple[Fault, ...]]:
    try:
        yield from ask(paths)
    except NoAnswer as error:
        if len(paths) == 1:
            yield (Fault(code="no-answer", severity="error", message=f"the checker {error}"),)
            return
        half = len(paths) // 2
        yield from _halved(paths[:half], ask)
        yield from _halved(paths[half:], ask)
