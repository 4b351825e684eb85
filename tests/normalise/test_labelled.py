"""Labels of the parts of an article: what they claim, in every language, and what only looks like one."""

from __future__ import annotations

import pytest

from convert import pipeline
from convert.model import Meta
from convert.options import ReadOptions
from convert.parts import LANGUAGES
from convert.source import Source

BODY = """The harbor council met for nine hours on Monday and agreed on a budget for the coming year, after a protest.

Work on the two piers begins in April, with crews on site around the clock until the summer."""


def _read(text: str, language: str = "en") -> tuple[Meta, list[str]]:
    """Return the metadata of a text, and the labels that went."""
    source = Source("case.txt", text.encode())
    reading = pipeline.examine(source, ReadOptions(language=language))
    return reading.article.meta, [
        span.text for span in reading.report.spans if (span.action, span.rule) == ("removed", "label-line")
    ]


@pytest.mark.parametrize("language", LANGUAGES.names())
def test_labels_are_known_in_every_language(language: str) -> None:
    words = LANGUAGES.load(language)
    head, deck, part = (each[0] for each in (words.headlines, words.standfirsts, words.article_parts[-1:]))
    text = f"{head.capitalize()}: Harbor budget passes\n\n{deck}: Two piers are rebuilt\n\n{part}:\n\n{BODY}"
    meta, gone = _read(text, language)
    assert (meta.headline, meta.description) == ("Harbor budget passes", "Two piers are rebuilt")
    assert len(gone) == 3


@pytest.mark.parametrize(
    "head",
    [
        "**Headline:** Harbor budget passes",
        "**Headline**: Harbor budget passes",
        "**Headline: Harbor budget passes**",
        "# Title: Harbor budget passes",
        "## **Title:** Harbor budget passes",
        "Headline:\nHarbor budget passes",
        "### Headline:\n\n**Harbor budget passes**",
        "Headline: Harbor budget passes\n\nByline: By Jane Roe\nDateline: PORT ELLERY, March 3, 2025",
        "Headline: Harbor budget passes\n\nByline: Jane Roe\n\nMarch 3, 2025",
    ],
)
def test_a_label_stands_in_many_ways(head: str) -> None:
    meta, gone = _read(f"{head}\n\n{BODY}")
    assert meta.headline == "Harbor budget passes"
    assert gone
    if "Jane" in head:
        assert [author.name for author in meta.author] == ["Jane Roe"]
        assert meta.datePublished == "2025-03-03"


@pytest.mark.parametrize(
    "text",
    [
        f"Title fight: the last round\n\n{BODY}",
        f"Harbor budget passes\n\nHeadline: what it costs\n\n{BODY}",
        f"Story: of a pier\n\n{BODY}",
        f"Headline Harbor budget passes\n\n{BODY}",
        f"{BODY}\n\nTitle: Harbor budget passes",
    ],
)
def test_other_words_before_a_colon_are_no_labels(text: str) -> None:
    assert _read(text)[1] == []


def test_a_second_headline_keeps_its_label() -> None:
    meta, gone = _read(f"Headline: Harbor budget passes\n\nHeadline: Two piers are rebuilt\n\n{BODY}")
    assert meta.headline == "Harbor budget passes"
    assert len(gone) == 1


def test_names_and_notes_behind_a_label_keep_it() -> None:
    _, gone = _read(f"Title: The Long Winter\n\nStory: Hiro Tanaka\nLead: Emily Watson\n\n{BODY}")
    assert gone == ["Title: "]


@pytest.mark.parametrize("said", ["PORT ELLERY, Maine", "PORT ELLERY, Maine —"])
def test_a_dateline_behind_its_label_is_claimed(said: str) -> None:
    meta, gone = _read(f"Headline: Harbor budget passes\n\n**Dateline:** {said}\n\n{BODY}")
    assert meta.dateline == "PORT ELLERY, Maine"
    assert len(gone) == 2


def test_labels_are_read_where_the_language_is_not_told() -> None:
    text = (
        "标题：埃勒里港口重新开放\n副标题：维修费用约两百万美元\n\n港口在经过三周的维修之后于星期一重新开放。"
    )
    article = pipeline.examine(Source("case.txt", text.encode()), ReadOptions()).article
    assert article.meta.headline == "埃勒里港口重新开放"
