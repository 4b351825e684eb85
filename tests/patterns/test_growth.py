"""No pattern of ours backtracks away: its time grows in proportion to the text, or the text that it sees is short."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter
from typing import Any

import pytest

from tests.patterns.collect import Found
from tests.patterns.growth import FLOOR, Hangs, grows, spent
from tests.patterns.pump import Attack, attacks, possessive

# Patterns that may take their time, since who uses them cuts what they see to so many characters.
WINDOWS = {
    "boilerplate/rules/breadcrumb.py:_STEP": 200,
    "citations/families/bare_chip.py:_LABEL": 60,
    "citations/families/superscript_digit.py:_POWER": 50,
    "fonts/folders.py:_NAME": 255,
    "metadata/page/jsonld.py:_WRAPPING": 40,
    "normalise/code.py:_OPENINGS": 240,
    "normalise/code.py:_SIGNS": 240,
}
# How many attacks a pattern gets; of those that are made alike, for each language, all together.
_MOST, _FEWEST = 100, 6
_SHARDS = 4


@pytest.fixture(scope="session")
def patterns() -> list[Found]:
    """Return every pattern of ours."""
    argv = [sys.executable, "-m", "tests.patterns.collect"]
    told = json.loads(subprocess.run(argv, capture_output=True, check=True).stdout)
    assert told["missed"] == [], "add what compiles them to `_work` in tests/patterns/collect.py"
    return [Found(*each) for each in told["found"]]


@pytest.mark.growth
@pytest.mark.parametrize("shard", range(_SHARDS))
def test_the_time_of_a_search_grows_in_proportion_to_the_text(patterns: list[Found], shard: int) -> None:
    alike = Counter(found.name for found in patterns)
    bad = [
        (found.name, found.pattern, said)
        for found in patterns[shard::_SHARDS]
        if (said := _weakness(found, max(_FEWEST, _MOST // alike[found.name])))
    ]
    assert bad == []


@pytest.mark.growth
def test_every_window_is_of_a_pattern(patterns: list[Found]) -> None:
    assert set(WINDOWS) <= {found.name for found in patterns}


@pytest.mark.growth
def test_no_group_is_repeated_possessively(patterns: list[Found]) -> None:
    """Before 3.11.5, and so in Debian 12, that matches what it must not, or nothing: `(?>(?:...)*)` is sound."""
    assert [(found.name, found.pattern) for found in patterns if possessive(found.pattern, found.flags)] == []


@pytest.mark.parametrize(
    ("pattern", "is_so"),
    [("(?:ab|c)*+", True), ("x(?:y(?:ab?)++)", True), ("(?>(?:ab|c)*)", False), ("[ab]*+c++", False)],
)
def test_a_group_that_is_repeated_possessively_is_told(pattern: str, is_so: bool) -> None:
    assert possessive(pattern) == is_so


@pytest.mark.parametrize(
    ("pattern", "searches"),
    [
        (r"(a+)+b", False),
        (r"(?:a|a)*b", False),
        (r"^(\w+\s?)*$", False),
        (r"\s*\s*x", False),
        (r"(?:\w+:\s*.*\n|\s+.*\n){1,100}---", False),
        (r"a+b", True),
        (r"<[^>]*>", True),
        (r"\S+@\S+", True),
        (r"\s+$", True),
        (r"\d{1,9000}%", True),
    ],
)
def test_a_bad_pattern_is_told(pattern: str, searches: bool) -> None:
    assert _weakness(Found(pattern, 0, "a.py:_BAD", False, searches), _MOST)


@pytest.mark.parametrize("pattern", [r"a++b", r"<[^<>]*>", r"(?<!\s)\s+$", r"\d{1,9}%", r"\w+(?:[’'.-]\w+)*"])
def test_a_sound_pattern_is_not(pattern: str) -> None:
    assert _weakness(Found(pattern, 0, "a.py:_SOUND", False, pattern != r"a++b"), _MOST) == ""


def _weakness(found: Found, most: int) -> str:
    """Return what is wrong with a pattern, "" for nothing."""
    pattern = re.compile(found.pattern.encode("latin-1") if found.binary else found.pattern, found.flags)
    use = pattern.search if found.searches else pattern.match
    known = attacks(found.pattern, found.flags & ~re.LOCALE)
    for attack in known[:: max(1, len(known) // most)]:
        window = WINDOWS.get(found.name)
        said = (
            _waits(use, attack, window, found.binary) if window else grows(use, _maker(attack, found.binary))
        )
        if said:
            return f"{attack}: {said}"
    return ""


def _maker(attack: Attack, binary: bool) -> Any:
    return (lambda length: attack.of(length).encode("latin-1", "ignore")) if binary else attack.of


def _waits(use: Any, attack: Attack, window: int, binary: bool) -> str:
    """Return how long the longest text of a window takes, if that is too long."""
    try:
        seconds = min(spent(use, _maker(attack, binary)(window)[:window]) for _ in range(2))
    except Hangs:
        return f"{window} characters hang"
    return f"{window} characters take {seconds:.3f} s" if seconds > FLOOR else ""
