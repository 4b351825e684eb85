r"""`\footnote{…}`: LaTeX's notes, in the text itself."""

import re

from convert.draft import Cite
from convert.parts import MarkerFamily, Reading
from convert.patterns import pattern

# Braces balanced to a depth of two, in one paragraph.
_FLAT = r"[^{}\\\n]|\\.|\n(?!\s*\n)"
_INNER = rf"\{{(?>(?:{_FLAT}|\{{(?>(?:{_FLAT}){{0,500}})\}}){{0,1000}})\}}"
_PATTERN = (
    rf"[~%]?\n?\\{{1,2}}(?:footnote|endnote|sidenote)(?:\[\d{{1,3}}\])?"
    rf"\{{(?P<text>(?>(?:{_FLAT}|{_INNER}){{1,4000}}))\}}"
)
# Commands of type go, what they set stays; spaces, dashes and quotation marks are put for their spellings.
_LINK = pattern(r"\\href\{([^{}]*)\}\{([^{}]*)\}")
_COMMAND = pattern(r"(?<!\\)(?:\\[a-zA-Z]{2,20}\*?(?:\[[^\[\]]*\])?)?\{([^{}]*)\}")
_ESCAPED = pattern(r"\\([&%$#_{}])")
_SPELLINGS = (("---", "—"), ("--", "–"), ("``", "“"), ("''", "”"), ("~", " "), ("\\ ", " "))


def _read(match: re.Match[str]) -> Reading | None:
    text = _LINK.sub(r"\2, \1", match["text"])
    for _ in range(2):
        text = _COMMAND.sub(r"\1", text)
    text = _ESCAPED.sub(r"\1", text)
    for spelling, character in _SPELLINGS:
        text = text.replace(spelling, character)
    text = " ".join(text.split())
    return Reading((Cite(text, text=text),)) if text else None


part = MarkerFamily(
    name="latex-footnote",
    description="LaTeX's footnotes: the marker holds the note",
    hooks=("\\footnote", "\\\\footnote", "\\endnote", "\\sidenote", "~\\footnote", "%\n\\footnote"),
    pattern=_PATTERN,
    read=_read,
    evidence="always",
    examples={
        r"The pier burned.\footnote{See the yearbook.} Then": ("See the yearbook.",),
        r"Nested\footnote{\emph{The {Old} Pier}, p.~3.} braces.": ("The Old Pier, p. 3.",),
        r"Linked.\footnote{See \url{https://example.org/a_b} and \href{https://example.org/c}{c}.}": (
            "See https://example.org/a_b and c, https://example.org/c.",
        ),
        "Over\nlines.\\footnote{It goes\non -- so.}": ("It goes on – so.",),
        r"Numbered\footnote[3]{Costs rose by 5\,\% \& more.} and\endnote{At the end.}": (
            r"Costs rose by 5\,% & more.",
            "At the end.",
        ),
        "Held~\\footnote{A tie.} and broken.%\n\\footnote{A comment's end.}": ("A tie.", "A comment's end."),
        r"Doubled.\\footnote{So in JSON.}": ("So in JSON.",),
    },
    leaves={r"The pier burned.\footnote{See the {yearbook}.} Then": "The pier burned. Then"},
    near_misses=(
        r"The command \footnote takes braces, \footnote{} needs words.",
        r"In code `\footnote{so}` stays.",
        r"\footnotesize{small}, \footnotemark, \footnoterule, \footnotetext{so}.",
        r"Never closed.\footnote{A note with no end",
        "Over a paragraph.\\footnote{It goes\n\non}",
        r"Too deep.\footnote{a {b {c {d}}}",
    ),
)
