"""`[9F742443](https://…?citationMarker=9F742443&citationTitle=Title)`, as Copilot links what it cites.

Where the link's text is an id, a number or the title again, all of it is marker; other words are prose and stay.
"""

import re
from urllib.parse import parse_qsl, unquote

from convert.citations.families._sources import cite
from convert.parts import MarkerFamily, Reading
from convert.patterns import pattern

_PATTERN = (
    r"\[(?P<label>[^\[\]\n]{0,200})\]\((?P<url>https?://(?:[^\s()<>]|\([^\s()<>]{0,200}\)){1,4000}?"
    r"[?&]citationMarker=(?:[^\s()<>]|\([^\s()<>]{0,200}\)){1,4000})(?:[ \t]+\"[^\"\n]{0,300}\")?\)"
)
_ID = pattern(r"[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f-]{4,40})?|\d{1,3}")
# What Copilot adds to an address; an "=" of its own may be escaped.
_ADDED = pattern(
    r"(?:citation\w*|chatItemId|chatItem|copilot_analytics_metadata|inert)(?:=|%3D)", re.IGNORECASE
)


def _read(match: re.Match[str]) -> Reading:
    base, _, query = match["url"].partition("?")
    pairs = query.split("&")
    said = dict(parse_qsl(query))
    title = " ".join((said.get("citationFullTitle") or said.get("citationTitle") or "").split())
    kept = "&".join(pair for pair in pairs if not _ADDED.match(pair))
    url = f"{base}?{kept}" if kept else base
    label = match["label"].strip()
    bare = not label or _ID.fullmatch(label) or label in (title, said.get("citationTitle"), unquote(url))
    prose = None if bare else match.span("label")
    return Reading((cite("", url, title=title),), prose)


part = MarkerFamily(
    name="copilot-link",
    description="Copilot's links to what it cites, with the title in the address",
    hooks=("[",),
    pattern=_PATTERN,
    read=_read,
    evidence="always",
    examples={
        "Rain fell [9F742443-6C92-4C44-BF58-8F5A7C53B6F1](http://www.example.org?citationMarker="
        "9F742443-6C92-4C44-BF58-8F5A7C53B6F1&citationId=987&citationTitle=Rain&citationFullTitle="
        "Rain%20in%20spring&chatItemId=x).": ("Rain in spring",),
        "Rain fell.[43dcd9a7-70db-4a1f-b0ae-981daa162054](https://example.org/rain.md?citationMarker="
        '43dcd9a7-70db-4a1f-b0ae-981daa162054 "1")': ("https://example.org/rain.md",),
        "See the [harbor survey](https://example.org/survey?year=2025&citationMarker=9F742443&citationTitle="
        "Survey+of+the+harbor&citationA11yValue=Survey).": ("Survey of the harbor",),
        "Rain [2](https://example.org/rain_(spring)?copilot_analytics_metadata=eyJl%3D%3D&citationMarker="
        "9F742443-6C92-4C44-BF58-8F5A7C53B6F1)": ("https://example.org/rain_(spring)",),
        "Rain [Rain](https://example.org/?citationMarker=9F742443&citationId%3D1%2C2&citationTitle=Rain)": (
            "Rain",
        ),
    },
    leaves={
        "See the [harbor survey](https://example.org/survey?year=2025&citationMarker=9F742443&citationTitle="
        "Survey+of+the+harbor&citationA11yValue=Survey).": "See the harbor survey.",
        "Rain [Rain](https://example.org/?citationMarker=9F742443&citationId%3D1%2C2&citationTitle=Rain)": "Rain",
    },
    near_misses=(
        "A link to the [survey](https://example.org/survey?year=2025).",
        "Its code says setIsCitationMarker=true for [one] (two).",
        "[survey](https://example.org/citationMarker=9F742443)",
        "`[9F742443](https://example.org/?citationMarker=9F742443)`",
        "https://example.org/?citationMarker=9F742443 stands bare.",
        "[survey](/local?citationMarker=9F742443)",
    ),
)
