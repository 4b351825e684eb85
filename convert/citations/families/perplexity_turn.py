"""`[^1_3]`: the third source of the first answer, as Perplexity exports a thread to Markdown."""

import re

from convert.draft import Cite
from convert.parts import MarkerFamily, Reading

_NOTE = r"\\?\[\\?\^(?P<{}>\d{{1,3}}\\?_\d{{1,3}})\\?\]"
# One that opens a line and has a colon behind it is a definition.
_PATTERN = rf"(?:(?<=\S)|(?<=[^\s>*-][ ])){_NOTE.format('glued')}|{_NOTE.format('apart')}(?!:)"


def _read(match: re.Match[str]) -> Reading:
    # No number: each answer counts its own sources.
    label = (match["glued"] or match["apart"]).replace("\\", "")
    return Reading((Cite(f"^{label}"),))


part = MarkerFamily(
    name="perplexity-turn",
    description="Perplexity's notes, numbered by answer and source",
    hooks=("[^", r"\[^", r"\[\^", r"[\^"),
    pattern=_PATTERN,
    read=_read,
    evidence="always",
    examples={
        "Rain fell[^1_3]. The tide rose[^2_10].": ("^1_3", "^2_10"),
        "Rain fell.[^1_1][^1_2][^1_3]": ("^1_1", "^1_2", "^1_3"),
        "Three ports opened[^1_4]: two in the east.": ("^1_4",),
        r"Escaped\[^1\_5\] and again\[\^1\_6\].": ("^1_5", "^1_6"),
        "[^1_7] opens a line.": ("^1_7",),
    },
    leaves={
        "Rain fell[^1_3]. The tide rose[^2_10].": "Rain fell. The tide rose.",
        "Rain fell.[^1_1][^1_2][^1_3]": "Rain fell.",
    },
    near_misses=(
        "[^1_3]: https://example.org/",
        "A note by name[^rain_3] is another's.",
        "The file is called report_1_3.",
        "x[1_3] takes an index.",
        "`[^1_3]` in code.",
        "[^1-3] is a range of a class.",
        "10_000 or [10_000] is a number.",
    ),
)
