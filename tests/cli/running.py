"""Running the command: within this process, which is fast, or as a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from click.testing import CliRunner

from convert.cli import main

ROOT = Path(__file__).parents[2]
COMMAND = (sys.executable, "-m", "convert.cli")

# An article that gives no cause for any message.
STORY = """\
Council keeps the library open

By Jane Roe
March 3, 2025

The town council voted on Tuesday to keep the old library by the harbour open for another year, after weeks of
protest by readers, teachers and shop owners who feared that the street would lose its heart.

The vote was seven to two. The mayor said that the money for the winter would come from the reserve, and that a
plan for the years after that was to be laid before the council in the spring.

Readers had collected four thousand signatures in the market square. Some of them waited in the rain outside the
town hall until the vote was known, and cheered when the doors opened.
"""
# The same with a citation whose source it does not give: a warning.
CITED = STORY.replace("its heart.", "its heart. :contentReference[oaicite:0]{index=0}")


class Outcome(NamedTuple):
    """What a run left."""

    code: int
    stdout: bytes
    stderr: str


def article(*argv: str, stdin: str | bytes = b"", env: dict[str, str] | None = None) -> Outcome:
    """Run the command in this process."""
    result = CliRunner().invoke(main, argv, input=stdin, env=env, prog_name="article")
    return Outcome(result.exit_code, result.stdout_bytes, result.stderr)


def environment(**more: str) -> dict[str, str]:
    """Return the environment of a process that finds our code wherever it runs."""
    path = os.pathsep.join(
        filter(None, (more.pop("PYTHONPATH", ""), str(ROOT), os.environ.get("PYTHONPATH", "")))
    )
    clean = {key: value for key, value in os.environ.items() if not key.startswith("ARTICLE_")}
    return {**clean, "PYTHONPATH": path, **more}


def process(*argv: str, stdin: bytes = b"", **env: str) -> Outcome:
    """Run the command as a process."""
    done = subprocess.run(
        [*COMMAND, *argv], input=stdin, capture_output=True, env=environment(**env), timeout=300, check=False
    )
    return Outcome(done.returncode, done.stdout, done.stderr.decode())
