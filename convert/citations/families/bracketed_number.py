"""`[1]`, `[2, 4]`, `[3–5]`, `[4]: 12–13`, `[4, p. 12]`: the oldest form, one that prose and code use, too."""

import re

from convert.citations.families._shapes import (
    BRACKET_HOOKS,
    PAGE_WORDS,
    WITHIN_A_LINE,
    bracketed,
    page,
)
from convert.draft import Cite
from convert.model import CSLItem
from convert.parts import MarkerFamily, Reading
from convert.patterns import pattern

_SPACE = r"[ \u00a0\u2009\u202f]?"
# A page after the bracket, as MediaWiki sets it. A lone number is one only where no prose can go on with a colon:
# behind a stop, before another marker or at the end; "the toll[4]: 12 dead" is prose.
_PAGE = r"[1-9]\d{0,3}"
_PAGES = rf"{_PAGE}(?:[–-]{_PAGE})?(?:, {_PAGE}(?:[–-]{_PAGE})?){{0,5}}(?![\w–-]|[.,:]\d)"
_LAST = rf"(?={_SPACE}(?:\[|[.,;)]|\n|$))"
_NAMED = rf"(?:{PAGE_WORDS})\.{_SPACE}{_PAGES}"
# Pages in the brackets have a word before them: without one, they are further numbers.
_WITHIN = rf"(?>,{_SPACE}{_NAMED}(?:{_SPACE}ff?\.?)?)"
# Up to three digits: a fourth makes a year.
_LIST = rf"\d{{1,3}}{_WITHIN}?(?:{_SPACE}[,;–-]{_SPACE}\d{{1,3}}{_WITHIN}?){{0,30}}"
_NUMBERS = bracketed(_LIST)
_LOCATOR = rf":{_SPACE}(?:{_NAMED}|{_PAGE}[–-]{_PAGES}|{_PAGES}{_LAST})"
_AFTER_STOP = rf"(?<=[.,;!?\"”»)\]]){_NUMBERS}:{_SPACE}{_PAGES}"
# At a line's start, "[1]: …" is a definition; so is "[1]: https://…" anywhere.
_NO_ADDRESS = rf"(?!:{_SPACE}(?:<?https?:|www\.))"
_PATTERN = rf"{WITHIN_A_LINE}(?:{_AFTER_STOP}|{_NUMBERS}{_LOCATOR}|{_NUMBERS}{_NO_ADDRESS})|{_NUMBERS}(?!:)"
_INSIDE = pattern(_LIST)
_RANGE = pattern(rf"(\d+)(?:{_SPACE}[–-]{_SPACE}(\d+))?({_WITHIN})?")
_LONGEST_RANGE = 50
_WIDEST = 40  # spaces before a line
_BULLETS = " \t-*+•–"
_GOES_ON = pattern(r"[ \t]+[\"“„«'‘(]?[^\W_]")


def _read(match: re.Match[str]) -> Reading | None:
    if _labels_line(match):
        return None
    inside = _INSIDE.search(match[0])
    pages: dict[int, CSLItem | None] = {}
    for first, last, within in _RANGE.findall(inside[0] if inside else ""):
        low, high = int(first), int(last or first)
        pages |= dict.fromkeys(range(low, high + 1) if low <= high <= low + _LONGEST_RANGE else (low, high))
        pages[high] = page(within)
    if ":" in match[0] and not match[0].endswith(")"):
        pages[next(reversed(pages))] = page(match[0].rpartition(":")[2])
    return Reading(tuple(Cite(f"[{n}]", n, located) for n, located in pages.items()))


def _labels_line(match: re.Match[str]) -> bool:
    """Say whether a number opens a line and its text follows, parted by a space: it labels that line."""
    before = match.string[max(0, match.start() - _WIDEST) : match.start()]
    opens = not before.rpartition("\n")[2].strip(_BULLETS) and ("\n" in before or match.start() < _WIDEST)
    return opens and _GOES_ON.match(match.string, match.end()) is not None


