"""Markdown: its blocks as they are marked, citations before marks, front matter, and every character accounted for."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from convert import pipeline
from convert.errors import InputError
from convert.model import Article, Code, FootnoteReference, Image, Link, Node, Paragraph, Table, Text, codec
from convert.model.text import lines, plain
from convert.model.walk import walk
from convert.options import ReadOptions
from convert.pipeline import Reading
from convert.source import Source
from tests.cases import Case, cases, ids
from tests.corpus import FIXTURES
from tests.outline import outline

CASES = list(cases(Path(__file__).parent / "markdown.txt"))


def _read(text: str, **options: Any) -> Reading:
    reading = pipeline.examine(Source("case.md", text.encode()), ReadOptions(**options))
    _assert_tiled(text, reading)
    return reading


def _assert_tiled(text: str, reading: Reading) -> None:
    text = text.removeprefix("\ufeff")  # a byte order mark, which is none of the text
    at = 0
    for span in reading.report.spans:
        assert (span.start, span.text) == (at, text[span.start : span.end])
        assert span.end > span.start
        at = span.end
    assert at == len(text)


def _codes(reading: Reading) -> list[str]:
    """Return what is said of a reading, but for that it is short."""
    return [each.code for each in reading.report.diagnostics if each.code not in ("stub", "link-list")]


@pytest.mark.parametrize("case", CASES, ids=ids)
def test_a_document_is_read_as_it_is_marked(case: Case) -> None:
    reading = _read(case.given.replace("␠", " ").replace("→", "\t"), language="en")
    said = [f"! {code}" for code in _codes(reading)]
    assert "\n".join((outline(reading.article).rstrip("\n"), *said)) == case.expected


def _letters(text: str) -> str:
    return "".join(re.findall(r"\w", text))


# What Markdown is made of, for documents that nobody would write.
_pieces = st.sampled_from(
    (
        *(
            "# ",
            "## ",
            "###### ",
            "> ",
            ">",
            "- ",
            "* ",
            "+ ",
            "1. ",
            "12) ",
            "    ",
            "  ",
            "\t",
            "\n",
            "\n\n",
        ),
        *(
            "```\n",
            "~~~ py\n",
            "---\n",
            "===\n",
            "***\n",
            "| ",
            " | ",
            "|\n|---|:-:|\n",
            "\\|",
            "\\\n",
            "  \n",
        ),
        *(
            "*",
            "**",
            "_",
            "__",
            "`",
            "``",
            "[",
            "]",
            "(",
            ")",
            "![",
            "](",
            "](https://example.com/a)",
            "<",
            ">",
        ),
        *(
            "[^1]",
            "[^1]: ",
            "[1]",
            "[1]: https://example.com/1\n",
            "[a b]: <https://example.com/2> 'T'\n",
            "[a b]",
        ),
        *(
            "【1†source】",
            "[citation:3]",
            "([example.com](https://example.com/3))",
            "\ue200cite\ue202turn0search1\ue201",
        ),
        *(
            "<b>",
            "</b>",
            "<br>",
            "<div>\n",
            "</div>\n",
            "<!-- ",
            " -->",
            "<script>",
            "</script>",
            "<?",
            "?>",
            "<![CDATA[",
        ),
        *(
            "&amp;",
            "&#0;",
            "&nosuch;",
            "&nbsp;",
            "word",
            "Words of a sentence.",
            "12",
            "Ünï",
            "言葉",
            "كلمات",
            "\\",
            "\\*",
        ),
        *("---\ntitle: A\n---\n", "\ufeff", "\u00a0", "\r\n", "\x01", "https://example.com/?utm_source=x"),
    )
)


@given(st.lists(_pieces, max_size=25).map("".join))
@settings(max_examples=400, deadline=None)
def test_any_document_is_read_and_every_character_accounted_for(text: str) -> None:
    if not text.strip("\ufeff \t\r\n\u00a0"):
        return
    try:
        reading = _read(text)
    except InputError:  # front matter that is none
        assert text.lstrip("\ufeff").startswith("---")
        return
    meta = reading.article.meta
    seen = _letters("".join([meta.headline or "", meta.description or "", *lines(reading.article)]))
    for span in reading.report.spans:
        assert span.action != "kept" or span.rule == "break" or _letters(span.text) in seen
    assert codec.decode(codec.encode(reading.article)) == reading.article


@pytest.mark.parametrize(
    "mark",
    ["[1][2]", "[1] [2]", "[^1][^2]", "[citation:1][citation:2]", "【1†source】【2†source】"],
)
def test_citations_are_found_before_marks(mark: str) -> None:
    text = f"# Bridges\n\n- The *board* agreed{mark}.\n\n> So did the mayor{mark}.\n\n" + (
        "[^1]: Roe, Jane. The plan. <https://example.com/p>\n\n[^2]: Another. <https://example.com/q>\n"
        if "^" in mark
        else "## Sources\n\n1. Roe, Jane. The plan. <https://example.com/p>\n2. Another. <https://example.com/q>\n"
    )
    article = _read(text, language="en").article
    assert outline(article).splitlines()[:3] == [
        "# Bridges",
        "  - The board agreed.[1][2]",
        "| So did the mayor.[1][2]",
    ]
    assert [note.source.URL for note in article.notes if note.source] == [
        "https://example.com/p",
        "https://example.com/q",
    ]


def test_a_publisher_in_brackets_is_a_citation() -> None:
    article = _read("The board agreed ([example.com](https://example.com/p)).\n").article
    assert plain(*article.children) == "The board agreed."
    assert len(article.notes) == 1


def test_what_looks_like_furniture_stays() -> None:
    """It is somebody's own document: a menu, a byline, a cookie notice are what its author wrote."""
    text = (
        "# Words of our pages\n\nAccept all cookies\n\nSubscribe to our newsletter\n\nHome | News | Sport\n\n"
        "By Jane Roe\n\nRead more\n\n## Share this article\n\nAdvertisement\n"
    )
    reading = _read(text)
    assert lines(*reading.article.children) == [
        line.strip("# ") for line in text.splitlines()[1:] if line.strip()
    ]
    assert {span.action for span in reading.report.spans if span.rule != "layout"} == {"kept", "removed"}


