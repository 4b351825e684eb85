"""Web archives: which records are pages, in which charset, and what damage costs."""

from __future__ import annotations

import gzip
import sys
import zlib

import pytest

from convert import source
from convert.containers import articles
from convert.errors import MissingEngine
from tests.containers.packing import sources, stream, told, unpack

PAGE = "<!DOCTYPE html><p>Zoë said so."


def record(
    url: str,
    body: bytes = PAGE.encode(),
    *,
    status: str = "200 OK",
    kind: str = "response",
    headers: str = "Content-Type: text/html; charset=utf-8",
) -> bytes:
    """Return a record with an HTTP message."""
    message = f"HTTP/1.1 {status}\r\n{headers}\r\n\r\n".encode() + body
    return (
        (
            f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2025-03-03T00:00:00Z\r\n"
            "WARC-Record-ID: <urn:uuid:6a4e1b5c-0000-4000-8000-000000000000>\r\n"
            f"Content-Type: application/http; msgtype={kind}\r\nContent-Length: {len(message)}\r\n\r\n"
        ).encode()
        + message
        + b"\r\n\r\n"
    )


GOOD = record("https://example.org/good")


@pytest.mark.parametrize("pipe", [False, True])
@pytest.mark.parametrize("each", [False, True])
def test_pages_come_with_their_addresses(pipe: bool, each: bool) -> None:
    records = [
        record("https://example.org/a.html"),
        record("https://example.org/a.html", kind="request"),
        record("<https://example.org/b/>"),
        record("https://example.org/robots.txt", b"User-agent: *", headers="Content-Type: text/plain"),
        record("https://example.org/gone", status="404 Not Found"),
        record("https://example.org/c", headers="Content-Type: application/xhtml+xml"),
        record("https://example.org/moved", status="301 Moved Permanently"),
    ]
    # As crawlers write them, each record compressed by itself, or all of them at once.
    data = b"".join(map(gzip.compress, records)) if each else gzip.compress(b"".join(records))
    found = sources(unpack("crawl.warc.gz", data, pipe=pipe))
    assert [(page.name, page.path, page.metadata["url"], page.format) for page in found] == [
        ("crawl.warc.gz#1", "crawl/a", ("https://example.org/a.html",), "html"),
        ("crawl.warc.gz#2", "crawl/b", ("https://example.org/b/",), "html"),
        ("crawl.warc.gz#5", "crawl/c", ("https://example.org/c",), "html"),
    ]
    assert {page.data.decode("utf-8-sig") for page in found} == {PAGE}


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ("Content-Encoding: gzip", gzip.compress(PAGE.encode(), mtime=0)),
        ("Content-Encoding: deflate", zlib.compress(PAGE.encode())),
        ("Transfer-Encoding: chunked", b"%x\r\n%s\r\n0\r\n\r\n" % (len(PAGE.encode()), PAGE.encode())),
    ],
)
def test_what_the_server_packed_is_unpacked(headers: str, body: bytes) -> None:
    (page,) = sources(
        unpack("x", record("https://example.org/", body, headers=f"Content-Type: text/html\r\n{headers}"))
    )
    assert page.data == PAGE.encode()


@pytest.mark.parametrize(
    ("charset", "body", "data"),
    [
        ("utf-8", "Zoë".encode(), b"\xef\xbb\xbfZo\xc3\xab"),
        ("ISO-8859-1", "Zoë “”".encode("cp1252"), "\ufeffZoë “”".encode()),
        ('"windows-1251"', "Зоя".encode("cp1251"), "\ufeffЗоя".encode()),
        ("utf-8", "Zoë".encode("latin-1"), "Zoë".encode("latin-1")),  # the server is wrong
        ("klingon", "Zoë".encode(), "Zoë".encode()),
        ("zip", "Zoë".encode(), "Zoë".encode()),  # a codec of Python's, no charset
        ("unicode_escape", rb"\u003cscript>", rb"\u003cscript>"),
        ("punycode", b"a" * 600_000 + b"-" + b"a" * 600_000, b"a" * 600_000 + b"-" + b"a" * 600_000),
        ("", "Zoë".encode(), "Zoë".encode()),
        ("latin1", "\ufeffZoë".encode(), "\ufeffZoë".encode()),  # the mark says more
    ],
)
def test_the_charset_that_the_server_said_goes_first_if_it_fits(
    charset: str, body: bytes, data: bytes
) -> None:
    headers = f"Content-Type: text/html; charset={charset}"
    (page,) = sources(unpack("x", record("https://example.org/", body, headers=headers)))
    assert page.data == data


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        (
            record("https://example.org/", b"none", headers="Content-Encoding: gzip"),
            "is a response that is damaged",
        ),
        (
            record("https://example.org/", b"zz\r\n", headers="Transfer-Encoding: chunked"),
            "is a response that is",
        ),
    ],
)
def test_a_damaged_response_leaves_the_others(bad: bytes, said: str) -> None:
    first, second = told(unpack("x.warc", bad + GOOD))
    assert first.startswith(f"x.warc#1: {said}")
    assert second == "x.warc#2"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (GOOD + GOOD[:-10], ["x.warc#1", "x.warc#2: ends early"]),
        (
            GOOD + b"no archive " * 100 + GOOD,
            ["x.warc#1", "x.warc: is a web archive that is damaged: Invalid WARC header"],
        ),
        (
            record("dns:example.org", headers="Content-Type: text/dns"),
            ["x.warc: holds no page: no response of status 200 that is HTML"],
        ),
        (
            GOOD.replace(b"HTTP/1.1 200 OK", b"nonsense 200 OK"),
            ["x.warc: holds no page: no response of status 200 that is HTML"],
        ),
        (b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: -7\r\n\r\n" + GOOD, ["x.warc#2"]),
        (b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: x\r\n\r\n" + GOOD, None),
        (b"WARC/1.0\r\nX: " + b"a" * 1_000_000, None),
    ],
)
def test_damage_and_emptiness_are_said(data: bytes, said: list[str] | None) -> None:
    found = told(unpack("x.warc", data))
    assert found
    assert said is None or found == said


def test_a_response_that_unpacks_too_well_is_a_bomb(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "_FREE", 1 << 20)
    body = gzip.compress(bytes(64 << 20))
    bomb = record("https://example.org/", body, headers="Content-Type: text/html\r\nContent-Encoding: gzip")
    first, second = told(unpack("x.warc", bomb + GOOD))
    assert first.startswith("x.warc#1: unpacks to more than 300 times its size")
    assert second.startswith("x.warc#2")


def test_a_page_larger_than_an_article_may_be_is_left_and_a_film_is_none() -> None:
    large = record("https://example.org/", b"x" * 2000)
    film = record("https://example.org/", b"x" * 2000, headers="Content-Type: video/mp4")
    assert told(unpack("x.warc", large + film + GOOD, largest=1000)) == [
        "x.warc#1: has more than 1,000 bytes; if it is one article, --max-input N allows more",
        "x.warc#3",
    ]


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fastwarc.warc", None)
    (error,) = articles(stream("x.warc", GOOD))
    assert isinstance(error, MissingEngine)
    assert str(error) == "x.warc: web archives need fastwarc; pip install 'article-convert[warc]'"
