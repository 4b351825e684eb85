"""What the built-in checker of EPUBs finds, and what it passes by."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from convert.check.epub import part
from tests.check.looking import codes, look, swapped
from tests.check.test_html import CASES as PAGES

Files = dict[str, bytes]

PACKAGE = """<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">urn:x:1</dc:identifier><dc:title>Harbour budget</dc:title><dc:language>en</dc:language>
<dc:date>2025-03-03</dc:date>
<meta property="dcterms:modified">2025-03-03T14:05:00Z</meta>
<meta property="schema:accessMode">textual</meta><meta property="schema:accessibilityFeature">tableOfContents</meta>
<meta property="schema:accessibilityHazard">none</meta>
</metadata>
<manifest>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="a" href="text/a.xhtml" media-type="application/xhtml+xml"/>
<item id="b" href="text/b.xhtml" media-type="application/xhtml+xml"/>
<item id="css" href="style.css" media-type="text/css"/>
</manifest>
<spine><itemref idref="a"/><itemref idref="b"/></spine>
</package>"""
_DOCUMENT = (
    '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n'
    '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" xml:lang="en">'
    "<head><title>T</title>{head}</head><body>{body}</body></html>"
)
NAVIGATION = _DOCUMENT.format(
    head="",
    body='<nav epub:type="toc"><ol><li><a href="text/a.xhtml">A</a></li>'
    '<li><a href="text/b.xhtml#h">B</a></li></ol></nav>',
)
FIRST = _DOCUMENT.format(
    head='<link rel="stylesheet" href="../style.css"/>', body='<h1>A</h1><p><a href="b.xhtml#h">B</a></p>'
)
SECOND = _DOCUMENT.format(
    head="", body='<h1 id="h">B</h1><p><img src="data:image/gif;base64,R0lGOD" alt=""/></p>'
)
CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles>'
    '<rootfile full-path="E/package.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)
GOOD: Files = {
    "mimetype": b"application/epub+zip",
    "META-INF/container.xml": CONTAINER.encode(),
    "E/package.opf": PACKAGE.encode(),
    "E/nav.xhtml": NAVIGATION.encode(),
    "E/text/a.xhtml": FIRST.encode(),
    "E/text/b.xhtml": SECOND.encode(),
    "E/style.css": b".direction { color: red }",
}


def _in(name: str, old: str, new: str) -> Callable[[Files], Files]:
    return lambda files: {**files, name: swapped(old, new)(files[name].decode()).encode()}


def _package(old: str, new: str) -> Callable[[Files], Files]:
    return _in("E/package.opf", old, new)


def _with(name: str, data: bytes) -> Callable[[Files], Files]:
    return lambda files: {**files, name: data}


CASES: dict[str, tuple[Callable[[Files], Files], Callable[[Files], Files]]] = {
    "mimetype-wrong": (_with("mimetype", b"application/epub+zip\n"), _with("META-INF/other.txt", b"x")),
    "name-unsafe": (_with("META-INF/../../x", b""), _with("META-INF/..x", b"")),
    "container-wrong": (
        _in("META-INF/container.xml", "E/package.opf", "package.opf"),
        _in(
            "META-INF/container.xml",
            "<rootfile ",
            '<rootfile full-path="x" media-type="text/plain"/><rootfile ',
        ),
    ),
    "xml-malformed": (
        _in("E/text/a.xhtml", "<h1>A", "<h1>&nbsp;"),
        _in("E/text/a.xhtml", "<h1>A", "<h1>&#160;A"),
    ),
    "identifier-missing": (
        _package('unique-identifier="id"', 'unique-identifier="ID"'),
        _package("<dc:title>", "<dc:identifier>x</dc:identifier><dc:title>"),
    ),
    "title-missing": (
        _package("Harbour budget", " "),
        _package("<dc:title>", "<dc:title>A</dc:title><dc:title>"),
    ),
    "language-missing": (_package("<dc:language>en", "<dc:language>"), _package(">en<", ">zh-Hans<")),
    "language-malformed": (_package(">en<", ">english<"), _package(">en<", ">und<")),
    "modified-wrong": (
        _package("14:05:00Z", "14:05:00+00:00"),
        _package("<manifest>", '<!-- <meta property="dcterms:modified"/> --><manifest>'),
    ),
    "date-several": (
        _package("<dc:date>", "<dc:date>2024</dc:date><dc:date>"),
        _package("2025-03-03<", "2025<"),
    ),
    "access-unsaid": (
        _package('<meta property="schema:accessMode">textual</meta>', ""),
        _package("<manifest>", "<!-- --><manifest>"),
    ),
    "file-missing": (
        _package('href="style.css"', 'href="styles.css"'),
        _package('"style.css"', '"./s%74yle.css"'),
    ),
    "file-unlisted": (_with("E/notes.txt", b"x"), _with("META-INF/notes.txt", b"x")),
    "manifest-twice": (
        _package(
            '<item id="css"', '<item id="c" href="text/../style.css" media-type="text/css"/><item id="css"'
        ),
        _package(
            '<item id="css"',
            '<item id="c" href="https://example.org/a.mp3" media-type="audio/mpeg"/><item id="css"',
        ),
    ),
    "navigation-wrong": (
        _package(' properties="nav"', ""),
        _package('properties="nav"', 'properties="scripted nav"'),
    ),
    "spine-wrong": (
        _package('<itemref idref="b"/>', '<itemref idref="c"/>'),
        _package('"b"/></spine', '"b" linear="no"/></spine'),
    ),
    "link-broken": (
        _in("E/text/a.xhtml", "b.xhtml#h", "b.xhtml#x"),
        _in("E/text/a.xhtml", "b.xhtml#h", "../text/b%2Exhtml#%68"),
    ),
    "resource-remote": (
        _in("E/text/b.xhtml", "data:image/gif;base64,R0lGOD", "https://example.org/x.gif"),
        _in("E/text/b.xhtml", "</p>", '<a href="https://example.org/">x</a></p>'),
    ),
    "css-direction": (
        _with("E/style.css", b"p { direction: rtl }"),
        _with("E/style.css", b"p { flex-direction: row }"),
    ),
}


def _zipped(files: Files, *, compress: bool = False) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in files.items():
            kind = zipfile.ZIP_DEFLATED if compress or name != "mimetype" else zipfile.ZIP_STORED
            archive.writestr(zipfile.ZipInfo(name), data, kind)
    return out.getvalue()


def test_a_good_epub_has_no_fault(tmp_path: Path) -> None:
    assert look("epub", _zipped(GOOD), tmp_path) == ()


@pytest.mark.parametrize("code", CASES)
def test_what_is_wrong_is_found(code: str, tmp_path: Path) -> None:
    found = codes(look("epub", _zipped(CASES[code][0](GOOD)), tmp_path))
    assert code in found
    # What is broken may leave other things without what they rely on.
    consequences = {"file-missing": {"link-broken", "file-unlisted"}, "name-unsafe": {"file-unlisted"}}
    assert found - {code} <= consequences.get(code, set())


@pytest.mark.parametrize("code", CASES)
def test_what_comes_near_it_is_passed_by(code: str, tmp_path: Path) -> None:
    assert codes(look("epub", _zipped(CASES[code][1](GOOD)), tmp_path)) == set()


def test_a_fault_in_a_document_has_its_place(tmp_path: Path) -> None:
    files = _in("E/text/b.xhtml", ' alt=""', "")(GOOD)
    (fault,) = look("epub", _zipped(files), tmp_path)
    assert (fault.code, fault.place, fault.line) == ("alternative-missing", "E/text/b.xhtml", 3)


def test_the_first_file_is_mimetype_as_it_is(tmp_path: Path) -> None:
    assert codes(look("epub", _zipped(GOOD, compress=True), tmp_path)) == {"mimetype-wrong"}
    last = {**{name: data for name, data in GOOD.items() if name != "mimetype"}, "mimetype": GOOD["mimetype"]}
    assert codes(look("epub", _zipped(last), tmp_path)) == {"mimetype-wrong"}


_ENTITIES = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 20 if n else "x" * 20}">' for n in range(20))
_LAUGHS = f'<!DOCTYPE html [{_ENTITIES}]><html xmlns="http://www.w3.org/1999/xhtml">&e19;</html>'
_OUTSIDE = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "zip-damaged"),
        (b"PK\x03\x04" + b"\xff" * 500, "zip-damaged"),
        (_zipped(GOOD)[:-40], "zip-damaged"),
        (_zipped(GOOD).replace(b"\xb4", b"\xb5"), "zip-damaged"),
        (_zipped({**GOOD, "E/text/a.xhtml": bytes(300_000_000)}), "zip-bomb"),
        (_zipped({**GOOD, **{f"E/{n}": b"" for n in range(10_001)}}), "zip-bomb"),
        (_zipped({**GOOD, "E/text/a.xhtml": _LAUGHS.encode()}), "xml-malformed"),
        (_zipped({**GOOD, "META-INF/container.xml": _OUTSIDE.encode()}), "container-wrong"),
        (_zipped({**GOOD, "E/package.opf": b"\xff\xfe<" * 9}), "xml-malformed"),
        (_zipped({**GOOD, "E/text/a.xhtml": b"<a>" * 100_000}), "xml-malformed"),
        (_zipped({}), "mimetype-wrong"),
    ],
    ids=range(11),
)
def test_what_is_broken_or_hostile_is_survived(data: bytes, code: str, tmp_path: Path) -> None:
    found = look("epub", data, tmp_path)
    assert code in codes(found)
    assert not any("root:" in fault.message for fault in found)


def test_every_code_has_its_case() -> None:
    beside = {"unreadable", "too-large", "zip-damaged", "zip-bomb"}
    assert {*part.faults} - {*CASES} - beside <= {*PAGES}
