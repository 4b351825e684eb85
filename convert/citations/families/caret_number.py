"""`^[1]^`, `^[1][2]^`: numbers that Baidu's and others' pages raise above the line."""

import re

from convert.draft import Cite
from convert.parts import MarkerFamily, Reading

# Pascal has pointers in arrays, "y^.q^[1]^.a".
_PATTERN = r"\^\\?\[\d{1,3}(?:\\?\]\\?\[\d{1,3}|[,，、][ ]?\d{1,3}){0,20}\\?\]\^(?!\.[a-z])"


def _read(match: re.Match[str]) -> Reading:
    numbers = dict.fromkeys(map(int, re.findall(r"\d+", match[0])))
    return Reading(tuple(Cite(str(number), number) for number in numbers))


part = MarkerFamily(
    name="caret-number",
    description="bracketed numbers between carets, as Baidu and others raise them",
    hooks=("^[", r"^\["),
    pattern=_PATTERN,
    read=_read,
    evidence="always",
    examples={
        "雨下了一整天^[1]^。": ("1",),
        "Rain fell^[1]^^[2]^ all day.": ("1", "2"),
        "Rain fell^[3][4]^ all day.": ("3", "4"),
        "Rain fell^[5, 6]^.": ("5", "6"),
        r"Rain fell^\[7\]^.": ("7",),
    },
    leaves={"雨下了一整天^[1]^。": "雨下了一整天。", "Rain fell^[3][4]^ all day.": "Rain fell all day."},
    near_misses=(
        "An inline note^[See the survey.] stays another's.",
        "x^[1] is an index.",
        "y^.q^[1]^.a := 3",
        "y^2^ and z^10^ are powers.",
        "`^[1]^` in code.",
        "^[word]^",
        "^1^",
    ),
)
