"""Whoever searches a PDF, or copies from it, finds the words of the article, whole and in order, in every script."""

from __future__ import annotations

import re
import subprocess
import unicodedata
from difflib import SequenceMatcher
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from convert import pipeline
from convert.model import Article
from convert.model.text import lines
from convert.source import from_path
from tests.corpus import FIXTURES, ROOT, name
from tests.writers.pdf.reading import needs_poppler

WHOLE = 0.95  # of the words, at least

# What belongs to a word: letters and figures, marks upon them, and what joins or parts them within it.
WORD = re.compile(r"[\w\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u0900-\u0963\u200c\u200d]+")
HIDDEN = dict.fromkeys(map(ord, "\u00ad\u2060\ufeff"))

# Between these no space stands, so characters are compared.
UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
PARTED = re.compile("(?:[\u3040-\u30ff\u3400-\u9fff] ){3}")


def words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFC", text.translate(HIDDEN))
    found = WORD.findall(plain)
    return [part for word in found for part in (word if UNSPACED.search(word) else (word,))]


def in_tree(article: Article) -> list[str]:
    head = filter(None, (article.meta.headline, article.meta.description))
    notes = (line for note in article.notes for line in lines(*note.children))
    return words("\n".join((*head, *lines(*article.children), *notes)))


def copied(pdf: bytes, folder: Path) -> str:
    (path := folder / "article.pdf").write_bytes(pdf)
    run = subprocess.run(["pdftotext", "-enc", "UTF-8", str(path), "-"], capture_output=True, check=True)
    return run.stdout.decode()


@needs_poppler
@pytest.mark.parametrize("path", FIXTURES, ids=name)
def test_the_words_of_an_article_come_out_whole_and_in_order(path: Path, tmp_path: Path) -> None:
    article = pipeline.read(from_path(path)).article
    wanted = in_tree(article)
    text = copied(pipeline.write(article, "pdf"), tmp_path)
    found = words(text)
    same = SequenceMatcher(None, wanted, found, autojunk=False).get_matching_blocks()
    whole = sum(block.size for block in same) / len(wanted)
    missed = [word for word in wanted if word not in found]
    assert whole >= WHOLE, f"{whole:.3f} of {len(wanted)} words; not there: {missed}"
    assert PARTED.findall(text) == []


@pytest.mark.parametrize("script", ["el", "ja", "ko", "ru", "vi", "zh"])
def test_other_readers_of_text_find_it_too(script: str) -> None:
    article = pipeline.read(from_path(ROOT / "fixtures" / f"script--{script}" / "input.txt")).article
    first = PdfReader(BytesIO(pipeline.write(article, "pdf"))).pages[0].extract_text()
    said = "".join(first.split())
    for text in filter(None, (article.meta.headline, article.meta.description)):
        assert "".join(text.split()) in said
