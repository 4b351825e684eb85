"""`[Harbor](@replace=10001)`, `[](@mark_underline=1)`: links without an address and lines under words.

Chinese assistants' pages leave them; the words stay, and nothing is missing but the look of them.
"""

import re

from convert.parts import MarkerFamily, Reading

_PATTERN = r"\[(?P<label>[^\[\]\n]{1,100})\]\(@replace=[\w-]{1,40}\)|\[\]\(@mark_underline=[\w-]{1,40}\)"


def _read(match: re.Match[str]) -> Reading:
    return Reading((), match.span("label") if match["label"] else None)


part = MarkerFamily(
    name="replaced-link",
    description="words that a Chinese assistant's page linked or underlined",
    hooks=("[",),
    pattern=_PATTERN,
    read=_read,
    evidence="always",
    examples={
        "The story of [Harbor](@replace=10001) ends.": (),
        "[](@mark_underline=1)Rain fell all day.": (),
        "港口《[海](@replace=7)》": (),
    },
    leaves={
        "The story of [Harbor](@replace=10001) ends.": "The story of Harbor ends.",
        "[](@mark_underline=1)Rain fell all day.": "Rain fell all day.",
        "港口《[海](@replace=7)》": "港口《海》",
    },
    near_misses=(
        "[mail](@someone)",
        "[Harbor](https://example.org/@replace=1)",
        "[](@replace=1) has no words.",
        "`[Harbor](@replace=1)` in code.",
    ),
)
