"""What fuzzers found once is mended for good, and what they start from breaks no law."""

from __future__ import annotations

import time
from pathlib import Path
from random import Random

import pytest

from tests.fuzz.targets import TARGETS

_FOUND = sorted((Path(__file__).parent / "found").glob("*/*"))
_SLOW = 2.0  # seconds of the processor


def test_every_case_is_of_a_target() -> None:
    assert {path.parent.name for path in _FOUND} <= set(TARGETS)
    assert _FOUND


@pytest.mark.parametrize("path", _FOUND, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_what_was_found_is_mended(path: Path) -> None:
    data, began = path.read_bytes(), time.process_time()
    TARGETS[path.parent.name].run(data)
    assert time.process_time() - began < _SLOW


@pytest.mark.parametrize("name", TARGETS)
def test_inputs_that_are_near_the_known_ones_break_no_law(name: str) -> None:
    """The first step of the fuzzers, without them: the same on every run."""
    target = TARGETS[name]
    seeds = list(target.seeds())
    for n in range(0, 12):
        chance = Random(n)  # noqa: S311 - no secret
        target.run(target.mutate(seeds[n * len(seeds) // 12], chance)[: target.length])
