"""`[cite_start]Prose[cite: 1, 2]` and `[source: 3]`, as Gemini marks what it takes from files and searches."""

import re

from convert.draft import Cite
from convert.parts import MarkerFamily, Reading
from convert.patterns import pattern

# Numbers alone: "[cite: Smith 2020]" and "[source: Reuters]" are an author's words.
# Brackets may be escaped for Markdown.
_PATTERN = (
    r"\\?\[(?P<kind>cite|source):[ \u00a0]?(?P<numbers>\d{1,4}(?:[ \u00a0]?[,;–-][ \u00a0]?\d{1,4}){0,60})\\?\]"
    r"|\\?\[cite\\?_(?:start|end)\\?\]"
)
_RANGE = pattern(r"(\d+)(?:\s*[–-]\s*(\d+))?")
_LONGEST_RANGE = 50


def _read(match: re.Match[str]) -> Reading:
    numbers: list[int] = []
    for first, last in _RANGE.findall(match["numbers"] or ""):
        low, high = int(first), int(last or first)
        numbers += range(low, high + 1) if low <= high <= low + _LONGEST_RANGE else (low, high)
    return Reading(tuple(Cite(f"{match['kind']}:{number}", number) for number in dict.fromkeys(numbers)))


part = MarkerFamily(
    name="gemini-cite",
    description="Gemini's citations; the numbers are those of passages it read",
    hooks=("[cite:", r"\[cite:", "[source:", r"\[source:", "[cite_", r"\[cite\_", r"\[cite_", r"[cite\_"),
    pattern=_PATTERN,
    read=_read,
    evidence="always",
    examples={
        "[cite_start]The board met for hours[cite: 4, 5, 212].": ("cite:4", "cite:5", "cite:212"),
        "* [cite_start]**Form:** held to six centimetres[cite: 43].": ("cite:43",),
        "## [cite_start]What the plan says": (),
        "Rain fell [cite: 230-234] all day.": ("cite:230", "cite:231", "cite:232", "cite:233", "cite:234"),
        "Rain fell[cite:7,9–10].": ("cite:7", "cite:9", "cite:10"),
        "Rain fell. [source: 3] It went on. [source: 12]": ("source:3", "source:12"),
        r"Escaped \[cite\_start\]rain fell\[cite: 1, 2\].": ("cite:1", "cite:2"),
        "[cite_start]Rain fell[cite_end] all day[cite: 8].": ("cite:8",),
        "A range too long to be one[cite: 1-900].": ("cite:1", "cite:900"),
        "Twice the same[cite: 6, 6].": ("cite:6",),
    },
    leaves={
        "[cite_start]The board met for hours[cite: 4, 5, 212].": "The board met for hours.",
        "* [cite_start]**Form:** held to six centimetres[cite: 43].": "* **Form:** held to six centimetres.",
        "## [cite_start]What the plan says": "## What the plan says",
        "Rain fell. [source: 3] It went on. [source: 12]": "Rain fell. It went on.",
        r"Escaped \[cite\_start\]rain fell\[cite: 1, 2\].": "Escaped rain fell.",
    },
    near_misses=(
        "As in [cite: Smith 2020], the tide is high.",
        "A photo of the harbor [source: Reuters] at dawn.",
        "Org mode writes [cite:@doe2019] for a key.",
        "[cite: needed] says the margin.",
        "Write `[cite: 1]` where a source belongs.",
        "See https://example.org/a[cite: 1 for more.",
        "Empty [cite: ] and [source:] stay, as does cite_start alone.",
        "[source code] is open.",
        "[Source: 3]",
    ),
)
