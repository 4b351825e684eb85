"""Names that ChatGPT gives its search results: "turn0search3" is the fourth result of the first turn."""

from __future__ import annotations

from convert.draft import Cite
from convert.patterns import pattern

_TYPES = (
    "academia|business|calculator|calendar|click|email|event|fetch|file|finance|forecast|image|location|map|memory|"
    "message|msearch|news|open|product|reddit|ref|search|sports|time|url|video|view"
)
# With the lines of it that were meant: "turn1file0L8-L12".
ID = rf"turn[0-9]{{1,3}}(?:{_TYPES})[0-9]{{1,3}}(?:L[0-9]{{1,6}}(?:[-–]L?[0-9]{{1,6}})?)?"
# Kinds of token that stand for something shown beside the text, not for a source of it.
WIDGETS = frozenset(
    (
        *("businesses_map", "finance", "forecast", "i", "image_group", "navlist", "product", "products"),
        *("schedule", "sports", "standing", "standings", "video"),
    )
)
_ID = pattern(ID)


def cites(text: str) -> tuple[Cite, ...]:
    """Return the results that `text` names, each once; which of their lines does not make another source of them."""
    return tuple(
        Cite(name) for name in dict.fromkeys(found[0].partition("L")[0] for found in _ID.finditer(text))
    )
