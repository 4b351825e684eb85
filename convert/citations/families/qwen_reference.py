"""`[ref_1]`, as Qwen numbers the pages it searched."""

import re

from convert.draft import Cite
from convert.parts import MarkerFamily, Reading

# A whole run is one marker: "[label][ref_1]", "[ref_1](…)" and "[ref_1]: …" are links of Markdown and a definition.
_PATTERN = r"(?<!\])(?:\\?\[ref\\?_\d{1,3}(?:,[ ]?ref\\?_\d{1,3}){0,20}\\?\]){1,30}(?![(:\[])"


def _read(match: re.Match[str]) -> Reading:
    numbers = dict.fromkeys(map(int, re.findall(r"\d+", match[0])))
    return Reading(tuple(Cite(f"ref_{number}", number) for number in numbers))


part = MarkerFamily(
    name="qwen-reference",
    description="Qwen's references",
    hooks=("[ref", r"\[ref"),
    pattern=_PATTERN,
    read=_read,
    evidence="always",
    examples={
        "Rain fell [ref_1].": ("ref_1",),
        "雨下了一整天[ref_1][ref_12]。": ("ref_1", "ref_12"),
        "Rain fell[ref_2, ref_3] all day.": ("ref_2", "ref_3"),
        r"Rain fell\[ref\_4\].": ("ref_4",),
    },
    leaves={"Rain fell [ref_1].": "Rain fell.", "雨下了一整天[ref_1][ref_12]。": "雨下了一整天。"},
    near_misses=(
        "[ref_1](https://example.org/)",
        "([ref][ref_1])",
        "[ref_1]: https://example.org/",
        "[ref_name] is a key.",
        "the field ref_1 stands bare",
        "`[ref_1]` in code.",
        "[reference_1]",
        "[ref_1][other] is a link.",
    ),
)
