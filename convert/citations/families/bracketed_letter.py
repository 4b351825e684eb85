"""`[a]`, `[b]`: MediaWiki's remarks in letters, which look just like what editors insert: "give[s]"."""

import re
from functools import lru_cache

from convert.citations.families._shapes import BRACKET_HOOKS, ENDS_A_WORD, GLUED, bracketed
from convert.draft import Cite
from convert.parts import MarkerFamily, Reading
from convert.patterns import pattern

# Glued to what is before it, no letter behind it ("[h]e"); "give[s]" is an editor's, "[x]" a box ticked.
_PATTERN = rf"{GLUED}(?:(?<![^\W\d_])|(?!\\?\[{{1,2}}s))" + bracketed("[a-wyz]") + ENDS_A_WORD + "(?![:'’])"
_LETTER = pattern(r"[a-z]")
_ROMAN = "[ii]"


@lru_cache(maxsize=1)
def _has_roman(text: str) -> bool:
    return _ROMAN in text


def _read(match: re.Match[str]) -> Reading | None:
    letter = _LETTER.search(match[0])
    if letter is None:
        return None
    # Where "[ii]" follows, "[i]" is Roman: it goes by its label alone, as those do.
    roman = letter[0] in "iv" and _has_roman(match.string)
    return Reading((Cite(letter[0], None if roman else ord(letter[0]) - ord("a") + 1),))


part = MarkerFamily(
    name="bracketed-letter",
    description="single letters in square brackets, with a list of notes",
    hooks=BRACKET_HOOKS,
    pattern=_PATTERN,
    read=_read,
    evidence="list",
    notes=True,
    examples={
        "The pier[a] and the quay.[b][c]": ("a", "b", "c"),
        "The pier,[d] “the quay”[e] and (once)[f] more[ g ].": ("d", "e", "f", "g"),
        r"Escaped\[a\] and linked[\[b\]](#cite_note-5)[c](#fnc).": ("a", "b", "c"),
        "With numbers.[1][a][s]": ("a", "s"),
        "码头[a]重建。[b]": ("a", "b"),
    },
    leaves={"The pier[a] and the quay.[b][c] Then": "The pier and the quay. Then"},
    near_misses=(
        "“[h]e give[s] it [a] try”, and [I] think [b] so.",
        "A box [x], one [ ], one ticked[x].",
        "A link [a](https://example.org/), a definition[a]: so.",
        "[a] at a line's start is a list's.",
        "“[t]he council use[s] it”, [sic] and “[A] man”[A].",
        "In code, `row[a]`; in an address https://example.org/?x[a]=1.",
        "d[e]s ami[e]s: inclusive spelling goes on behind the bracket.",
    ),
)
