"""`^[A note in the text itself.]`: Pandoc's inline notes."""

import re

from convert.citations.families._shapes import WITHIN_A_LINE
from convert.draft import Cite
from convert.model import CSLItem
from convert.parts import MarkerFamily, Reading
from convert.patterns import pattern

# Brackets balanced to a depth of two, within a paragraph; a regex is followed by its quantifier.
_FLAT = r"[^\[\]\n]|\n(?!\s*\n)"
_TEXT = rf"(?>(?:{_FLAT}|\[(?>(?:{_FLAT}){{0,500}})\]){{3,2000}})"
_PATTERN = rf"{WITHIN_A_LINE}(?<![(\"'`/|\\^])\^\[(?P<text>{_TEXT})\](?![+*?{{(^$])"
_URL = pattern(r"https?://\S+?(?=[.,;]?$)")
# Words tell a note from an exponent ("^[2]"), a character class, and a number that a tool wrote so.
_WORDS = pattern(r"[^\W\d_]{2}[.,;:]?\s+\S|[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]{3}")


def _read(match: re.Match[str]) -> Reading | None:
    text = " ".join(match["text"].split())
    url = _URL.fullmatch(text)
    if url is None and not _WORDS.search(text):
        return None
    return Reading((Cite(text, item=CSLItem(URL=url[0]) if url else None, text=text),))


part = MarkerFamily(
    name="inline-note",
    description="Pandoc's inline notes: the marker holds the note",
    hooks=("^[",),
    pattern=_PATTERN,
    read=_read,
    evidence="always",
    examples={
        "The pier burned.^[See the yearbook of 1903.]": ("See the yearbook of 1903.",),
        "A link in it^[Roe, [The pier](https://example.org/pier), p. 3], and more.": (
            "Roe, [The pier](https://example.org/pier), p. 3",
        ),
        "An address.^[https://example.org/pier.] Then ^[a second one] too.": (
            "https://example.org/pier.",
            "a second one",
        ),
        "Over two\nlines^[it goes\non].": ("it goes on",),
        "码头烧毁^[见年鉴一九〇三年]。": ("见年鉴一九〇三年",),
    },
    leaves={"The pier burned.^[See the yearbook.] Then": "The pier burned. Then"},
    near_misses=(
        "The pattern ^[A-Z][a-z ]+$ matches, so does /^[a word]/ and “x^[2]”.",
        "Others' own ^[1]^ and ^[12].",
        "In code `^[a note here]`.",
        "An exponent 2^[n+1] and e^[i pi].",
        "A face ^[] and ^[ ] and a caret ^ [so and so].",
        "Never closed.^[A note with no end",
        "Over a paragraph.^[It goes\n\non and on]",
    ),
)