def test_links_by_reference_lead_where_their_definitions_say() -> None:
    text = (
        "See [the plan][p], [p] and [The P][], [Google][1], [rel][r], [bad][j] and [not][nowhere].\n\n"
        '[p]: https://example.com/p?utm_source=x "The plan"\n[the p]: <https://example.com/q>\n'
        "[1]: https://google.com\n[r]: page.html\n[j]: javascript:alert(1)\n"
    )
    links = [node for node in walk(_read(text).article) if isinstance(node, Link)]
    assert [(plain(*node.children), node.url, node.title) for node in links] == [
        ("the plan", "https://example.com/p", "The plan"),
        ("p", "https://example.com/p", "The plan"),
        ("The P", "https://example.com/q", None),
        ("Google", "https://google.com", None),
    ]
    based = _read(text, base_url="https://example.org/a/").article
    assert "https://example.org/a/page.html" in [node.url for node in walk(based) if isinstance(node, Link)]


def test_pictures_have_their_addresses_words_and_titles() -> None:
    text = (
        "# ![](logo.png) Bridges\n\n"
        '![a *picture*](https://example.com/a.png?utm_source=x "T") [![b](<b c.png>)](https://example.com) ![r][r]'
        " ![bad](javascript:alert(1)) \\![no](https://example.com/n) `![c](c)`\n\n[r]: https://example.com/r.png 'R'\n"
    )
    article = _read(text).article
    found = [(node.url, node.alt, node.title) for node in walk(article) if isinstance(node, Image)]
    assert found == [
        ("https://example.com/a.png", "a picture", "T"),
        ("b c.png", "b", None),
        ("https://example.com/r.png", "r", "R"),
    ]
    assert article.meta.headline == "Bridges"
    assert plain(*article.children) == "a picture b r bad !no ![c](c)"
    linked = [node for node in walk(article) if isinstance(node, Link)]
    assert [(node.url, plain(*node.children)) for node in linked] == [
        ("https://example.com", "b"),
        ("https://example.com/n", "no"),
    ]


