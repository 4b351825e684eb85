"""`[i]`, `[ii]`, `[iii]`: endnotes as word processors number them, with a list labelled the same."""

import re

from convert.citations.families._shapes import BRACKET_HOOKS, ENDS_A_WORD, WITHIN_A_LINE, bracketed
from convert.draft import Cite
from convert.parts import MarkerFamily, Reading
from convert.patterns import pattern

# Up to 89. Of single letters those parted by a space: a glued one is read as a letter, with the same key.
_ROMAN = r"(?:x{2,3}|x?l|lx{1,3}|x)?(?:i[xv]|v?i{1,3}|v)|x{2,3}|xl|lx{0,3}"
_PATTERN = rf"{WITHIN_A_LINE}(?:(?!\\?\[.\\?\])|(?<= )){bracketed(_ROMAN)}{ENDS_A_WORD}(?![:'’])"
_NUMERAL = pattern(r"[ivxl]+")


def _read(match: re.Match[str]) -> Reading | None:
    numeral = _NUMERAL.search(match[0])
    # No number: such lists have their labels, and by number "[iv]" would find a fourth source that nobody meant.
    return Reading((Cite(numeral[0]),)) if numeral and numeral[0] != "l" else None


part = MarkerFamily(
    name="bracketed-roman",
    description="small Roman numerals in square brackets, with a list that has them",
    hooks=BRACKET_HOOKS,
    pattern=_PATTERN,
    read=_read,
    evidence="list",
    notes=True,
    examples={
        "The pier [i] and the quay.[ii][iii] Then[iv] more.": ("i", "ii", "iii", "iv"),
        "Far on[ix], further[xiv], and furthest.[xxxviii] [xl]": ("ix", "xiv", "xxxviii", "xl"),
        r"Escaped\[ii\] and linked[\[iii\]](#_edn3)[[iv]](#_edn4).": ("ii", "iii", "iv"),
        "In French [v], before the stop [vi].": ("v", "vi"),
    },
    leaves={"The pier [ii] and the quay.[iii] Then": "The pier and the quay. Then"},
    near_misses=(
        "[iv] at a line's start is a list's.",
        "The parts (ii) and (iii), [II] and [Louis XIV].",
        "A mix [mix], [vii-a], [iiii], [vx], [ill], [l], [civil].",
        "A link [ii](https://example.org/), a definition [ii]: so.",
        "“Sect[ii]on” stays.",
    ),
)
