"""The PDF as its readers see it: validators, screen readers, search, links, other machines."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings

from convert.errors import MissingEngine
from convert.model import (
    Article,
    Code,
    Emphasis,
    Figure,
    FootnoteDefinition,
    Heading,
    Image,
    InlineCode,
    Link,
    List,
    Meta,
    Paragraph,
    Person,
    Publisher,
    Table,
    Text,
)
from convert.model.text import lines
from convert.options import WriteOptions
from convert.writers.pdf import part
from tests.corpus import ROOT, SHARED
from tests.trees import (
    BARE,
    HOSTILE,
    RICH,
    RIGHT_TO_LEFT,
    articles,
    everywhere,
    item,
    nested,
    paragraph,
    picture,
    reference,
    row,
)
from tests.writers.pdf_reader import needs_poppler, needs_qpdf, opened, pages, tags, words, written

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


def write(article: Article, **options: Any) -> bytes:
    return part.write(article, WriteOptions(**options))


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


def _printable(value: Any, key: str = "") -> Any:
    """Return a tree of builtins with "x" for what a font of ours may lack."""
    if isinstance(value, str):
        kept = key in ("type", "align", "inLanguage") or value.startswith("data:")
        return value if kept else "".join(each if each < "\u0100" else "x" for each in value)
    if isinstance(value, dict):
        return {name: _printable(each, name) for name, each in value.items()}
    return [_printable(each, key) for each in value] if isinstance(value, list | tuple) else value


@settings(deadline=None, max_examples=50)
@given(articles)
def test_any_article_becomes_a_file_whose_levels_do_not_skip_and_whose_links_lead_somewhere(
    article: Article,
) -> None:
    tree = _printable(msgspec.to_builtins(article))
    tree["meta"].pop("inLanguage", None)
    data = write(msgspec.convert(tree, Article))
    assert all(bool(address) != (page >= 0) for _, address, page in _links(data))
    levels = [int(tag[1]) for tag in map(str.strip, tags(data)) if tag[1:].isdigit()]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_structure_is_that_of_the_tree() -> None:
    article = Article(
        Meta(headline="Headline", author=(Person("Jane Roe"),), articleSection="World", inLanguage="en"),
        (
            paragraph("Read ", Emphasis((Text("on"),)), reference("1")),
            Heading(3, (Text("Heading"),)),
            List((item(paragraph("Item")),)),
            Table((row("A", "B"), row("1"))),
            Figure((Image(picture("png"), "Alt"), paragraph("Caption"))),
            Code("a = 1"),
        ),
        (FootnoteDefinition("1", "1", (paragraph("Note"),)),),
    )
    assert [tag.replace("  ", ". ") for tag in tags(write(article))] == [
        "Document",
        ". P",
        ". H1",
        ". P",
        ". . Strong",
        ". P",
        ". . Em",
        ". . Reference",
        ". . . Link",
        ". H2",
        ". L",
        ". . LI",
        ". . . Lbl",
        ". . . LBody",
        ". . . . P",
        ". Table",
        ". . THead",
        ". . . TR",
        ". . . . TH",
        ". . . . TH",
        ". . TBody",
        ". . . TR",
        ". . . . TD",
        ". . . . TD",
        ". Figure",
        ". Caption",
        ". P",
        ". . Code",
        ". Endnotes",
        ". . H2",
        ". . Note",
        ". . . Lbl",
        ". . . P",
        ". . . . Link",
    ]


def test_elements_carry_what_their_kind_wants() -> None:
    article = Article(
        Meta(),
        (
            List((item(paragraph("a")),), ordered=True),
            List((item(paragraph("a")),)),
            Table((row("A"), row("1"))),
            Figure((Image(picture("png"), "Alt"),)),
            paragraph(reference("1")),
        ),
        (FootnoteDefinition("1", "1", (paragraph("Note"),)),),
    )
    with opened(write(article)) as pdf:
        tree = pdf.Root.StructTreeRoot
        _, ordered, bullets, table, figure, _, notes = tree.K[0].K
        assert [ordered.A.ListNumbering, bullets.A.ListNumbering] == ["/Decimal", "/Disc"]
        assert table.K[0].K[0].K[0].A.Scope == "/Column"
        assert [figure.Alt, figure.A.O] == ["Alt", "/Layout"]
        left, bottom, right, top = map(float, figure.A.BBox)
        assert (right - left, top - bottom) == pytest.approx((3, 2.25), abs=0.01)
        assert tree.IDTree.Names[0] == notes.K[1].ID == "note-1"
        assert tree.IDTree.Names[1].objgen == notes.K[1].objgen
        assert [tree.RoleMap.Endnotes, tree.RoleMap.Em] == ["/Sect", "/Span"]


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


def _links(data: bytes) -> list[tuple[str, str, int]]:
    """Return the name, the address and the page of each link; -1 where it does not lead to one."""
    with opened(data) as pdf:
        numbers: dict[Any, int] = {page.objgen: n for n, page in enumerate(pdf.pages)}
        return [
            (
                str(link.Contents),
                str(link.A.URI) if "/A" in link else "",
                numbers[link.Dest[0].objgen] if "/Dest" in link else -1,
            )
            for page in pdf.pages
            for link in page.get("/Annots", ())
        ]


def test_links_lead_where_they_say() -> None:
    article = Article(
        Meta(inLanguage="en"),
        (
            paragraph(
                Link("https://bücher.example/a b", (Text("books"),)),
                Link("mailto:desk@example.com", (Text("desk"),)),
                Link("javascript:alert(1)", (Text("script"),)),
                Link("file:///etc/passwd", (Text("file"),)),
                Link("#note-1", (Text("fragment"),)),
                reference("x"),
                reference("x"),
                reference("unknown"),
            ),
            *[paragraph("Words. " * 200)] * 5,
        ),
        (FootnoteDefinition("x", "1", (paragraph("Note"),)),),
    )
    assert _links(write(article)) == [
        ("books (https://xn--bcher-kva.example/a%20b)", "https://xn--bcher-kva.example/a%20b", -1),
        ("desk (mailto:desk@example.com)", "mailto:desk@example.com", -1),
        ("Note x", "", 2),
        ("Note x", "", 2),
        ("Back to reference 1 (Note 1)", "", 0),
        ("Back to reference 2 (Note 1)", "", 0),
    ]


def test_a_link_over_two_lines_is_one_element_with_two_annotations() -> None:
    data = written(Paragraph((Link("https://example.com/", (Text("words " * 20),)),)))
    assert len(_links(data)) == 2
    assert sum(tag.strip() == "Link" for tag in tags(data)) == 1


def test_bookmarks_are_the_headings() -> None:
    with opened(write(RICH)) as pdf, pdf.open_outline() as outline:
        (root,) = outline.root
        assert root.title == "Harbour & town agree on a <new> bridge"
        assert [child.title for child in root.children] == ["What is planned", "Sources & links", "Notes"]
        assert root.children[0].children[0].title == "In steps"
        assert root.children[0].children[0].children[0].title == "In numbers"


def test_metadata_says_what_is_known_twice_and_alike() -> None:
    with opened(write(RICH)) as pdf:
        xmp = pdf.open_metadata()
        said = {
            "/Title": xmp["dc:title"],
            "/Author": xmp["dc:creator"][0],
            "/Subject": xmp["dc:description"],
            "/Keywords": xmp["pdf:Keywords"],
        }
        assert said == {key: str(pdf.docinfo[key]) for key in said}
        assert said["/Author"] == "Jane Roe, John Doe and Coast News Service"
        assert pdf.docinfo["/CreationDate"] == pdf.docinfo["/ModDate"] == "D:20250304000000+00'00'"
        assert xmp["xmp:CreateDate"] == xmp["xmp:ModifyDate"] == "2025-03-04T00:00:00Z"
        assert pdf.Root.Lang == "en-US"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle


def test_metadata_does_not_say_what_is_not_known() -> None:
    with opened(write(Article(Meta(), ()))) as pdf:
        assert set(pdf.docinfo) == {"/Title", "/Creator", "/Producer", "/CreationDate", "/ModDate"}
        assert pdf.Root.Lang == "und"


def test_the_epoch_is_the_date() -> None:
    with opened(write(BARE, epoch=86400)) as pdf:
        assert pdf.docinfo["/ModDate"] == "D:19700102000000+00'00'"


def test_the_identifier_tells_contents_apart() -> None:
    found = []
    link = (Link(f"https://example.com/{n}", (Text("words"),)) for n in range(2))
    texts = (paragraph("a"), paragraph("b"), *map(paragraph, link))
    for data in (write(BARE), write(BARE, epoch=86400), *map(written, texts)):
        with opened(data) as pdf:
            found.append(bytes(pdf.trailer.ID[0]))
            assert bytes(pdf.trailer.ID[1]) == found[-1]
    assert len(set(found)) == len(found)


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


@needs_poppler
def test_the_running_head_and_the_folio_are_no_part_of_the_text() -> None:
    data = written(*[paragraph("Words. " * 200)] * 10)
    assert len(pages(data)) > 2
    with opened(data) as pdf:
        contents = [page.Contents.read_bytes() for page in pdf.pages]
    assert all(b"/Artifact <</Type /Pagination /Subtype /Footer>> BDC" in content for content in contents)
    assert [b"/Subtype /Header>> BDC" in content for content in contents] == [False] + [True] * (
        len(contents) - 1
    )
