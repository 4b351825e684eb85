"""`([Port News](https://…))`: sources in a parenthesis of their own, as ChatGPT's copy button writes them."""

import re

from convert.citations.families._sources import URL, cite, is_source
from convert.parts import MarkerFamily, Reading
from convert.patterns import pattern

_LABEL = r"(?:[^\[\]\n\\]|\\.){1,120}"
_TITLE = r"(?:[ ](?:\"[^\"\n]{0,300}\"|'[^'\n]{0,300}'))?"
_LINK = rf"\[{_LABEL}\]\(<?{URL}>?{_TITLE}\)"
_PATTERN = rf"[(（]\s?{_LINK}(?:\s?[,;、，]?\s?{_LINK}){{0,9}}\s?[)）]"
_PARTS = pattern(
    rf"\[(?P<label>{_LABEL})\]\(<?(?P<url>{URL})>?(?:[ ][\"'](?P<title>[^\n]{{0,300}}?)[\"'])?\)"
)


def _read(match: re.Match[str]) -> Reading | None:
    links = list(_PARTS.finditer(match[0]))
    if not all(is_source(link["label"], link["url"]) for link in links):
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
        "The pier is closed. ([example.org](https://www.example.org/pier))": ("example.org",),
        "The pier is closed ([Port News](https://example.org/pier?utm_source=chatgpt.com)).": ("Port News",),
        "The pier is closed ([Port News](https://example.org/pier?id=7&utm_source=openai)).": ("Port News",),
        'The pier is closed. ([Port News](https://portnews.example/pier "The pier | Port News"))': (
            "Port News",
        ),
        "Closed. ([Port News](https://port.example/a), [Bay Radio](https://bayradio.example/b))": (
            "Port News",
            "Bay Radio",
        ),
        "Closed. ([Port](https://port.example/a); [Bay](https://bay.example/b))": ("Port", "Bay"),
        "Closed. ([Port](https://port.example/a)[Bay](https://bay.example/b))": ("Port", "Bay"),
        "Closed. ([Port](https://port.example/a)) ([Bay](https://bay.example/b))": ("Port", "Bay"),
        "Closed. ([The Port+2](https://www.port.example/a))": ("The Port",),
        "Closed. ([Wiki](https://en.wiki.example/wiki/Pier_(structure)))": ("Wiki",),
        "Closed. ([https://example.org/a](https://example.org/a))": ("https://example.org/a",),
        "Closed. ([arXiv](https://arxiv.example/abs/1))": ("arXiv",),
        "Closed. ([gov.example](https://gov.example/a#:~:text=The%20pier))": ("gov.example",),
        "Fermé. ([Le Quai](https://lequai.example/a))": ("Le Quai",),
        "码头已关闭。（[港口报](https://example.cn/a?utm_source=chatgpt.com)）": ("港口报",),
        "Closed. ( [Port News](https://portnews.example/a) )": ("Port News",),
        "Closed. ([9News](https://9news.example/a))": ("9News",),
    },
    leaves={
        "The pier is closed. ([example.org](https://example.org/pier)) It rained.": "The pier is closed. It rained.",
        "The pier is closed ([A](https://a.example/), [B](https://b.example/)).": "The pier is closed.",
        "- Closed. ([A](https://a.example/))\n- Open. ([B](https://b.example/))": "- Closed.\n- Open.",
    },
    near_misses=(
        "A plain [link](https://example.org/?utm_source=chatgpt.com) stays a link.",
        "It is shut (see [the plan](https://example.org/plan)).",
        "It is shut ([here](https://here.example/plan)).",
        "It is shut ([here](https://example.org/plan?utm_source=chatgpt.com)).",
        "The harbour's shares ([PELH](https://markets.example/quote/pelh)) fell.",
        "All rights reserved ([About Us](https://example.org/aboutus)).",
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
