"""Digits glued to a word where a tag that raised them was lost: "Wirtschaft1 bis", "specialised AI.51 It", "detail28.".

So behind the stops of other scripts: "开采量。1 然后". At the end of a sentence or clause a source list is evidence
enough; amid one, names and plurals ("orang2") look alike, and the digits have to count up from 1. Numbers that have run
together, "claim359", are one number here.
"""

import re
from functools import cache, lru_cache

from convert.draft import Cite
from convert.parts import LANGUAGES, MarkerFamily, Reading
from convert.patterns import pattern

# Scripts without spaces glue digits to words as they are: 第3, 图1.
_LETTER = r"[^\W\d_\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
_CLOSE = r"”»’\"')\]"
# A sentence may end in a year, a share or a bracket; "2021.1" is a version, if no sentence begins behind it.
_FIGURE = r"(?:1[5-9]|20)\d\d"
_FIGURES = pattern(rf"(?:{_FIGURE}|\d[%)]|\d[ \u00a0\u202f]%)[.!?]\Z")
# Full stops that end sentences and nothing else: no number or abbreviation has one.
_FULL_STOP = r"[。｡！？।؟۔]"
_WIDE_CLOSE = r"[”’」』）》]"
_ENDED = pattern(rf"{_FULL_STOP}{_WIDE_CLOSE}?\Z")
# A sentence may begin with a date: "。2 月".
_COUNTED = pattern(r"[ \u3000]?[年月日号號时時点點分]")
_NUMBER = r"[1-9]\d{0,2}"
# Behind a word and at most two marks; before marks and a space.
_BEHIND = (
    rf"(?<={_FIGURE}[.!?])",
    r"(?<=\d[%)][.!?])",
    r"(?<=\d[ \u00a0\u202f]%[.!?])",
    rf"(?<={_LETTER})",
    rf"(?<={_LETTER}[.!?,;:{_CLOSE}])",
    rf"(?<={_LETTER}[{_CLOSE}][.!?,])",
    rf"(?<={_LETTER}[.!?][{_CLOSE}])",
    rf"(?<={_FULL_STOP})",
    rf"(?<={_FULL_STOP}{_WIDE_CLOSE})",
)
_PATTERN = (
    rf"(?:{'|'.join(_BEHIND)})"
    rf"{_NUMBER}(?:,{_NUMBER}){{0,5}}(?=[.,;:!?…{_CLOSE}]{{0,3}}(?:\s|\Z))"
)
_ANY = pattern(_PATTERN)
# The word and what parts it from the digits. Behind a stop, a stroke and the like it is part of a name or an address.
_WORD = pattern(
    rf"(?<![\w./@:&=~#$§%\[\\+-])(?P<word>[^\W\d_]+(?:[-'’][^\W\d_]+){{0,5}})(?P<marks>[.!?,;:{_CLOSE}]*)\Z"
)
_LONGEST_WORD = 60
_AFTER = pattern(r"[ \t]*[\[(*_“\"'‘«„¿¡-]{0,3}([^\W_])?")
_DAY = pattern(r"\.[ \u00a0]([^\W\d_]{1,20})")
# Words that numbers belong to, glued or not, beside the abbreviations and months of our languages.
_NUMBERED = pattern(
    r"approx|area|base|build|catch|chap|chapter|channel|day|eur|fig|figure|file|formula|level|line|log|page|part|phase"
    r"|player|python|room|section|stage|step|tab|table|type|usd|utf|version|web|week|windows|arm|win|sha"
    r"|abb|band|haus|kapitel|linie|nummer|seite|stufe|tabelle|typ"
)


def _read(match: re.Match[str]) -> Reading | None:
    if _ENDED.search(match.string[max(0, match.start() - 2) : match.start()]):
        return None if _COUNTED.match(match.string, match.end()) else _cited(match)
    found = _word(match)
    if found is None:
        return _cited(match) if _behind_figure(match) else None
    if _ends_sentence(match, found) or _ends_clause(match, found) or (_amid(found) and _opened(match.string)):
        return _cited(match)
    return None


def _cited(match: re.Match[str]) -> Reading:
    return Reading(tuple(Cite(str(number), number) for number in _numbers(match)))


def _behind_figure(match: re.Match[str]) -> bool:
    """Say whether digits behind a figure and a stop part two sentences, or end a line."""
    if not _FIGURES.search(match.string[max(0, match.start() - _LONGEST_WORD) : match.start()]):
        return False
    after = _AFTER.match(match.string, match.end())
    stands = not match.string[match.end() : match.end() + 1].strip()
    return stands and (after is None or after[1] is None or after[1].isupper())


def _word(match: re.Match[str]) -> re.Match[str] | None:
    return _WORD.search(match.string[max(0, match.start() - _LONGEST_WORD) : match.start()])


