"""Runs that faults are made in, and what must hold after any fault."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import chdir, closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from tests.cli.running import STORY, Outcome, process

_BATCH = ("convert", "in", "-t", "html,json", "-o", "out/")
_SERIAL = ("--engine", "serial")


class Case(NamedTuple):
    """A run in a folder with `in/a.txt` and `in/b.txt`, and what was there `before` it; it writes below `out`."""

    argv: tuple[str, ...]
    before: Callable[[], None] = lambda: None

    def lay(self, folder: Path) -> None:
        """Lay out a folder."""
        (folder / "in").mkdir(parents=True)
        for stem in "ab":
            (folder / "in" / f"{stem}.txt").write_text(STORY.replace("Council", f"Number {stem}"))
        with chdir(folder):
            self.before()


def _old(*names: str) -> Callable[[], None]:
    def lay() -> None:
        Path("out").mkdir()
        for name in names:
            Path("out", name).write_text("old")

    return lay


def _earlier() -> None:
    """An earlier run, after which one input has changed, one is gone, and one is new."""
    assert process(*_BATCH, *_SERIAL).code == 0
    Path("in/a.txt").write_text(STORY.replace("Council", "Changed"))
    Path("in/b.txt").rename("in/c.txt")


CASES = {
    "one file": Case(("convert", "in/a.txt", "-o", "out/a.html"), _old()),
    "one file and its depfile": Case(
        ("convert", "in/a.txt", "-o", "out/a.html", "--depfile", "out/a.d"), _old("a.html", "a.d")
    ),
    "bundle": Case(("bundle", "in/a.txt", "in/b.txt", "-o", "out/a.epub", "--title", "Both"), _old("a.epub")),
    "inspect": Case(("inspect", "in/a.txt", "-o", "out/a.html"), _old("a.html")),
    "report": Case(("report", "out/", "-o", "out/SHA256SUMS"), _earlier),
    "a file to a folder": Case(("convert", "in/a.txt", "-t", "html,json", "-o", "out/")),
    "many": Case((*_BATCH, *_SERIAL)),
    "many again": Case((*_BATCH, *_SERIAL, "--prune"), _earlier),
    "an archive and a manifest": Case((*_BATCH, *_SERIAL, "--archive", "zip", "--manifest")),
    "workers": Case((*_BATCH, "-j", "1")),
}


def tree(folder: Path) -> dict[str, bytes]:
    """Return the files in a folder, without what is ours alone."""
    paths = (path for path in folder.rglob("*") if path.is_file() and ".article" not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def wrong(
    found: Outcome, before: dict[str, bytes], whole: dict[str, bytes], *, killed: bool = False
) -> list[str]:
    """Return what is wrong in the current folder after a fault.

    `found` is what the run said, `whole` are the files of an undisturbed one. One that was `killed` may leave a
    hidden file.
    """
    said = []
    now = tree(Path("out"))
    for name, data in now.items():
        if killed and re.fullmatch(r"\.article-[0-9a-f]{16}\.tmp", name):
            continue
        if data not in (before.get(name), whole.get(name)):
            said.append(f"{name} is torn, or a stranger")
    if not killed:
        said += _ill_told(found)
        if found.code == 0 and now != whole:
            said.append("not all is there, and nothing is said")
    journal = Path("out/.article/journal.sqlite")
    if journal.exists():
        with TemporaryDirectory() as aside:  # to look at it in its place would mend it
            for path in journal.parent.glob("journal.sqlite*"):
                shutil.copy(path, aside)
            with closing(sqlite3.connect(Path(aside, journal.name))) as db:
                said += [row[0] for row in db.execute("PRAGMA integrity_check") if row[0] != "ok"]
    return said


def unlike(again: Outcome, whole: dict[str, bytes]) -> list[str]:
    """Return what is wrong after the run that comes next, which is to complete what the fault left."""
    said = []
    if again != (0, b"", ""):
        said.append(f"the next run ends with {again}")
    if tree(Path("out")) != whole:
        said.append("the next run does not give the same")
    hidden = Path("out/.article")
    left = os.listdir(hidden) if hidden.exists() else []
    said += [f"{name} is left" for name in left if not name.startswith("journal.sqlite")]
    return said


def _ill_told(found: Outcome) -> list[str]:
    lines = found.stderr.splitlines()
    said = [f"ends with {found.code}"] if found.code not in (0, 1) else []
    if len(lines) != found.code:
        said.append(f"says {len(lines)} lines")
    return said + [f"says {line}" for line in lines if "internal" in line or ": error: " not in line]
