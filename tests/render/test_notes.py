"""The way back from a note: to every reference, wherever that stands, by words that say where."""

from __future__ import annotations

import pytest
from lxml.etree import _Element

from convert.model import Article, Block, FootnoteDefinition, Meta
from convert.render.article import render
from tests.trees import paragraph, reference


def note(identifier: str, *cites: str) -> FootnoteDefinition:
    return FootnoteDefinition(identifier, identifier, (paragraph("Said", *map(reference, cites)),))


def story(*blocks: Block, notes: tuple[FootnoteDefinition, ...]) -> _Element:
    return render(Article(Meta(headline="H", inLanguage="en"), blocks, notes), lambda _url: {})


@pytest.mark.parametrize(
    ("cites", "notes", "back"),
    [
        ("1", [note("1")], ["Back to text"]),
        ("11", [note("1")], ["Back to reference 1", "Back to reference 2"]),
        # A note cites the other one, which nothing else does.
        ("1", [note("1", "2"), note("2")], ["Back to text", "Back to reference 1"]),
        # The text does, too; and notes cite each other, or themselves.
        ("12", [note("1", "2"), note("2")], ["Back to text", "Back to reference 1", "Back to reference 2"]),
        ("1", [note("1", "2"), note("2", "1")], [f"Back to reference {n}" for n in (1, 2, 1)]),
        ("1", [note("1", "1")], ["Back to reference 1", "Back to reference 2"]),
        # A source that stands apart, since nothing cites it, cites one.
        ("1", [note("1"), note("2", "3"), note("3")], ["Back to text", "Back to reference 1"]),
    ],
)
def test_every_reference_has_a_way_back(cites: str, notes: list[FootnoteDefinition], back: list[str]) -> None:
    root = story(*(paragraph(reference(cite)) for cite in cites), notes=tuple(notes))
    links = root.findall(".//a[@role='doc-backlink']")
    assert [link.text for link in links] == back
    references = [link.get("id") for link in root.iter("a") if link.get("role") == "doc-noteref"]
    assert sorted(f"#{each}" for each in references) == sorted(str(link.get("href")) for link in links)


def test_a_note_that_nothing_cites_leads_nowhere() -> None:
    root = story(paragraph("Words."), notes=(note("1"),))
    assert root.findall(".//a") == []
