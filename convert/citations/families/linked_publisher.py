"""`([Port News](https://…))`: sources in a parenthesis of their own, as ChatGPT's copy button writes them."""

import re

from convert.citations.families._sources import URL, cite, is_name
from convert.parts import MarkerFamily, Reading

_LABEL = r"(?:[^\[\]\n\\]|\\.){1,120}"
_TITLE = r"(?:[ ](?:\"[^\"\n]{0,300}\"|'[^'\n]{0,300}'))?"
_LINK = rf"\[{_LABEL}\]\(<?{URL}>?{_TITLE}\)"
_PATTERN = rf"[(（]\s?{_LINK}(?:\s?[,;、，]?\s?{_LINK}){{0,9}}\s?[)）]"
_PARTS = re.compile(
    rf"\[(?P<label>{_LABEL})\]\(<?(?P<url>{URL})>?(?:[ ][\"'](?P<title>[^\n]{{0,300}}?)[\"'])?\)"
)


def _read(match: re.Match[str]) -> Reading | None:
    links = list(_PARTS.finditer(match[0]))
    if not all(is_name(link["label"]) for link in links):
        return None
    return Reading(tuple(cite(link["label"], link["url"], title=link["title"]) for link in links))


part = MarkerFamily(
    name="linked-publisher",
    description="links to sources in a parenthesis of their own: publisher, address and perhaps title",
    hooks=("([", "( [", "（["),
    pattern=_PATTERN,
    read=_read,
    evidence="always",
    examples={
        "The pier is closed. ([example.org](https://example.org/pier))": ("example.org",),
        "The pier is closed ([Port News](https://example.org/pier?utm_source=chatgpt.com)).": ("Port News",),
        'The pier is closed. ([Port News](https://example.org/pier "The pier | Port News"))': ("Port News",),
        "Closed. ([Port News](https://example.org/a), [Bay Radio](https://example.org/b))": (
            "Port News",
            "Bay Radio",
        ),
        "Closed. ([Port News](https://example.org/a); [Bay Radio](https://example.org/b))": (
            "Port News",
            "Bay Radio",
        ),
        "Closed. ([Port News](https://example.org/a)[Bay Radio](https://example.org/b))": (
            "Port News",
            "Bay Radio",
        ),
        "Closed. ([Port News](https://example.org/a)) ([Bay Radio](https://example.org/b))": (
            "Port News",
            "Bay Radio",
        ),
        "Closed. ([Port News+2](https://example.org/a))": ("Port News",),
        "Closed. ([Wiki](https://en.example.org/wiki/Pier_(structure)))": ("Wiki",),
        "Closed. ([https://example.org/a](https://example.org/a))": ("https://example.org/a",),
        "Closed. ([arXiv](https://example.org/abs/1))": ("arXiv",),
        "Closed. ([gov.example](https://gov.example/a#:~:text=The%20pier))": ("gov.example",),
        "Fermé. ([Le Port](https://example.fr/quai))": ("Le Port",),
        "码头已关闭。（[港口报](https://example.cn/a)）": ("港口报",),
        "Closed. ( [Port News](https://example.org/a) )": ("Port News",),
        "Closed. ([9News](https://example.org/a))": ("9News",),
    },
    leaves={
        "The pier is closed. ([example.org](https://example.org/pier)) It rained.": "The pier is closed. It rained.",
        "The pier is closed ([A](https://a.example/), [B](https://b.example/)).": "The pier is closed.",
        "- Closed. ([A](https://a.example/))\n- Open. ([B](https://b.example/))": "- Closed.\n- Open.",
    },
    near_misses=(
        "A plain [link](https://example.org/?utm_source=chatgpt.com) stays a link.",
        "It is shut (see [the plan](https://example.org/plan)).",
        "It is shut ([here](https://example.org/plan)).",
        "It is shut ([as the mayor said](https://example.org/plan)).",
        "It is shut ([the plan](https://example.org/plan), page 3).",
        "It is shut ([Port News](https://example.org/plan), 3 March).",
        "It is shut ([Port News]) and open.",
        "It is shut ([plan](plan.html)).",
        "Written `([A](https://a.example/))` in code.",
        "[Port News](https://example.org/a) said so.",
        "A call f([a](https://a.example/)[0]).",
    ),
)
