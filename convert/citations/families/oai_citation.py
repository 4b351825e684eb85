"""`[oai_citation:4‡Label](https://…)`: ChatGPT's citations as copied from its apps, with label and address."""

import re

from convert.citations.families._sources import URL, cite
from convert.draft import Cite
from convert.parts import MarkerFamily, Reading

_HEAD = r"oai_citation(?:_attribution)?:(?P<number>[0-9]{1,4})"
# In order: a link, its closing bracket perhaps lost, to the web or to a file of the conversation; in brackets
# without an address; without brackets, a host's name; nothing but the number. An older form has a page's title
# behind a comma where the newer has a site's name behind a double dagger.
_PATTERN = (
    rf"\[\[?{_HEAD}(?P<mark>[ ]?[‡†,|][ ]?|[ ])?(?P<label>[^\[\]\n]{{0,300}}?)\]?"
    rf"\((?P<url>{URL}|(?:file-service|file|sandbox|attachment):[^\s()]{{0,300}})\)\]?"
    rf"|\[{_HEAD.replace('number', 'number2')}(?P<mark2>[ ]?[‡†,|][ ]?|[ ])?(?P<label2>[^\[\]\n]{{0,300}})\]"
    rf"|{_HEAD.replace('number', 'number3')}(?:[‡†,|](?P<host>[A-Za-z0-9-]{{1,63}}(?:\.[A-Za-z0-9-]{{1,63}}){{1,5}})?)?"
    rf"(?:\((?P<url2>{URL})\))?"
)


def _read(match: re.Match[str]) -> Reading:
    label = (match["label"] or match["label2"] or match["host"] or "").strip()
    url = match["url"] or match["url2"]
    if not label and not url:
        number = match["number"] or match["number2"] or match["number3"]
        return Reading((Cite(f"oai_citation:{number}", int(number)),))
    titled = "," in (match["mark"] or match["mark2"] or "")
    return Reading((cite("", url, title=label) if titled else cite(label, url),))


part = MarkerFamily(
    name="oai-citation",
    description="ChatGPT's citations with a label and an address",
    hooks=("[oai_citation", "[[oai_citation", "oai_citation:", "oai_citation_attribution:"),
    pattern=_PATTERN,
    read=_read,
    evidence="always",
    base=0,
    examples={
        "It opened in May. [oai_citation:4‡Port News](https://www.example.org/a)": ("Port News",),
        "It opened in May. [oai_citation_attribution:0‡Port News](https://www.example.org/a)": ("Port News",),
        "It opened. [oai_citation:0‡example.org](https://example.org/a#:~:text=It%20opened%20(in%20May))": (
            "example.org",
        ),
        "It opened. [oai_citation:1,The pier is open | Port News](https://example.org/b)": (
            "The pier is open | Port News",
        ),
        "It opened. [oai_citation:2‡Port News(https://example.org/b)": ("Port News",),
        "It opened. [oai_citation:3 Port News](https://example.org/b)": ("Port News",),
        "It opened. [oai_citation:5](https://example.org/b)": ("https://example.org/b",),
        "It opened. [oai_citation:0‡Plan of the harbour.pdf](file-service://file-AbC123)": (
            "Plan of the harbour.pdf",
        ),
        "It opened. [oai_citation:6‡Port News]": ("Port News",),
        "It opened. [oai_citation:7]": ("oai_citation:7",),
        "It opened. oai_citation:8‡example.org": ("example.org",),
        "It opened. oai_citation_attribution:9‡news.example.org and closed": ("news.example.org",),
        "It opened. oai_citation:1": ("oai_citation:1",),
        "Two [oai_citation:0‡A](https://a.example/) [oai_citation:1‡B](https://b.example/)": ("A", "B"),
        "It opened [oai_citation:2‡Wiki](https://en.example.org/wiki/Pier_(structure)?utm_source=chatgpt.com).": (
            "Wiki",
        ),
        "Doubled [[oai_citation:1,Pier](https://example.org/p)]": ("Pier",),
        "埠頭は五月に開いた。[oai_citation:3‡港湾新聞](https://example.jp/a)": ("港湾新聞",),
    },
    leaves={
        "It opened. [oai_citation:4‡Port News](https://www.example.org/a) It rained.": "It opened. It rained.",
        "It opened [oai_citation:0‡A](https://a.example/) [oai_citation:1‡B](https://b.example/).": "It opened.",
        "It opened. oai_citation:8‡example.org": "It opened.",
        # Where the label ends is lost with the brackets: its words stay.
        "It opened. oai_citation:8‡Port News said so.": "It opened. Port News said so.",
    },
    near_misses=(
        "The token oai_citation is a sign of a paste.",
        "Search for `[oai_citation:0‡A](https://a.example/)` in the text.",
        "[A citation](https://example.org/oai_citation:4)",
        "```\n[oai_citation:0‡A](https://a.example/)\n```",
        "oai_citation: none",
    ),
)