def _ends_sentence(match: re.Match[str], found: re.Match[str]) -> bool:
    """Say whether digits behind a stop part two sentences, as those of "No.6", "Abs.1" and "ca.8 Mio" do not."""
    word, after = found["word"], _AFTER.match(match.string, match.end())
    if not re.search(r"[.!?]", found["marks"]) or (after and after[1] and after[1].islower()):
        return False
    if match.string[match.end() : match.end() + 1].strip() or word.casefold() in _abbreviations():
        return False
    return len(word) > 3 or word.isupper() or (len(word) > 1 and word.islower())


def _ends_clause(match: re.Match[str], found: re.Match[str]) -> bool:
    """Say whether digits before a mark touch a word of running text, as those of "COVID19," and "mp3." do not.

    Nor are digits a marker with which a date begins, the break before them lost: "sea28. October".
    """
    word, date = found["word"], _DAY.match(match.string, match.end())
    ends = not found["marks"] and match.string[match.end() : match.end() + 1].strip() != ""
    numbered = _NUMBERED.fullmatch(word) or (date and date[1].casefold() in _months())
    return ends and len(word) > 3 and word.islower() and not numbered


def _amid(found: re.Match[str]) -> bool:
    """Say whether the word may have a note: whole, small but for its first letter, none that is numbered itself."""
    word = found["word"]
    if (
        len(word) < 3
        or _NUMBERED.fullmatch(word.casefold())
        or word.casefold() in _abbreviations() | _months()
    ):
        return False
    return (word.islower() or word.istitle()) and not re.search(r"[.!?]", found["marks"])


@lru_cache(maxsize=1)
def _opened(text: str) -> bool:
    """Say whether glued digits count up from 1 in a text, as notes do and Malay plurals ("orang2") do not."""
    numbers: set[int] = set()
    for match in _ANY.finditer(text):
        found = _word(match)
        if found and (_amid(found) or _ends_sentence(match, found)):
            numbers.update(_numbers(match))
    return {1, 2} <= numbers


def _numbers(match: re.Match[str]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(map(int, match[0].split(","))))


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(word for language in LANGUAGES.all() for word in language.abbreviations.split())


@cache
def _months() -> frozenset[str]:
    return frozenset(
        form.casefold() for language in LANGUAGES.all() for forms in language.months for form in forms
    )


part = MarkerFamily(
    name="glued-digit",
    description="digits glued to a word where a raised number lost its tag, with a source list",
    hooks=tuple("123456789"),
    pattern=_PATTERN,
    read=_read,
    evidence="order",
    examples={
        "Die Wirtschaft1 bis dahin und der Handel2 danach": ("1", "2"),
        "However,1 the pier and the quay2 burned; then,3 they rose.": ("1", "2", "3"),
        "The pier.1 And the quay2 burned": ("1", "2"),
        "Both1,2 of them burned, and the dock3 too": ("1", "2", "3"),
        "The “pier”1 and (some say the quay)2 burned": ("1", "2"),
        "Le port1 et la jetée2 ont brûlé": ("1", "2"),
        "Порт1 и причал2 сгорели": ("1", "2"),
        "Der Hafen1, die Mole2; der Kai3: alles": ("1", "2", "3"),
        "Endet mit der Wirtschaft1.\nUnd mit dem Handel2.": ("1", "2"),
        "港口重建。1 然后码头关闭！2 市长说“好。”3\n": ("1", "2", "3"),
        "बंदरगाह जल गया।1 फिर वह बना।2": ("1", "2"),
        "It opened in 2021.1 The pier rose by 30%.2 It shut (in 2023).3": ("1", "2", "3"),
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
        "In 2021.1 million came, and 4 in 1999.5 years; it rose by 30%.2 points to 2.5 The",
        "Version 3.5, v1 and v2, log1 log2, base2, python3, utf8, sha256, chapter1 chapter2",
        "Covid-19, iPhone 15, 12.5.2024, 10:30, 1st, 2nd",
        "https://example.org/pier1 and https://example.org/quay2 and www.example.org/pier1 /quay2",
        "In code `pier1` and `quay2` stay.",
        "The files pier1.txt and quay2.txt, pier_1 quay_2, #pier1 #quay2, @pier1 @quay2",
        "第1 章，图2 和表1 以及表2 。",
        "数量为 2。 数量为2。然后，1 个。排名第一。2 月开始。3月 结束。2025年",
        "One glued1 alone is no run.",
        "EUR1 USD2 $1 €2 §1 §2 [pier1] [quay2] %pier1 %quay2",
        "In May1 and June of 2019, 2020",
        "pier1a quay2b pier1/2 pier1-2 quay2% pier1° quay2nd",
        "12345 67890 1 2 3",
    ),
)
