"""Which font sets a character, by what stands around it, and what is drawn where none has it."""

from __future__ import annotations

import pytest

from convert.fonts import Face
from convert.fonts.words import Look, settable, word

SERIF = Face("serif")


def fonts(text: str, script: str = "Latn", language: str = "en") -> list[tuple[str, str]]:
    """Return the parts of a word, each with the family that sets it."""
    parts = word(text, Look(SERIF, (), script, language)).parts
    return [(part.text, part.font.path.stem.split("-")[0]) for part in parts]


@pytest.mark.parametrize(
    ("text", "script", "language", "expected"),
    [
        ("word", "Latn", "en", [("word", "SourceSerif4")]),
        ("слово", "Latn", "en", [("слово", "SourceSerif4")]),
        ("2025", "Arab", "ar", [("2025", "Amiri")]),
        ("2025", "Hebr", "he", [("2025", "NotoSerifHebrew")]),
        ("(עוד)", "Latn", "en", [("(עוד)", "NotoSerifHebrew")]),
        ("「港」", "Latn", "ja", [("「港」", "NotoSerifJP")]),
        ("「Reuters」", "Latn", "ja", [("「", "NotoSerifJP"), ("Reuters", "SourceSerif4"), ("」", "NotoSerifJP")]),
        ("“港”", "Hans", "zh", [("“港”", "NotoSerifSC")]),
        ("✅done", "Latn", "en", [("✅", "NotoEmoji"), ("done", "SourceSerif4")]),
    ],
)  # fmt: skip
def test_signs_and_figures_are_of_the_font_of_the_letters_around_them(
    text: str, script: str, language: str, expected: list[tuple[str, str]]
) -> None:
    assert fonts(text, script, language) == expected


@pytest.mark.parametrize(
    ("picture", "family"),
    [
        ("1\ufe0f\u20e3", "NotoEmoji"),
        ("👨\u200d👩\u200d👧", "NotoEmoji"),
        ("👍🏽", "NotoEmoji"),
        ("❤\ufe0f", "DejaVuSans"),
    ],
)
def test_a_picture_of_several_characters_is_set_in_one_font(picture: str, family: str) -> None:
    assert fonts(f"a{picture}b") == [("a", "SourceSerif4"), (picture, family), ("b", "SourceSerif4")]


@pytest.mark.parametrize("text", ["क\u094d\u200d", "می\u200cرسد"])
def test_what_joins_letters_does_not_part_them(text: str) -> None:
    assert len(fonts(text, "Deva", "hi")) == 1


def test_letters_that_stand_out_are_drawn_plain_and_said_as_they_are() -> None:
    (part,) = word("𝗕𝗼𝗹𝗱", Look(SERIF)).parts
    assert part.text == "𝗕𝗼𝗹𝗱"
    assert [glyph.id for glyph in part.shape.glyphs] == [part.font.glyph(letter) for letter in "Bold"]


@pytest.mark.parametrize(
    ("character", "is_settable"), [("「", True), ("𝗕", True), ("①", True), ("𓀀", False), ("\ue000", False)]
)
def test_what_can_be_set_is_known_beforehand(character: str, is_settable: bool) -> None:
    assert settable(character, "en", "Latn") is is_settable
    assert bool(word(character, Look(SERIF)).missing) is not is_settable


def test_a_sign_has_its_own_glyph_rather_than_that_of_a_plainer_one() -> None:
    assert fonts("①⑪") == [("①", "DejaVuSans"), ("⑪", "NotoSansSymbols")]
