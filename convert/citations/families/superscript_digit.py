"""`¹`, `²³`, `⁴⁻⁶`: superscript digits, which measures and formulas have as well."""

import re

from convert.citations.families._shapes import ENDS_A_WORD
from convert.draft import Cite
from convert.parts import MarkerFamily, Reading
from convert.patterns import pattern

_DIGITS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_NUMBER = rf"[{_DIGITS[1:]}][{_DIGITS}]{{0,2}}"
_PARTING = r"[,;˒⁻–-]"
# Behind text, within its line: at a line's start they number a list. Never behind a minus (10⁻³) or a stroke (m/²),
# nor before a letter (¹⁴C, mojibake like "Pieni¹dze"), a stroke (¹/₂) or the sign of a charge (²⁺).
_PATTERN = (
    rf"(?:(?<=[^\s{_DIGITS}⁺⁻⁽₀-₉/⁄^√=+×·~≈<>−-])|(?<=\S[ \u00a0\u2009\u202f]))"
    rf"⁽?{_NUMBER}(?:{_PARTING} ?{_NUMBER}){{0,10}}⁾?{ENDS_A_WORD}(?![⁺⁻ⁿ⁄]| ?/| ?[₀-₉])"
)
# A number is raised to a power, a year has a note.
_POWER = pattern(r"(?<![^\W_])(?!(?:1[4-9]|20)\d\d\s?\Z)[\d.,]*\d\s?\Z")
# What an exponent stands on: a letter alone, a unit, a bracket with a sum in it.
_BASE = pattern(
    r"(?:(?<![^\W\d_])[^\W\d_]"
    r"|(?:(?<![^\W\d_])|(?<=\d))(?:[kcdmhnµμ]m|k?W|kg|km/h|ft|in|yd|mi|mc|ha|sin|cos|tan|log|ln|км|см|мм|дм|нм|мкм|كم|سم|מ[\"״]ר|ק[\"״]מ)"
    r"|\([^()\n]{0,20}[+\-−×*/=^][^()\n]{0,20}\))$"
)
_PLAIN = str.maketrans(_DIGITS, "0123456789")
_RANGE = pattern(r"(\d+)(?:[⁻–-] ?(\d+))?")
_LONGEST_RANGE = 50
_WIDEST_BASE = 50


def _read(match: re.Match[str]) -> Reading | None:
    start = match.start()
    before = match.string[max(0, start - _WIDEST_BASE) : start]
    if _BASE.search(before) or _POWER.search(before):
        return None
    numbers: list[int] = []
    for first, last in _RANGE.findall(match[0].translate(_PLAIN)):
        low, high = int(first), int(last or first)
        numbers += range(low, high + 1) if low <= high <= low + _LONGEST_RANGE else (low, high)
    return Reading(tuple(Cite(str(number), number) for number in dict.fromkeys(numbers)))


part = MarkerFamily(
    name="superscript-digit",
    description="superscript digits behind a word or a stop, with a source list or as a clear run",
    hooks=(*_DIGITS[1:], "⁽"),
    pattern=_PATTERN,
    read=_read,
    evidence="run",
    examples={
        "The pier burned.¹ It was rebuilt² and sold.³": ("1", "2", "3"),
        "Far on.¹⁰ And further²³ still.¹⁰⁰": ("10", "23", "100"),
        "Several,¹,² a range.³⁻⁵ Or so⁶–⁷.": ("1", "2", "3", "4", "5", "6", "7"),
        "Parted by a space ¹, a no-break one\u00a0², a thin one\u2009³.": ("1", "2", "3"),
        "“Quoted”¹ (and set apart)² — so.": ("1", "2"),
        "Die Mole¹ brannte, der Kai² nicht³.": ("1", "2", "3"),
        "La jetée\u202f¹ a brûlé\u202f².": ("1", "2"),
        "码头¹烧毁。重建²。": ("1", "2"),
        "Мол¹ сгорел.²": ("1", "2"),
        "In brackets⁽¹⁾ too.⁽²⁾": ("1", "2"),
        "In the year 2019.⁴ Then": ("4",),
        "Built in 1903¹ and burned in 1902\u202f², by 40 %³": ("1", "2", "3"),
        "A title¹\nand a line²": ("1", "2"),
    },
    leaves={
        "The pier burned.¹ It was rebuilt² and sold.": "The pier burned. It was rebuilt and sold.",
        "La jetée ¹ a brûlé.": "La jetée a brûlé.",
    },
    near_misses=(
        "An area of 12 m², 5 km², 3 km³, 40 cm², 9 ft², 7mi², 100m², 8 мм², 6 км².",
        "So 10³, 10⁻³, 2²³, 1,5², 10 ³, 0.1903² and 12019².",
        "So x², R², n² + m², (a + b)², E=mc², χ², sin² and e⁻².",
        "CO₂ and H₂O, Ca²⁺, SO₄²⁻, ¹⁴C, ²³⁵U, the ¹³C ratio.",
        "Half is ¹/₂, ¹⁄₂ or ½; 3 ¹/₂ too.",
        "Mojibake as in Pieni¹dze, g³owa, ¹czny, s³owo.",
        "¹ At a line's start it numbers a list.\n² So here.",
        "In code `note¹` stays, in https://example.org/a¹ too.",
        "W/m², kg/m³, m³/s, N·m², µg/m³, m/s².",
        "The 1ˢᵗ, the 2ⁿᵈ, xⁿ, 5⁰.",
    ),
)
