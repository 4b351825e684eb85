"""The cover: what it says and cannot say, how a headline is broken, lines of both directions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from PIL import Image

from convert.fonts import Face, Font, chain
from convert.fonts.words import word
from convert.model import Meta, Person, Publisher
from convert.writers.epub.cover import capitals, cover
from convert.writers.epub.cover.fit import Box, fit, pieces
from convert.writers.epub.cover.line import Setter, visual

FULL = Meta(
    headline="Talks Resume in Abu Dhabi",
    author=(Person("Jane Roe"),),
    publisher=Publisher("The Sample Post"),
    datePublished="2026-02-05T09:30:00Z",
    inLanguage="en",
)
BOX = Box(1328, 1570, 252, 84, 1.1, 0.67, 132)


def monospaced(text: str) -> float:
    return 0.5 * len(text)


def nowhere(_word: str) -> tuple[int, ...]:
    return ()


@pytest.fixture
def latin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Fonts of Latin, Greek and Cyrillic alone, whatever else there may be."""

    def few(face: Face, script: str, language: str) -> tuple[Font, ...]:
        return tuple(font for font in chain(face, script, language) if font.path.name.startswith("Source"))

    monkeypatch.setattr("convert.fonts.words.chain", few)
    word.cache_clear()
    yield
    word.cache_clear()


def test_svg_and_png_have_one_size_and_need_no_font() -> None:
    sheet = cover(FULL).sheet
    svg = etree.fromstring(sheet.svg("A & B"))
    assert (svg.get("width"), svg.get("height"), svg.get("viewBox")) == ("1600", "2560", "0 0 1600 2560")
    assert {etree.QName(element).localname for element in svg} == {"title", "path", "g"}
    assert svg[0].text == "A & B"
    png = Image.open(BytesIO(sheet.png()))
    assert (png.format, png.size) == ("PNG", (1600, 2560))
    assert Image.open(BytesIO(sheet.jpeg())).mode == "RGB"


def test_the_pixels_are_where_the_outlines_are() -> None:
    sheet = cover(FULL).sheet
    pixels = Image.open(BytesIO(sheet.png())).convert("L")
    letters = re.findall(r'matrix\(([\d.]+) 0 0 -[\d.]+ ([\d.]+) [\d.]+\)" d="(.*?)"', sheet.svg("").decode())
    across = [
        float(left) + float(scale) * float(x)
        for scale, left, outline in letters
        for x in re.findall(r"M(-?[\d.]+)", outline)
    ]
    assert len(letters) > 40
    assert all(135.5 <= x <= 1464 for x in across)
    left, top, right, bottom = pixels.point(lambda v: 255 * (v > 150)).getbbox() or (0, 0, 0, 0)
    assert (left, right) == (136, 1464)  # the rules reach from margin to margin, and no letter beyond
    assert top < 292 < bottom


def test_the_same_facts_give_the_same_bytes() -> None:
    assert cover(FULL).sheet.png() == cover(FULL).sheet.png()
    assert cover(FULL).sheet.svg("x") == cover(FULL).sheet.svg("x")


def test_one_publisher_has_one_colour() -> None:
    other = Meta(headline="Another", publisher=Publisher("The Sample Post"))
    assert cover(other).sheet.ground == cover(FULL).sheet.ground
    grounds = {cover(Meta(headline="A", publisher=Publisher(f"Paper {n}"))).sheet.ground for n in range(30)}
    assert len(grounds) == 6


@pytest.mark.parametrize("ground", ["#14304a", "#5a1620", "#173a2f", "#2f2a4d", "#5a2a16", "#20343a"])
def test_contrast_is_more_than_enhanced(ground: str) -> None:
    """WCAG 2.2, 1.4.6: 7:1 at least."""

    def luminance(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
        return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

    assert (luminance("#faf9f5") + 0.05) / (luminance(ground) + 0.05) > 10


def test_nothing_known_leaves_rules_on_a_ground() -> None:
    bare = cover(Meta())
    assert (bare.sheet.texts, bare.lacking, bare.title) == ((), "", "Untitled article")
    assert len(bare.sheet.rules) == 3


@pytest.mark.usefixtures("latin")
@pytest.mark.parametrize(
    ("headline", "lines", "lacking"),
    [
        ("Plain", 1, ""),
        ("Fire \U0001f525", 1, "\U0001f525"),  # a sign may go
        ("Fire in \U00010380", 0, "\U00010380"),  # a letter may not: the headline would read otherwise
        ("Cold \u2603\ufe0f", 1, "\u2603"),  # a variant of a sign is no letter
        ("me\u200cmory", 1, ""),
        ("\u2066soft\u2069", 1, ""),  # what nobody sees is no loss
        ("\U0001f525", 0, "\U0001f525"),
    ],
)
def test_no_box_stands_for_a_character_without_a_glyph(headline: str, lines: int, lacking: str) -> None:
    made = cover(Meta(headline=headline, inLanguage="en"))
    assert (len(made.sheet.texts), made.lacking) == (lines, lacking)
    assert all(glyph.glyph != 0 for text in made.sheet.texts for glyph in text.line.glyphs)


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=300), st.sampled_from(["en", "ar", "ja", "de", "und"]))
def test_any_headline_stays_within_the_margins(headline: str, language: str) -> None:
    made = cover(Meta(headline=headline or "x", inLanguage=language))
    for text in made.sheet.texts:
        assert 84 <= text.size <= 252
        assert text.line.width * text.size <= 1328 * 1.05  # an overhang of the first letter apart
        assert 292 <= text.y <= 2402
        assert all(glyph.glyph != 0 for glyph in text.line.glyphs)


