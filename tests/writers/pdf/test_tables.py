"""Columns of tables: how they share the room."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convert.writers.pdf.blocks.table import shared

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
