"""`:contentReference[oaicite:0]{index=0}` and its kin, as ChatGPT's pages leave them when copied."""

import re

from convert.draft import Cite
from convert.parts import MarkerFamily, Reading
from convert.patterns import pattern

# In order: the directive with one or two colons, its brackets perhaps escaped for Markdown; the same with the
# brackets lost; lenticular brackets; bare square ones. Zero-width spaces around it were written as entities.
_SPACE = r"(?:&#8203;|&ZeroWidthSpace;|&#x200[bB];){0,2}"
_INDEX = r"(?:\\?\{index=[0-9]{1,4}\\?\})?"
_PATTERN = (
    rf"{_SPACE}(?::{{1,2}}(?:contentReference|citation)\\?\[oaicite:[0-9]{{1,4}}\\?\]{_INDEX}"
    rf"|:{{1,2}}contentReferenceoaicite:[0-9]{{1,4}}(?:index=[0-9]{{1,4}}|{_INDEX}))"
    rf"{_SPACE}"
    r"|``【oaicite:[0-9]{1,4}】``|【oaicite:[0-9]{1,4}】"
    rf"|\\?\[oaicite:[0-9]{{1,4}}\\?\]{_INDEX}"
)
_NUMBER = pattern(r"oaicite:([0-9]+)")


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
        "&#8203;:",
        "&#8203;&#8203;:",
        "&#x200b;:",
        "&#x200B;:",
        "&ZeroWidthSpace;:",
        "【oaicite",
        "``【oaicite",
        "[oaicite",
        "\\[oaicite",
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
        r"Escaped throughout :contentReference\[oaicite:2\]\{index=2\}": ("oaicite:2",),
        "Mangled :contentReferenceoaicite:4 and [oaicite:7]": ("oaicite:4", "oaicite:7"),
        "Mangled :contentReferenceoaicite:4{index=4} or :contentReferenceoaicite:5index=5": (
            "oaicite:4",
            "oaicite:5",
        ),
        ":contentReference[oaicite:0]{index=0}:contentReference[oaicite:1]{index=1}": (
            "oaicite:0",
            "oaicite:1",
        ),
        "They sail together&#8203;:citation[oaicite:5]{index=5}&#8203;&#8203;:citation[oaicite:4]{index=4}&#8203;.": (
            "oaicite:5",
            "oaicite:4",
        ),
        "They sail &#8203;``【oaicite:0】``&#8203;": ("oaicite:0",),
        "They sail &#x200B;:contentReference[oaicite:1]{index=1}&#x200B;.": ("oaicite:1",),
        "- A:contentReference[oaicite:0]{index=0}\n- B:contentReference[oaicite:0]{index=0}": (
            "oaicite:0",
            "oaicite:0",
        ),
        r"Bare and escaped \[oaicite:3\]{index=3}": ("oaicite:3",),
        "港口重新开放。:contentReference[oaicite:0]{index=0}": ("oaicite:0",),
    },
    leaves={
        "Talks went on::contentReference[oaicite:12]{index=12}.": "Talks went on.",
        "Talks went on. :contentReference[oaicite:0]{index=0}": "Talks went on.",
        "A ship&#8203;:citation[oaicite:5]{index=5}&#8203;&#8203;:citation[oaicite:4]{index=4}&#8203;.": "A ship.",
        "A pretrained :contentReference[oaicite:0]{index=0} model": "A pretrained model",
    },
    near_misses=(
        "The directive is called contentReference and takes an index.",
        "Write `:contentReference[oaicite:0]{index=0}` to get one.",
        "See https://example.org/?q=:contentReference[oaicite:0]{index=0} for more.",
        "An oaicite: prefix with no number, [oaicite:], stays.",
        "A directive :citation[Roe 2025] of another tool.",
        "An entity &#8203; by itself, and &#8203;: before a colon.",
        "```\n:contentReference[oaicite:0]{index=0}\n```",
        "Under :contentReference there is no number.",
    ),
)
