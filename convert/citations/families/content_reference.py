"""`:contentReference[oaicite:0]{index=0}` and its kin, as ChatGPT's pages leave them when copied."""

import re

from convert.draft import Cite
from convert.parts import MarkerFamily, Reading

# In order: the directive with one or two colons, its brackets perhaps escaped for Markdown; the same with the
# brackets lost; lenticular brackets; bare square ones.
_PATTERN = (
    r":{1,2}(?:contentReference|citation)\\?\[oaicite:\d+\\?\](?:\\?\{index=\d+\\?\})?"
    r"|:{1,2}contentReferenceoaicite:\d+(?:index=\d+|\{index=\d+\})?"
    r"|``【oaicite:\d+】``|【oaicite:\d+】"
    r"|\\?\[oaicite:\d+\\?\](?:\\?\{index=\d+\\?\})?"
)
_NUMBER = re.compile(r"oaicite:(\d+)")


def _read(match: re.Match[str]) -> Reading:
    numbers = map(int, _NUMBER.findall(match[0]))
    return Reading(tuple(Cite(f"oaicite:{number}", number) for number in numbers))


part = MarkerFamily(
    name="content-reference",
    description="ChatGPT's content references; the number is all they carry",
    hooks=(
        ":contentReference",
        "::contentReference",
        ":citation",
        "::citation",
        "【oaicite",
        "``【oaicite",
        "[",
        "\\[",
    ),
    pattern=_PATTERN,
    read=_read,
    evidence="always",
    base=0,
    replaces=True,
    examples={
        "Talks went on. :contentReference[oaicite:0]{index=0}": ("oaicite:0",),
        "Talks went on::contentReference[oaicite:12]{index=12}.": ("oaicite:12",),
        "Talks went on. ::contentReference[oaicite:3]": ("oaicite:3",),
        "A:citation[oaicite:5]{index=5} and B:citation[oaicite:6]{index=6}": ("oaicite:5", "oaicite:6"),
        "Lenticular【oaicite:0】 and quoted ``【oaicite:1】``.": ("oaicite:0", "oaicite:1"),
        r"Escaped :contentReference\[oaicite:2\]{index=2}": ("oaicite:2",),
        "Mangled :contentReferenceoaicite:4 and [oaicite:7]": ("oaicite:4", "oaicite:7"),
        ":contentReference[oaicite:0]{index=0}:contentReference[oaicite:1]{index=1}": (
            "oaicite:0",
            "oaicite:1",
        ),
    },
    leaves={
        "Talks went on::contentReference[oaicite:12]{index=12}.": "Talks went on.",
        "Talks went on. :contentReference[oaicite:0]{index=0}": "Talks went on.",
    },
    near_misses=(
        "The directive is called contentReference and takes an index.",
        "Write `:contentReference[oaicite:0]{index=0}` to get one.",
        "See https://example.org/?q=:contentReference[oaicite:0]{index=0} for more.",
        "An oaicite: prefix with no number, [oaicite:], stays.",
    ),
)
