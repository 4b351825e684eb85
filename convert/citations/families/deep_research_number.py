"""Digits glued to the end of a sentence or clause, "specialised AI.51 It" and "detail28.", where a raised number fell.

So Gemini's Deep Research and NotebookLM are pasted. Only a source list says that they are citations. Two numbers that
have run together, "claim359", are one number here: a list that lacks it leaves them as text.
"""

import re
from functools import cache

from convert.draft import Cite
from convert.parts import LANGUAGES, MarkerFamily, Reading

_NUMBER = r"[1-9]\d{0,2}"
# Behind a full stop, which a quotation mark or bracket may follow or come before; in front of one.
_BEHIND = r"(?:(?<=[^\W\d_][.!?])|(?<=[^\W\d_][”’»\"')\]][.!?])|(?<=[^\W\d_][.!?][”’»\"')\]]))"
_PATTERN = rf"{_BEHIND}{_NUMBER}(?=\s|\Z)|(?<=[^\W\d_]){_NUMBER}(?=[.,;!?][”’»\"')\]]?(?:\s|\Z))"
# The word and what parts it from the digits; of what stands before it, a stop or a stroke says that it is a name.
_WORD = re.compile(r"(?<![\w./@:&=~#\\-])(?P<word>[^\W\d_]+(?:[-'’][^\W\d_]+)*)(?P<stop>[”’»\"')\].!?]*)\Z")
_LONGEST_WORD = 60
_SENTENCE = re.compile(r"[ \t]*(?:\n|\Z|[\[(*_“\"'‘«„¿¡-]{0,3}(?P<first>[^\W_]))")
_DAY = re.compile(r"\.[ \u00a0]([^\W\d_]{1,20})")


def _read(match: re.Match[str]) -> Reading | None:
    before = match.string[max(0, match.start() - _LONGEST_WORD) : match.start()]
    found = _WORD.search(before)
    if found is None:
        return None
    ends = (_ends_sentence if found["stop"] else _ends_clause)(match, found["word"])
    return Reading((Cite(match[0], int(match[0])),)) if ends else None


def _ends_sentence(match: re.Match[str], word: str) -> bool:
    """Say whether digits behind a stop part two sentences, as those of "No.6", "Abs.1" and "ca.8 Mio" do not."""
    after = _SENTENCE.match(match.string, match.end())
    if after is None or (after["first"] and after["first"].islower()) or word.casefold() in _abbreviations():
        return False
    return len(word) > 3 or word.isupper() or (len(word) > 1 and word.islower())


def _ends_clause(match: re.Match[str], word: str) -> bool:
    """Say whether a word that digits touch is one of running text, as "COVID19", "Angular2" and "mp3" are not.

    Nor are digits a marker with which a date begins, the break before them lost: "sea28. October".
    """
    date = _DAY.match(match.string, match.end())
    return len(word) > 3 and word.islower() and not (date and date[1].casefold() in _months())


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(word for language in LANGUAGES.all() for word in language.abbreviations.split())


@cache
def _months() -> frozenset[str]:
    return frozenset(
        form.casefold() for language in LANGUAGES.all() for forms in language.months for form in forms
    )


part = MarkerFamily(
    name="deep-research-number",
    description="digits glued to a sentence's end, as Gemini's Deep Research and NotebookLM are pasted",
    hooks=tuple("123456789"),
    pattern=_PATTERN,
    read=_read,
    evidence="order",
    examples={
        "They built a specialised AI.51 It learns fast.": ("51",),
        "The plan goes into detail28. Then it ends.": ("28",),
        "The port grew.1 Traffic rose.2\nA line ends.3": ("1", "2", "3"),
        "El puerto creció.4 ¿Por qué?5 Nadie sabe.": ("4", "5"),
        "“The port grew.”6 So it is said.": ("6",),
        "The port grew (a little).7 “Much,” he said.": ("7",),
        "Many claims, one claim359.": ("359",),
        "Ships came early9, others late10; most stayed.": ("9", "10"),
        "Ist das so?11 Ja.": ("11",),
        "Der Hafen wächst.12 Übrigens auch im Winter.": ("12",),
        "It works well-known13.": ("13",),
    },
    leaves={
        "They built a specialised AI.51 It learns fast.": "They built a specialised AI. It learns fast.",
        "The plan goes into detail28. Then it ends.": "The plan goes into detail. Then it ends.",
        "Ships came early9, others late10; most stayed.": "Ships came early, others late; most stayed.",
    },
    near_misses=(
        "He flew in No.6 Squadron.",
        "Nach Abs.1 Satz 2 gilt das.",
        "Es waren ca.8 Millionen.",
        "Anak orang2 itu datang.",
        "Water is H2O, gas is CO2.",
        "After COVID19, and after COVID19.",
        "It grew by 3.5 percent, then by 3.5.",
        "Use v1.2 or Python.3 and file.mp3.",
        "On 3.5.2024 and at 10.30 it rained.",
        "See Fig.3 Overview, Sec.2 and Art.5 GG.",
        "Mail to a.b2@example.org or visit example.com.51 today.",
        "The G20, the A4, an mp3, an F16.",
        "https://example.org/page12. And",
        "In 2024. Then",
        "He lives at U.S.5 Road.",
        "See chapter 4. Then chapter 5.",
        "The file report_12. ends",
        "In code, `detail28.` stays.",
        "Room B12. Next",
        "He wrote it in Angular2. Then he read Refinery29, too.",
        "Der Hafen bleibt netzlos28. Oktober 2023",
        "Born Dec.25 The year",
        "Go to www.example.7 Then",
        "Win.07 Then",
        "A year glued.2024 Then",
    ),
)
