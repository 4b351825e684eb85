"""The PDF as validators, searchers and strangers find it; the same bytes every time."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from convert.errors import MissingEngine
from convert.model import Article, Code, FootnoteDefinition, InlineCode, Meta, Person, Table
from convert.model.text import lines
from tests.corpus import ROOT, SHARED
from tests.trees import HOSTILE, RICH, changed, everywhere, paragraph, row
from tests.writers.pdf.reading import (
    diagnostics,
    everything,
    needs_poppler,
    needs_qpdf,
    opened,
    words,
    write,
    written,
)
from tests.writers.pdf.samples import CHECKED, MIXED, PRINTABLE

VERAPDF = SHARED / "tools" / "verapdf" / "verapdf"
NEWS = ROOT / "fixtures" / "news--abu-dhabi-talks" / "input.txt"

EVERY = pytest.mark.parametrize("article", CHECKED.values(), ids=CHECKED)


@pytest.mark.conformance
@pytest.mark.skipif(not VERAPDF.exists(), reason="veraPDF does not lie beside the project")
@pytest.mark.parametrize(
    ("profiles", "options"),
    [("ua1,2a", {}), ("ua1,2a", {"columns": 2}), ("ua1,3a", {"attach_source": True})],
    ids=["one column", "two columns", "source attached"],
)
def test_verapdf_finds_nothing(profiles: str, options: dict[str, Any], tmp_path: Path) -> None:
    files = [tmp_path / f"{name}.pdf" for name in CHECKED]
    for file, article in zip(files, CHECKED.values(), strict=True):
        file.write_bytes(write(article, **options))
    run = subprocess.run([VERAPDF, profiles, *files], capture_output=True, text=True, check=False)
    if run.returncode == 2:
        pytest.skip(f"veraPDF could not be set up: {run.stderr}")
    assert [line for line in run.stdout.splitlines() if not line.startswith("PASS")] == []
    assert len(run.stdout.splitlines()) == 2 * len(files)


@needs_qpdf
@EVERY
def test_qpdf_has_nothing_to_say(article: Article, tmp_path: Path) -> None:
    for columns in (1, 2):
        file = tmp_path / "article.pdf"
        file.write_bytes(write(article, columns=columns, attach_source=columns == 2))
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
        ("\U00100000", "U+100000 (no name)"),
        ("\U00013000", "U+13000 (EGYPTIAN HIEROGLYPH A001)"),
        ("\uffff", "U+FFFF (no name)"),
        ("\ud800", "U+D800 (no name)"),
    ],
)
def test_a_character_without_a_font_is_an_error_that_names_it(character: str, name: str) -> None:
    text = f"Before {character} after"
    for article in (
        Article(Meta(headline=text), ()),
        Article(Meta(author=(Person("Roe", jobTitle=text),)), ()),
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


@needs_poppler
@pytest.mark.parametrize("columns", [1, 2])
def test_every_character_that_is_replaced_has_a_warning_wherever_it_stands(columns: int) -> None:
    places: dict[str, str] = {}
    marked = changed(lambda text: text + places.setdefault(text, chr(0x100000 + len(places))))
    with pytest.raises(MissingEngine):
        write(marked)
    data = write(marked, missing_glyphs="replace", columns=columns)
    drawn = {sign for page in everything(data) for word in page for sign in word.text if sign >= "\U00100000"}
    said = " ".join(each.message for each in diagnostics(data))
    warned = {chr(int(code, 16)) for code in re.findall("U[+](10[0-9A-F]{4}) ", said)}
    assert len(drawn) > 40
    assert drawn == warned


@needs_poppler
@pytest.mark.parametrize("hostile", PRINTABLE)
def test_hostile_text_stays_text(hostile: str) -> None:
    data = write(everywhere(hostile))
    assert not diagnostics(data)
    with opened(data) as pdf:
        for name in ("/AA", "/AcroForm", "/JavaScript", "/Names", "/OpenAction", "/EmbeddedFiles"):
            assert name not in pdf.Root
        for page in pdf.pages:
            for link in page.get("/Annots", ()):
                assert "/A" not in link or str(link.A.URI).startswith(("https://", "http://", "mailto:"))
    shown = "".join("".join(each for each in hostile if each.isprintable()).split())
    assert shown in "".join("".join(words(data)).split())


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_becomes_a_file_whatever_fonts_have(hostile: str) -> None:
    for options in ({}, {"columns": 2, "paper": "a5", "font_size": 24.0, "attach_source": True}):
        with opened(write(everywhere(hostile), missing_glyphs="replace", **options)) as pdf:
            assert len(pdf.pages)


_DIGEST = """
import hashlib
from convert.options import WriteOptions
from convert.writers.pdf import part
from tests.writers.pdf.samples import MIXED, RICH
for article, columns in ((RICH, 1), (MIXED, 2)):
    data = part.write(article, WriteOptions(columns=columns, attach_source=columns == 2))
    print(hashlib.sha256(data).hexdigest())
"""


def test_the_same_bytes_in_every_process_and_thread() -> None:
    found = set()
    for seed, zone, epoch in (("1", "UTC", ""), ("2", "Asia/Kathmandu", "1000000000")):
        set_ = {"PYTHONPATH": ".", "PYTHONHASHSEED": seed, "TZ": zone, "SOURCE_DATE_EPOCH": epoch}
        command = [sys.executable, "-W", "error", "-c", _DIGEST]
        run = subprocess.run(
            command, env={**os.environ, **set_}, cwd=ROOT, capture_output=True, text=True, check=True
        )
        found.add(tuple(run.stdout.split()))

    def digests(_: int) -> tuple[str, ...]:
        files = write(RICH), write(MIXED, columns=2, attach_source=True)
        return tuple(sha256(data).hexdigest() for data in files)

    with ThreadPoolExecutor(4) as threads:
        found |= set(threads.map(digests, range(4)))
    assert len(found) == 1


def test_listing_formats_loads_no_reportlab() -> None:
    command = "import sys; import convert.writers.pdf; assert 'reportlab' not in sys.modules"
    subprocess.run([sys.executable, "-c", command], cwd=ROOT, check=True)
