"""`[note 2]`, `[n 3]`, `[nb 2]`, `[Anm. 1]`: remarks of MediaWiki, in a list apart from the sources."""

import re

from convert.citations.families._shapes import BRACKET_HOOKS, WITHIN_A_LINE, bracketed
from convert.draft import Cite
from convert.parts import MarkerFamily, Reading
from convert.patterns import pattern

# The groups that encyclopedias name their remarks by; "alpha" is what a style with letters leaves.
_WORDS = (
    r"footnote|note|nb|fn|n|efn|(?:lower-|upper-)?alpha|lower-roman"  # en, fr, da, no, id, vi
    r"|anmerkung|anm|fu(?:ß|ss)note|fn|a"  # de, sv
    r"|nota|nt|not|noot|opm|voetnoot"  # es, pt, it, ca, tr, sv, nl
    r"|uwaga|pozn|p|huom|viite|σημ(?:είωση)?"  # pl, cs, fi, el
    r"|прим(?:ечание|ітка)?|ком(?:м|мент|ентар)?|сноска|к|k"  # ru, uk
    r"|(?:内容|內容)?[注註][釈釋释解]?|[脚腳補补][注註]|[备備]註|备注|내용\u0020?주|주해?|각주"  # ja, zh, ko
    r"|ملاحظة|ملحوظة|یادداشت|هامش|הערה|ביאור"  # ar, fa, he
    r"|टिप्पणी|नोट|catatan|cat|ghi chú|ct"  # hi, id, vi
)
# In the digits of any script, without a zero before them.
_DIGITS = r"(?![0٠۰०])\d{1,3}"
_NOTE = rf"(?i:{_WORDS})\.?[ \u00a0]?{_DIGITS}"
_NUMBER = pattern(rf"([^\W\d_][^\[\]\d]{{0,30}}?)\.?[ \u00a0]?({_DIGITS})(?=\W)")


def _read(match: re.Match[str]) -> Reading | None:
    found = _NUMBER.search(match[0])
    if found is None:
        return None
    return Reading((Cite(f"{found[1]} {int(found[2])}".casefold(), int(found[2])),))


part = MarkerFamily(
    name="bracketed-note",
    description="numbered remarks in square brackets, with a word for what they are",
    hooks=BRACKET_HOOKS,
    pattern=WITHIN_A_LINE + bracketed(_NOTE),
    read=_read,
    evidence="run",
    notes=True,
    examples={
        "The pier[note 1] and the quay.[note 2]": ("note 1", "note 2"),
        "Short[n 1] forms[nb 2] and long[Note 3] ones [fn 4].": ("n 1", "nb 2", "note 3", "fn 4"),
        "Der Hafen[Anm. 1] und die Mole.[A 2][Anmerkung 3]": ("anm 1", "a 2", "anmerkung 3"),
        "Le port[Note 1], la jetée\u00a0[note\u00a02].": ("note 1", "note 2"),
        "El puerto[nota 1] y el muelle.[n. 2]": ("nota 1", "n 2"),
        "De haven[noot 1] en de pier.[opm 2]": ("noot 1", "opm 2"),
        "Port[uwaga 1] i molo[p. 2], laituri[huom. 3]": ("uwaga 1", "p 2", "huom 3"),
        "Порт[прим. 1], причал[К 2] и мол.[комм. 3]": ("прим 1", "к 2", "комм 3"),
        "港は[注 1]、桟橋は[注釈 2]。内容[内容註 3]と[註釈 4]": ("注 1", "注釈 2", "内容註 3", "註釈 4"),
        "码头[注 1]重建。[註 2] 港口[备注 3]，碼頭[備註 4]，[註釋 5]": (
            "注 1",
            "註 2",
            "备注 3",
            "備註 4",
            "註釋 5",
        ),
        "बंदरगाह[टिप्पणी १] اسکله[یادداشت ۲]": ("टिप्पणी 1", "یادداشت 2"),
        "항구[주 1]와 부두[내용주 2]": ("주 1", "내용주 2"),
        "Το λιμάνι[Σημ. 1] και η προβλήτα.[σημείωση 2]": ("σημ 1", "σημείωση 2"),
        "الميناء[ملاحظة 1] والرصيف": ("ملاحظة 1",),
        "Liman[not 1] ve iskele, pelabuhan[catatan 2], bến[ghi chú 3]": ("not 1", "catatan 2", "ghi chú 3"),
        r"Escaped\[note 1\], linked[\[note 2\]](#cite_note-4), loose[ note 3 ].": (
            "note 1",
            "note 2",
            "note 3",
        ),
        "Styles by letter[lower-alpha 1] come out so[alpha 2].": ("lower-alpha 1", "alpha 2"),
    },
    leaves={
        "The pier[note 1] and the quay.[note 2] Then": "The pier and the quay. Then",
    },
    near_misses=(
        "A [note] on [notes 1 and 2], a [noted 1].",
        "See [Table 1], [Figure 2], [Chapter 3], [Day 4] and [photo 5].",
        "The phone [Note 2024] and (note 1), note 2.",
        "[note 1]: at a line's start it is a definition, as in a list.",
        "Code such as `row[n 1]` and https://example.org/?a[n1]=2 stay.",
        "A link [note 1](https://example.org/1).",
        "[note one], [note 1a], [note 1.5], [n = 3], [1 note]",
    ),
)
