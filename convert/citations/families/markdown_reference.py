"""`[^1]`, `[^note]`: Markdown's footnotes, whose definitions `[^1]: …` are a source list."""

import re

from convert.draft import Cite
from convert.parts import MarkerFamily, Reading

# "[^1^]" and "[^1_3]" are tools' own. A definition is one at a line's start alone; before a quantifier it is a regex.
_PATTERN = (
    r"(?:(?<=\S)|(?<=\S[ \u00a0]))\\?\[\^(?!\d+_\d+\\?\])(?P<id>\w(?:[\w.:+-]{0,58}\w)?)\\?\](?![+*?{(])"
    r"|\\?\[\^(?!\d+_\d+\\?\])(?P<first>\w(?:[\w.:+-]{0,58}\w)?)\\?\](?![+*?{(:])"
)


def _read(match: re.Match[str]) -> Reading:
    label = match["id"] or match["first"]
    return Reading((Cite(f"^{label}", int(label) if label.isdecimal() else None),))


part = MarkerFamily(
    name="markdown-reference",
    description="Markdown's footnote references, with their definitions or as a clear run",
    hooks=("[^", "\\[^"),
    pattern=_PATTERN,
    read=_read,
    evidence="run",
    examples={
        "One.[^1] Two[^2] and [^3].": ("^1", "^2", "^3"),
        "Runs[^1][^2] [^3], and words[^budget] of any[^roe-2020] kind[^a.b].": (
            "^1",
            "^2",
            "^3",
            "^budget",
            "^roe-2020",
            "^a.b",
        ),
        r"Escaped.\[^1\] Then.": ("^1",),
        "Before a colon[^1]: it goes on. After a comma,[^2] too.": ("^1", "^2"),
        "Auf Deutsch vor dem Punkt[^anmerkung]. 中文[^注]。": ("^anmerkung", "^注"),
        "[^1] At a line's start.": ("^1",),
        "Pandoc's own[^longnote] and MultiMarkdown's[^fn:3].": ("^longnote", "^fn:3"),
    },
    leaves={"One.[^1] Two[^2] and.": "One. Two and."},
    near_misses=(
        "[^1]: A definition.\n[^note]: Another.",
        "The pattern [^a-z]+ and [^0-9]* and [^x]? and [^/]{2} match.",
        "Perplexity's [^1_3] and Bing's [^1^] are of others.",
        "In code `[^1]` stays, in https://example.org/[^1] as well.",
        "A footnote [^two words] has no name with spaces, [^] none at all.",
        "A link [^1](https://example.org/) is a link.",
    ),
)