def test_code_is_kept_to_the_letter() -> None:
    code = "if a:\n\n\tprint('*a*', [1], \"&amp;\", <b>)  # https://example.com/?utm_source=x[^1]"
    text = (
        f"Text[^1].\n\n```py\n{code}\n```\n\n> ~~~\n> a\n>   b\n> ~~~\n\n1. x\n\n         c\n\n[^1]: Note.\n"
    )
    found = [node.value for node in walk(_read(text).article) if isinstance(node, Code)]
    assert found == [code, "a\n  b", "  c"]


def test_a_table_has_all_its_cells() -> None:
    text = "| a | b\\|c |  |\n|---|---|---|\n| `d\\|e` | | f | g |\n| - |\n"
    (table,) = (node for node in walk(_read(text).article) if isinstance(node, Table))
    assert [[plain(*cell.children) for cell in row.children] for row in table.children] == [
        ["a", "b|c", ""],
        ["d|e", "", "f", "g"],
        ["-"],
    ]


@pytest.mark.parametrize("mark", ["【1†source】", "[^1]"])
def test_a_citation_stands_in_its_cell_item_and_quotation(mark: str) -> None:
    table = f"| a | b |\n|---|---|\n| {mark} | x {mark} |\n\n"
    text = f"{table}- {mark} y\n\n> # {mark} z\n\n> > {mark} q\n\n[^1]: A note.\n"
    article = _read(text, language="en").article
    rows, items, *quotes = article.children
    assert isinstance(rows, Table)
    assert [_cites(cell) for row in rows.children for cell in row.children] == ["a", "b", "^", "x^"]
    assert [_cites(block) for block in (items, *quotes)] == ["^y", "^z", "^q"]


def _cites(node: Node) -> str:
    """Return the words of a node, each reference as a circumflex."""
    said = "".join(
        "^" if isinstance(each, FootnoteReference) else each.value
        for each in walk(node)
        if isinstance(each, FootnoteReference | Text)
    )
    return "".join(said.split())


def test_very_deep_nesting_is_text() -> None:
    article = _read("> " * 500 + "deep\n\n" + "- " * 500 + "deep\n").article
    assert " ".join(lines(*article.children)).count("deep") == 2


@pytest.mark.parametrize(
    "text",
    [
        *("[" * 20_000, "![" * 20_000, "<!-- " * 20_000, "<script>" * 20_000, "`a" * 20_000, "&a" * 20_000),
        *("<a b='" * 20_000, "| " * 20_000 + "\n" + "|-" * 20_000, "> " * 20_000, "*a_ " * 20_000),
        *("[a](" * 20_000, "[a]: " * 20_000, "- \n" * 20_000, "<?" * 20_000, "[^" * 20_000, "\\" * 20_000),
    ],
    ids=lambda text: text[:6],
)
def test_a_hostile_document_takes_no_long_time(text: str) -> None:
    _read("Words.\n\n" + text + "\n")


FRONT = "---\n{}\n---\n\n# The first heading\n\nText of it.\n"


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        ('title: "A \\"new\\" bridge"', {"headline": 'A "new" bridge'}),
        (
            "title: A bridge\nsubtitle: >\n  Work begins\n  in spring",
            {"description": "Work begins in spring"},
        ),
        ("author: Jane Roe", {"author": [{"type": "Person", "name": "Jane Roe"}]}),
        (
            "authors:\n  - name: Jane Roe\n    url: x\n  - Coast News Service",
            {
                "author": [
                    {"type": "Person", "name": "Jane Roe"},
                    {"type": "Organization", "name": "Coast News Service"},
                ]
            },
        ),
        ("date: 2025-03-03", {"datePublished": "2025-03-03"}),
        ("date: 2025-03-03 14:05:00 -0500", {"datePublished": "2025-03-03T14:05:00-05:00"}),
        ("lang: fr\ndate: 2024-03-07T09:30", {"inLanguage": "fr", "datePublished": "2024-03-07T09:30"}),
        ("lastmod: 3 March 2025\nlang: en", {"dateModified": "2025-03-03"}),
        ("lang: de_AT", {"inLanguage": "de-AT"}),
        ("tags: [harbour, bridges]", {"keywords": ["harbour", "bridges"]}),
        ("keywords: harbour, bridges", {"keywords": ["harbour", "bridges"]}),
        ("categories: [Local, Other]", {"articleSection": "Local"}),
        ("canonical_url: https://example.com/a", {"url": "https://example.com/a"}),
        ("publisher: The Port Ellery Post", {"publisher": {"name": "The Port Ellery Post"}}),
        ("image: https://example.com/a.png", {"image": [{"url": "https://example.com/a.png"}]}),
    ],
)
def test_front_matter_is_metadata(front: str, expected: dict[str, object]) -> None:
    reading = _read(FRONT.format(front))
    meta = _tree(reading.article)["meta"]
    assert {name: meta[name] for name in expected} == expected
    assert _codes(reading) == []


