"""The same article, the same bytes: whatever the process, its hash seed and its time zone."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

WRITE = """
import hashlib
from convert.options import WriteOptions
from convert.parts import WRITERS
from tests.trees import BARE, HOSTILE, RICH, RIGHT_TO_LEFT, everywhere
writer = WRITERS.load({format!r})
for article in (BARE, RICH, RIGHT_TO_LEFT, everywhere("".join(HOSTILE))):
    print(hashlib.sha256(writer.write(article, WriteOptions())).hexdigest())
"""


def digests(format: str, **environment: str) -> str:
    """Return the digests that a process of its own prints."""
    command = [sys.executable, "-W", "error", "-c", WRITE.format(format=format)]
    run = subprocess.run(
        command,
        capture_output=True,
        check=True,
        text=True,
        env={**os.environ, "PYTHONPATH": ".", **environment},
    )
    return run.stdout


@pytest.mark.parametrize("format", ["html", "epub", "jsonld"])
def test_same_bytes(format: str) -> None:
    here = digests(format, PYTHONHASHSEED="1", TZ="UTC")
    there = digests(format, PYTHONHASHSEED="2", TZ="Asia/Kathmandu", LC_ALL="C")
    assert here == there
    assert len(here.split()) == 4
