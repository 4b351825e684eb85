"""Nothing in an article acts: whatever is in fixtures/hostile/ goes to every format, and what comes out is looked at.

The law is that of an allow-list: elements, attributes and addresses that we write, and no others, whatever came in.
"""

from __future__ import annotations

import io
import json
import re
import socket
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree, html

from convert import containers, pipeline
from convert.errors import ArticleError
from convert.model import Article
from convert.options import WriteOptions
from convert.source import Source, open_path
from tests.trees import HOSTILE, articles, everywhere

FOLDER = Path(__file__).parents[2] / "fixtures" / "hostile"
ATTACKS = sorted(path for path in FOLDER.rglob("*") if path.is_file() and path.name != "README.md")
_RAN = Path("/tmp/hostile-ran")  # noqa: S108  what the attack of front matter would make
_OPTIONS = WriteOptions(epoch=0, missing_glyphs="replace", jsonld_graph=True)

# What our pages are made of: anything else has come from an input.
_GLOBAL = {"id", "class", "lang", "dir", "role", "aria-label", "aria-labelledby", "aria-hidden"}
_PLAIN = """
body header footer article main section nav div figure figcaption blockquote p pre head style td title picture
h1 h2 h3 h4 h5 h6 hr br em strong cite span sup code ul li table thead tbody tr
"""
_ELEMENTS: dict[str, set[str]] = {
    **{name: set() for name in _PLAIN.split()},
    "html": {"xmlns", "prefix"},
    "a": {"href", "title", "hreflang", "data-note"},
    "ol": {"start"},
    "img": {"src", "alt", "title", "width", "height"},
    "source": {"srcset", "type"},
    "nav": {"hidden"},
    "time": {"datetime"},
    "th": {"scope"},
    "div": {"tabindex"},
    "meta": {"charset", "name", "content", "property", "http-equiv"},
    "link": {"rel", "href", "type"},
    "script": {"type", "data-page"},
}
_LINK = re.compile(r"https?://[^/]|mailto:[^?]|#.")
_DATA = {"application/ld+json", "application/json"}


def _articles(path: Path) -> Iterator[Source]:
    with open_path(str(path), path.name) as stream:
        yield from (each for each in containers.articles(stream) if isinstance(each, Source))


def _read(path: Path) -> list[Article]:
    found = []
    for source in _articles(path):
        try:
            found.append(pipeline.examine(source).article)
        except ArticleError as error:
            assert "\n" not in str(error)  # noqa: PT017  refused in one line
    return found


def assert_page_is_harmless(root: Any, *, xml: bool = False) -> None:
    for element in root.iter():
        assert isinstance(element.tag, str), element
        name = etree.QName(element).localname
        assert name in _ELEMENTS, name
        own = {key.rpartition("}")[2] if xml else key for key in element.attrib}
        allowed = _ELEMENTS[name] | _GLOBAL | ({"type", "prefix"} if xml else set())
        assert own <= allowed, (name, own - allowed)
        if name == "a":
            assert _LINK.match(element.get("href")) or (xml and ":" not in element.get("href")), element.get(
                "href"
            )
        if name == "img":
            assert re.match(r"data:image/(?:png|jpeg|gif|webp|avif);|https://", element.get("src")) or (
                xml and re.fullmatch(r"(?:images/\d+|cover)\.\w+", element.get("src"))
            ), element.get("src")
        if name == "source":
            assert element.get("srcset") == "cover.svg"
        if name == "script":
            assert element.get("type") in _DATA
            json.loads(element.text)
        if name == "meta":
            assert element.get("http-equiv") in (None, "Content-Security-Policy")
            assert (element.get("http-equiv") is None) or "script-src" not in element.get("content")
        if name == "link":
            assert element.get("rel") in ("canonical", "stylesheet", "author", "license"), element.get("rel")
            assert element.get("rel") != "stylesheet" or ":" not in element.get("href")


def assert_html(data: bytes) -> None:
    text = data.decode()
    assert text.count("<style>") <= 1
    assert_page_is_harmless(html.document_fromstring(data, parser=html.HTMLParser(encoding="utf-8")))
    for script in re.findall(r"<script[^>]*>(.*?)</script>", text, re.DOTALL | re.IGNORECASE):
        assert "<" not in script  # nothing in it can close it, or open a comment


def assert_jsonld(data: bytes) -> None:
    assert [each for each in _addresses(json.loads(data)) if not _LINK.match(each)] == []
    assert b"<" not in data  # whatever page it is put into


