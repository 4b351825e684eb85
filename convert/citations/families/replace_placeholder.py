"""`[](@replace=1)`: where Chinese assistants' pages had a link, a picture or a card that the copy did not take.

It names no source, so it goes without a note. What it stood for is gone, and that is reported.
"""

import re

from convert.parts import MarkerFamily, Reading

_PATTERN = r"\[\]\(@replace=[\w-]{1,40}\)"


def _read(_match: re.Match[str]) -> Reading:
    return Reading()


part = MarkerFamily(
    name="replace-placeholder",
    description="places of links and pictures that a copy from a Chinese assistant lacks",
    hooks=("[](@replace=",),
    pattern=_PATTERN,
    read=_read,
    evidence="always",
    replaces=True,
    examples={
        "The state changes:\n[](@replace=1)\n": (),
        "[](@replace=d1ucn2adu3p25dua8ofg)": (),
        "Clone it from [](@replace=10001) and go on.": (),
    },
    leaves={"Clone it from [](@replace=10001) and go on.": "Clone it from and go on."},
    near_misses=(
        "[](https://example.org/@replace=1)",
        "(@replace=1) stands bare",
        "`[](@replace=1)` in code.",
        "[](@replace=)",
        "[Harbor](@replace=10001) has its label.",
    ),
)
