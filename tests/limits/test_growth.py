"""Whatever the shape of an input, it comes to a result or an error of limits: in time in proportion, within a gigabyte.

SCALE is the part of the full size that is tried, with twice that (`make limits SCALE=1`); times are of the processor.
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
from convert.parts import READERS, WRITERS
from convert.source import Source
from tests.limits.shapes import SHAPES

SCALE = float(os.environ.get("SCALE", "0.03"))
FORMATS = ("html", "jsonld", "epub", "pdf", "markdown", "text", "json")
_GIGABYTE = 1 << 30
_SECONDS = 120
_GROWTH = 2.5  # times longer, at most, for an input twice as large
_LEAST = 1.0  # seconds: what takes less is mostly beginning


class Taken(NamedTuple):
    """What an input took: seconds of the processor and megabytes, and what was said if it was refused."""

    seconds: float
    megabytes: int
    refused: str = ""


def measure(name: str, size: int) -> Taken:
    """Read and write an input of a shape in a process of its own, within a gigabyte."""
    limits = {resource.RLIMIT_DATA: _GIGABYTE, resource.RLIMIT_CPU: _SECONDS}

    def bound() -> None:
        for kind, most in limits.items():
            resource.setrlimit(kind, (most, most))

    argv = [sys.executable, "-m", "tests.limits.test_growth", name, str(size)]
    done = subprocess.run(argv, capture_output=True, text=True, preexec_fn=bound, check=False)
    assert done.returncode == 0, f"{name}, {size}: {done.stderr[-600:] or done.returncode}"
    return Taken(*json.loads(done.stdout))


def _work(name: str, size: int) -> Taken:
    shape = SHAPES[name]
    source = Source(f"x{shape.suffix}", shape.make(size).encode())
    list(READERS.sound()), list(WRITERS.sound())
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
    size = max(2, int(SHAPES[name].size * SCALE))
    once, twice = measure(name, size), measure(name, 2 * size)
    assert twice.refused or twice.seconds < _LEAST or twice.seconds <= _GROWTH * once.seconds, (once, twice)


if __name__ == "__main__":
    sys.stdout.write(json.dumps(_work(sys.argv[1], int(sys.argv[2]))))
