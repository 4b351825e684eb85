"""What stands where: pages, columns, lists, tables, pictures; long and odd articles."""

from __future__ import annotations

from itertools import groupby

import pytest

from convert.model import (
    Article,
    Block,
    Blockquote,
    Break,
    Code,
    Figure,
    FootnoteDefinition,
    Heading,
    Image,
    List,
    ListItem,
    Meta,
    Paragraph,
    Person,
    Table,
    Text,
)
from convert.writers.pdf.page import geometry
from tests.trees import item, nested, paragraph, picture, reference, row
from tests.writers.pdf.reading import A4, Word, needs_poppler, opened, pages, tags, words, write, written

pytestmark = needs_poppler

LEFT, COLUMN, RIGHT = A4.left, A4.left + A4.outdent, A4.width - A4.right
FOOT = A4.height - A4.bottom


def lines(of: list[Word]) -> list[list[str]]:
    """Return the words of a page line by line."""
    ordered = sorted(of, key=lambda word: (round(word.bottom), word.left))
    return [[word.text for word in line] for _, line in groupby(ordered, key=lambda word: round(word.bottom))]


def assert_all_within_the_page(data: bytes) -> None:
    for each in pages(data):
        for word in each:
            assert word.left >= LEFT - 1
            assert word.right <= RIGHT + 1, word
            assert word.bottom <= FOOT + 3, word


FILLER = "Words of one and the same line, again and again, until it is full. "


@pytest.mark.parametrize("before", range(30, 45))
def test_no_heading_ends_a_page_and_no_line_is_left_alone(before: int) -> None:
    filler = Paragraph(tuple(node for n in range(before) for node in (Text(f"f{n}"), Break())))
    body = Paragraph(tuple(node for n in range(4) for node in (Text(f"b{n}"), Break())))
    rest = Paragraph(tuple(node for n in range(60) for node in (Text(f"r{n}"), Break())))
    data = written(filler, Heading(2, (Text("HEADING"),)), Heading(3, (Text("SECOND"),)), body, rest)
    for each in pages(data):
        shown = [word.text for word in each]
        assert ("HEADING" in shown) == ("SECOND" in shown)
        assert "HEADING" not in shown or {"b0", "b1"} <= set(shown)
        for block, length in (("b", 4), ("r", 60), ("f", before)):
            there = sum(word[0] == block and word[1:].isdigit() for word in shown)
            assert there != 1, (block, shown)
            assert there <= length


def test_pages_are_filled() -> None:
    found = pages(written(*[paragraph(FILLER * 12)] * 30))
    assert all(max(word.bottom for word in each) > FOOT - 4 * 14.5 for each in found[:-1])


@pytest.mark.parametrize(
    "blocks",
    [
        [paragraph("https://example.com/" + "a" * 2000)],
        [paragraph("W" * 5000)],
        [Heading(2, (Text("Long heading " * 300),)), paragraph("Text")],
        [Code("x" * 3000 + "\n" + "y = 1\n" * 300)],
        [Table((row(*[f"column {n}" for n in range(12)]), row(*["incomprehensibilities"] * 12)))],
        [Table((row(*[f"c{n}" for n in range(60)]), row(*[f"value{n}" for n in range(60)])))],
        [Table((row("a", "b"), row("https://example.com/" + "x/y" * 300, "short")))],
        [Table((row("a", "b"), row("x", "long text " * 3000), row("y", "z")))],
        [Table((row("head " * 2000, "b"), row("x", "y")))],
        [Figure((Image(picture("png", (900, 3000)), "Tall"), paragraph("caption " * 900)))],
        [List((item(paragraph("a")), item(paragraph("b"))), ordered=True, start=10**40)],
    ],
    ids=lambda blocks: str(blocks[0])[:40],
)
def test_what_is_large_stays_within_the_page(blocks: list[Block]) -> None:
    assert_all_within_the_page(written(*blocks))


