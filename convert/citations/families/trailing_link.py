"""`It opened in May. [Port News](https://…?utm_source=chatgpt.com)`: a chip of ChatGPT's pages with one source."""

import re

from convert.citations.families._sources import URL, cite, is_source
from convert.parts import MarkerFamily, Reading
from convert.patterns import pattern

# Between a sentence's end and the next sentence, link or line: a link within a sentence is part of it.
_PATTERN = (
    rf"(?:(?<=[.!?…。！？])|(?<=[.!?…。！？] )|(?<=[.!?…][\"”’»)] )|(?<=\) ))"
    rf"\[((?:[^\[\]\n\\]|\\.){{1,120}})\]\(({URL})(?:\s+\"([^\"\n]{{1,300}})\")?\)"
    r"(?=[ \t]*(?:\n|\Z|\[)|[ \t]+[^\W\d_a-zà-ÿ])"
)
_ASSISTANT = pattern(r"[?&]utm_source=(?:chatgpt\.com|openai)\b")


def _read(match: re.Match[str]) -> Reading | None:
    label, url, title = match.groups()
    if not _ASSISTANT.search(url) or not is_source(label, url):
        return None
    return Reading((cite(label, url, title=title),))


part = MarkerFamily(
    name="trailing-link",
    description="a publisher's link behind a sentence, which an assistant has set",
    hooks=("[",),
    pattern=_PATTERN,
    read=_read,
    evidence="always",
    examples={
        "It opened in May. [Port News](https://example.org/a?utm_source=chatgpt.com)": ("Port News",),
        "It opened in May. [Port News](https://example.org/a?utm_source=chatgpt.com) It closed in June.": (
            "Port News",
        ),
        '“It opened.” [Port News](https://example.org/a?utm_source=chatgpt.com "A pier")': ("Port News",),
    },
    leaves={
        "It opened. [Port News](https://example.org/a?utm_source=chatgpt.com) It closed.": "It opened. It closed.",
    },
    near_misses=(
        "It opened, says [Port News](https://example.org/a?utm_source=chatgpt.com).",
        "It opened. [Port News](https://example.org/a?utm_source=chatgpt.com) has the story.",
        "It opened. [Port News](https://example.org/a) It closed.",
        "It opened. [Port News](https://example.org/a?utm_source=newsletter)",
        "[Port News](https://example.org/a?utm_source=chatgpt.com) says that it opened.",
        "It opened. [see here](https://example.org/a?utm_source=chatgpt.com)",
    ),
)
