"""What holds of whatever comes in and of whatever goes out, whoever thought of it: a fixture, hypothesis, a fuzzer."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from lxml import html
from lxml.html import HtmlElement

from convert import pipeline
from convert.errors import ArticleError, MissingEngine
from convert.model import Article, codec
from convert.pipeline import Reading
from convert.readers._decode import decode
from convert.readers.html.decode import decode_told
from convert.report import Report
from convert.source import Source

# Elements and attributes that a page may hold: no others get in, whatever the article says.
ELEMENTS = (
    "html head meta title link style script body main article header section footer div h1 h2 h3 h4 h5 h6 p a ul ol li "
    "blockquote figure figcaption img table thead tbody tr th td pre code hr br em strong sup span time cite"
)
ATTRIBUTES = (
    "lang dir charset http-equiv name property content rel href type class id role aria-label aria-labelledby tabindex "
    "title src alt width height scope start datetime hreflang data-note data-page"
)
SCHEMES = ("http://", "https://", "mailto:", "#")


def read(source: Source) -> Reading | None:
    """Return the reading of `source`, which is told by its suffix, and of which the laws hold.

    None where it is refused, as what is no article may be: in one line that names it.
    """
    try:
        reading = pipeline.examine(source)
    except ArticleError as error:
        assert str(error).startswith(source.name)  # noqa: PT017 - either outcome is right
        return None
    assert_tiles(reading.report, _decoded(source))
    assert_valid(reading.article)
    return reading


def write(article: Article, names: Iterable[str]) -> None:
    """Write `article` in the formats of these names: each succeeds, and a page is lawful.

    Print may name a character that no font has, instead of drawing a box.
    """
    for name in names:
        try:
            data = pipeline.write(article, name)
        except MissingEngine as error:
            assert name == "pdf", error  # noqa: PT017 - either outcome is right
            continue
        assert data
        data.decode() if name not in ("epub", "pdf") else None
        if name == "html":
            assert_lawful(html.document_fromstring(data.decode(), parser=html.HTMLParser(huge_tree=True)))


def assert_tiles(report: Report, original: str | None) -> None:
    """The spans of the ledger tile the input without gap or overlap; what is no text has none."""
    at, line = 0, 1
    for span in report.spans:
        assert (span.start, span.line) == (at, line), span
        assert span.end == span.start + len(span.text) > span.start, span
        at = span.end
        line += span.text.count("\n")
    assert original is None or "".join(span.text for span in report.spans) == original


def assert_valid(article: Article) -> None:
    """The tree is valid by its schema, and the same after a way through JSON."""
    assert codec.decode(codec.encode(article)) == article


def assert_lawful(root: HtmlElement) -> None:
    """A page has no element, attribute or address that is not ours, and nothing in it runs."""
    assert {element.tag for element in root.iter()} <= set(ELEMENTS.split())
    assert {name for element in root.iter() for name in element.attrib} <= set(ATTRIBUTES.split())
    ids = [str(id_) for id_ in root.xpath("//@id")]
    known = set(ids)
    assert len(known) == len(ids)
    for link in root.iter("a"):
        href = link.get("href", "")
        assert href.startswith(SCHEMES)
        assert not href.startswith("#") or href[1:] in known
        assert link.get("aria-label") or link.text_content().strip() or link.xpath(".//img")
        assert not link.xpath("ancestor::a")
    for image in root.iter("img"):
        assert image.get("src", "").startswith(("https://", "data:image/"))
        assert "alt" in image.attrib
    types = [script.get("type") for script in root.iter("script")]
    assert types[:1] == ["application/ld+json"]  # data, which nothing runs
    assert types[1:] in (["application/json"], [])  # a tree that is too deep is not carried
    assert_headings_skip_no_level(root)


def assert_headings_skip_no_level(root: HtmlElement) -> None:
    """There is one heading of the first level, and none is skipped on the way down."""
    levels = [int(str(element.tag)[1]) for element in root.iter("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert all(
        heading.text_content().strip() or heading.xpath(".//img") for heading in root.iter("h1", "h2", "h3")
    )


def _decoded(source: Source) -> str | None:
    """Return the text that the ledger of `source` is about; None where the reader decides by itself."""
    match source.suffix:
        case ".html":
            return decode_told(source, None)[0]
        case ".txt" | ".md":
            return decode(source)
        case _:
            return None
