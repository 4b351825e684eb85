"""Decoded text to clean text, with a repair for every change."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convert.draft import apply
from convert.readers._clean import clean


@pytest.mark.parametrize(
    ("original", "text", "rules"),
    [
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour", ["line-end"] * 3),
        ("a\x00b\x07c", "abc", ["control-character"] * 2),
        ("re\u00adgilded zero\u200bwidth \ufeffmark", "regilded zerowidth mark", ["invisible-character"] * 3),
        ("no\u00a0break and\u202fnarrow", "no break and narrow", ["space"] * 2),
        ("didnâ€™t â€œsayâ€\u009d cafÃ©", "didn’t “say” café", ["mojibake"] * 3),
        # What stays: typography, superscripts, private-use characters of markers, joiners where scripts need them.
        ("four‑year “quoted” m² note¹ ½ ﬁ Ａ", "four‑year “quoted” m² note¹ ½ ﬁ Ａ", []),
        ("\ue200cite\ue202turn0search0\ue201", "\ue200cite\ue202turn0search0\ue201", []),
        ("می‌خواهم", "می‌خواهم", []),
        ("क्‍ष 👩‍🚀 ❤️", "क्‍ष 👩‍🚀 ❤️", []),
        ("latin\u200djoiner", "latinjoiner", ["invisible-character"]),
        ("שלום\u200e (abc)", "שלום\u200e (abc)", []),
        ("latin\u200e mark", "latin mark", ["invisible-character"]),
        ("over\u202eride\u202c", "override", ["invisible-character"] * 2),
        ("tag\U000e0041\U000e0042s", "tags", ["invisible-character"]),
        # Looks like mojibake and is none.
        ("Âge d’or, Þór, À bientôt, Ça va", "Âge d’or, Þór, À bientôt, Ça va", []),
        ("Россия и Сибирь", "Россия и Сибирь", []),
    ],
)
def test_a_text_is_cleaned(original: str, text: str, rules: list[str]) -> None:
    cleaned, repairs = clean(original)
    assert (cleaned, [edit.rule for edit in repairs]) == (text, rules)


@given(st.text())
def test_repairs_are_in_order_and_give_the_text(original: str) -> None:
    text, repairs = clean(original)
    assert apply(original, repairs) == text
    assert all(one.end <= two.start for one, two in pairwise(repairs))
