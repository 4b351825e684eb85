"""`[[1]](https://…)` and kin: a number in brackets or carets of its own that is the text of a link.

A bare `[1](https://…)` is left: pages of an archive are numbered so, too.
"""

import re

from convert.citations.families._sources import URL, cite
from convert.draft import Cite
from convert.parts import MarkerFamily, Reading
from convert.patterns import pattern

_LABEL = r"\\?\[(?P<first>\d{1,3})\\?\]|\\?\^(?P<second>\d{1,3})\\?\^|\^\\?\[(?P<third>\d{1,3})\\?\]\^"
_PATTERN = rf"\[(?:{_LABEL})\]\(<?(?P<url>{URL})>?(?:[ \t]+\"(?P<title>[^\"\n]{{0,300}})\")?\)"
# A note on the page that the text was taken from, not a source.
_NOTE = pattern(r"#(?:cite|fn|_ftn|_edn|ref|note|bib|r\d)", re.IGNORECASE)


def _read(match: re.Match[str]) -> Reading | None:
    if _NOTE.search(match["url"]):
        return None
    number = match["first"] or match["second"] or match["third"]
    title = (match["title"] or "").strip()
    # A title of digits repeats the number.
    source = cite("", match["url"], title=None if title.isdigit() else title)
    return Reading((Cite(number, int(number), source.item),))


part = MarkerFamily(
    name="linked-number",
    description="a bracketed number that links to its source, as Grok and others write it",
    hooks=("[[", r"[\[", "[^", r"[\^"),
    pattern=_PATTERN,
    read=_read,
    evidence="always",
    examples={
        "Rain fell.[[1]](https://example.org/rain)": ("1",),
        "Rain fell. [[1]](https://example.org/a) [[2]](https://example.org/b)": ("1", "2"),
        r"Rain fell.[\[3\]](https://example.org/rain)": ("3",),
        "Rain fell[^4^](https://example.org/rain).": ("4",),
        "Rain fell[^[5]^](https://example.org/rain).": ("5",),
        "Rain[[6]](https://example.org/wiki/Rain_(weather)) fell.": ("6",),
        'Rain[[7]](https://example.org/rain "Rain in spring") fell.': ("7",),
        "Rain[[8]](<https://example.org/rain>) fell.": ("8",),
    },
    leaves={
        "Rain fell.[[1]](https://example.org/rain)": "Rain fell.",
        "Rain[[6]](https://example.org/wiki/Rain_(weather)) fell.": "Rain fell.",
        'Rain[[7]](https://example.org/rain "Rain in spring") fell.': "Rain fell.",
    },
    near_misses=(
        "Older posts: [1](https://example.org/page/1) [2](https://example.org/page/2)",
        "The wiki links [[Harbor]] and [[1]] so.",
        "[[Harbor]](https://example.org/harbor) is a page.",
        "[[1]](#cite_note-1) points within the page.",
        "[[1]](https://example.org/wiki/Rain#cite_note-1) does, too.",
        "[[2024]](https://example.org/2024) is a year.",
        "`[[1]](https://example.org/)` in code.",
        "A matrix [[1, 2], [3, 4]] (https://example.org/).",
        "[[1]] (https://example.org/)",
    ),
)
