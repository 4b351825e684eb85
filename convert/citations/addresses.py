"""Web addresses as names of sources: what of them varies from copy to copy."""

from __future__ import annotations

import re
from collections.abc import Iterator

from convert.patterns import pattern

# What ends an address where no space does: the stops and brackets of Chinese and Japanese. RFC 3987 lets them into a
# path, but who writes one beside such text means the text.
ENDS = "，。、；：！？（）「」『』【】《》〈〉〔〕"

# Set by newsletters, campaigns, social networks and assistants; "utm_source=chatgpt.com" is the likeliest here.
_PAIR = pattern(r"[^&]+")
_TRACKING = pattern(
    r"(?:(?:utm_\w+|gclid|fbclid|igshid|mc_[ce]id|_hsenc|_hsmi|ref_src|citation(?:Marker|Id|Title)|chatItemId"
    r"|copilot_analytics_metadata)=[^&#]*|referrer=(?:chatgpt|grok|copilot|perplexity)[^&#]*)",
    re.IGNORECASE,
)


def tracking(url: str) -> Iterator[tuple[int, int]]:
    """Yield the ranges of `url` to cut so that its tracking parameters are gone and the rest still holds."""
    question = url.find("?")
    if question < 0:
        return
    fragment = url.find("#", question)
    stop = fragment if fragment >= 0 else len(url)
    pairs = [(found.start(), found.end()) for found in _PAIR.finditer(url, question + 1, stop)]
    tracked = [pair for pair in pairs if _TRACKING.fullmatch(url, *pair)]
    if len(tracked) == len(pairs):
        yield question, stop
        return
    first_kept = next(start for start, end in pairs if (start, end) not in tracked)
    for start, end in tracked:
        # With the "&" behind it where it comes before all that stay, else with the one before it.
        yield (start, end + 1) if start < first_kept else (start - 1, end)


def untracked(url: str) -> str:
    """Return `url` without its tracking parameters."""
    for start, end in reversed([*tracking(url)]):
        url = url[:start] + url[end:]
    return url


def identity(url: str) -> str:
    """Return what two addresses of one page share: host without "www.", path, query; no scheme, no fragment."""
    host, slash, rest = url.partition("://")[2].partition("#")[0].partition("/")
    return f"{host.lower().removeprefix('www.')}{slash}{rest}".rstrip("/")
