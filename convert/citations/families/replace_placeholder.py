"""`[](@replace=1)`: where Chinese assistants' pages had a link, a picture or a card that the copy did not take.

Points to no source, so it goes without a note; a label that it has stays. What it stood for is gone, and reported.
"""

import re

from convert.parts import MarkerFamily, Reading

_PATTERN = r"\[(?P<label>[^\[\]\n]{0,100})\]\(@(?:replace|mark\\?_underline)=[\w-]{1,40}\)"


def _read(match: re.Match[str]) -> Reading:
    return Reading((), match.span("label") if match["label"].strip() else None)


part = MarkerFamily(
    name="replace-placeholder",
    description="places of links and pictures that a copy from a Chinese assistant lacks",
    hooks=("[",),
    pattern=_PATTERN,
    read=_read,
    evidence="always",
    replaces=True,
    examples={
        "The state changes:\n[](@replace=1)\n": (),
        "The story of [Harbor](@replace=10001) ends.": (),
        "[](@replace=d1ucn2adu3p25dua8ofg)": (),
        "[](@mark_underline=1)Rain fell all day.": (),
    },
    leaves={
        "The story of [Harbor](@replace=10001) ends.": "The story of Harbor ends.",
        "[](@mark_underline=1)Rain fell all day.": "Rain fell all day.",
    },
    near_misses=(
        "[](https://example.org/@replace=1)",
        "[mail](@someone)",
        "(@replace=1) stands bare",
        "`[](@replace=1)` in code.",
        "[](@replace=)",
    ),
)
