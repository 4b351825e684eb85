"""Lines with tabs or pipes: which of them are the rows of a table, and with which cells."""

from __future__ import annotations

import pytest

from convert.model import Table
from convert.model.text import plain
from convert.normalise.pipes import find_piped, part_rows
from convert.normalise.seal import seal
from convert.normalise.tables import find_tables
from convert.options import ReadOptions
from convert.readers.text import read
from convert.source import Source


def _tables(text: str) -> list[list[list[str]]]:
    draft = read(Source("case.txt", text.encode()), ReadOptions())
    for find in (find_piped, part_rows, find_tables):
        draft = find(draft, ReadOptions())
    article, _ = seal(draft, ReadOptions())
    return [
        [[plain(cell) for cell in row.children] for row in node.children]
        for node in article.children
        if isinstance(node, Table)
    ]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("Pier\tLamps\nNorth\t4\nSouth\t5", [["Pier", "Lamps"], ["North", "4"], ["South", "5"]]),
        ("Before.\nA\tB\tC\n1\t2\t3\nAfter.", [["A", "B", "C"], ["1", "2", "3"]]),
        (
            "\tNorth\tSouth\nLamps\t\t5\nPiles\t40 \t",
            [["", "North", "South"], ["Lamps", "", "5"], ["Piles", "40", ""]],
        ),
        ("\t\tPier\tLamps\n\t\tNorth\t4", [["Pier", "Lamps"], ["North", "4"]]),
        ("码头\t灯\n北\t四", [["码头", "灯"], ["北", "四"]]),
        ("| Pier | Lamps |\n|---|---|\n| North | 4 |", [["Pier", "Lamps"], ["North", "4"]]),
        ("Pier | Lamps\n---|---\nNorth | 4", [["Pier", "Lamps"], ["North", "4"]]),
        ("Before.\n\n||A|\n|:-:|-|\n|b||\nAfter.", [["", "A"], ["b", ""]]),
        ("|A|\n|-|\n|b\\|c|d|\n|e", [["A"], ["b|c", "d"], ["e"]]),
        ("  | A | B |\n  | --- | :-- |\n  |  | `c` | ", [["A", "B"], ["", "`c`"]]),
        (
            "Pier | Lamps | Use\n-----|-------|----\nWest | 4 | boats,\n     |   | ferries",
            [["Pier", "Lamps", "Use"], ["West", "4", "boats,"], ["", "", "ferries"]],
        ),
        ("| 码头 | 灯 |\n| :-- | --: |\n| 北 | 四 |", [["码头", "灯"], ["北", "四"]]),
    ],
)
def test_rows_of_cells_are_a_table(text: str, rows: list[list[str]]) -> None:
    assert _tables(text) == [rows]


@pytest.mark.parametrize(
    "text",
    [
        "Pier\tLamps",
        "Pier\tLamps\n\nNorth\t4",
        "The council met\tfor nine hours.\nIt agreed on a budget.",
        "1.\tReports\n2.\tA cap",
        "(a)\tReports\n(b)\tA cap",
        "o\tReports\no\tA cap",
        "14:05\tThe council meets.\n14:20\tThe vote is called off.",
        "ROE:\tWere you bored?\nLARK:\tOf course.",
        "\tThe council met for nine hours.\n\tIt agreed on a budget.",
        "| Pier | Lamps |\n| North | 4 |",  # no dashes
        "| Pier | Lamps |\n|---|---|",  # no row
        "| Pier | Lamps |\n|---|---|\n\n| North | 4 |",
        "| Pier | Lamps |\n\n|---|---|\n| North | 4 |",
        "| Pier | Lamps |\n|---|---|---|\n| North | 4 |",  # other columns
        "Pier\n---\nNorth | 4",  # a heading
        "Home | News\n-- Jane | Roe --\nNorth | 4",
        "```\n| Pier | Lamps |\n|---|---|\n| North | 4 |\n```",
        "> | Pier | Lamps |\n> |---|---|\n> | North | 4 |",
        "|-------|\n|---3---|\n|-2---2-|\n|-------|",  # a guitar
        "-----|-----\n--3--|--2--\n-----|--1--",
        " Pier | Lamps\n------+-------\n North | 4",
        "Home\tNews\tSports\nThe harbor\tin the fog\nA\tB\tC\tD",
    ],
)
def test_other_tabs_and_pipes_make_no_table(text: str) -> None:
    assert _tables(text) == []
