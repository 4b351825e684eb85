"""`[@roe]`: a citation of Pandoc's that may as well be somebody's name in a network."""

import re

from convert.citations.families.pandoc_citation import PATTERN, cites, sure
from convert.parts import MarkerFamily, Reading


def _read(match: re.Match[str]) -> Reading | None:
    return None if sure(match) else Reading(cites(match))


part = MarkerFamily(
    name="pandoc-key",
    description="a single key of Pandoc's in brackets, with a bibliography that has it",
    hooks=("[", "\\["),
    pattern=PATTERN,
    read=_read,
    evidence="list",
    examples={
        "The pier burned [@roe].": ("roe",),
        "See [see @roe], [-@doe99] and [@smith_pier].": ("roe", "doe99", "smith_pier"),
    },
    leaves={"The pier burned [@roe]. Then": "The pier burned. Then"},
    near_misses=(
        "A bare @roe, an address [roe@example.org].",
        "A link [@roe](https://example.org/@roe), a definition [@roe]: so.",
        "In code `[@roe]` stays.",
        "[@roe2020], [@roe; @doe] are sure.",
    ),
)
