"""Where notes are printed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from convert.model import Article, Emphasis, FootnoteDefinition, FootnoteReference, Link, Meta, Text
from convert.model.text import lines
from convert.model.walk import walk
from convert.options import Placement
from convert.render.placement import place
from tests.trees import articles, paragraph, reference

_NOTES = (
    FootnoteDefinition("1", "1", (paragraph("The budget. ", Link("https://x.org", (Text("x.org"),))),)),
    FootnoteDefinition("2", "2", (paragraph("The piers."), paragraph("Page 4."))),
    FootnoteDefinition("3", "3", (paragraph("Never cited."),)),
)
_TEXT = (
    paragraph("It passed.", reference("1"), reference("2"), " Work begins."),
    paragraph("In ", Emphasis((Text("April"), reference("2"))), reference("9"), "."),
)


@pytest.mark.parametrize(
    ("placement", "said", "left"),
    [
        ("endnotes", ["It passed. Work begins.", "In April."], ["1", "2", "3"]),
        ("footnotes", ["It passed. Work begins.", "In April."], ["1", "2", "3"]),
        (
            "inline",
            [
                "It passed. (The budget. x.org; The piers. Page 4.) Work begins.",
                "In April (The piers. Page 4.).",
            ],
            ["3"],
        ),
        ("none", ["It passed. Work begins.", "In April."], []),
    ],
)
def test_notes_stand_where_they_are_asked_to(placement: Placement, said: list[str], left: list[str]) -> None:
    placed = place(Article(Meta(), _TEXT, _NOTES), placement)
    assert lines(*placed.children) == said
    assert [note.identifier for note in placed.notes] == left


@settings(deadline=None)
@given(articles)
def test_nothing_but_references_goes(article: Article) -> None:
    without = place(article, "none")
    assert lines(*without.children) == lines(*article.children)
    assert without.notes == ()
    for placement in ("inline", "none"):
        left = walk(*place(article, placement).children)
        assert not any(isinstance(node, FootnoteReference) for node in left)
