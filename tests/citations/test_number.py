"""What a note says: its entry's own words, the marker's, or its source put in words."""

from __future__ import annotations

import pytest

from convert.citations.number import Numbering
from convert.draft import Cite, Draft, Entry, Marker
from convert.model import CSLItem
from convert.model.text import lines

_URL = "https://example.org/a"
_ENTRY = Entry(0, 0, 1, f"Own words, {_URL}", "source:a", CSLItem(title="T", URL=_URL), "a")


def _numbering(*cites: Cite, entries: tuple[Entry, ...] = (), language: str = "en") -> Numbering:
    markers = tuple(Marker(n, n + 1, n, "some", (cite,)) for n, cite in enumerate(cites))
    text = "x" * len(cites)
    numbering = Numbering(
        Draft(name="t", original=text, text=text, language=language, markers=markers, entries=entries)
    )
    for marker in markers:
        list(numbering.references((marker,)))
    return numbering


@pytest.mark.parametrize(
    ("cites", "notes", "unresolved"),
    [
        ([Cite("source:a", item=_ENTRY.item)], ["Own words, https://example.org/a"], 0),
        ([Cite("b", item=CSLItem(title="T", publisher="P"))], ["T. P."], 0),
        ([Cite("1", text="A remark.")], ["A remark."], 0),
        # Two remarks are two notes, whatever they are called; the same remark is one.
        ([Cite("1", text="A remark."), Cite("1", text="Another.")], ["A remark.", "Another."], 0),
        ([Cite("1", text="A remark."), Cite("2", text="A remark.")], ["A remark."], 0),
        ([Cite("c")], ["Source not given in the text (marker c)"], 1),
        ([Cite("d", item=CSLItem(type="book"))], ["Source not given in the text (marker d)"], 1),
    ],
)
def test_what_a_note_says(cites: list[Cite], notes: list[str], unresolved: int) -> None:
    numbering = _numbering(*cites, entries=(_ENTRY,) if cites[0].key == _ENTRY.key else ())
    assert [" ".join(lines(*note.children)) for note in numbering.notes()] == notes
    assert sum(remark.code == "marker-unresolved" for remark in numbering.remarks()) == unresolved


def test_words_of_ours_are_in_the_language_of_the_article() -> None:
    item = CSLItem(title="T", accessed=None, publisher="P")
    (note,) = _numbering(Cite("b", item=item), language="ja").notes()
    assert lines(*note.children) == ["T。P。"]


def test_of_sources_from_outside_those_cited_are_notes() -> None:
    other = Entry(0, 0, 2, "Another.", "source:b", CSLItem(title="Another"), "b")
    inside = Entry(5, 9, 3, "One more.", "entry:3", CSLItem(title="One more"), "3")
    numbering = _numbering(Cite("source:a", item=_ENTRY.item), entries=(_ENTRY, other, inside))
    assert [" ".join(lines(*note.children)) for note in numbering.notes()] == [_ENTRY.text, "One more."]
    assert [(remark.code, remark.message, remark.end) for remark in numbering.remarks()] == [
        ("source-unused", "no marker points to this source: kept at the end of the notes", 9),
        ("source-unused", "no marker points to 1 of the sources given: b", 0),
    ]
