"""JSON Lines: what scrapers write, line by line."""

from __future__ import annotations

import codecs
import json
from typing import Any

import pytest

from convert.containers.jsonl import part
from convert.errors import ArticleError
from tests.containers.packing import sources, told, unpack

BODY = "It rained.\n\nThen it stopped."


def _lines(*records: object) -> bytes:
    return b"".join(json.dumps(record).encode() + b"\n" for record in records)


# A record, what format its body has, and what is known beside it.
_RECORDS: dict[str, tuple[dict[str, Any], str, dict[str, tuple[str, ...]]]] = {
    "the fields of the README": (
        {"url": "https://example.org/rain", "text": BODY, "title": "Rain", "date": "2025-03-03"},
        "text",
        {"url": ("https://example.org/rain",), "headline": ("Rain",), "datePublished": ("2025-03-03",)},
    ),
    "trafilatura --output-format json": (
        {
            "title": "Rain",
            "author": "Jane Roe; John Doe",
            "hostname": "example.org",
            "date": "2025-03-03",
            "fingerprint": "1d5c1f",
            "id": None,
            "license": None,
            "comments": "",
            "raw_text": "It rained. Then it stopped.",
            "text": BODY,
            "language": "en",
            "image": "https://example.org/rain.jpg",
            "pagetype": "article",
            "filedate": "2025-04-01",
            "source": "https://example.org/rain",
            "source-hostname": "The Port Ellery Post",
            "excerpt": "A wet day.",
            "categories": "",
            "tags": "rain;weather",
        },
        "text",
        {
            "url": ("https://example.org/rain",),
            "headline": ("Rain",),
            "description": ("A wet day.",),
            "author": ("Jane Roe", "John Doe"),
            "datePublished": ("2025-03-03",),
            "publisher": ("The Port Ellery Post",),
            "inLanguage": ("en",),
            "keywords": ("rain", "weather"),
            "image": ("https://example.org/rain.jpg",),
        },
    ),
    "an item of Scrapy": (
        {"url": "https://example.org/rain", "title": ["Rain"], "body": ["It rained.", "Then it stopped."]},
        "text",
        {"url": ("https://example.org/rain",), "headline": ("Rain",)},
    ),
    "news-please": (
        {
            "authors": ["Jane Roe"],
            "date_publish": "2025-03-03 14:05:00",
            "date_modify": None,
            "image_url": None,
            "maintext": BODY,
            "source_domain": "example.org",
            "title": "Rain",
            "url": "https://example.org/rain",
        },
        "text",
        {
            "url": ("https://example.org/rain",),
            "headline": ("Rain",),
            "author": ("Jane Roe",),
            "datePublished": ("2025-03-03 14:05:00",),
        },
    ),
    "schema.org": (
        {
            "headline": "Rain",
            "articleBody": BODY,
            "author": [{"@type": "Person", "name": "Jane Roe"}, {"name": "John Doe"}],
            "publisher": {"@type": "Organization", "name": "The Port Ellery Post"},
            "datePublished": "2025-03-03T14:05:00-05:00",
        },
        "text",
        {
            "headline": ("Rain",),
            "author": ("Jane Roe", "John Doe"),
            "datePublished": ("2025-03-03T14:05:00-05:00",),
            "publisher": ("The Port Ellery Post",),
        },
    ),
    "a source that is a name": (
        {"content": BODY, "source": "The Port Ellery Post", "link": "https://example.org/rain"},
        "text",
        {"url": ("https://example.org/rain",), "publisher": ("The Port Ellery Post",)},
    ),
    "HTML before text": ({"text": BODY, "html": "<p>It rained."}, "html", {}),
    "no HTML, so text": ({"text": BODY, "html": None}, "text", {}),
    "a body that is a page": ({"body": "<!DOCTYPE html>\n<html><body>It rained."}, "html", {}),
    "a body of paragraphs": ({"body": "\n<p>It rained.</p>"}, "html", {}),
    "a body that opens in words": ({"body": "It rained.</p>\n<p>Then it stopped."}, "html", {}),
    "a body about HTML": ({"body": "The tag <p> opens a paragraph, and a < b."}, "text", {}),
    "a date in milliseconds": (
        {"text": BODY, "date": 1741010700000},
        "text",
        {"datePublished": ("2025-03-03T14:05:00+00:00",)},
    ),
    "a date in seconds": (
        {"text": BODY, "date": 1741010700},
        "text",
        {"datePublished": ("2025-03-03T14:05:00+00:00",)},
    ),
    "values of no use": (
        {"text": BODY, "title": 7, "author": [[["x"]]], "date": True, "tags": {}, "url": " "},
        "text",
        {},
    ),
}


