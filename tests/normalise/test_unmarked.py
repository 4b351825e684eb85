"""Adjoining lines in a text whose paragraphs stand apart: which of them are the items of a list."""

from __future__ import annotations

import pytest

from convert.normalise.unmarked import find_unmarked_lists
from convert.options import ReadOptions
from convert.readers.text import read
from convert.source import Source

FIRST = "The harbor council met for nine hours on Monday and agreed on a budget for the coming year."
SECOND = "Work on the two piers begins in April, with crews on site around the clock until the summer."
OPTIONS = ReadOptions(language="en")


def _items(text: str) -> list[str]:
    draft = read(Source("case.txt", text.encode()), OPTIONS)
    draft = find_unmarked_lists(draft.evolve(language="en"), OPTIONS)
    return [draft.text[block.start : block.end] for block in draft.blocks if block.within]


def _amid(lines: str) -> str:
    return f"{FIRST}\n\n{lines}\n\n{SECOND}"


@pytest.mark.parametrize(
    ("lines", "lead", "tail"),
    [
        ("What is needed:\nropes\na lamp\ntwo buckets of tar, or more", 1, 0),
        ("What is needed:\n\nropes\na lamp\ntwo buckets of tar, or more", 1, 0),
        ("必要なもの：\n\nロープ\nランプ\n桶ふたつ", 1, 0),
        ("The conditions\n\nReports\nA cap on the cost of lamps and of all other lights\nA hearing", 1, 0),
        ("Color: red sells, and so red it is.\nSound: soft and slow.\nLight: as much as there is.", 0, 0),
        ("Is it needed?\nWill it last?\nWhere is it to go?", 0, 0),
        (
            "How it is done\nA clerk reads the plan.\nThe council votes on it.\nThe clerk writes it down.",
            1,
            0,
        ),
        (
            "It costs more than it did.\nIt takes longer than planned.\nIt may never open.\nWhat comes next",
            0,
            1,
        ),
        (
            "When the tide is low, the crews work below the pier and count the piles.\n"
            "When the tide is high, the crews work above the pier and mend the lamps.",
            0,
            0,
        ),
    ],
)
def test_items_without_bullets_are_a_list(lines: str, lead: int, tail: int) -> None:
    given = [line for line in lines.split("\n") if line]
    assert _items(_amid(lines)) == given[lead : len(given) - tail]


@pytest.mark.parametrize(
    "lines",
    [
        "Repairs first\n" + SECOND,
        "Repairs first\nThe piers are old and the lamps on them are older than the council.\n"
        "Money later\nNobody in the council knows where the money for the lamps will come from.",
        "The tide came in\nThe tide went out\nThe pier stood still\nAnd had no doubt",
        "Song of the pier\n\nThe tide came in,\nThe tide went out,\nThe pier stood still\nAnd had no doubt.",
        "Harbor Office\n12 Pier Street\nPort Ellery, ME 04101",
        "— Were you bored?\n— Of course I was.\n— And the fog?",
        "ROE: Were you bored?\nLARK: Of course I was.\nROE: And the fog?",
        "Roe: Were you bored?\nLark: Of course I was.\nRoe: And the fog?",
        "Q: Were you bored?\nA: Of course I was, for all of the year.",
        "14:05 The council meets again.\n14:20 The vote is called off.\n15:00 Everybody goes home.",
        "By Jane Roe\nMarch 3, 2025\nPort Ellery",
        "Result:\n2, 3, 5\n4, 5, 12",
        "Pier\tLamps\nNorth\t4\nSouth\t5",
        "“We are borrowing.”\n“We are building.”\n“We are broke.”",
    ],
)
def test_other_lines_that_adjoin_are_no_list(lines: str) -> None:
    assert _items(_amid(lines)) == []


def test_where_paragraphs_adjoin_no_line_is_an_item_for_that() -> None:
    assert _items(f"Harbor budget passes\n\n{FIRST}\n{SECOND}\nIt was close.\nIt was late.\n{FIRST}") == []
