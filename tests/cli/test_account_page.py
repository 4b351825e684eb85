"""The page of `article inspect --to html`: all of the source beside the result, linked, and harmless."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from lxml.html import HtmlElement

from convert import pipeline
from convert.cli.account.page import page
from convert.cli.terminal import harmless
from convert.model import Article, Figure, Image, Meta, Paragraph, Text
from convert.options import ReadOptions
from convert.pipeline import Reading
from convert.render.characters import legal
from convert.source import Source, from_path
from tests.cli.running import CITED, STORY, article, process
from tests.corpus import FIXTURES, name

EVERY_FIXTURE = pytest.mark.parametrize("path", FIXTURES, ids=name)

HOSTILE = """\
</style></title><script>alert(1)</script>

By <img src=x onerror=alert(1)> Roe

Turned \u202earound\u202c, cut\x00 off,\x1b[2J \ufeffhidden\u2028 and \ufffe nothing; see https://x.example/?a="><b>
and javascript:alert(1) or &lt;b&gt; #line-1.

\u05e9\u05dc\u05d5\u05dd world\r
"""


def read(text: str, input: str = "story.txt", options: ReadOptions | None = None) -> Reading:
    return pipeline.examine(Source(input, text.encode("utf-8", "surrogatepass")), options)


def parsed(reading: Reading) -> HtmlElement:
    shown = page(reading.article, reading.report)
    return html.document_fromstring(shown, parser=html.HTMLParser(huge_tree=True))


def source_of(root: HtmlElement) -> str:
    return "".join(line.text_content() for line in root.xpath("//ol[@class = 'source']/li/div"))


def assert_lawful(root: HtmlElement, reading: Reading) -> None:
    """Every character of the input is there once, in order; links have targets; nothing runs or is fetched."""
    given = "".join(span.text for span in reading.report.spans)
    assert source_of(root) == "\n".join(legal(harmless(line)) for line in given.split("\n"))
    ids = [str(each) for each in root.xpath("//@id")]
    assert len(ids) == len(set(ids))
    hrefs = [str(each) for each in root.xpath("//@href")]
    assert {href[1:] for href in hrefs if href.startswith("#")} <= set(ids)
    assert all(href.startswith(("#", "http://", "https://", "mailto:")) for href in hrefs)
    assert all(link.text_content().strip() or link.get("aria-label") for link in root.iter("a"))
    assert all(src.startswith("data:image/") for src in root.xpath("//@src"))
    assert not root.xpath("//script | //link | //iframe | //@style | //@*[starts-with(name(), 'on')]")
    assert "default-src 'none'" in root.xpath("string(//meta[@http-equiv]/@content)")


@EVERY_FIXTURE
def test_a_page_of_a_fixture_is_lawful(path: Path) -> None:
    reading = pipeline.examine(from_path(path))
    assert_lawful(parsed(reading), reading)


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.one_of(st.text(max_size=40), st.sampled_from(CITED.splitlines())), min_size=1).map("\n".join)
)
def test_a_page_of_any_text_is_lawful(text: str) -> None:
    reading = read(f"Words\n{text}")
    assert_lawful(parsed(reading), reading)


def test_hostile_text_is_harmless() -> None:
    reading = read(
        HOSTILE, input="\u202e<b>\x1b.txt", options=ReadOptions(metadata={"headline": ("\u202e<i>",)})
    )
    root = parsed(reading)
    assert_lawful(root, reading)
    assert "Turned \\u202earound\\u202c, cut␀ off,␛[2J \\ufeffhidden\\u2028" in source_of(root)
    assert root.findtext(".//title") == "\\u202e<b>␛.txt: " + reading.report.verdict
    assert not root.xpath(
        "//header[@class = 'summary']//*[contains(., '\u202e')] | //*[@id = 'source']//*[contains(., '\u202e')]"
    )


def test_a_picture_on_the_web_is_not_fetched() -> None:
    figure = Figure((Image("https://x.example/a.png", "A harbour"), Paragraph((Text("Photo"),))))
    shown = page(Article(meta=Meta(), children=(figure,)), read(STORY).report)
    assert "<img" not in shown
    assert "<p>A harbour</p>" in shown


@EVERY_FIXTURE
def test_what_is_kept_leads_to_its_block_and_back(path: Path) -> None:
    root = parsed(pipeline.examine(from_path(path)))
    kept = root.xpath(
        "//ol[@class = 'source']//*[contains(concat(' ', @class, ' '), ' kept ')][self::a or self::span]"
    )
    assert kept
    for piece in kept:
        block = root.get_element_by_id(piece.get("href", "#")[1:])
        assert block.tag == "hr" or _letters(piece.text_content()) in _letters(block.text_content())
        if block.tag != "hr":
            (back,) = block.xpath("a[@class = 'from']")
            line = root.get_element_by_id(back.get("href")[1:])
            assert line.xpath(f"div/a[@href = '#{block.get('id')}']")
            assert line.get("value") == back.text


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)


def test_equal_blocks_are_told_apart_by_their_order() -> None:
    told = "The council kept it open."  # too short to be a copy
    root = parsed(read("\n\n".join(["The library stays open", told, "* * *", told, "* * *", told])))
    hrefs = root.xpath("//ol[@class = 'source']/li/div/a[contains(@class, 'kept')]/@href")
    assert len(hrefs) == len(set(hrefs)) == 6
    assert [root.get_element_by_id(href[1:]).tag for href in hrefs].count("hr") == 2


def test_a_headline_that_the_source_does_not_say_has_no_link() -> None:
    root = parsed(read(STORY, options=ReadOptions(metadata={"headline": ("Another",)})))
    (first,) = root.xpath("//li[@id = 'line-1']/div/*")
    assert (first.tag, first.get("href")) == ("span", None)
    assert root.xpath("string(//h1)") == "Another"


def test_a_marker_leads_to_its_note() -> None:
    (marker,) = parsed(read(CITED)).xpath("//ol[@class = 'source']//a[contains(., 'contentReference')]")
    assert marker.get("href") == "#note-1"


def test_each_line_names_the_rules_at_work_with_their_signs() -> None:
    root = parsed(read(f"{STORY}Leave a Comment\n"))
    why = {line.get("value"): line.xpath("ul[@class = 'why']/li") for line in root.xpath("//ol/li[@value]")}
    assert [item.text_content() for item in why["1"]] == ["= headline"]
    assert [item.text_content() for item in why["3"]] == ["> byline → Jane Roe"]
    assert why["5"] == []
    assert [re.sub(r" \d+%$", "", item.text_content()) for item in why["14"]] == ["- comment-form"]


def test_each_rule_has_a_box_with_its_count_and_its_lines() -> None:
    root = parsed(read(f"{STORY}Leave a Comment\n"))
    boxes = {label.text_content().strip(): label[0].get("id", "") for label in root.xpath("//form//label")}
    assert {"= kept", "> moved", "- removed", "1 headline", "1 byline", "1 comment-form"} <= set(boxes)
    rule = boxes["1 comment-form"].removeprefix("only-")
    assert [line.get("value") for line in root.xpath(f"//li[contains(@class, '{rule}')]")] == ["14"]
    assert f"#only-{rule}:checked" in root.findtext(".//style", "")


def test_the_summary_says_what_was_found() -> None:
    summary = parsed(read(CITED)).xpath("//header")[0]
    assert summary.xpath("string(p[2])").startswith("article score 0.")
    rows = {row[0].text: row[1].text for row in summary.xpath("dl/div")}
    assert rows.pop("words").endswith(" kept, 11 moved")
    assert rows == {
        "headline": "Council keeps the library open",
        "author": "Jane Roe",
        "datePublished": "2025-03-03",
        "inLanguage": "en",
        "notes": "1",
    }
    assert summary.xpath("ul/li/a/@href") == ["#line-7"]


def test_what_is_no_article_has_a_page_all_the_same() -> None:
    reading = read("Leave a Comment\n")
    assert_lawful(parsed(reading), reading)
    assert parsed(reading).xpath("string(//header/p/strong)") == "not-an-article"


def test_the_command_writes_the_page_by_format_or_by_suffix() -> None:
    shown = article("inspect", "cited.txt", "-t", "html").stdout
    for suffix in ("html", "HTM"):
        assert article("inspect", "cited.txt", "-o", f"account.{suffix}").stdout == b""
        assert Path(f"account.{suffix}").read_bytes() == shown
    article("inspect", "cited.txt", "-o", "account.json")
    assert Path("account.json").read_bytes() == article("inspect", "cited.txt", "-t", "json").stdout
    article("inspect", "cited.txt", "-t", "text", "-o", "account.html")
    assert Path("account.html").read_bytes() == article("inspect", "cited.txt", env={"COLUMNS": "80"}).stdout


def test_two_processes_write_the_same_page() -> None:
    runs = [process("inspect", "cited.txt", "-t", "html", PYTHONHASHSEED=seed) for seed in ("1", "4242")]
    assert runs[0].code == 0
    assert runs[0] == runs[1]