@pytest.mark.parametrize("name", _RECORDS)
def test_a_record_gives_its_text_and_what_is_known(name: str) -> None:
    record, format, metadata = _RECORDS[name]
    (found,) = sources(unpack("x.jsonl", _lines(record)))
    assert (found.name, found.format) == ("x.jsonl:1", format)
    assert dict(found.metadata) == metadata
    assert "rained" in found.data.decode("utf-8-sig") or "paragraph" in found.data.decode()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b"{bad", "x.jsonl:2:2: is not JSON: expecting property name enclosed in double quotes"),
        (b'{"text": "cut off', "x.jsonl:2:10: is not JSON: unterminated string"),
        (b'{"text": "\xff"}', "x.jsonl:2:11: is not UTF-8"),
        (b'["text"]', "x.jsonl:2: is no JSON object; each line is one, with html, text or body"),
        (b"null", "x.jsonl:2: is no JSON object; each line is one, with html, text or body"),
        (b'{"text": ""}', "x.jsonl:2: has no text; it has text; the text is read from html, text or body"),
        (b"{}", "x.jsonl:2: has no text; it has nothing; the text is read from html, text or body"),
        (b'{"a": ' + b"[" * 100_000, "x.jsonl:2: is no JSON of ours: "),
        (b'{"a": ' + b"9" * 100_000 + b"}", "x.jsonl:2: is no JSON of ours: "),
    ],
)
def test_a_bad_line_is_reported_with_its_place_and_the_others_go_on(line: bytes, said: str) -> None:
    good = _lines({"text": BODY})
    first, bad, blank, last = [*told(unpack("x.jsonl", good + line + b"\n \n" + good)), ""][:4]
    assert (first, blank, last) == ("x.jsonl:1", "x.jsonl:4", "")
    assert bad.startswith(said)


def test_what_is_not_json_lines_is_said_once() -> None:
    found = told(unpack("x.jsonl", b"words\n" * 5000))
    assert len(found) == 101
    assert found[-1] == "x.jsonl: is not JSON Lines: none of its first 100 lines is an article"
    assert told(unpack("x.jsonl", codecs.BOM_UTF16_LE + '{"text": "x"}'.encode("utf-16-le"))) == [
        "x.jsonl: is UTF-16, and JSON Lines are UTF-8; save it as UTF-8"
    ]
    assert told(unpack("x.jsonl", b"\n")) == ["x.jsonl: holds no article (jsonl)"]


def test_marks_and_odd_ends_of_lines_are_no_matter() -> None:
    line = _lines({"text": BODY}).strip()
    assert len(sources(unpack("x.jsonl", codecs.BOM_UTF8 + line + b"\r\n" + line))) == 2


def test_what_a_page_says_of_its_charset_does_not_count_in_json() -> None:
    (found,) = sources(unpack("x.jsonl", _lines({"html": '<meta charset="latin1"><p>Zoë \ud800'})))
    assert found.data == codecs.BOM_UTF8 + '<meta charset="latin1"><p>Zoë �'.encode()


@pytest.mark.parametrize(
    ("record", "stem"),
    [
        ({"url": "https://example.org/2025/03/rain-at-last.html?x=1#y"}, "rain-at-last"),
        ({"url": "https://example.org/rain-at-last/"}, "rain-at-last"),
        ({"url": "https://example.org/rain-at-last/index.html"}, "rain-at-last"),
        ({"url": "https://example.org/rain-at-last/2025/03/03/"}, "rain-at-last"),
        ({"url": "https://example.org/", "title": "Rain at last!"}, "rain-at-last"),
        ({"url": "https://example.org/news/12345678"}, "12345678"),
        ({"url": "https://example.org/%2e%2e/%2Fetc%2Fpasswd"}, "etc-passwd"),
        ({"url": "https://[", "title": "../../Rain\0/..\\at: last"}, "rain-at-last"),
        ({"url": "https://example.org/погода"}, "погода"),
        ({"title": "雨がやんだ"}, "雨がやんだ"),
        ({"title": "..."}, "1"),
        ({}, "1"),
        ({"title": "wet " * 200}, "-".join(["wet"] * 20)),
    ],
)
def test_outputs_are_named_after_the_address_the_title_or_the_line(record: dict[str, str], stem: str) -> None:
    (found,) = sources(unpack("a/x.jsonl", _lines({"text": BODY, **record})))
    assert found.path == f"a/x/{stem}"
    assert found.stem == f"a/x/{stem}"


@pytest.mark.parametrize("value", ["雨" * 500, "w" * 500, "a" * 500 + "-b", "-" * 500])
def test_a_name_is_short_enough_for_a_file_system(value: str) -> None:
    (found,) = sources(unpack("x.jsonl", _lines({"text": BODY, "title": value})))
    assert len(found.path.encode()) < 200


@pytest.mark.parametrize(
    ("path", "data", "known"),
    [
        ("stdin", _lines({"url": "x", "text": BODY}), True),
        ("stdin", _lines({"title": "x", "html": "<p>" * 100_000})[:70_000], True),
        ("x.data", codecs.BOM_UTF8 + _lines({"body": BODY}), True),
        ("x.jl", b"{}", True),
        ("stdin", _lines({"type": "article", "meta": {"url": "x"}, "children": []}), False),
        ("stdin", json.dumps({"text": BODY}, indent=2).encode(), False),
        ("stdin", b'{"a": 1}', False),
        ("stdin", b"{curly} text", False),
        ("story.txt", _lines({"text": BODY}), False),
        ("x.json", _lines({"text": BODY}), False),
    ],
)
def test_json_lines_are_told_by_suffix_or_content(path: str, data: bytes, known: bool) -> None:
    found = unpack(path, data)
    assert (told(found) != [path]) is known
    assert part.plain


def test_errors_name_the_line_of_a_compressed_file_too() -> None:
    import gzip

    (error,) = unpack("x.jsonl.gz", gzip.compress(b"{bad\n"))
    assert isinstance(error, ArticleError)
    assert (error.where, error.line, error.column, error.exit_code) == ("x.jsonl.gz", 1, 2, 1)
