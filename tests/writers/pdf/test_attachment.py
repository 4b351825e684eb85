"""A PDF with its source attached is read back as the article that it was made of; what is not ours is refused."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from hypothesis import given, settings
from pikepdf import Array, Dictionary, Name, Pdf

from convert import pipeline
from convert.errors import InputError, TooLarge
from convert.model import Article, Meta
from convert.options import ReadOptions
from convert.readers.pdf import part, read
from convert.source import Source, from_path
from tests.corpus import FIXTURES, name
from tests.trees import BARE, RICH, RIGHT_TO_LEFT, articles, nested, paragraph
from tests.writers.pdf.reading import opened, write

SAMPLES = {
    "nothing": Article(Meta(), ()),
    "bare": BARE,
    "rich": RICH,
    "rtl": RIGHT_TO_LEFT,
    "deep": nested(200),
}


def attached(article: Article = BARE) -> bytes:
    return bytes(write(article, attach_source=True, missing_glyphs="replace"))


def back(data: bytes) -> Article:
    return read(Source("story.pdf", data), ReadOptions())


@pytest.mark.parametrize("article", SAMPLES.values(), ids=SAMPLES)
def test_an_article_comes_back_as_it_was(article: Article) -> None:
    assert back(attached(article)) == article


@settings(max_examples=8)
@given(articles)
def test_any_article_comes_back_as_it_was(article: Article) -> None:
    assert back(attached(article)) == article


@pytest.mark.parametrize("path", FIXTURES[::4], ids=name)
def test_a_fixture_comes_back_through_the_pipeline(path: Path) -> None:
    article = pipeline.read(from_path(path)).article
    again = pipeline.read(Source("story.pdf", attached(article)))
    assert again.article == article


def test_the_file_says_what_is_attached_and_that_it_is_archival() -> None:
    with opened(attached()) as file:
        (tree,) = file.Root.AF
        assert [tree.AFRelationship, tree.UF, tree.EF.F.Subtype] == [
            "/Source",
            "article.json",
            "/application/json",
        ]
        assert file.open_metadata()["pdfaid:part"] == "3"
        assert list(file.attachments) == ["article.json"]
        assert int(tree.EF.F.Params.Size) == len(tree.EF.F.read_bytes())
    with opened(write(BARE)) as file:
        assert file.open_metadata()["pdfaid:part"] == "2"
        assert "/AF" not in file.Root


@pytest.mark.parametrize(
    "options",
    [
        {"linearize": True},
        {"object_stream_mode": pikepdf.ObjectStreamMode.generate, "recompress_flate": True},
        {"compress_streams": False, "stream_decode_level": pikepdf.StreamDecodeLevel.generalized},
    ],
    ids=["linearised", "packed", "unpacked"],
)
def test_a_file_that_another_program_saved_anew_is_read_all_the_same(options: dict[str, Any]) -> None:
    with opened(attached()) as file:
        file.save(out := BytesIO(), **options)
    assert back(out.getvalue()) == BARE


# -- What is not ours, or no longer whole --------------------------------------------------------------------


def changed(change: Callable[[Pdf], None], **options: Any) -> bytes:
    """Return our file after `change`, saved anew."""
    with opened(attached()) as file:
        change(file)
        file.save(out := BytesIO(), **options)
    return out.getvalue()


def packed(data: bytes, **entries: Any) -> Callable[[Pdf], None]:
    """Return what puts `data`, as it is in the file, in the place of the tree."""

    def change(pdf: Pdf) -> None:
        stream = pdf.Root.AF[0].EF.F
        stream.write(data, filter=entries.pop("filter", Name.FlateDecode))
        for key, value in entries.items():
            stream[f"/{key}"] = value

    return change


def without(pdf: Pdf) -> None:
    del pdf.Root.AF[0]["/EF"]


def with_many(pdf: Pdf) -> None:
    for _ in range(99):
        pdf.Root.AF.append(pdf.Root.AF[0])


def with_nonsense(pdf: Pdf) -> None:
    pdf.Root.AF = Array([1, Name.Source, Dictionary(), Dictionary(AFRelationship=Name.Source, EF=Array([]))])


@dataclass
class Refused:
    """A file, and what is said of it."""

    data: Callable[[], bytes]
    said: str


REFUSED = {
    "no source": Refused(lambda: bytes(write(BARE)), "without its source"),
    "no file": Refused(lambda: changed(without), "without its source"),
    "nonsense": Refused(lambda: changed(with_nonsense), "without its source"),
    "AF is no array": Refused(
        lambda: changed(lambda pdf: pdf.Root.__setitem__("/AF", 7)), "without its source"
    ),
    "many": Refused(lambda: changed(with_many), "is a PDF of 100 articles"),
    "no JSON": Refused(lambda: changed(packed(zlib.compress(b"no JSON"))), "JSON"),
    "another tree": Refused(lambda: changed(packed(zlib.compress(b'{"type": "article"}'))), "story.pdf"),
    "cut short": Refused(lambda: changed(packed(zlib.compress(b"{}" * 9_000)[:-9])), "damaged source"),
    "no zlib": Refused(lambda: changed(packed(b"not packed")), "damaged source"),
    "other filter": Refused(
        lambda: changed(packed(b"\x80", filter=Name.RunLengthDecode)), "without its source"
    ),
    "password": Refused(
        lambda: changed(lambda _: None, encryption=pikepdf.Encryption(owner="a", user="b")), "with a password"
    ),
    "truncated": Refused(lambda: attached()[:-700], "is a damaged PDF"),
    "cut": Refused(lambda: attached()[:900], "is a damaged PDF"),
    "signature alone": Refused(lambda: b"%PDF-1.7\n", "is a damaged PDF"),
    "no PDF": Refused(lambda: b"text", "is a damaged PDF"),
    "empty": Refused(lambda: b"", "is a damaged PDF"),
}


@pytest.mark.parametrize("refused", REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_read_is_one_clear_line(refused: Refused) -> None:
    with pytest.raises(InputError) as caught:
        back(refused.data())
    message = str(caught.value)
    assert message.startswith("story.pdf")
    assert refused.said in message
    assert "\n" not in message
    assert caught.value.hint


def test_a_file_whose_owner_alone_has_a_password_is_read() -> None:
    assert back(changed(lambda _: None, encryption=pikepdf.Encryption(owner="a", user=""))) == BARE


def test_a_pdf_is_told_by_its_first_bytes() -> None:
    assert part.sniff is not None
    assert part.sniff(attached())
    assert not part.sniff(b"text %PDF-")


def test_a_file_that_ends_anywhere_is_refused() -> None:
    data = attached(Article(Meta(headline="Headline"), (paragraph("Words. " * 200),)))
    for end in range(0, len(data) - 10, len(data) // 40):
        with pytest.raises(InputError):
            back(data[:end])


def test_a_bomb_is_not_unpacked() -> None:
    data = changed(packed(zlib.compress(bytes(60_000_000), 9)))
    assert len(data) < 100_000
    with pytest.raises(TooLarge, match="has more than 50 MB"):
        back(data)
