"""`[^1^]` and `[^1^][2]`, as Bing and the first Copilot wrote them.

The number between the carets is that of the list below the answer; the one behind belongs to the page's links.
"""

import re

from convert.draft import Cite
from convert.parts import MarkerFamily, Reading

_NOTE = r"\\?\[\\?\^(?P<{}>\d{{1,3}})\\?\^\\?\](?>(?:\[\d{{1,3}}\](?!\())?)"
# One that opens a line and has a colon behind it is a definition: "[^1^]: https://…".
_PATTERN = rf"(?:(?<=\S)|(?<=[^\s>*-][ ])){_NOTE.format('glued')}|{_NOTE.format('apart')}(?!:)"


def _read(match: re.Match[str]) -> Reading:
    number = match["glued"] or match["apart"]
    return Reading((Cite(f"^{number}", int(number)),))


part = MarkerFamily(
    name="bing-number",
    description="Bing's and Copilot's numbers between carets",
    hooks=("[^", r"\[^", r"\[\^", r"[\^"),
    pattern=_PATTERN,
    read=_read,
    evidence="always",
    examples={
        "Rain fell all day[^1^]. The tide rose[^12^].": ("^1", "^12"),
        "Rain fell[^1^][1]. The tide rose[^2^][4].": ("^1", "^2"),
        "Rain fell[^1^][^2^][^3^] all day.": ("^1", "^2", "^3"),
        "Rain fell[^1^][1] [^2^][2]: all day.": ("^1", "^2"),
        "Rain fell all day [^3^].": ("^3",),
        "Three ports opened[^1^]: two in the east.": ("^1",),
        r"Escaped\[^1^\] and again\[\^2\^\].": ("^1", "^2"),
        "[^4^] opens a line.": ("^4",),
    },
    leaves={
        "Rain fell all day[^1^]. The tide rose[^12^].": "Rain fell all day. The tide rose.",
        "Rain fell[^1^][1]. The tide rose[^2^][4].": "Rain fell. The tide rose.",
        "Three ports opened[^1^]: two in the east.": "Three ports opened: two in the east.",
    },
    near_misses=(
        "[^1^]: https://example.org/",
        "The class [^a^] of a regular expression.",
        "Raised to x^2^ and y^10^.",
        "[^]^] is a class as well.",
        "[^2024^] would be a year.",
        "`[^1^]` is how Bing wrote one.",
        "[^ 1 ^] and [1^] and [^^].",
    ),
)
