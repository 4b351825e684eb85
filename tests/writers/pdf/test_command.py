"""The options of a PDF through the command line: what they do, their bounds, and what is said."""

from __future__ import annotations

import re
from pathlib import Path

import pikepdf
import pytest

from convert.model import Article, Block, Figure, Image, Meta, codec
from tests.cli.conftest import folder  # noqa: F401  # each test runs in a folder of its own
from tests.cli.running import STORY, article
from tests.trees import paragraph, picture, reference

ODD = "Before \U00100000 after"


# An article that gives no cause for any message.
FILLER = tuple(map(paragraph, STORY.split("\n\n")[2:]))


def tree(*blocks: Block, headline: str = "Headline") -> None:
    made = Article(Meta(headline=headline, inLanguage="en"), (*blocks, *FILLER))
    Path("tree.json").write_bytes(codec.encode(made))


def convert(*options: str) -> str:
    """Convert the tree, and return what is said."""
    done = article("convert", "tree.json", "-o", "out.pdf", *options)
    assert done.code == 0, done.stderr
    return done.stderr


def box() -> tuple[int, int]:
    with pikepdf.open("out.pdf") as pdf:
        _, _, width, height = pdf.pages[0].mediabox
        return round(float(width)), round(float(height))


@pytest.mark.parametrize(
    ("paper", "size"), [(None, (595, 842)), ("a4", (595, 842)), ("letter", (612, 792)), ("a5", (420, 595))]
)
def test_paper(paper: str | None, size: tuple[int, int]) -> None:
    tree(paragraph("Words."))
    assert convert(*(("--paper", paper) if paper else ())) == ""
    assert box() == size


def test_settings_come_from_the_environment_too() -> None:
    tree(paragraph("Words."))
    env = {
        "ARTICLE_PAPER": "letter",
        "ARTICLE_COLUMNS": "2",
        "ARTICLE_FONT_SIZE": "8",
        "ARTICLE_ATTACH_SOURCE": "1",
    }
    assert article("convert", "tree.json", "-o", "out.pdf", env=env).code == 0
    assert box() == (612, 792)
    assert article("convert", "out.pdf", "-t", "json").stdout == Path("tree.json").read_bytes()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--paper", "a3"), "a3"),
        (("--columns", "0"), "columns"),
        (("--columns", "3"), "columns"),
        (("--columns", "two"), "columns"),
        (("--font-size", "5.9"), "font-size"),
        (("--font-size", "24.1"), "font-size"),
        (("--font-size", "nan"), "font-size"),
        (("--font-size", "inf"), "font-size"),
        (("--font-size", "-1e400"), "font-size"),
        (("--missing-glyphs", "box"), "missing-glyphs"),
    ],
)
def test_what_is_out_of_bounds_is_a_usage_error(options: tuple[str, ...], said: str) -> None:
    tree(paragraph("Words."))
    done = article("convert", "tree.json", "-o", "out.pdf", *options)
    assert done.code == 2
    assert said in done.stderr
    assert not Path("out.pdf").exists()


@pytest.mark.parametrize("size", ["6", "24", "10.5"])
@pytest.mark.parametrize("columns", ["1", "2"])
@pytest.mark.parametrize("paper", ["a5", "letter"])
def test_what_is_within_bounds_is_set(size: str, columns: str, paper: str) -> None:
    tree(paragraph("Internationalisation of administrations. " * 30))
    assert convert("--font-size", size, "--columns", columns, "--paper", paper) == ""


def test_a_character_without_a_font_fails_and_says_where_and_what_to_do() -> None:
    tree(paragraph(ODD))
    done = article("convert", "tree.json", "-o", "out.pdf")
    assert done.code == 6
    assert "U+100000" in done.stderr
    assert "Before" in done.stderr
    assert "--missing-glyphs=replace" in done.stderr
    assert not Path("out.pdf").exists()


def test_a_character_without_a_font_is_replaced_with_a_warning_if_that_is_asked_for() -> None:
    tree(paragraph(ODD), paragraph(ODD))
    said = convert("--missing-glyphs", "replace")
    assert len(re.findall("U[+]100000", said)) == 1
    done = article("convert", "tree.json", "-o", "out.pdf", "--missing-glyphs", "replace", "--strict")
    assert done.code == 5


def test_the_source_goes_into_the_file_and_comes_back() -> None:
    tree(paragraph("Words."), headline="“Œuvre” — 港")
    assert convert("--attach-source") == ""
    back = article("convert", "out.pdf", "-t", "json")
    assert (back.code, back.stdout, back.stderr) == (0, Path("tree.json").read_bytes(), "")
    again = article("convert", "out.pdf", "-o", "again.pdf", "--attach-source")
    assert (again.code, again.stderr) == (0, "")
    assert Path("again.pdf").read_bytes() == Path("out.pdf").read_bytes()


def test_a_file_without_its_source_is_one_clear_line() -> None:
    tree(paragraph("Words."))
    convert()
    done = article("convert", "out.pdf", "-t", "html")
    assert done.code == 1
    assert len(done.stderr.strip().splitlines()) == 1
    assert "--attach-source" in done.stderr


@pytest.mark.parametrize(
    "url",
    [
        "data:image/png;base64,AAAA",
        "data:image/png;base64,!!!",
        picture("png", (90, 60))[:-40],
        picture("jpeg", (90, 60))[:200],
        "missing.png",
        "picture.txt",
    ],
)
def test_a_broken_picture_costs_a_warning_not_the_article(url: str) -> None:
    tree(Figure((Image(url, "A harbour"), paragraph("At noon"))), paragraph("Words."))
    said = convert()
    assert len(said.strip().splitlines()) == 1
    assert "warning" in said
    with pikepdf.open("out.pdf") as pdf:
        assert all("/XObject" not in page.Resources for page in pdf.pages)


def test_a_reference_to_no_note_stays_as_text() -> None:
    tree(paragraph("Words.", reference("7")))
    assert convert() == ""