part = MarkerFamily(
    name="bracketed-number",
    description="numbers in square brackets, with a source list or as a clear run",
    hooks=BRACKET_HOOKS,
    pattern=_PATTERN,
    read=_read,
    evidence="run",
    examples={
        "One [1], two [2] and three [3].": ("[1]", "[2]", "[3]"),
        "Joined [1][2] and listed [2, 4], ranged [3–5].": ("[1]", "[2]", "[2]", "[4]", "[3]", "[4]", "[5]"),
        "Glued to the word[1] or after the stop.[2][3]": ("[1]", "[2]", "[3]"),
        "No-break and thin spaces\u00a0[1], so in French\u202f[2] and print\u2009[3].": ("[1]", "[2]", "[3]"),
        "A run [1] [2]\u00a0[3]\u202f[4]\u200b[5], [6].": ("[1]", "[2]", "[3]", "[4]", "[5]", "[6]"),
        "Lists [1,2], [3;4], [5\u00a0, 6] and ranges [7-9].": tuple(f"[{n}]" for n in range(1, 10)),
        "Text pulled from tags [ 1 ] has spaces [ 2 , 3 ] inside.": ("[1]", "[2]", "[3]"),
        r"Escaped for Markdown.\[1\]\[2\]": ("[1]", "[2]"),
        r"Linked.[\[1\]](#cite_note-1)[[2]](https://en.wikipedia.org/wiki/Pier#cite_note-Roe_(2010)-2)": (
            "[1]",
            "[2]",
        ),
        "Linked to its note[1](#fn1), as some tools do[[2]](#_ftn2).": ("[1]", "[2]"),
        "The piers burned.[4]: 12–13 They were rebuilt.[4]: 14 [5]: 7, 9": ("[4]", "[4]", "[5]"),
        "Roe thinks[4]: p. 12 that, and Doe[5]: S. 12 too[6]: 1–2, 8.": ("[4]", "[5]", "[6]"),
        "The toll[4]: 12 dead, and 12,500 homes, or so it says[5]: 12,500.": ("[4]", "[5]"),
        "Roe [1, p. 72] and Doe [2, S. 4 f.; 3, pp. 12–15], with others [4; 5, p. 7, 9].": (
            *("[1]", "[2]", "[3]", "[4]", "[5]"),
        ),
        "Роу [1, с. 45], Доу [1, стр. 4; 2, с. 7–9] и Роу [3,\u00a0С.\u00a012].": (
            *("[1]", "[1]", "[2]", "[3]"),
        ),
        "A group [1, 72] has no pages.": ("[1]", "[72]"),
        "The council says [1]: no. Then [2]: yes.": ("[1]", "[2]"),
        "A line that was broken\n[1]\nat its links, and again\n[2] .": ("[1]", "[2]"),
        "Nach dem Wort [1], vor dem Punkt [2].": ("[1]", "[2]"),
        "句号之前[1]。句号之后。[2]": ("[1]", "[2]"),
        "“A quotation”[1] (and a parenthesis [2])[3]": ("[1]", "[2]", "[3]"),
        "A title[1]\nand its text[2]": ("[1]", "[2]"),
    },
    leaves={
        "The piers burned.[4]: 12–13 They were rebuilt.": "The piers burned. They were rebuilt.",
        "The piers burned.[4]: 12 They were rebuilt.": "The piers burned. They were rebuilt.",
        "Roe [1, p. 72] and Doe.[2, pp. 12–15] Then": "Roe and Doe. Then",
        "The toll[4]: 12 dead.": "The toll: 12 dead.",
        "The score was[4]: 12,500.": "The score was: 12,500.",
        r"Linked.[\[1\]](#cite_note-1) Then.": "Linked. Then.",
    },
    near_misses=(
        "It has three parts:\n[1] The truce covers the sea.\n[2] Prisoners are exchanged.\n- [3] Talks resume.",
        "In [2024] the year stands in brackets.",
        "A definition [1]: https://example.org/",
        "[4]: 12–13 stands at a line's start, where a definition stands.",
        "Text.\n[4]: https://example.org/\n  [5]: www.example.org\n- [6]: Roe, 2010",
        "A link [1](https://example.org/) and one [2](/about#team)",
        "An insertion [s] or a gap […] or a box [ ] or [x].",
        "In code, `list[1]` is the second.",
        "A ratio of (1) to (2), a list of {3}, a span <4>.",
        "A scale [1.5] and [1/2], an interval [0, 1), [1 of 3], [5%], [+1], [no 1]",
        "https://example.org/search?a[1]=b&a[2]=c",
        "Read [email\u00a0protected] and [1st], [3D], [2x].",
        "An address [192.168.0.1] and a time [12:30].",
        "```\nx = row[1] + row[2]\n```",
        "Half a bracket [1 or 2] or 3].",
        "A letter [3, p] or [3, p.], a name [3, p. Roe], pages alone [p. 72], a scale [1, s 5], [1, p. 72 or so].",
    ),
)
