"""What a checker is told to overlook has its reason beside it."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
_OVERLOOKED = re.compile(r"# (?:noqa|nosec)\b(?!: \[)(.*)")
_REASONED = re.compile(r": [A-Z]+\d+(?:, ?[A-Z]+\d+)*\s+(?:[#-] )?[^\s#-]")


def test_every_rule_that_is_overlooked_has_a_reason_beside_it() -> None:
    said = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for folder in ("convert", "tests", "training", "benchmarks")
        for path in sorted((ROOT / folder).rglob("*.py"))
        if path != Path(__file__)
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if (found := _OVERLOOKED.search(line)) and not _REASONED.match(found[1])
    ]
    assert said == []
