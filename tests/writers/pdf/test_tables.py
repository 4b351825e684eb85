"""Tables: how columns share the room, and where rows stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convert.model import Table
from convert.writers.pdf.blocks.table import shared
from tests.trees import paragraph, row
from tests.writers.pdf.reading import needs_poppler, pages, written

widths = st.lists(
    st.tuples(st.floats(0, 500), st.floats(0, 500)).map(lambda pair: (min(pair), max(pair))),
    min_size=1,
    max_size=60,
)


@pytest.mark.parametrize(
    ("least", "natural", "expected"),
    [
        ([10, 10], [30, 60], [100, 200]),  # room for all: in proportion
        ([100, 100], [100, 500], [100, 200]),  # what is left goes to who wants more
        ([50, 400, 300], [50, 400, 300], [50, 125, 125]),  # the widest give way
        ([0, 0], [0, 0], [150, 150]),
    ],
)
def test_columns_share_the_room(least: list[float], natural: list[float], expected: list[float]) -> None:
    assert shared(least, natural, 300) == pytest.approx(expected)


@given(widths, st.floats(50, 600))
def test_columns_fill_the_room_and_none_is_below_its_least_while_all_can_have_that(
    columns: list[tuple[float, float]], room: float
) -> None:
    least, natural = ([pair[n] for pair in columns] for n in (0, 1))
    found = shared(least, natural, room)
    assert sum(found) == pytest.approx(room)
    assert all(width >= -1e-9 for width in found)
    if sum(least) <= room:
        assert all(width >= low - 1e-6 for width, low in zip(found, least, strict=True))


@needs_poppler
@pytest.mark.parametrize("above", range(21, 31))
def test_a_short_table_stands_on_one_page_and_no_row_of_a_long_one_alone(above: int) -> None:
    """Wherever on a page it begins: below so many lines of text."""
    text = [paragraph(f"Line {n}.") for n in range(above)]
    for rows in (6, 60):
        table = Table(tuple(row(f"r{n}", f"{n}") for n in range(rows)))
        shown = [[word.text for word in page] for page in pages(written(*text, table))]
        counts = [len({*page} & {f"r{n}" for n in range(1, rows)}) for page in shown]  # r0 is the head
        held = [count for count in counts if count]
        assert sum(held) == rows - 1
        assert (held == [rows - 1]) if rows == 6 else (min(held) > 1)
