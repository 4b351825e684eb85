"""`[1]`, `[2, 4]`, `[3–5]`: the oldest form, and one that prose, code and editors use for other things too."""

import re

from convert.draft import Cite
from convert.parts import MarkerFamily, Reading

# Up to three digits (a fourth makes a year); no definition ("[1]: …"), no Markdown link ("[1](…)").
_PATTERN = r"\[\d{1,3}(?:[ \u00a0]?[,;–-][ \u00a0]?\d{1,3}){0,30}\](?![(:])"
_RANGE = re.compile(r"(\d+)(?:\s*[–-]\s*(\d+))?")
_LONGEST_RANGE = 50


def _read(match: re.Match[str]) -> Reading:
    numbers: list[int] = []
    for first, last in _RANGE.findall(match[0]):
        low, high = int(first), int(last or first)
        numbers += range(low, high + 1) if low <= high <= low + _LONGEST_RANGE else (low, high)
    return Reading(tuple(Cite(f"[{number}]", number) for number in dict.fromkeys(numbers)))


part = MarkerFamily(
    name="bracketed-number",
    description="numbers in square brackets, with a source list or as a clear run",
    hooks=("[",),
    pattern=_PATTERN,
    read=_read,
    evidence="run",
    examples={
        "One [1], two [2] and three [3].": ("[1]", "[2]", "[3]"),
        "Joined [1][2] and listed [2, 4], ranged [3–5].": ("[1]", "[2]", "[2]", "[4]", "[3]", "[4]", "[5]"),
        "Glued to the word[1] or after the stop.[2][3]": ("[1]", "[2]", "[3]"),
    },
    near_misses=(
        "In [2024] the year stands in brackets.",
        "A definition [1]: https://example.org/",
        "A link [1](https://example.org/)",
        "An insertion [s] or a gap […] or a box [ ] or [x].",
        "In code, `list[1]` is the second.",
    ),
)
