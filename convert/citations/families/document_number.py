"""`[doc1]`, as assistants over one's own files number them."""

import re

from convert.draft import Cite
from convert.parts import MarkerFamily, Reading

# A whole run is one marker: "[label][doc1]", "[doc1](…)" and "[doc1]: …" are links of Markdown and a definition.
_PATTERN = r"(?<!\])(?:\\?\[doc\d{1,3}(?:,[ ]?doc\d{1,3}){0,20}\\?\]){1,30}(?![(:\[])"


def _read(match: re.Match[str]) -> Reading:
    numbers = dict.fromkeys(map(int, re.findall(r"\d+", match[0])))
    return Reading(tuple(Cite(f"doc{number}", number) for number in numbers))


part = MarkerFamily(
    name="document-number",
    description="numbered documents of an assistant over one's own files",
    hooks=("[doc", r"\[doc"),
    pattern=_PATTERN,
    read=_read,
    evidence="always",
    examples={
        "Rain fell [doc1].": ("doc1",),
        "Rain fell[doc1][doc12]. It went on.": ("doc1", "doc12"),
        "Rain fell [doc2, doc3].": ("doc2", "doc3"),
        r"Rain fell \[doc4\].": ("doc4",),
    },
    leaves={
        "Rain fell [doc1].": "Rain fell.",
        "Rain fell[doc1][doc12]. It went on.": "Rain fell. It went on.",
    },
    near_misses=(
        "[docs] are online.",
        "[doc1](https://example.org/)",
        "[the plan][doc1]",
        "[doc1]: https://example.org/",
        "[document 1]",
        "`[doc1]` in code.",
        "doc1 stands bare",
        "[doctor2]",
    ),
)
