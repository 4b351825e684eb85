"""Words as glyphs: each character in a font that has it, and said once."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from convert.fonts import Face
from convert.fonts.words import Look, Word, main_script, settable, word
from convert.render.characters import legal
from tests.fonts.test_chain import SENTENCES
from tests.writers.pdf.typesetting import WORDS

FACES = [
    Face(family, bold, italic)
    for family in ("serif", "sans", "mono")
    for bold in (False, True)
    for italic in (False, True)
]
FEATURES = [(), ("smcp", "c2sc"), ("onum", "pnum"), ("sups",), ("zzzz",)]

looks = st.builds(
    Look,
    st.sampled_from(FACES),
    st.sampled_from(FEATURES),
    st.sampled_from(("Latn", "Arab", "Hani", "Deva")),
    st.sampled_from(("en", "ar", "ja", "")),
    st.booleans(),
)
MIXED = "aéßfiffl1½א\u05b8بإ\u064eकि्षड漢か한🙂👍🏽\u200dà̱\u0301\u200c…→Ω"
characters = st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")).filter(
    lambda each: legal(each) == each
)
texts = (
    st.sampled_from(WORDS)
    | st.text(st.sampled_from(MIXED), min_size=1, max_size=12)
    | st.text(characters, min_size=1, max_size=12)
)


def clusters(found: Word) -> list[str]:
    """Return what each cluster of a word says, in reading order."""
    said = []
    for part in found.parts:
        starts = sorted({glyph.cluster for glyph in part.shape.glyphs})
        said += [part.text[start:end] for start, end in pairwise((*starts, len(part.text)))]
    return said


@settings(max_examples=200)
@given(texts, looks)
def test_clusters_tile_the_text_and_groups_say_it(text: str, look: Look) -> None:
    found = word(text, look)
    assert "".join(part.text for part in found.parts) == text
    assert "".join(clusters(found)) == text
    assert found.width == pytest.approx(
        sum(glyph.advance for part in found.parts for glyph in part.shape.glyphs)
    )
    for part in found.parts:
        if part.groups is not None:
            pairs = [pair for group in part.groups if not isinstance(group, int) for pair in group]
            assert "".join(said for _, said in pairs) == part.text
            assert [glyph for glyph, _ in pairs] == [glyph.id for glyph in part.shape.glyphs]


@settings(max_examples=100)
@given(characters, st.sampled_from(("Latn", "Arab", "Hani")))
def test_what_can_be_set_is_set_and_what_cannot_is_missing(character: str, script: str) -> None:
    for face in FACES:
        found = word(character, Look(face, script=script))
        assert (found.missing == "") == settable(character, "en", script)


@pytest.mark.parametrize("language", SENTENCES)
@pytest.mark.parametrize("face", [FACES[0], FACES[7]], ids=str)
def test_nothing_is_missing_of_a_sentence_of_any_language(language: str, face: Face) -> None:
    _, sentence = SENTENCES[language]
    script = main_script(sentence, "Latn")
    for each in sentence.split():
        found = word(each, Look(face, script=script, language=language, rtl=script in ("Arab", "Hebr")))
        assert not found.missing
        assert all(glyph.id for part in found.parts for glyph in part.shape.glyphs), each


@pytest.mark.parametrize("face", FACES, ids=str)
def test_every_face_has_the_spaces_and_hyphens_of_running_text(face: Face) -> None:
    twins = "\u00a0\u2002\u2003\u2006\u2007\u2008\u2009\u200a\u2010\u2011\u2012\u2015\u202f\u205f\u3000"
    found = word(f"aé{twins}", Look(face))
    assert len(found.parts) == 1
    assert not found.missing


@pytest.mark.parametrize("face", FACES, ids=str)
@pytest.mark.parametrize("text", ["Ångström", "Żółć", "Ελλάδα", "Україна", "Tiếng Việt", "€ £ № … « » — ½ ×"])
def test_every_face_sets_the_languages_of_europe_and_vietnamese_by_itself(face: Face, text: str) -> None:
    assert all(len(word(each, Look(face)).parts) == 1 for each in text.split())


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Roe", ["Roe"]),
        ("“Roe,”—", ["“Roe,”—"]),  # signs go with the letters
        ("«الميناء»", ["«الميناء»"]),
        ("漢“字”", ["漢“字”"]),
        ("Roe漢字Roe", ["Roe", "漢字", "Roe"]),
        ("🙂Roe", ["🙂", "Roe"]),
    ],
)
def test_a_word_is_parted_where_its_font_changes(text: str, parts: list[str]) -> None:
    assert [part.text for part in word(text, Look(Face("serif"))).parts] == parts


def test_features_change_glyphs_and_nothing_else() -> None:
    plain, old, small = (
        [glyph.id for glyph in word("Year1905", Look(Face("serif"), features)).parts[0].shape.glyphs]
        for features in ((), ("onum",), ("smcp",))
    )
    assert old[:4] == plain[:4]
    assert small[0] == plain[0]
    assert not set(old[4:]) & set(plain[4:])
    assert not set(small[1:4]) & set(plain[1:4])


@pytest.mark.parametrize(
    ("character", "said", "missing"),
    [("\U00100000", "\U00100000", "\U00100000"), ("\uffff", "\ufffd", ""), ("\ud800", "\ufffd", "")],
)
def test_a_character_without_a_font_is_replaced_by_one_that_shows_it(
    character: str, said: str, missing: str
) -> None:
    for face in FACES:
        found = word(f"a{character}b", Look(face))
        assert found.missing == missing
        assert all(glyph.id for part in found.parts for glyph in part.shape.glyphs)
        assert "".join(part.text for part in found.parts) == f"a{said}b"
