"""Whatever the shape of an input, it comes to a result or an error of limits: in time in proportion, within a gigabyte.

SCALE is the part of the full size that is tried, beside half of it (`make limits SCALE=1`); times are of the processor.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from typing import NamedTuple

import pytest

from convert import pipeline
from convert.errors import ArticleError, InternalError, OutOfMemory
from convert.source import Source
from tests.limits.shapes import SHAPES, Shape

SCALE = float(os.environ.get("SCALE", "0.01"))
FORMATS = ("html", "jsonld", "epub", "pdf", "markdown", "text", "json")
_GIGABYTE = 1 << 30
_SECONDS = 300
_GROWTH = 2.5  # times longer, at most, for an input twice as large
_TRIES = 3  # what grows too fast does so each time; what else the machine is at, once
_LEAST = 1.0  # seconds: what takes less is mostly beginning


class Taken(NamedTuple):
    """What an input took: seconds of the processor and megabytes, and what was said if it was refused."""

    seconds: float
    megabytes: int
    refused: str = ""


def measure(name: str, *sizes: int) -> list[Taken]:
    """Read and write inputs of a shape, one of each size, in one process that has a gigabyte."""
    limits = {resource.RLIMIT_DATA: _GIGABYTE, resource.RLIMIT_CPU: _SECONDS}

    def bound() -> None:
        for kind, most in limits.items():
            resource.setrlimit(kind, (most, most))

    argv = [sys.executable, "-m", "tests.limits.test_growth", name, *map(str, sizes)]
    done = subprocess.run(argv, capture_output=True, text=True, preexec_fn=bound, check=False)
    assert done.returncode == 0, f"{name}, {sizes}: {done.stdout}{done.stderr[-600:] or done.returncode}"
    return [Taken(*json.loads(line)) for line in done.stdout.splitlines()]


def _work(shape: Shape, size: int) -> Taken:
    source = Source(f"x{shape.suffix}", shape.make(size).encode())
    before, refused = time.process_time(), ""
    try:
        article = pipeline.read(source).article
        for format in FORMATS:
            pipeline.write(article, format)
    except (InternalError, OutOfMemory):
        raise
    except ArticleError as error:
        refused = str(error)
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
    return Taken(time.process_time() - before, used, refused)


@pytest.mark.limits
@pytest.mark.parametrize("name", SHAPES)
def test_time_grows_with_size_and_memory_holds(name: str) -> None:
    size = max(2, int(SHAPES[name].size * SCALE / 2))
    measured = []
    for _ in range(_TRIES):
        _, once, twice = measure(name, 1, size, 2 * size)  # what only begins is over with the first
        if twice.refused or twice.seconds < _LEAST or twice.seconds <= _GROWTH * once.seconds:
            return
        measured.append((once, twice))
    pytest.fail(f"grows faster than its input: {measured}")


if __name__ == "__main__":
    for each in sys.argv[2:]:
        sys.stdout.write(json.dumps(_work(SHAPES[sys.argv[1]], int(each))) + "\n")
        sys.stdout.flush()