@pytest.mark.parametrize(
    ("front", "property_"),
    [
        ("date: soon", "datePublished"),
        ("date: 2025-02-30", "datePublished"),
        ("url: /a/relative/", "url"),
        ("title:", "description"),
        ("tags: []", "keywords"),
        ("lang: 12", "url"),
        ("draft: yes\nlayout: post", "keywords"),
    ],
)
def test_what_front_matter_does_not_say_is_left_out(front: str, property_: str) -> None:
    reading = _read(FRONT.format(front))
    assert not getattr(reading.article.meta, property_)
    assert all(span.action == "removed" for span in reading.report.spans if span.rule == "front-matter")


def test_front_matter_in_toml() -> None:
    text = (
        '+++\ntitle = "A bridge"\ndate = 2025-03-03T14:05:00-05:00\ndraft = true\ntags = ["a",\n  "b"]\n'
        '[extra]\ntitle = "x"\n+++\nText.\n'
    )
    reading = _read(text)
    meta = reading.article.meta
    assert (meta.headline, meta.datePublished, meta.keywords) == (
        "A bridge",
        "2025-03-03T14:05:00-05:00",
        ("a", "b"),
    )
    gone = [
        span.text for span in reading.report.spans if span.action == "removed" and span.rule == "front-matter"
    ]
    assert {"draft = true", '[extra]\ntitle = "x"'} <= set(gone)


@pytest.mark.parametrize(
    ("text", "error"),
    [
        (
            "---\na: b: c\n---\nText.",
            "case.md:2:5: its front matter is no YAML: mapping values are not allowed here",
        ),
        ("---\ntitle: x\na: [b\n---\nText.", "case.md:4:1: its front matter is no YAML: expected ',' or ']'"),
        ("---\na: *x\n---\nText.", "case.md:2:4: its front matter is no YAML: found undefined alias 'x'"),
        (
            "---\na: " + "[" * 9000 + "\n---\nText.",
            "case.md:2:1: its front matter is no YAML: it nests too deep",
        ),
        ("+++\na = \n+++\nText.", "case.md:2:5: its front matter is no TOML: invalid value"),
    ],
)
def test_front_matter_that_is_none_is_an_error(text: str, error: str) -> None:
    with pytest.raises(InputError) as caught:
        _read(text)
    assert str(caught.value).startswith(error)
    assert caught.value.hint


@pytest.mark.parametrize(
    "text",
    [
        "---\n\nA note: this is text.\n\n---\n\nMore.",
        "---\nJust text\n---\n",
        "---\ntitle: nothing closes it\n\nText.",
        "Text.\n\n---\ntitle: below text\n---\n",
    ],
)
def test_dashes_alone_are_no_front_matter(text: str) -> None:
    reading = _read(text)
    assert "front-matter" not in {span.rule for span in reading.report.spans}
    words = set(re.findall(r"\w+", text))
    assert words == set(re.findall(r"\w+", " ".join(lines(*reading.article.children))))


def test_aliases_do_not_multiply() -> None:
    bomb = "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 30))
    assert _read(f"---\n{bomb}tags: *a29\n---\n\nText.\n").article.meta.keywords == ()


def _tree(article: Article) -> dict[str, Any]:
    tree: dict[str, Any] = msgspec.json.decode(codec.encode(article))
    return tree


