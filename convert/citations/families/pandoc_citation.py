"""`[@roe2020, p. 3]`, `[see @a1999; @b2001]`: Pandoc's citations, by the keys of a bibliography."""

import re

from convert.citations.families._shapes import page
from convert.draft import Cite
from convert.parts import MarkerFamily, Reading
from convert.patterns import pattern

_KEY = r"(?:\{[^{}\s]{1,80}\}|[\w](?:[\w:.#$%&+?<>~/-]{0,78}[\w/])?)"
# What may stand before and behind a key; a citation may go over a line's end, no further.
_WORDS = r"(?:[^\[\]@;\n]|\n(?!\s*\n))"
_ITEM = rf"(?:{_WORDS}{{0,80}}[\s(])?-?@{_KEY}(?:[,\s:]{_WORDS}{{0,120}})?"
PATTERN = rf"\\?\[{_ITEM}(?:;{_ITEM}){{0,20}}\\?\](?![(\[{{:])"
_CITED = pattern(rf"(?<=[\s;(\[-])@({_KEY})")
_YEAR = pattern(r"(?<!\d)(?:1[4-9]|20)\d\d(?!\d)")
_LOCATOR = pattern(r"@[^\s@]+,\s+(?:\d|\w{1,6}\. ?\d|pages? \d|chapters? \d|sections? \d|§)")


def cites(match: re.Match[str]) -> tuple[Cite, ...]:
    """Return what a citation cites, in order, by key and page."""
    parts = match[0].rstrip("\\]").split(";")
    found = [(each, part) for part in parts for each in _CITED.findall(part)]
    return tuple(Cite(key.strip("{}"), item=page(part.partition(f"@{key}")[2])) for key, part in found)


def sure(match: re.Match[str]) -> bool:
    """Say whether it can be nothing else: several keys, a page, a year in a key; "[via @user]" names a person."""
    found = cites(match)
    return len(found) > 1 or any(_YEAR.search(cite.key) for cite in found) or bool(_LOCATOR.search(match[0]))


def _read(match: re.Match[str]) -> Reading | None:
    return Reading(cites(match)) if sure(match) else None


part = MarkerFamily(
    name="pandoc-citation",
    description="Pandoc's citations in brackets, by key",
    hooks=("[", "\\["),
    pattern=PATTERN,
    read=_read,
    evidence="always",
    examples={
        "The pier burned [@roe2020].": ("roe2020",),
        "It was rebuilt [@roe, p. 3], twice [@doe, pp. 33-35 and *passim*].": ("roe", "doe"),
        "Others differ [@roe; @doe], see [see @roe2020, chap. 2; also @doe].": (
            "roe",
            "doe",
            "roe2020",
            "doe",
        ),
        "Roe says so [-@roe1999], or [-@doe, 12].": ("roe1999", "doe"),
        "Odd keys [@doi:10.1000/182-2001], [@{https://example.org/a1999}].": (
            "doi:10.1000/182-2001",
            "https://example.org/a1999",
        ),
        "Over a line [@roe2020;\n@doe2021].": ("roe2020", "doe2021"),
        "Zotero's [@RoePier2020a, sec. 4] and JabRef's [@Roe:1999].": ("RoePier2020a", "Roe:1999"),
        r"Escaped \[@roe2020\].": ("roe2020",),
    },
    leaves={"The pier burned [@roe2020, p. 3]. Then": "The pier burned. Then"},
    near_misses=(
        "A bare @roe2020 and @user, a [photo by @user], a [@user], [via @BBCNews].",
        "A link [@roe2020](https://example.org/roe2020), [@roe2020][1].",
        "An address [roe2020@example.org] and [mail to roe2020@example.org; doe1999@example.org].",
        "In code `[@roe2020]` stays.",
        "Never closed [@roe2020, p. 3",
        "[@ 2020], [@], [2020 @ home].",
    ),
)
