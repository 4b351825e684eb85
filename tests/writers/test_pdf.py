"""The PDF as validators, searchers and strangers find it; the same bytes every time."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path

import pytest

from convert.errors import MissingEngine
from convert.model import (
    Article,
    Code,
    Figure,
    FootnoteDefinition,
    Image,
    InlineCode,
    Meta,
    Publisher,
    Table,
)
from convert.model.text import lines
from tests.corpus import ROOT, SHARED
from tests.trees import (
    BARE,
    HOSTILE,
    RICH,
    RIGHT_TO_LEFT,
    everywhere,
    nested,
    paragraph,
    picture,
    row,
)
from tests.writers.pdf_reader import needs_poppler, needs_qpdf, opened, words, write, written

VERAPDF = SHARED / "tools" / "verapdf" / "verapdf"
NEWS = ROOT / "fixtures" / "news--abu-dhabi-talks" / "input.txt"

# Those hostile texts of which every character can be printed.
PRINTABLE = [text for text in HOSTILE if "\ufdd0" not in text]

PICTURES = Article(
    Meta(headline="Pictures"),
    tuple(
        Figure((Image(url, alt), paragraph("A caption.")))
        for url, alt in (
            (picture("png", (900, 500)), "Wide"),
            (picture("jpeg", (300, 4000)), "Tall"),
            (picture("gif"), "Small"),
            (picture("webp"), ""),
            ("data:image/png;base64,AAAA", "Broken"),
        )
    ),
)


CHECKED = {
    "nothing": Article(Meta(), ()),
    "bare": BARE,
    "rich": RICH,
    "hostile": everywhere("".join(PRINTABLE)),
    "deep": nested(100),
    "pictures": PICTURES,
}


@pytest.mark.skipif(not VERAPDF.exists(), reason="veraPDF does not lie beside the project")
def test_verapdf_finds_nothing_against_ua1_and_a2a(tmp_path: Path) -> None:
    files = [tmp_path / f"{name}.pdf" for name in CHECKED]
    for file, article in zip(files, CHECKED.values(), strict=True):
        file.write_bytes(write(article))
    run = subprocess.run([VERAPDF, "ua1,2a", *files], capture_output=True, text=True, check=False)
    if run.returncode == 2:
        pytest.skip(f"veraPDF could not be set up: {run.stderr}")
    assert [line for line in run.stdout.splitlines() if not line.startswith("PASS")] == []
    assert len(run.stdout.splitlines()) == 2 * len(files)


@needs_qpdf
@pytest.mark.parametrize("article", CHECKED.values(), ids=CHECKED)
def test_qpdf_has_nothing_to_say(article: Article, tmp_path: Path) -> None:
    file = tmp_path / "article.pdf"
    file.write_bytes(write(article))
    run = subprocess.run(["qpdf", "--check", file], capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (0, "")


@needs_poppler
def test_the_words_of_the_tree_are_in_the_file_whole_and_in_order() -> None:
    text = re.sub(r" :contentReference\S+", "", NEWS.read_text(encoding="utf-8"))
    headline, description, *paragraphs = (line for line in text.splitlines() if line.strip())
    assert "\u2011" in headline
    blocks = tuple(paragraph(line) for line in paragraphs)
    said = words(written(*blocks, meta=Meta(headline=headline, description=description)))
    assert said == " ".join((headline, description, *lines(*blocks))).split()


@needs_poppler
def test_every_line_of_a_rich_tree_is_in_the_file_in_order() -> None:
    text, at = " ".join(words(write(RICH))), 0
    for line in lines(*RICH.children, *RICH.notes):
        shown = " ".join(line.split()).removesuffix(" inside")
        assert shown in text[at:], shown
        at = text.index(shown, at) + len(shown)


@needs_poppler
def test_characters_with_no_glyph_of_their_own_are_set_and_stay_in_the_text() -> None:
    text = (
        "a\u2011b c\u2010d 10\u00a0000 e\u0301 \u1f00\u03bb\u03c6\u03b1 Ж \u2015 "
        "soft\u00adhyphen zero\u200bwidth be\u0007ll"
    )
    said = " ".join(words(written(paragraph(text)))[1:])
    assert said == "a\u2011b c\u2010d 10 000 é ἀλφα Ж \u2015 softhyphen zerowidth bell"


@pytest.mark.parametrize(
    ("character", "name"),
    [
        ("🙂", "U+1F642 (SLIGHTLY SMILING FACE)"),
        ("中", "U+4E2D (CJK UNIFIED IDEOGRAPH-4E2D)"),
        ("م", "U+0645 (ARABIC LETTER MEEM)"),
        ("\ufffd", "U+FFFD (REPLACEMENT CHARACTER)"),
        ("\ud800", "U+D800 (no name)"),
        ("\uffff", "U+FFFF (no name)"),
    ],
)
def test_a_character_without_a_font_is_an_error_that_names_it(character: str, name: str) -> None:
    text = f"Before {character} after"
    for article in (
        Article(Meta(headline=text), ()),
        Article(Meta(publisher=Publisher(text)), ()),
        Article(Meta(), (paragraph(text),)),
        Article(Meta(), (paragraph(InlineCode(text)),)),
        Article(Meta(), (Code(text),)),
        Article(Meta(), (Table((row(text),)),)),
        Article(Meta(), (), (FootnoteDefinition("1", "1", (paragraph(text),)),)),
    ):
        with pytest.raises(MissingEngine, match="Before") as caught:
            write(article)
        assert name in str(caught.value)
        assert caught.value.hint


def test_right_to_left_is_refused_not_spoilt() -> None:
    with pytest.raises(MissingEngine, match="ARABIC LETTER"):
        write(RIGHT_TO_LEFT)


@needs_poppler
@pytest.mark.parametrize("hostile", PRINTABLE)
def test_hostile_text_stays_text(hostile: str) -> None:
    data = write(everywhere(hostile))
    with opened(data) as pdf:
        for name in ("/AA", "/AcroForm", "/JavaScript", "/Names", "/OpenAction", "/EmbeddedFiles"):
            assert name not in pdf.Root
        for page in pdf.pages:
            for link in page.get("/Annots", ()):
                assert "/A" not in link or str(link.A.URI).startswith(("https://", "http://", "mailto:"))
    shown = "".join("".join(each for each in hostile if each.isprintable()).split())
    assert shown in "".join("".join(words(data)).split())


_DIGEST = """
import hashlib
from convert.options import WriteOptions
from convert.writers.pdf import part
from tests.trees import RICH
print(hashlib.sha256(part.write(RICH, WriteOptions())).hexdigest())
"""


def test_the_same_bytes_in_every_process_and_thread() -> None:
    found = set()
    for seed, zone, epoch in (("1", "UTC", ""), ("2", "Asia/Kathmandu", "1000000000")):
        set_ = {"PYTHONPATH": ".", "PYTHONHASHSEED": seed, "TZ": zone, "SOURCE_DATE_EPOCH": epoch}
        command = [sys.executable, "-W", "error", "-c", _DIGEST]
        run = subprocess.run(
            command, env={**os.environ, **set_}, cwd=ROOT, capture_output=True, text=True, check=True
        )
        found.add(run.stdout.strip())
    with ThreadPoolExecutor(4) as threads:
        found |= set(threads.map(lambda _: sha256(write(RICH)).hexdigest(), range(8)))
    assert len(found) == 1


def test_listing_formats_loads_no_reportlab() -> None:
    command = "import sys; import convert.writers.pdf; assert 'reportlab' not in sys.modules"
    subprocess.run([sys.executable, "-c", command], cwd=ROOT, check=True)
