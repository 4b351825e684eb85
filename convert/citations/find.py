"""Find every citation marker in one pass over the text, whatever the number of families."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from convert.draft import Marker
from convert.parts import FAMILIES, MarkerFamily

# What no marker is looked for in: fenced code, inline code (unless a family's token is all that it holds,
# which the families come first for), addresses.
_SHELTER = r"(?:```(?:[^`]|`(?!``))*```|`[^`\n]+`|\bhttps?://[^\s<>\"【]+)"


def find(text: str) -> tuple[Marker, ...]:
    """Return all markers in `text`, in order; which of the uncertain ones count is for others to settle."""
    return tuple(_markers(text))


def _markers(text: str) -> Iterator[Marker]:
    combined, families = _alternation()
    for match in combined.finditer(text):
        family, pattern = families.get(match.lastgroup or "", (None, None))
        if family is None or pattern is None:
            continue
        exact = pattern.match(text, match.start())
        if exact:
            yield Marker(exact.start(), exact.end(), exact.end(), family.name, family.cites(exact))


@cache
def _alternation() -> tuple[re.Pattern[str], dict[str, tuple[MarkerFamily, re.Pattern[str]]]]:
    """Return the pattern of all families at once, and the family of each of its groups."""
    families = {f"f{n}": (family, re.compile(family.pattern)) for n, family in enumerate(FAMILIES.all())}
    groups = [f"(?P<{group}>{family.pattern})" for group, (family, _) in families.items()]
    return re.compile("|".join((*groups, _SHELTER))), families