def _addresses(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from (
            each
            for key in ("url", "@id", "contentUrl", "sameAs")
            for each in [value.get(key)]
            if isinstance(each, str)
        )
    for each in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _addresses(each)


def assert_epub(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        names = book.namelist()
        assert len(names) == len(set(names))
        for name in names:
            assert not {"", ".."} & set(name.split("/"))
            content = book.read(name)
            if name.endswith((".xhtml", ".opf", ".ncx", ".xml")):
                assert b"<!ENTITY" not in content
                parser = etree.XMLParser(resolve_entities=False, no_network=True)
                root = etree.fromstring(content, parser)
                if name.endswith(".xhtml") and not root.xpath("//*[local-name()='svg']"):
                    assert_page_is_harmless(root, xml=True)
                if name.endswith(".opf"):
                    hrefs = root.xpath("//*[local-name()='item']/@href")
                    assert isinstance(hrefs, list)
                    assert not [each for each in hrefs if ":" in str(each)]
                    assert not re.search(rb"scripted|remote-resources", content)


def assert_pdf(data: bytes) -> None:
    import pikepdf

    with pikepdf.open(io.BytesIO(data)) as pdf:
        for each in pdf.objects:
            if isinstance(each, pikepdf.Dictionary | pikepdf.Stream):
                keys = set(each.keys())
                assert not keys & {
                    "/JS",
                    "/JavaScript",
                    "/AA",
                    "/Launch",
                    "/RichMedia",
                    "/XFA",
                    "/EmbeddedFiles",
                }, keys
                if each.get("/Type") == "/Action" or "/URI" in keys:
                    assert str(each.get("/S")) in ("/URI", "/GoTo")
                    assert "/URI" not in keys or _LINK.match(str(each["/URI"]))
        assert "/OpenAction" not in pdf.Root or not isinstance(pdf.Root.OpenAction, pikepdf.Dictionary)


def assert_markdown(data: bytes) -> None:
    from markdown_it import MarkdownIt
    from mdit_py_plugins.front_matter import front_matter_plugin

    text = data.decode()
    tokens = MarkdownIt("commonmark").enable("table").use(front_matter_plugin).parse(text)
    for token in (each for top in tokens for each in (top, *(top.children or ()))):
        assert not token.type.startswith("html_"), token.content
        if token.type in ("link_open", "image"):
            address = str(token.attrGet("href") or token.attrGet("src"))
            relative = not re.match(r"[^/?#]*:", address)  # as the article has it
            assert relative or _LINK.match(address) or address.startswith("data:image/"), address


_LOOKS: dict[str, Callable[[bytes], object]] = {
    "html": assert_html,
    "jsonld": assert_jsonld,
    "epub": assert_epub,
    "pdf": assert_pdf,
    "markdown": assert_markdown,
    "text": bytes.decode,
    "json": json.loads,
}


def assert_harmless(article: Article) -> None:
    for format, look in _LOOKS.items():
        look(pipeline.write(article, format, _OPTIONS))


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forbid to ask the network for anything."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("reading and writing ask the network for nothing")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.mark.usefixtures("alone")
@pytest.mark.parametrize("path", sorted(FOLDER.parent.glob("*/input.*")), ids=lambda path: path.parent.name)
def test_reading_asks_the_network_for_nothing(path: Path) -> None:
    assert _read(path)


def test_every_attack_is_described() -> None:
    listed = re.findall(r"^\| `([^`]+)` \| .", (FOLDER / "README.md").read_text("utf-8"), re.MULTILINE)
    assert sorted(listed) == [str(path.relative_to(FOLDER)) for path in ATTACKS]


@pytest.mark.parametrize("path", ATTACKS, ids=lambda path: str(path.relative_to(FOLDER)))
@pytest.mark.usefixtures("alone")
def test_nothing_in_an_attack_acts(path: Path) -> None:
    found = _read(path)
    assert found
    secret = Path("/etc/passwd").read_text("utf-8").splitlines()[0]
    for article in found:
        assert secret not in pipeline.write(article, "text").decode()
        assert_harmless(article)
    assert not _RAN.exists()


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_acts_in_any_field(text: str) -> None:
    assert_harmless(everywhere(text))


@settings(
    max_examples=5, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(articles)
def test_nothing_acts_in_any_tree(article: Article) -> None:
    assert_harmless(article)
