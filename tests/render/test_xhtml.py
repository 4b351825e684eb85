"""Nodes as elements: what each becomes, as the source of a page shows it."""

from __future__ import annotations

import pytest
from lxml import etree

from convert.model import (
    Article,
    Block,
    Blockquote,
    Break,
    Code,
    Emphasis,
    Figure,
    FootnoteDefinition,
    Heading,
    Image,
    InlineCode,
    Link,
    List,
    Meta,
    Paragraph,
    Strong,
    Table,
    Text,
    ThematicBreak,
)
from convert.render.article import render
from tests.trees import item, nested, paragraph, reference, row

NOTE = FootnoteDefinition("n", "1", (paragraph("A note."),))

LINK = '<a class="url" href="https://example.com/">https://example.com/</a>'
REFERENCE = '<a role="doc-noteref" id="ref-1" href="#note-1" aria-label="Note n">n</a>'


def body(*blocks: Block, notes: tuple[FootnoteDefinition, ...] = ()) -> str:
    """Return the text of an article as HTML, its pictures shown if they are PNG by name."""
    article = Article(Meta(headline="H", inLanguage="en"), blocks, notes)
    root = render(article, lambda url: {"src": url} if url.endswith(".png") else {})
    text = root.find("div[@class='text']")
    inside = [] if text is None else list(text)
    return "".join(etree.tostring(element, encoding="unicode", method="html") for element in inside)


CASES: dict[str, tuple[Block, str]] = {
    "text is text": (paragraph("<b> & \"'"), "<p>&lt;b&gt; &amp; \"'</p>"),
    "inlines": (
        paragraph("a", Emphasis((Text("b"), Strong((Text("c"),)))), "d", Break(), InlineCode("e<f")),
        "<p>a<em>b<strong>c</strong></em>d<br><code>e&lt;f</code></p>",
    ),
    "control characters": (paragraph("a\x00b\r\nc\rd\ufffe"), "<p>a\ufffdb\nc\nd\ufffd</p>"),
    "link": (
        paragraph(Link("https://example.com/?a&b", (Text("x"),), "y")),
        '<p><a href="https://example.com/?a&amp;b" title="y">x</a></p>',
    ),
    "link that shows its address": (
        paragraph(Link("https://example.com/", (Text("https://example.com/"),))),
        f"<p>{LINK}</p>",
    ),
    "link without words": (paragraph(Link("https://example.com/", ())), f"<p>{LINK}</p>"),
    "unsafe link": (
        paragraph(Link("javascript:x", (Text("y"), Emphasis((Text("z"),))))),
        "<p>y<em>z</em></p>",
    ),
    "link to nowhere": (paragraph(Link("#x", (Text("y"),)), "z"), "<p>yz</p>"),
    "link in a link": (
        paragraph(Link("https://a.example", (Text("b"), Link("https://c.example", (Text("d"),)), Text("e")))),
        '<p><a href="https://a.example">bde</a></p>',
    ),
    "picture in text": (paragraph(Image("a.png", "b")), '<p><img src="a.png" alt="b"></p>'),
    "picture in text that is not shown": (paragraph("a", Image("x", "b"), "c"), "<p>abc</p>"),
    "heading": (Heading(2, (Text("a"),)), '<h2 id="section-1">a</h2>'),
    "heading without words": (Heading(2, (Text(" "), reference("x"))), '<p> <sup class="ref">x</sup></p>'),
    "list": (List((item(paragraph("a")),)), "<ul><li><p>a</p></li></ul>"),
    "ordered list": (List((item(paragraph("a")),), True, 1), "<ol><li><p>a</p></li></ol>"),
    "ordered list from 0": (List((item(paragraph("a")),), True, 0), '<ol start="0"><li><p>a</p></li></ol>'),
    "quotation": (
        Blockquote((paragraph("a"), paragraph("— b"))),
        '<blockquote><p>a</p><p class="attribution">— b</p></blockquote>',
    ),
    "dialogue": (
        Blockquote((paragraph("— a"), paragraph("— b"))),
        "<blockquote><p>— a</p><p>— b</p></blockquote>",
    ),
    "code": (Code("\n a<b\n", "c d"), '<pre><code class="language-c-d">\n a&lt;b\n</code></pre>'),
    "break": (ThematicBreak(), "<hr>"),
    "figure": (
        Figure((Image("a.png", ""), paragraph("b"))),
        '<figure><img src="a.png" alt=""><figcaption><p>b</p></figcaption></figure>',
    ),
    "figure without its picture": (
        Figure((Image("x", "a"), Image("y", "b"), Image("z", "c"), paragraph("c"))),
        "<figure><figcaption><p>a</p><p>b</p><p>c</p></figcaption></figure>",
    ),
    "caption alone": (Figure((paragraph("a"),)), "<figure><figcaption><p>a</p></figcaption></figure>"),
    "table": (
        Table((row("a", "", "b"), row("c", "d")), ("right", None)),
        '<div class="table" role="group" aria-label="a, b" tabindex="0"><table>'
        '<thead><tr><th scope="col" class="right">a</th><td></td><th scope="col">b</th></tr></thead>'
        '<tbody><tr><td class="right">c</td><td>d</td><td></td></tr></tbody></table></div>',
    ),
    "table of a head": (
        Table((row("", ""),)),
        '<div class="table" role="group" aria-label="H" tabindex="0"><table>'
        "<thead><tr><td></td><td></td></tr></thead></table></div>",
    ),
}

NOTHING: dict[str, Block] = {
    "paragraph": Paragraph(()),
    "space": paragraph(" \u00a0"),
    "list": List(()),
    "quotation": Blockquote((Paragraph(()),)),
    "figure": Figure(()),
    "figure of a lost picture": Figure((Image("x"), Paragraph(()))),
    "table": Table((row(), row())),
}


@pytest.mark.parametrize(("block", "expected"), CASES.values(), ids=CASES)
def test_blocks(block: Block, expected: str) -> None:
    assert body(block) == expected


@pytest.mark.parametrize("block", NOTHING.values(), ids=NOTHING)
def test_nothing_leaves_no_hole(block: Block) -> None:
    assert body(block) == ""


def test_levels_follow_depths_and_skip_none() -> None:
    shown = body(*(Heading(depth, (Text("a"),)) for depth in (2, 3, 2, 5, 6, 3)))
    assert [part[:2] for part in shown.split("<h")[1:]] == ["2 ", "3 ", "2 ", "3 ", "4 ", "3 "]


def test_references_side_by_side_are_parted_and_counted() -> None:
    shown = body(paragraph(reference("n"), reference("n"), " ", reference("n")), notes=(NOTE,))
    first, second, third = (REFERENCE.replace("ref-1", anchor) for anchor in ("ref-1", "ref-1-2", "ref-1-3"))
    assert shown == (
        f'<p><sup class="ref">{first}</sup><sup class="ref">,\u00a0{second}</sup> <sup class="ref">{third}</sup></p>'
    )


def test_a_reference_within_a_link_follows_it() -> None:
    link = Link("https://example.com/", (Text("a"), Emphasis((reference("n"), Text("b")))))
    shown = body(paragraph(link, "c"), notes=(NOTE,))
    assert shown == (
        f'<p><a href="https://example.com/">a<em>b</em></a><sup class="ref">{REFERENCE}</sup>c</p>'
    )


def test_depth_costs_no_recursion() -> None:
    assert body(*nested(2000).children).count("<blockquote>") == 2000