@pytest.mark.parametrize(
    ("text", "tag", "expected"),
    [
        ("istanbul haberı", "tr", "İSTANBUL HABERI"),
        ("Εφημερίδα", "el", "ΕΦΗΜΕΡΙΔΑ"),
        ("Straße", "de", "STRASSE"),
        ("istanbul", "en", "ISTANBUL"),
        ("見本", "ja", "見本"),
    ],
)
def test_capitals_are_those_of_the_language(text: str, tag: str, expected: str) -> None:
    assert capitals(text, tag) == expected


def test_letters_that_join_are_not_tracked_apart() -> None:
    def publisher(name: str) -> float:
        sheet = cover(Meta(publisher=Publisher(name), inLanguage="en")).sheet
        return sheet.texts[0].size if sheet.texts else 0

    assert publisher("The Post") == 64
    assert publisher("2026") == 64
    assert (
        cover(Meta(publisher=Publisher("صحيفة Post"), inLanguage="ar")).sheet.texts == ()
        or publisher("صحيفة Post") != 64
    )


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Talks", ("Talks",)),
        ("one two", ("one two",)),
        ("word " * 200, None),
        ("X" * 500, None),
        ("和平協議が二日目に入り各国の代表団が対話を続ける", None),
    ],
)
def test_a_headline_fits_its_box(text: str, lines: tuple[str, ...] | None) -> None:
    found = fit(text.strip(), BOX, monospaced, nowhere)
    if lines:
        assert found.lines == lines
    assert max(map(monospaced, found.lines)) * found.size <= BOX.width
    assert (len(found.lines) - 1) * BOX.leading * found.size + BOX.rise * found.size <= BOX.height
    assert found.lines[-1].endswith("…") == (
        len("".join(found.lines).replace(" ", "")) < len(text.replace(" ", ""))
    )


def test_a_letter_wider_than_the_box_is_no_headline() -> None:
    assert fit("WWW", BOX, lambda text: 20.0 * len(text), nowhere).lines == ()
    assert fit("", BOX, monospaced, nowhere).lines == ()


def test_a_word_too_wide_is_divided_where_its_language_says() -> None:
    found = fit("Donaudampfschifffahrtsgesellschaft", BOX, monospaced, lambda _word: (5, 10, 16, 22, 26, 29))
    assert "".join(found.lines).replace("-", "") == "Donaudampfschifffahrtsgesellschaft"
    assert all(line.endswith("-") for line in found.lines[:-1])


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("U.S.-Brokered talks", ["U.S.-", "Brokered", "talks"]),
        ("和平協議が始まる", ["和平協議が", "始まる"]),
        ("（各国）の代表", ["（各国）", "の", "代表"]),
        ("巴黎会谈，继续", ["巴", "黎", "会", "谈，", "继", "续"]),
        ("a - b", ["a", "-", "b"]),
    ],
)
def test_lines_may_end_between_pieces(text: str, parts: list[str]) -> None:
    assert [piece.text for piece in pieces(text)] == parts


# Hebrew letters stand for all that run from right to left: parts as they stand from left to right.
@pytest.mark.parametrize(
    ("text", "rtl", "expected"),
    [
        ("abc", False, ["abc"]),
        ("אבג", True, ["אבג"]),
        ("the word אבג is", False, ["the word ", "אבג", " is"]),
        ("אב 2026", True, ["2026", "אב "]),
        ("אב 1,299.50 גד", True, [" גד", "1,299.50", "אב "]),
        ("אב 20% גד", True, [" גד", "20%", "אב "]),
        ("אב abc 17 גד", True, [" גד", "abc 17", "אב "]),
        ("see אב 12 גד now", False, ["see ", " גד", "12", "אב ", " now"]),
        ("(אב)", True, ["(אב)"]),
        ("", True, []),
    ],
)
def test_lines_of_both_directions(text: str, rtl: bool, expected: list[str]) -> None:
    assert [part for part, _ in visual(text, rtl=rtl)] == expected


@given(st.text(alphabet="ab אב12.,%()-", max_size=20), st.booleans())
def test_no_character_is_lost_on_a_line(text: str, rtl: bool) -> None:
    assert sorted("".join(part for part, _ in visual(text, rtl=rtl))) == sorted(text)


@pytest.mark.usefixtures("latin")
def test_a_setter_says_what_it_cannot_draw() -> None:
    setter = Setter(Face("serif", bold=True), "en", "Latn", rtl=False)
    assert setter.drawable("a\u2011b\u00a0c") == ("a\u2011b c", "")
    assert all(placed.glyph for placed in setter.line("a\u2011b c").glyphs)
    assert setter.drawable("e\u0301t\u00e9") == ("\u00e9t\u00e9", "")
    assert setter.drawable("a ☃ b") == ("a b", "☃")
    assert setter.drawable("a \ua000 b") == ("", "\ua000")
