"""Digits glued to a word amid its sentence, "Wirtschaft1 bis", where a tag was lost that had raised them.

Those at a sentence's end ("AI.51 It") are of the family `deep-research-number`, which needs less to go by.
"""

import re
from functools import lru_cache

from convert.draft import Cite
from convert.parts import MarkerFamily, Reading

# Scripts without spaces glue digits to words as they are: 第3, 图1.
_LETTER = r"[^\W\d_\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
_NUMBER = r"[1-9]\d{0,2}"


def _glued(parting: str) -> str:
    """Return a pattern for digits behind a word, with at most one mark of `parting` between them."""
    return (
        rf"(?:(?<={_LETTER})|(?<={_LETTER}[{parting}])){_NUMBER}(?:,{_NUMBER}){{0,5}}"
        r"(?=[.,;:!?…)”»’\"]{0,3}(?:\s|\Z))"
    )


_PATTERN = _glued(r",;:)”»’\"")
_ANY = re.compile(_glued(r".!?,;:)”»’\""))
# The word before: whole, small but for its first letter (no "COVID19", no "iPhone15"), no name in a path or an address.
_WORD = re.compile(r"(?<![\w./@:&=~#$§\\+-])((?:[^\W\d_]+-)?[^\W\d_]{3,})[.!?,;:)”»’\"]?\Z")
_LONGEST_WORD = 60
# Words that numbers belong to, glued or not.
_NUMBERED = re.compile(
    r"abs|approx|area|art|base|build|catch|ch|chap|chapter|channel|day|eur|fig|figure|file|formula|kap|level|line|log"
    r"|page|part|phase|player|python|room|sec|section|stage|step|tab|table|type|usd|utf|version|vol|web|week|windows"
    r"|arm|win|sha|jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec"
)


def _read(match: re.Match[str]) -> Reading | None:
    if not (_behind_a_word(match) and _opened(match.string)):
        return None
    return Reading(tuple(Cite(str(number), number) for number in _numbers(match)))


def _behind_a_word(match: re.Match[str]) -> bool:
    before = match.string[max(0, match.start() - _LONGEST_WORD) : match.start()]
    word = _WORD.search(before)
    if word is None or _NUMBERED.fullmatch(word[1].casefold()):
        return False
    return word[1].islower() or word[1].istitle()


@lru_cache(maxsize=1)
def _opened(text: str) -> bool:
    """Say whether glued digits count up from 1 in a text, as notes do and Malay plurals ("orang2") do not."""
    found = {number for match in _ANY.finditer(text) if _behind_a_word(match) for number in _numbers(match)}
    return {1, 2} <= found


def _numbers(match: re.Match[str]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(map(int, match[0].split(","))))


part = MarkerFamily(
    name="glued-digit",
    description="digits glued to a word where a raised number lost its tag, with a source list",
    hooks=tuple("123456789"),
    pattern=_PATTERN,
    read=_read,
    evidence="list",
    examples={
        "Die Wirtschaft1 bis dahin und der Handel2 danach": ("1", "2"),
        "However,1 the pier and the quay2 burned; then,3 they rose.": ("1", "2", "3"),
        "The pier.1 And the quay2 burned": ("2",),
        "Both1,2 of them burned, and the dock3 too": ("1", "2", "3"),
        "The “pier”1 and (some say the quay)2 burned": ("1", "2"),
        "Le port1 et la jetée2 ont brûlé": ("1", "2"),
        "Порт1 и причал2 сгорели": ("1", "2"),
        "Der Hafen1, die Mole2; der Kai3: alles": ("1", "2", "3"),
        "Endet mit der Wirtschaft1.\nUnd mit dem Handel2.": ("1", "2"),
        "A title1\nA line with more2 words\nThe well-known3 pier": ("1", "2", "3"),
    },
    leaves={
        "Die Wirtschaft1 bis dahin und der Handel2 danach": "Die Wirtschaft bis dahin und der Handel danach",
        "However,1 the pier and the quay2 burned": "However, the pier and the quay burned",
    },
    near_misses=(
        "Orang2 itu dan anak2 kecil, kata2 saja.",
        "Then MP3, H2O, CO2, COVID19, iPhone15, B12, G20, U2, F1, K2 and mp3, with the pier1 and quay nowhere",
        "No.6, Abs.1, ca.8 Millionen, Nr.2, Fig.1, Fig.2",
        "Version 3.5, v1 and v2, log1 log2, base2, python3, utf8, sha256, chapter1 chapter2",
        "Covid-19, iPhone 15, 12.5.2024, 10:30, 1st, 2nd",
        "https://example.org/pier1 and https://example.org/quay2 and www.example.org/pier1 /quay2",
        "In code `pier1` and `quay2` stay.",
        "The files pier1.txt and quay2.txt, pier_1 quay_2, #pier1 #quay2, @pier1 @quay2",
        "第1 章，图2 和表1 以及表2 。",
        "One glued1 alone is no run.",
        "EUR1 USD2 $1 €2 §1 §2",
        "In May1 and June of 2019, 2020",
        "pier1a quay2b pier1/2 pier1-2 quay2% pier1° quay2nd",
        "12345 67890 1 2 3",
    ),
)
