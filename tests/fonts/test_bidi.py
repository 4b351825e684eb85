"""Which way text runs: the Unicode consortium's own cases, another implementation, and cases that one can read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from unicodedata import bidirectional, category, mirrored

import pytest
from bidi import get_display
from hypothesis import given
from hypothesis import strategies as st

from convert.fonts import bidi

UNICODE = Path("/usr/share/unicode")
NEEDS_DATA = pytest.mark.skipif(
    not UNICODE.is_dir(), reason="needs Unicode's data: apt-get install unicode-data"
)
EVERYTHING = [chr(code) for code in range(0x110000)]

# A character of each class, for cases that name classes only.
OF_CLASS = {
    "L": "a", "R": "א", "AL": "ا", "EN": "1", "AN": "١", "ET": "%", "ES": "+", "CS": ",", "NSM": "\u0300",
    "BN": "\u00ad", "B": "\u2029", "S": "\t", "WS": " ", "ON": "!", "LRE": "\u202a", "LRO": "\u202d",
    "RLE": "\u202b", "RLO": "\u202e", "PDF": "\u202c", "LRI": "\u2066", "RLI": "\u2067", "FSI": "\u2068",
    "PDI": "\u2069",
}  # fmt: skip

# Each as it is stored, the paragraph's level, and as it stands on the line from left to right.
CASES = [
    ("plain words", 0, "plain words"),
    ("שלום עולם", 0, "םלוע םולש"),
    ("שלום עולם", 1, "םלוע םולש"),
    ("he said שלום עולם today", 0, "he said םלוע םולש today"),
    ("הוא אמר hello world אתמול", 1, "לומתא hello world רמא אוה"),
    ("בשנת 2024, 15%", 1, "15% ,2024 תנשב"),
    ("عام 2024", 1, "2024 ماع"),
    ("سنة ٢٠٢٤–٢٠٢٥", 1, "٢٠٢٥–٢٠٢٤ ةنس"),
    ("ראו https://example.org/a?b=1 שם", 1, "םש https://example.org/a?b=1 ואר"),
    ("אב (cd) הו", 1, "וה (cd) בא"),
    ("ab (גד) ef", 0, "ab (דג) ef"),
    ("אב! ", 1, " !בא"),
    ("אב ", 0, "בא "),
]


def on_the_line(text: str, base: int) -> str:
    levels = bidi.levels(text, base) or [base] * len(text)
    levels = bidi.at_line_end(levels, text, base)
    mirror = str.maketrans("()", ")(")
    return "".join(text[at].translate(mirror) if levels[at] % 2 else text[at] for at in bidi.order(levels))


@pytest.mark.parametrize(("text", "base", "expected"), CASES)
def test_a_line_stands_as_it_is_read(text: str, base: int, expected: str) -> None:
    assert on_the_line(text, base) == expected


@pytest.mark.parametrize(
    "text", ["", "Words, 15 % of them “quoted” — слова, λέξεις, 文字。", "a\u200eb\u00ad\ufeff"]
)
def test_what_cannot_turn_is_not_looked_at(text: str) -> None:
    assert bidi.levels(text, 0) is None


def test_nothing_that_turns_is_overlooked() -> None:
    turning = {"R", "AL", "AN", "LRE", "LRO", "RLE", "RLO", "LRI", "RLI", "FSI"}
    assert [c for c in EVERYTHING if bidirectional(c) in turning and bidi.levels(c, 0) is None] == []


def test_every_bracket_that_unicode_pairs_is_a_bracket() -> None:
    # UAX 9, BD14 and BD15, by the properties that they derive from.
    def brackets(kind: str) -> list[str]:
        return [c for c in EVERYTHING if category(c) == kind and mirrored(c) and bidirectional(c) == "ON"]

    opening, closing = brackets("Ps"), brackets("Pe")
    assert [c for c in opening if bidi.levels(f"א{c}", 0) != [1, 0]] == []
    assert len(opening) == len(closing)
    unpaired = [c for c in opening if not any(bidi.levels(f"{c}אa{e}", 1) == [1, 1, 2, 1] for e in closing)]
    assert unpaired == []


def test_characters_that_show_nothing_have_the_level_of_what_they_follow() -> None:
    assert bidi.levels("\u00adא\u00adב a\u00ad", 1) == [1, 1, 1, 1, 1, 2, 2]


def test_a_line_ends_on_the_level_of_its_paragraph() -> None:
    assert bidi.at_line_end([2, 2, 2], "a  ", 1) == [2, 1, 1]
    assert bidi.at_line_end([1, 1, 1, 1], "א \tב", 0) == [1, 0, 0, 1]


# What python-bidi can be asked: it takes one paragraph, and rule L1 trips over what rule X9 removes.
ASKED = "".join(
    c for name, c in OF_CLASS.items() if name not in {"B", "BN", "LRE", "LRO", "RLE", "RLO", "PDF"}
)


@given(st.text(st.sampled_from(ASKED + "()[]bגب2"), max_size=24), st.integers(0, 1))
def test_the_order_is_another_programs_order(text: str, base: int) -> None:
    theirs = get_display(text, base_dir="LR"[base])
    alike = str.maketrans(")]", "([")  # nor does it turn every bracket round
    assert on_the_line(text, base).translate(alike) == theirs.translate(alike)


def test_deep_nesting_and_length_cost_no_more_than_their_characters() -> None:
    for text in ("(" * 20_000 + "א" + ")" * 20_000, "\u2068א" * 20_000, "\u202b" * 20_000 + "a"):
        levels = bidi.levels(text, 1)
        assert levels is not None
        assert len(levels) == len(text)


def numbers(text: str) -> list[int | None]:
    return [None if number == "x" else int(number) for number in text.split()]


def assert_resolves(text: str, base: int, levels: list[int | None], order: list[int]) -> None:
    found = bidi.at_line_end(bidi.levels(text, base) or [base] * len(text), text, base)
    shown = [level is not None for level in levels]
    assert [level if show else None for level, show in zip(found, shown, strict=True)] == levels, ascii(text)
    assert [at for at in bidi.order(found) if shown[at]] == order, ascii(text)


def rows(file: str) -> Iterator[str]:
    for line in (UNICODE / file).read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line


@pytest.mark.conformance
@NEEDS_DATA
def test_every_case_of_unicode_by_class_holds() -> None:
    levels: list[int | None] = []
    order: list[int] = []
    seen = 0
    for row in rows("BidiTest.txt"):
        if row.startswith("@"):
            name, _, values = row.partition(":")
            if name == "@Levels":
                levels = numbers(values)
            else:
                order = [int(value) for value in values.split()]
            continue
        names, _, bits = row.partition(";")
        text = "".join(OF_CLASS[name] for name in names.split())
        for base in (0, 1):
            if int(bits, 16) & 2 << base:
                assert_resolves(text, base, levels, order)
                seen += 1
    assert seen > 500_000


@pytest.mark.conformance
@NEEDS_DATA
def test_every_case_of_unicode_by_character_holds() -> None:
    seen = 0
    for row in rows("BidiCharacterTest.txt"):
        codes, _, base, levels, order = row.split(";")
        text = "".join(chr(int(code, 16)) for code in codes.split())
        assert_resolves(text, int(base), numbers(levels), [int(at) for at in order.split()])
        seen += 1
    assert seen > 90_000
