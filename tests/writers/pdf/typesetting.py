"""Short ways from a string to units and lines, and texts of any script to try them on."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st

from convert.writers.pdf.structure import Element
from convert.writers.pdf.styles import Style, sheet, varied
from convert.writers.pdf.text.lines import Line
from convert.writers.pdf.text.runs import Run, typeset
from convert.writers.pdf.text.units import Piece, Text

SHEET = sheet(None, 1, "Latn")
BODY = SHEET.text
STYLES = (
    BODY,
    varied(BODY, bold=True),
    varied(BODY, italic=True, size=24),
    varied(BODY, family="sans", size=6),
    varied(BODY, family="mono"),
    varied(BODY, features=("smcp", "c2sc"), tracking=0.5),
)

# Words of several scripts, with the signs around them; those that may and may not be divided.
WORDS = (
    "a", "of", "harbour", "administration", "internationalisation", "Roe", "Administration", "NATO", "Pa’s", "co-op",
    "“quoted,”", "(brackets)", "–", "—", "17", "1,250", "€5", "10\u00a0000\u202fkm", "non\u2011breaking", "e\u0301tude",
    "https://example.com/world/2026/02/a-title/b.html?x=1&y=2", "Å", "Вокзал", "железнодорожный", "δημοκρατία",
    "Donaudampfschifffahrtsgesellschaft", "verwaltungsgemeinschaften", "国土交通省は「港」を発表した。",
    "データ、", "（新）", "漢", "한국어를", "قالت", "إنّ", "«الميناء", "الجديد»", "می‌سازد؛", "(شركة)", "שלום", "בְּרֵאשִׁית",
    "15%", "ऋषियों", "सर्वनाश;", "ffi", "🙂", "→", "½", "…", "x" * 60,
)  # fmt: skip


def text(*runs: str | tuple[str, Style], language: str = "en", rtl: bool = False) -> Text:
    """Return a paragraph of runs, each in the style of the body unless it says another."""
    found: list[Run] = []
    for each in runs:
        words, style = (each, BODY) if isinstance(each, str) else each
        found += typeset(words, style, Element("P"))
    return Text(tuple(found), language, rtl)


def pieces(line: Line) -> list[Piece]:
    """Return the pieces of a line in reading order."""
    return [
        spot.piece
        for segment in line.segments
        for spot in (segment.spots[::-1] if segment.level & 1 else segment.spots)
    ]


def shown(line: Line) -> str:
    """Return what a line shows, the hyphen at its end as U+00AD."""
    return "".join(piece.text for piece in pieces(line))


def said(lines: Sequence[Line]) -> str:
    """Return what lines say: a divided word as a whole, where it begins."""
    return "".join(
        piece.text if piece.said is None else piece.said.strip() for line in lines for piece in pieces(line)
    )


_spaces = st.sampled_from((" ",) * 12 + ("\n", "\u2009", "\u3000"))
_stretches = st.lists(
    st.tuples(st.sampled_from(WORDS), _spaces | st.just("")).map("".join), min_size=1, max_size=12
).map("".join)

# Paragraphs of up to four runs, of one direction or the other, in languages with hyphens and without.
paragraphs = st.builds(
    lambda runs, language, rtl: text(*runs, language=language, rtl=rtl),
    st.lists(st.tuples(_stretches, st.sampled_from(STYLES)), min_size=1, max_size=4),
    st.sampled_from(("en", "de", "ru", "ja", "zh", "ar", "xx")),
    st.booleans(),
)
