"""An article's pictures are gathered within limits; one that cannot be had costs one diagnostic."""

from __future__ import annotations

import base64
import struct
import zlib
from functools import partial
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image as Raster

from convert.model import Article, Emphasis, Figure, FootnoteDefinition, Image, ImageObject, Link, Meta, Text
from convert.model.walk import walk
from convert.pictures import Gathered, embed, gather
from convert.pictures import limits as limiting
from convert.pictures.limits import Limit, Lost
from convert.pictures.web import Address, fetch
from convert.report import Diagnostic
from tests.pictures import server as answers
from tests.pictures.server import running
from tests.trees import paragraph, picture


def here(address: Address) -> bool:
    return str(address) == "127.0.0.1"


def data(url: str) -> bytes:
    return base64.b64decode(url.partition(",")[2])


def article(*urls: str) -> Article:
    return Article(Meta(), tuple(Figure((Image(url, "Alt"), paragraph("Caption"))) for url in urls))


def bomb() -> bytes:
    """Return a PNG of a hundred million black pixels."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        )

    size = struct.pack(">IIBBBBB", 10000, 10000, 1, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", size)
        + chunk(b"IDAT", zlib.compress(bytes(1251 * 10000)))
        + chunk(b"IEND", b"")
    )


PNG = data(picture("png", (40, 30)))
JPEG = data(picture("jpeg", (400, 300)))
SVG = b'<?xml version="1.0"?><!-- \xe2\x82\xac --><svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'

CONTENT: dict[str, tuple[bytes, str | None]] = {
    "png": (PNG, None),
    "jpeg": (JPEG, None),
    "gif": (data(picture("gif")), None),
    "webp": (data(picture("webp")), None),
    "avif": (data(picture("avif")), None),
    "svg": (SVG, "image-refused"),
    "bomb": (bomb(), "image-refused"),
    "nothing": (b"", "image-broken"),
    "page": (b"<!doctype html><title>Not found</title>", "image-broken"),
    "bmp": (data(picture("bmp")), "image-broken"),
    "cut": (JPEG[:-200], "image-broken"),
    "damaged": (PNG.replace(b"IDAT", b"IDAT" + bytes(9)), "image-broken"),
}
EACH = pytest.mark.parametrize("name", CONTENT)


def codes(gathered: Gathered) -> list[str]:
    return [diagnostic.code for diagnostic in gathered.diagnostics]


def assert_content(name: str, url: str, gathered: Gathered) -> None:
    content, code = CONTENT[name]
    assert codes(gathered) == ([code] if code else [])
    assert [data(each) for each in gathered.pictures.values()] == ([] if code else [content])
    for diagnostic in gathered.diagnostics:
        assert diagnostic.severity == "warning"
        assert f"the picture {url} " in diagnostic.message
        assert diagnostic.text == url


@EACH
def test_a_file_is_what_its_bytes_say(tmp_path: Path, name: str) -> None:
    (tmp_path / "a.jpg").write_bytes(CONTENT[name][0])
    assert_content(name, "a.jpg", gather(article("a.jpg"), tmp_path.as_uri() + "/"))


@EACH
def test_what_is_fetched_is_what_its_bytes_say(name: str) -> None:
    with running() as server:
        server.answers["/a.jpg"] = answers.file(CONTENT[name][0], "image/jpeg")
        url = server.url("/a.jpg")
        assert_content(name, url, gather(article(url), "", partial(fetch, allowed=here)))


@EACH
def test_what_is_carried_is_what_its_bytes_say(name: str) -> None:
    content, code = CONTENT[name]
    url = f"data:image/{name};base64,{base64.b64encode(content).decode()}".replace("svg", "svg+xml")
    found = gather(article(url))
    assert (found.pictures, codes(found)) == (
        {},
        ["image-broken" if name == "nothing" else code] if code else [],
    )
    assert all(len(diagnostic.message) < 150 for diagnostic in found.diagnostics)


@pytest.mark.parametrize(
    ("url", "left"),
    [
        ("https://example.com/a.png", "linked in HTML, left out elsewhere"),
        ("http://example.com/a.png", "left out"),
    ],
)
def test_what_is_on_the_web_is_left_there_unless_it_is_asked_for(url: str, left: str) -> None:
    (found,) = gather(article(url)).diagnostics
    message = f"the picture {url} is on the web: {left}; --fetch-images fetches it"
    assert found == Diagnostic(code="image-unfetched", severity="info", message=message, text=url)


def never(address: str, limit: Limit) -> bytes:
    raise AssertionError(f"{address} is asked for")


LOST = {
    "relative without a base": ("", "a.png", "image-missing"),
    "relative on the web": ("", "/a.png", "image-missing"),
    "a file that is missing": ("file:///tmp/none/story.html", "a.png", "image-missing"),
    "a file of a page on the web": ("https://example.com/", "file:///etc/passwd", "image-refused"),
    "a file of a page from a pipe": ("", "file:///etc/passwd", "image-refused"),
    "outside of the folder": ("file:///tmp/none/story.html", "/etc/passwd", "image-refused"),
    "above the folder": ("file:///tmp/none/story.html", "../../etc/passwd", "image-refused"),
    "a script": ("https://example.com/", "javascript:alert(1)", "image-refused"),
    "another scheme": ("", "ftp://example.com/a.png", "image-refused"),
    "what a browser made up": ("https://example.com/", "blob:https://example.com/1-2", "image-refused"),
    "a user at a host": ("", "https://a:b@example.com/a.png", "image-refused"),
    "an IPv6 host": ("", "http://[::1]/a.png", "image-refused"),
    "no address": ("https://example.com/", "http://[", "image-missing"),
    "no address of a host": ("", "https:///a.png", "image-refused"),
}


@pytest.mark.parametrize(("base", "url", "code"), LOST.values(), ids=LOST)
def test_an_address_at_which_nothing_is_looked_for(base: str, url: str, code: str) -> None:
    found = gather(article(url), base, never)
    assert (found.pictures, codes(found)) == ({}, [code])


WEB = {
    "absolute": ("", "https://example.com/a.png", "https://example.com/a.png"),
    "relative": ("https://example.com/b/c", "a.png", "https://example.com/b/a.png"),
    "of the same scheme": ("http://example.com/", "//example.org/a.png", "http://example.org/a.png"),
    "of a scheme that a file has forgotten": (
        "file:///tmp/a",
        "//example.org/a.png",
        "https://example.org/a.png",
    ),
    "with what must be quoted": ("", "https://example.com/ä b.png", "https://example.com/%C3%A4%20b.png"),
}


@pytest.mark.parametrize(("base", "url", "asked"), WEB.values(), ids=WEB)
def test_an_address_on_the_web(base: str, url: str, asked: str) -> None:
    def answer(address: str, _limit: Limit) -> bytes:
        assert address == asked
        return PNG

    assert gather(article(url), base, answer) == Gathered({url: picture("png", (40, 30))}, ())


def test_a_picture_is_asked_for_once() -> None:
    asked: list[str] = []

    def answer(address: str, _limit: Limit) -> bytes:
        asked.append(address)
        raise Lost("image-unfetched", "could not be fetched")

    found = gather(article(*["https://example.com/a.png"] * 3), "", answer)
    assert (len(asked), len(found.diagnostics)) == (1, 1)


def test_an_article_has_only_so_many_pictures() -> None:
    urls = [f"https://example.com/{n}.png" for n in range(limiting.PICTURES_IN_ALL + 2)]
    found = gather(article(*urls, picture("png")), "", lambda *_: PNG)
    assert list(found.pictures) == urls[:-2]
    assert codes(found) == ["image-refused"] * 2


def test_an_article_has_only_so_many_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limiting, "BYTES_IN_ALL", len(PNG) * 2)
    limits: list[int] = []

    def answer(_address: str, limit: Limit) -> bytes:
        limits.append(limit.bytes)
        return PNG

    found = gather(article(*(f"https://example.com/{n}" for n in range(4))), "", answer)
    assert limits == [len(PNG) * 2, len(PNG)]
    assert codes(found) == ["image-refused"] * 2


def test_an_article_takes_only_so_much_time(monkeypatch: pytest.MonkeyPatch) -> None:
    seconds = iter((0, 100, 200, 219.5, 300, 301))
    monkeypatch.setattr("convert.pictures.search.time.monotonic", lambda: next(seconds))
    limits: list[float] = []

    def answer(_address: str, limit: Limit) -> bytes:
        limits.append(limit.seconds)
        return PNG

    found = gather(article(*(f"https://example.com/{n}" for n in range(4))), "", answer)
    assert limits == [30, 20, 0.5]
    assert codes(found) == ["image-refused"]


def test_limits_are_for_one_article(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(PNG)
    for _ in range(2):
        found = gather(
            article(*(f"a.png?{n}" for n in range(limiting.PICTURES_IN_ALL))), tmp_path.as_uri() + "/"
        )
        assert found.diagnostics == ()


def test_the_largest_picture_is_as_large_as_it_may_be(tmp_path: Path) -> None:
    file = BytesIO()
    Raster.new("L", (4, 3)).save(file, "PNG")
    (tmp_path / "large.png").write_bytes(file.getvalue().ljust(limiting.BYTES, b"\0"))
    (tmp_path / "larger.png").write_bytes(file.getvalue().ljust(limiting.BYTES + 1, b"\0"))
    found = gather(article("large.png", "larger.png"), tmp_path.as_uri() + "/")
    assert (list(found.pictures), codes(found)) == (["large.png"], ["image-refused"])


EVERYWHERE = Article(
    Meta(image=(ImageObject("a.png"),)),
    (
        Figure((Image("a.png", "A"), paragraph("Caption"))),
        paragraph("x", Link("a.png", (Emphasis((Image("a.png", "A", "T"), Text("a.png"))),)), Image("b.png")),
    ),
    (FootnoteDefinition("1", "1", (paragraph(Image("a.png")),)),),
)


def test_pictures_stand_wherever_their_address_stood() -> None:
    url = picture("png")
    found = embed(EVERYWHERE, {"a.png": url})
    assert [node.url for node in walk(found) if isinstance(node, Image)] == [url, url, "b.png", url]
    assert [node.url for node in walk(found) if isinstance(node, Link)] == ["a.png"]
    assert found.meta == EVERYWHERE.meta
    assert embed(found, {url: "a.png"}) == EVERYWHERE
    assert embed(EVERYWHERE, {}) is EVERYWHERE