def _comparable(article: Article) -> dict[str, Any]:
    """Return a tree without what Markdown has no place for."""
    tree = _tree(article)
    for note in tree.get("notes", ()):
        note.pop("markers", None)  # what stood in the text once: in Markdown all are "[^1]"
        note.pop("source", None)  # data; Markdown has its words, which say who and what less surely
        for child in note["children"]:
            child["children"] = _spelt_out(child["children"])
    tree["children"] = [each for node in tree["children"] for each in _unfigured(node)]
    for author in tree["meta"].get("author", ()):
        author.pop("jobTitle", None)  # front matter has names
        author.pop("url", None)
    return tree


def _spelt_out(nodes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the words of a note; what is linked in one is read with its address behind it."""
    spelt: list[dict[str, Any]] = []
    for node in nodes:
        said = node["children"][0]["value"] if node["type"] == "link" else ""
        if not said or said == node["url"]:
            spelt.append(node)
            continue
        address = {**node, "children": [{"type": "text", "value": node["url"]}]}
        spelt += ({"type": "text", "value": f"{said} ("}, address, {"type": "text", "value": ")"})
    merged: list[dict[str, Any]] = []
    for node in spelt:
        if merged and node["type"] == merged[-1]["type"] == "text":
            merged[-1] = {"type": "text", "value": merged[-1]["value"] + node["value"]}
        else:
            merged.append(node)
    return merged


def _unfigured(node: dict[str, Any]) -> list[dict[str, Any]]:
    """Return a node; Markdown has no figures: pictures and captions are its paragraphs."""
    if node["type"] != "figure":
        return [node]
    return [
        {"type": "paragraph", "children": [child]} if child["type"] == "image" else child
        for child in node["children"]
    ]


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.parent.name)
def test_what_the_writer_wrote_gives_the_same_tree(path: Path) -> None:
    article = codec.decode((path.parent / "article.json").read_bytes())
    said = pipeline.write(article, "markdown")
    again = _read(said.decode()).article
    expected, found = _comparable(article), _comparable(again)
    cited = [note for note in expected.get("notes", ()) if note["identifier"] in _cited(article)]
    if cited != expected.get(
        "notes", []
    ):  # sources that nothing refers to are a list of the text in Markdown
        expected["notes"] = cited
        assert found["children"][-2]["children"][0]["value"] == "Further sources"
        del found["children"][-2:]
    assert found == expected


def _cited(article: Article) -> set[str]:
    return {str(getattr(node, "identifier", "")) for node in walk(*article.children)}


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.parent.name)
def test_reading_what_was_written_twice_changes_nothing(path: Path) -> None:
    article = codec.decode((path.parent / "article.json").read_bytes())
    once = _read(pipeline.write(article, "markdown").decode()).article
    twice = _read(pipeline.write(once, "markdown").decode()).article
    assert _comparable(twice) == _comparable(once)


def test_paragraphs_are_joined_and_broken_as_marked() -> None:
    article = _read("One\ntwo  \nthree\\\nfour<br>five\n").article
    (paragraph,) = article.children
    assert isinstance(paragraph, Paragraph)
    assert plain(paragraph) == "One two\nthree\nfour\nfive"


def test_links_in_notes_stay_links_on_their_words() -> None:
    text = (
        "# Pier\n\nWork begins.[^1] It ends.[^2] It costs.[^3]\n\n"
        "[^1]: See the [*new* plan](https://example.org/plan), and [that](https://example.org/b_(c)).\n"
        "[^2]: <https://example.org/d>, [](https://example.org/e), [here](other.md)\n"
        "[^3]: The board said so.\n"
    )
    article = pipeline.examine(Source("case.md", text.encode())).article
    written = pipeline.write(article, "markdown").decode().partition("[^1]: ")[2]
    first, second, third = written.replace("\n", "").split("[^")
    assert first == "See the [*new* plan](https://example.org/plan), and [that](<https://example.org/b_(c)>)."
    assert second.startswith("2]: ")
    assert third == "3]: The board said so."


def test_a_relative_link_is_told_where_no_base_is_known() -> None:
    text = b"# Pier\n\nWork begins, says the [plan](plan.md). See [above](#pier).\n"

    def told(base: str | None) -> list[str]:
        reading = pipeline.examine(Source("case.md", text), ReadOptions(base_url=base))
        return [f"{each.line}: {each.code}" for each in reading.report.diagnostics if "link" in each.code]

    assert told(None) == ["3: link-relative"]
    assert told("https://example.org/") == []