def test_every_cell_of_a_wide_table_is_there() -> None:
    cells = [f"value{n}" for n in range(40)]
    said = "".join(words(written(Table((row(*[f"c{n}" for n in range(40)]), row(*cells))))))
    assert sum(len(cell) for cell in cells) <= len(said)
    assert set("".join(cells)) <= set(said)


def test_a_table_breaks_between_rows_and_its_head_stands_again_as_decoration() -> None:
    rows = [row(f"n{n}", "some text", str(n * 7)) for n in range(200)]
    data = written(Table((row("Number", "Text", "Value"), *rows), align=(None, None, "right")))
    found = pages(data)
    assert len(found) > 4
    assert all("Number" in [word.text for word in each] for each in found)
    assert [word for word in words(data) if word.startswith("n")] == [f"n{n}" for n in range(200)]
    assert [tag.strip() for tag in tags(data)].count("TH") == 3
    values = [word.right for each in found for word in each if word.text.isdigit()]
    assert max(values) - min(values) < 0.1


def test_a_row_taller_than_a_page_goes_on_on_the_next() -> None:
    data = written(Table((row("A", "B"), row("x", " ".join(f"w{n}" for n in range(3000))), row("y", "z"))))
    assert [word for word in words(data) if word.startswith("w")] == [f"w{n}" for n in range(3000)]
    assert [tag.strip() for tag in tags(data)].count("TR") == 3


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (Table(()), []),
        (Table((row(),)), []),
        (Table((row("a", "b"),)), ["Table", "TR", "TH", "TH"]),
        (Table((row("a"), row("b", "c"))), ["Table", "THead", "TR", "TH", "TH", "TBody", "TR", "TD", "TD"]),
    ],
    ids=["empty", "no cells", "one row", "ragged"],
)
def test_odd_tables(table: Table, expected: list[str]) -> None:
    assert [tag.strip() for tag in tags(written(table))][2:] == expected


def test_list_markers_hang_and_numbers_start_where_they_should() -> None:
    inner = List((item(paragraph("third")), item(paragraph("fourth"))), ordered=True, start=3)
    (found,) = pages(written(List((item(paragraph("first"), inner), item(paragraph("second"))))))
    at = {word.text: word.left for word in found}
    assert at["first"] == at["second"] < at["third"] == at["fourth"]
    assert at["3."] < at["third"]
    assert [word.text for word in found][1:] == ["•", "first", "3.", "third", "4.", "fourth", "•", "second"]


@pytest.mark.parametrize("depth", [30, 1000])
def test_deep_nesting_is_set_ever_further_in_but_not_without_end(depth: int) -> None:
    block: Block = paragraph("innermost words")
    for _ in range(depth):
        block = List((ListItem((paragraph("outer"), block)),)) if depth == 30 else Blockquote((block,))
    data = written(block)
    assert words(data)[-2:] == ["innermost", "words"]
    assert_all_within_the_page(data)
    assert words(written(*nested(depth).children))[-2:] == ["The", "innermost."]


def test_code_keeps_its_lines_and_spaces() -> None:
    (found,) = pages(written(Code("if a:\n    b = 1\n\n\tc\n")))
    at = {word.text: (word.left, word.top) for word in found}
    assert at["b"][0] == pytest.approx(at["c"][0])
    assert at["b"][0] > at["if"][0]
    line = at["b"][1] - at["if"][1]
    assert at["c"][1] - at["b"][1] == pytest.approx(2 * line, abs=0.1)


def test_code_runs_from_left_to_right_in_any_language() -> None:
    code = Code("if a:\n    print('שלום')  # הערה\nend")
    (found,) = pages(written(paragraph("שלום עולם"), code, meta=Meta(headline="עברית", inLanguage="he")))
    at = {word.text: word for word in found}
    column = geometry("a4", 1, rtl=True).frames[0]
    assert at["if"].left == at["end"].left == pytest.approx(column.left, abs=1)
    first = next(word for word in found if "print" in word.text)
    assert first.left > at["if"].left
    assert first.right < at["#"].left


