"""Where the source lists of a text stand, and what their entries are called."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from convert.citations.sources import find
from convert.draft import Draft
from convert.normalise import PASSES
from convert.normalise.cite import cite
from convert.options import ReadOptions
from convert.parts import LANGUAGES, Language
from convert.readers.text import read
from convert.source import Source
from tests.cases import Case, cases, ids

CASES = tuple(cases(Path(__file__).parent / "sources.txt"))


def _draft(text: str, language: str = "en") -> Draft:
    """Return the draft of `text` as it stands when its sources are looked for."""
    options = ReadOptions(language=language)
    draft = read(Source("case.txt", text.encode()), options)
    for run in PASSES[: PASSES.index(cite)]:
        draft = run(draft, options)
    return draft


def _outline(draft: Draft) -> str:
    """Return each list as the lines that it takes up, then its entries by label; nothing for none."""
    lines: list[str] = []
    for each in find(draft):
        first, last = (draft.text.count("\n", 0, at) + 1 for at in (each.start, each.end))
        lines.append(f"{'notes' if each.notes else 'sources'}, lines {first} to {last}")
        lines += (f"  {entry.label or '-'} | {entry.text}" for entry in each.entries)
    return "\n".join(lines)


@pytest.mark.parametrize("case", CASES, ids=ids)
def test_a_source_list_is_found_where_there_is_one(case: Case) -> None:
    language = case.title.rpartition("[")[2].removesuffix("]") if case.title.endswith("]") else "en"
    assert _outline(_draft(case.given, language)) == case.expected.strip("\n")


@pytest.mark.parametrize("case", CASES, ids=ids)
def test_near_misses_are_called_so(case: Case) -> None:
    assert (case.expected.strip() == "") is case.title.startswith("near miss")


@pytest.mark.parametrize("case", CASES, ids=ids)
def test_lists_are_in_order_and_apart_and_each_entry_lies_within_the_text(case: Case) -> None:
    draft = _draft(case.given)
    lists = find(draft)
    assert all(before.end <= each.start for before, each in pairwise(lists))
    assert all(0 <= entry.start < entry.end <= len(draft.text) for each in lists for entry in each.entries)
    assert all(entry.number > 0 for each in lists for entry in each.entries)
    assert all(len({entry.label == "" for entry in each.entries}) == 1 for each in lists)


def test_entries_of_one_address_share_their_key_unless_they_say_different_things() -> None:
    entries = find(
        _draft(
            "Sources\n"
            "[1] https://www.example.org/one/\n"
            "[2] The budget. https://example.org/one\n"
            "[3] The piers. http://example.org/one#top\n"
            "[4] The budget. https://example.org/one\n"
        )
    )[0].entries
    keys = [entry.key for entry in entries]
    assert keys[0] == "url:example.org/one"
    assert keys[1] == keys[3]
    assert len(set(keys)) == 3


@pytest.mark.parametrize("language", LANGUAGES.all(), ids=lambda language: str(language.code))
def test_every_heading_of_ours_heads_a_list(language: Language) -> None:
    for heading in dict.fromkeys((*language.sources, *language.notes)):
        text = f"A paragraph.[1]\n\n{heading}\n↑ An entry of the list.\n↑ Another entry.\n"
        found = find(_draft(text, language.code))
        assert [len(each.entries) for each in found] == [2], heading
        assert found[0].notes or heading not in language.notes
