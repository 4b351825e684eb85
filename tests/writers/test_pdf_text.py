"""From characters to lines: what is drawn with which glyph, and where a line ends."""

from __future__ import annotations

import pytest

from convert.writers.pdf import fonts
from convert.writers.pdf.characters import preformatted, prose
from convert.writers.pdf.features import Substitutions
from convert.writers.pdf.fonts import Face
from convert.writers.pdf.lines import Line, balanced, broken, units
from convert.writers.pdf.runs import typeset
from convert.writers.pdf.structure import Element
from convert.writers.pdf.styles import TEXT, Style
from convert.writers.pdf.table import shared

EVERY_FACE = [
    Face(family, bold, italic)
    for family in ("serif", "sans", "mono")
    for bold in (False, True)
    for italic in (False, True)
]


def _broken(text: str, measure: float, style: Style = TEXT) -> list[Line]:
    return broken(list(units(typeset(text, style, Element("P")))), measure)


def _text(line: Line) -> str:
    return "".join(segment.text for segment in line.segments)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("a\t\n b\u2028c", "a b c"),
        ("e\u0301", "é"),
        ("so\u00adft \u200bzero\ufeff \u202ebidi\u2066", "soft zero bidi"),
        ("\x00be\x07ll\x7f", "bell"),
        ("10\u202f000\u00a0km\u2011h", "10\u202f000\u00a0km\u2011h"),
    ],
)
def test_prose(given: str, expected: str) -> None:
    assert prose(given) == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [("a  b", "a  b"), ("if x:\r\n\ty", "if x:\n    y"), ("a\x0bb\u2029c", "a\nb\nc"), ("\x07a", "a")],
)
def test_preformatted(given: str, expected: str) -> None:
    assert preformatted(given) == expected


@pytest.mark.parametrize("face", EVERY_FACE, ids=str)
def test_every_face_has_the_spaces_and_hyphens_of_running_text(face: Face) -> None:
    twins = "\u00a0\u2002\u2003\u2006\u2007\u2008\u2009\u200a\u2010\u2011\u2012\u2015\u202f\u205f\u3000"
    assert [name for name, _ in fonts.pieces(f"aé{twins}", face)] == [fonts.own(face)]


@pytest.mark.parametrize("face", EVERY_FACE, ids=str)
@pytest.mark.parametrize("text", ["Ångström", "Żółć", "Ελλάδα", "Україна", "Tiếng Việt", "€ £ № … « » — ½ ×"])
def test_every_face_sets_the_languages_of_europe_and_vietnamese(face: Face, text: str) -> None:
    assert [name for name, _ in fonts.pieces(text, face)] == [fonts.own(face)]


def test_a_character_that_a_font_lacks_is_set_in_the_nearest_that_has_it() -> None:
    found = list(fonts.pieces("a ἀ b", Face("serif", bold=True)))
    assert found == [
        ("SourceSerif4-SemiBold", "a "),
        ("SourceSans3-SemiBold", "ἀ"),
        ("SourceSerif4-SemiBold", " b"),
    ]


def test_features_change_glyphs_and_widths_and_nothing_else() -> None:
    plain, old, small = (
        fonts.load(f"SourceSerif4-Regular{features}").face for features in ("", "+onum+pnum", "+smcp")
    )
    assert plain.charToGlyph.keys() == old.charToGlyph.keys() == small.charToGlyph.keys()
    assert {chr(c) for c in plain.charToGlyph if plain.charToGlyph[c] != old.charToGlyph[c]} >= set(
        "0123456789"
    )
    assert {chr(c) for c in plain.charToGlyph if plain.charToGlyph[c] != small.charToGlyph[c]} >= set("azéß")
    assert plain.charToGlyph[ord("A")] == small.charToGlyph[ord("A")]
    assert plain.charWidths[ord("m")] != small.charWidths[ord("m")]


def test_features_work_one_upon_the_other() -> None:
    plain, old, fitted, both = (
        fonts.load(f"SourceSerif4-Regular{features}").face.charToGlyph[ord("1")]
        for features in ("", "+onum", "+pnum", "+onum+pnum")
    )
    assert len({plain, old, fitted, both}) == 4


def test_an_unknown_feature_changes_nothing() -> None:
    assert Substitutions(fonts.load("SourceSerif4-Regular").face.get_table("GSUB")).of(["zzzz"]) == {}


def test_lines_are_no_wider_than_the_measure_and_lose_nothing() -> None:
    text = "The delegations met again — and again, at length and without haste. " * 40
    found = _broken(text, 200)
    assert all(line.width <= 200.01 for line in found)
    assert "".join(map(_text, found)) == text


@pytest.mark.parametrize("glue", ["\u00a0", "\u202f", "\u2007", "\u2011"])
def test_no_line_ends_at_what_holds_words_together(glue: str) -> None:
    found = _broken(f"words {glue.join(['held'] * 3)} words", 90)
    assert [_text(line).strip() for line in found] == ["words", glue.join(["held"] * 3), "words"]


def test_a_long_address_ends_its_lines_behind_slashes_and_has_no_spaces_in_it() -> None:
    address = "https://example.com/world/2026/02/05/" + "a-second-sample-title/" * 3
    found = [_text(line) for line in _broken(f"See {address} there", 180)]
    assert "".join(found) == f"See {address} there"
    assert all(line.endswith(("/", " ")) for line in found[:-1])


def test_a_word_wider_than_the_line_is_cut() -> None:
    found = _broken("a " + "x" * 500 + " b", 100)
    assert all(line.width <= 100.01 for line in found)
    assert "".join(map(_text, found)) == "a " + "x" * 500 + " b"


def test_a_measure_below_one_letter_still_ends() -> None:
    assert len(_broken("wide words", 1)) == len("widewords")


def test_balanced_lines_are_as_many_but_of_about_one_length() -> None:
    parts = list(
        units(typeset("one two three four five six seven eight nine ten eleven", TEXT, Element("P")))
    )
    uneven, even = broken(parts, 200), balanced(parts, 200)
    assert len(uneven) == len(even) == 2
    assert abs(even[0].width - even[1].width) < abs(uneven[0].width - uneven[1].width)


@pytest.mark.parametrize(
    ("least", "natural", "expected"),
    [
        ([10, 10], [30, 60], [100, 200]),  # room for all: in proportion
        ([100, 100], [100, 500], [100, 200]),  # what is left goes to who wants more
        ([50, 400, 300], [50, 400, 300], [50, 125, 125]),  # the widest give way
        ([0, 0], [0, 0], [150, 150]),
    ],
)
def test_columns_share_the_room(least: list[float], natural: list[float], expected: list[float]) -> None:
    assert shared(least, natural, 300) == pytest.approx(expected)
