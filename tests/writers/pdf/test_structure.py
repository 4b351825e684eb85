"""What a PDF says of itself: structure, links, bookmarks, metadata."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pikepdf
import pytest
from hypothesis import given, settings
from msgspec import structs

from convert.model import (
    Article,
    Code,
    Emphasis,
    Figure,
    FootnoteDefinition,
    FootnoteReference,
    Heading,
    Image,
    Link,
    List,
    Meta,
    Paragraph,
    Person,
    Table,
    Text,
)
from convert.model.inline import Node
from convert.model.walk import rewrite
from tests.trees import (
    BARE,
    RICH,
    RIGHT_TO_LEFT,
    articles,
    item,
    paragraph,
    picture,
    reference,
    row,
)
from tests.writers.pdf.reading import needs_poppler, opened, pages, tags, write, written
from tests.writers.pdf.samples import CHECKED


@settings(deadline=None, max_examples=10)
@given(articles)
def test_any_article_becomes_a_file_whose_levels_do_not_skip_and_whose_links_lead_somewhere(
    article: Article,
) -> None:
    data = write(article, missing_glyphs="replace")
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


@pytest.mark.parametrize("columns", [1, 2])
@pytest.mark.parametrize("article", CHECKED.values(), ids=CHECKED)
def test_every_link_says_what_it_is_and_leads_to_a_page_or_an_address(article: Article, columns: int) -> None:
    for name, address, page in _links(write(article, columns=columns)):
        assert name.strip()
        assert bool(address) != (page >= 0)


@pytest.mark.parametrize("columns", [1, 2])
@pytest.mark.parametrize("article", CHECKED.values(), ids=CHECKED)
def test_the_structure_tree_is_read_as_the_pages_are(article: Article, columns: int) -> None:
    with opened(write(rewrite(article, _unmixed), columns=columns)) as pdf:
        numbers = {page.objgen: n for n, page in enumerate(pdf.pages)}
        found = list(_content(pdf.Root.StructTreeRoot.K[0], numbers))
        marked = [
            (n, int(mark))
            for n, page in enumerate(pdf.pages)
            for mark in re.findall(rb"/MCID (\d+)>> BDC", page.Contents.read_bytes())
        ]
    assert found == sorted(found)
    assert sorted(marked) == found


def _unmixed(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    """Return `nodes` without references inside links, which stand behind these in the tree."""
    return tuple(
        structs.replace(
            node, children=tuple(k for k in node.children if not isinstance(k, FootnoteReference))
        )
        if isinstance(node, Link)
        else node
        for node in nodes
    )


def _content(element: Any, pages: dict[Any, int]) -> Iterator[tuple[int, int]]:
    """Yield the page and the number of each piece of content below an element, in the order of the tree."""
    stack = [(element, None)]
    while stack:
        each, page = stack.pop()
        if isinstance(each, int):
            yield pages[page], each
        elif "/MCID" in each:
            yield pages[each.Pg.objgen], int(each.MCID)
        elif "/S" in each:
            own = each.Pg.objgen if "/Pg" in each else None
            stack += [(kid, own) for kid in reversed(list(each.get("/K", ())))]


def test_pages_are_numbered_from_one() -> None:
    with opened(write(RICH)) as pdf:
        assert [page.label for page in pdf.pages] == [str(n + 1) for n in range(len(pdf.pages))]


@pytest.mark.parametrize(("article", "direction"), [(RIGHT_TO_LEFT, "/R2L"), (RICH, None)])
def test_pages_are_turned_in_the_direction_of_the_text(article: Article, direction: str | None) -> None:
    with opened(write(article)) as pdf:
        assert pdf.Root.ViewerPreferences.get("/Direction") == direction


def test_every_bookmark_leads_to_a_page() -> None:
    for article in (RICH, RIGHT_TO_LEFT):
        with opened(write(article)) as pdf, pdf.open_outline() as outline:
            pages = {page.objgen for page in pdf.pages}
            waiting = list(outline.root)
            while waiting:
                entry = waiting.pop()
                waiting += entry.children
                assert entry.title
                destination = entry.destination
                assert isinstance(destination, pikepdf.Array)
                assert destination[0].objgen in pages


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
def test_the_running_head_and_the_folio_are_no_part_of_the_text() -> None:
    data = written(*[paragraph("Words. " * 200)] * 10)
    assert len(pages(data)) > 2
    with opened(data) as pdf:
        contents = [page.Contents.read_bytes() for page in pdf.pages]
    assert all(b"/Artifact <</Type /Pagination /Subtype /Footer>> BDC" in content for content in contents)
    assert [b"/Subtype /Header>> BDC" in content for content in contents] == [False] + [True] * (
        len(contents) - 1
    )
