"""Slabs into columns and pages: each once, in order, what belongs together in one column."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from convert.options import Paper
from convert.writers.pdf.layout import flow as flowing
from convert.writers.pdf.layout.flow import Flow, Page, Placed, paginate
from convert.writers.pdf.layout.slab import Beside, Slab, Space
from convert.writers.pdf.page import Geometry, geometry

SLACK = 0.1  # points
GRID = 13.0


class Block(Slab):
    """A slab that can be told from others."""

    def __init__(
        self, height: float, before: float, after: float, *, kept: bool, gridded: bool, clear: bool
    ) -> None:
        self.height, self.before, self.after = height, before, after
        self.kept, self.gridded, self.clear = kept, gridded, clear

    def __repr__(self) -> str:
        signs = "".join(name[0] for name in ("kept", "gridded", "clear", "beside") if getattr(self, name))
        return f"{self.height:g}{signs}"


heights = st.sampled_from((0.5, 11.0, GRID, 13.5, 40.0)) | st.sampled_from((90.0, 250.0, 400.0))
rarely = st.sampled_from((False,) * 6 + (True,))


@st.composite
def slabs(draw: st.DrawFn) -> list[Slab]:
    """Any slabs, some of them with others in the rail beside them, or rows of a table with a head."""
    found: list[Slab] = []
    kinds = st.lists(st.sampled_from(("line", "line", "line", "beside", "table")), max_size=25)
    for kind in draw(kinds):
        spaces = st.sampled_from((0.0, 0.0, 6.0, 20.0))
        block = Block(
            draw(heights),
            draw(spaces),
            draw(spaces),
            kept=draw(st.booleans()),
            gridded=draw(st.booleans()),
            clear=draw(rarely),
        )
        if kind == "beside":
            block.beside = Beside([Space(draw(heights))], draw(st.sampled_from((0.0, 3.0))))
        if kind == "table":
            head = Block(14, 6, 0, kept=True, gridded=False, clear=False)
            found.append(head)
            block.kept = False
            for _ in range(draw(st.integers(1, 40))):
                row = Block(block.height / 4, 0, 0, kept=False, gridded=False, clear=False)
                row.head = head
                found.append(row)
        found.append(block)
    return found


papers: Sequence[Paper] = ("a4", "letter", "a5")
flows = st.tuples(
    slabs(), slabs(), st.sampled_from(papers), st.sampled_from((1, 2)), st.sampled_from((0.0, GRID))
)


def laid(given: tuple[list[Slab], list[Slab], Paper, int, float]) -> tuple[list[Flow], list[Page], Geometry]:
    """Return what goes across the page, what goes through the columns below it, and the pages."""
    across, below, paper, columns, grid = given
    page = geometry(paper, columns, rtl=False)
    found = [
        Flow([Space(1.0), *across], (page.whole,), new_page=True),
        Flow(below, page.frames, grid, ruled=columns > 1),
    ]
    return found, paginate(found, page), page


def columns_of(page: Page) -> list[list[Placed]]:
    """Return what stands on a page column by column."""
    return [list(group) for _, group in groupby(page.placed, key=lambda placed: placed.frame)]


@settings(max_examples=50)
@given(flows)
def test_every_slab_is_placed_once_in_order_and_none_below_the_foot(
    given: tuple[list[Slab], list[Slab], Paper, int, float],
) -> None:
    flows, pages, page = laid(given)
    assert [placed.slab for each in pages for placed in each.placed if not placed.again] == [
        slab for flow in flows for slab in flow.slabs
    ]
    foot = page.height - page.bottom
    for each in pages:
        assert each.placed
        for placed in each.placed:
            beside = placed.slab.beside
            reach = max(placed.slab.height, beside.height if beside else 0.0)
            assert placed.top >= page.first_top - SLACK
            # What no column holds stands where there is most room.
            assert placed.top + reach <= foot + SLACK or reach > page.depth - SLACK, each.placed


@settings(max_examples=50)
@given(flows)
def test_no_slab_meets_another(given: tuple[list[Slab], list[Slab], Paper, int, float]) -> None:
    _, pages, _ = laid(given)
    for each in pages:
        for column in columns_of(each):
            for above, below in pairwise(column):
                apart = 0 if above.again else max(above.slab.after, below.slab.before)
                assert below.top >= above.top + above.slab.height + apart - SLACK, column
            rail = 0.0
            for placed in column:
                if placed.slab.clear or placed.slab.beside:
                    assert placed.top >= rail - SLACK, column
                if placed.slab.beside:
                    rail = max(rail, placed.top + placed.slab.beside.height)


@settings(max_examples=50)
@given(flows)
def test_what_is_kept_stands_with_what_follows_unless_no_column_holds_both(
    given: tuple[list[Slab], list[Slab], Paper, int, float],
) -> None:
    flows, pages, page = laid(given)
    column_of = {
        id(placed.slab): (number, placed.frame)
        for number, each in enumerate(pages)
        for placed in each.placed
        if not placed.again
    }
    for flow in flows:
        for group in together(flow.slabs):
            if len({column_of[id(slab)] for slab in group}) > 1:
                assert room_for(group, flow.grid) > page.depth - SLACK, group


def together(slabs: Sequence[Slab]) -> list[list[Slab]]:
    """Return the slabs in groups that must not be parted."""
    found: list[list[Slab]] = [[]]
    for slab in slabs:
        found[-1].append(slab)
        if not slab.kept:
            found.append([])
    return [group for group in found if len(group) > 1]


def room_for(group: Sequence[Slab], grid: float) -> float:
    """Return how deep a column has to be for a group to stand in it, whatever stands above."""
    flow = Flow(group, (geometry("a4", 1, rtl=False).whole,), grid)
    head = group[0].head
    return flowing._column(flow, 0, float("inf"), forced=True).depth + (head.height if head else 0) + grid


@settings(max_examples=30)
@given(st.lists(st.booleans(), min_size=1, max_size=150), st.sampled_from((0.0, GRID)))
def test_columns_end_level_where_the_text_ends(kept: list[bool], grid: float) -> None:
    lines: list[Slab] = [Block(GRID, 0, 0, kept=each, gridded=True, clear=False) for each in kept]
    for n in range(2, len(lines), 3):
        lines[n].kept = False
    page = geometry("a4", 2, rtl=False)
    last = paginate([Flow(lines, page.frames, grid)], page)[-1]
    depths = [column[-1].top - column[0].top for column in columns_of(last)]
    if len(depths) == 2 and len(last.placed) > 6:
        assert abs(depths[0] - depths[1]) <= 4 * GRID


def test_what_stands_across_the_page_leaves_no_column_for_what_is_too_tall_for_the_rest() -> None:
    page = geometry("a4", 2, rtl=False)
    head = Block(0.6 * page.depth, 0, 0, kept=False, gridded=False, clear=False)
    line = Block(GRID, 0, 0, kept=False, gridded=False, clear=False)
    tall = Block(0.5 * page.depth, 0, 0, kept=False, gridded=False, clear=False)
    pages = paginate([Flow([head], (page.whole,), new_page=True), Flow([line, tall], page.frames)], page)
    assert [[placed.slab for placed in each.placed] for each in pages] == [[head, line], [tall]]


def test_a_heads_repetition_stands_above_what_goes_on() -> None:
    page = geometry("a5", 1, rtl=False)
    head = Block(14, 0, 0, kept=True, gridded=False, clear=False)
    rows: list[Slab] = [head]
    for _ in range(200):
        row = Block(11, 0, 0, kept=False, gridded=False, clear=False)
        row.head = head
        rows.append(row)
    pages = paginate([Flow(rows, page.frames, new_page=True)], page)
    assert len(pages) > 3
    assert [placed.again for each in pages for placed in each.placed[:1]] == [
        False,
        *[True] * (len(pages) - 1),
    ]
    assert sum(placed.again for each in pages for placed in each.placed) == len(pages) - 1


@pytest.mark.parametrize("columns", [1, 2])
@pytest.mark.parametrize("kept", [False, True])
def test_pages_cost_in_proportion_to_the_slabs(
    columns: int, kept: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = geometry("a4", columns, rtl=False)
    costs = []
    for count in (2_000, 8_000):
        slabs = [Block(GRID, 0, 0, kept=kept, gridded=True, clear=False) for _ in range(count)]
        looked = 0
        look = flowing._column

        def counted(*given: object, look=look, **options: object) -> object:  # type: ignore[no-untyped-def]
            nonlocal looked
            found = look(*given, **options)
            looked += 1 + len(found.tops)
            return found

        with monkeypatch.context() as patch:
            patch.setattr(flowing, "_column", counted)
            paginate([Flow(slabs, page.frames, GRID)], page)
        costs.append(looked)
    assert costs[1] < 5 * costs[0]
