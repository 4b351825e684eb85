"""What the built-in checker of pages finds, and what it passes by."""

from __future__ import annotations

from pathlib import Path

import pytest

from convert.check._faults import LARGEST
from convert.check.html import part
from tests.check.looking import codes, look, swapped
from tests.check.test_jsonld import ARTICLE
from tests.check.test_jsonld import CASES as SCHEMA

PAGE = f"""<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Harbour budget</title>
<script type="application/ld+json">{ARTICLE}</script></head>
<body><main><article>
<h1>Harbour budget</h1>
<p aria-describedby="aside">It passed<sup><a role="doc-noteref" id="ref-1" href="#note-1">1</a></sup>.</p>
<h2 id="boats">Boats</h2>
<img src="boat.png" alt="A boat">
<p id="aside"><a href="#boats">Up</a></p>
<section role="doc-endnotes" aria-labelledby="notes"><h2 id="notes">Notes</h2>
<ol><li id="note-1">The paper. <a role="doc-backlink" href="#ref-1">Back</a></li></ol></section>
</article></main></body>
</html>
"""

# code: (what is wrong, what comes near it)
CASES = {
    "not-utf-8": (swapped("A boat", "A b\udce9teau"), swapped("A boat", "Un båteau")),
    "doctype-missing": (
        swapped("<!doctype html>", '<!doctype html public "-//W3C//DTD HTML 4.01//EN">'),
        swapped("<!doctype html>", '<!DOCTYPE html SYSTEM "about:legacy-compat">'),
    ),
    "charset-missing": (swapped('<meta charset="utf-8">', ""), swapped("utf-8", "UTF-8")),
    "title-missing": (swapped("<title>Harbour budget", "<title> "), swapped("<title>H", "<title>\n H")),
    "language-missing": (swapped(' lang="en"', ' lang=" "'), swapped('lang="en"', 'lang="zh-Hans"')),
    "main-several": (
        swapped("</main>", "</main><main></main>"),
        swapped("</main>", "</main><main hidden></main>"),
    ),
    "headline-missing": (
        swapped("<h1>Harbour budget</h1>", ""),
        swapped("<h1>Harbour budget", "<h1><em>Harbour</em>"),
    ),
    "heading-skipped": (
        swapped('<h2 id="boats">Boats</h2>', '<h3 id="boats">Boats</h3>'),
        swapped('<h2 id="boats">Boats</h2>', '<h2 id="boats">Boats</h2><h3>Sails</h3><h4>Jibs</h4>'),
    ),
    "heading-empty": (
        swapped(">Boats<", "> <br><"),
        swapped(">Boats<", '><img src="boats.png" alt="Boats"><'),
    ),
    "id-twice": (swapped('id="aside"', 'id="aside"><p id="aside"'), swapped("<img", '<img id="Aside"')),
    "id-malformed": (swapped("<img", '<img id="a b"'), swapped("<img", '<img id="a-b:c.1"')),
    "idref-dangling": (
        swapped('aria-describedby="aside"', 'aria-describedby="aside gone"'),
        swapped('aria-describedby="aside"', 'aria-describedby="aside  notes"'),
    ),
    "link-dangling": (swapped('href="#boats"', 'href="#ships"'), swapped('href="#boats"', 'href="#top"')),
    "note-elsewhere": (
        swapped('href="#note-1"', 'href="#boats"'),
        swapped('href="#note-1"', 'href="#note%2D1"'),
    ),
    "note-one-way": (
        swapped('<a role="doc-backlink" href="#ref-1">Back</a>', ""),
        swapped(
            '<a role="doc-backlink" href="#ref-1">Back</a>',
            '<p><a role="doc-backlink" href="#ref-1">Back</a>',
        ),
    ),
    "alternative-missing": (swapped(' alt="A boat"', ""), swapped('alt="A boat"', 'alt=""')),
}


def _bytes(page: str) -> bytes:
    return page.encode("utf-8", "surrogateescape")


def test_a_good_page_has_no_fault(tmp_path: Path) -> None:
    assert look("html", _bytes(PAGE), tmp_path) == ()


@pytest.mark.parametrize("code", CASES)
def test_what_is_wrong_is_found(code: str, tmp_path: Path) -> None:
    assert codes(look("html", _bytes(CASES[code][0](PAGE)), tmp_path)) == {code}


@pytest.mark.parametrize("code", CASES)
def test_what_comes_near_it_is_passed_by(code: str, tmp_path: Path) -> None:
    assert codes(look("html", _bytes(CASES[code][1](PAGE)), tmp_path)) == set()


def test_metadata_inside_are_checked_at_their_line(tmp_path: Path) -> None:
    broken = PAGE.replace('"dateline"', '"datelime"')
    (fault,) = look("html", _bytes(broken), tmp_path)
    assert (fault.code, fault.line) == ("property-unknown", 4)


def test_a_script_that_is_no_metadata_is_let_be(tmp_path: Path) -> None:
    page = PAGE.replace("</head>", '<script type="application/json">{,}</script></head>')
    assert look("html", _bytes(page), tmp_path) == ()


def test_no_page_is_no_page(tmp_path: Path) -> None:
    assert codes(look("html", b"", tmp_path)) == {"not-html"}


def test_what_is_too_large_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    with path.open("wb") as file:
        file.truncate(LARGEST + 1)
    (found,) = part.check([path])
    assert codes(found) == {"too-large"}


def test_a_file_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    (found,) = part.check([tmp_path / "gone.html"])
    assert codes(found) == {"unreadable"}


@pytest.mark.parametrize(
    "page",
    [
        b"<div>" * 100_000,
        b"<a href='#" + b"x" * 1_000_000 + b"'>",
        b"<h1>" + b"<h6 id=a>" * 20_000,
        b"\x00<html>\xff\xfe",
        b"<!-" * 100_000,
        b'<script type="application/ld+json">' + b"[" * 100_000 + b"</script>",
        b'<script type="application/ld+json">' + b'{"a":' * 100_000 + b"</script>",
    ],
    ids=range(7),
)
def test_a_hostile_page_is_survived(page: bytes, tmp_path: Path) -> None:
    assert codes(look("html", page, tmp_path))


def test_every_code_has_its_case() -> None:
    assert {*part.faults} == {*CASES, *SCHEMA, "unreadable", "too-large", "not-html"}