def test_byline_and_dates_stand_in_the_rail_level_with_the_text() -> None:
    meta = Meta(headline="Headline", author=(Person("Roe"),), datePublished="2025-03-03", inLanguage="en")
    (found,) = pages(written(paragraph("Text"), meta=meta))
    at = {word.text: word for word in found}
    assert at["Headline"].left == pytest.approx(LEFT, abs=1)
    assert at["By"].left == at["3"].left == pytest.approx(LEFT, abs=1)
    assert at["Text"].left == pytest.approx(COLUMN, abs=1)
    assert at["By"].bottom == pytest.approx(at["Text"].bottom, abs=3)


def test_what_the_article_lacks_leaves_no_hole() -> None:
    (bare,) = pages(written(paragraph("Text")))
    (rich,) = pages(
        written(paragraph("Text"), meta=Meta(headline="Headline", author=(Person("Roe"),), inLanguage="en"))
    )
    assert bare[-1].top == pytest.approx(rich[-1].top, abs=0.1)


def test_many_authors_are_set_in_the_column() -> None:
    meta = Meta(headline="Headline", author=tuple(Person(f"Author {n}") for n in range(300)))
    data = written(paragraph("Text"), meta=meta)
    assert_all_within_the_page(data)
    assert words(data)[-1] == "Text"


def test_the_rule_above_the_notes_stands_below_a_byline_that_is_longer_than_the_text() -> None:
    meta = Meta(headline="Headline", author=tuple(Person(f"Author {n}") for n in range(20)), inLanguage="en")
    notes = (FootnoteDefinition("1", "1", (paragraph("A note."),)),)
    (found,) = pages(write(Article(meta, (paragraph("Text", reference("1")),), notes)))
    author = max(word.bottom for word in found if word.text == "Author")
    assert min(word.top for word in found if word.text in ("Notes", "note.")) > author + 10


def test_a_short_caption_stands_in_the_rail_a_long_one_below_the_picture() -> None:
    image = Image(picture("png", (900, 300)), "Alt")
    (short,) = pages(written(Figure((image, paragraph("Short caption")))))
    (long,) = pages(written(Figure((image, paragraph("Long caption " * 200)))))
    assert next(word for word in short if word.text == "Short").left == pytest.approx(LEFT, abs=1)
    assert next(word for word in long if word.text == "Long").left == pytest.approx(COLUMN, abs=1)


def test_a_caption_does_not_meet_the_byline() -> None:
    meta = Meta(headline="Headline", author=(Person("Roe " * 20),), inLanguage="en")
    figure = Figure((Image(picture("png", (900, 300)), "Alt"), paragraph("Caption")))
    (found,) = pages(written(figure, meta=meta))
    caption = next(word for word in found if word.text == "Caption")
    assert max(word.bottom for word in found if word.text == "Roe") <= caption.top + 1


def test_a_picture_that_cannot_be_shown_leaves_its_words() -> None:
    figure = Figure((Image("https://example.com/a.png", "A harbour"), paragraph("At noon")))
    assert words(written(figure))[1:] == ["A", "harbour", "At", "noon"]
    assert words(written(paragraph("Before ", Image(picture("png"), "inline"))))[1:] == ["Before", "inline"]


@pytest.mark.parametrize("format", ["png", "jpeg", "gif", "webp"])
def test_pictures_are_embedded(format: str) -> None:
    data = written(Figure((Image(picture(format, (90, 30)), "Alt"),)))
    with opened(data) as pdf:
        (image,) = (each for each in pdf.objects if each.get("/Subtype") == "/Image")
        assert [image.Width, image.Height] == [90, 30]
        (figure,) = (kid for kid in pdf.Root.StructTreeRoot.K[0].K if kid.S == "/Figure")
        assert figure.Alt == "Alt"


def test_decoration_is_no_figure() -> None:
    assert "Figure" not in [tag.strip() for tag in tags(written(Figure((Image(picture("png"), ""),))))]
