"""Lists: runs of lines that open with a bullet or a number."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct, structs

from convert import shape
from convert.draft import Block, Container, Draft, Edit
from convert.options import ReadOptions

# An item set in by so many columns more than the one above is a list within it.
_INSET = 2


class _Item(Struct, frozen=True):
    """A line that looks like a list item: where its text begins, how far it is set in, its number if any."""

    start: int
    column: int
    number: int | None
    spaced: bool  # a blank line stands before it


class _Open(Struct, frozen=True):
    """A list still open: its column, itself, its last item and number."""

    column: int
    list: Container
    item: Container
    number: int | None

    @property
    def path(self) -> tuple[Container, Container]:
        return (self.list, self.item)


def find_lists(draft: Draft, _options: ReadOptions) -> Draft:
    """Return `draft` with runs of bulleted or numbered lines as lists, nested by how far they are set in.

    A line counts when another item adjoins it: "1. The harbour" above a paragraph is a heading.
    """
    items = [_item(draft, block) for block in draft.blocks]
    blocks = list(draft.blocks)
    edits: list[Edit] = []
    for run in _runs(items):
        stack: list[_Open] = []
        for n, item in run:
            stack = _opened(stack, item, blocks[n].start)
            within = tuple(container for each in stack for container in each.path)
            edits.append(Edit(blocks[n].start, item.start, "removed", "list-marker"))
            blocks[n] = structs.replace(
                blocks[n], start=item.start, kind="paragraph", within=within, rule="list-item"
            )
    return draft.evolve(blocks=tuple(blocks), edits=(*draft.edits, *edits))


def _item(draft: Draft, block: Block) -> _Item | None:
    if block.kind != "unread":
        return None
    text = draft.text[block.start : block.end]
    column = block.start - (draft.text.rfind("\n", 0, block.start) + 1)
    number, width = shape.number(text)
    if width:
        return _Item(block.start + width, column, number, block.gap > 0)
    width = shape.bullet(text)
    return _Item(block.start + width, column, None, block.gap > 0) if width else None


def _runs(items: list[_Item | None]) -> Iterator[list[tuple[int, _Item]]]:
    """Yield runs of two and more items, broken where no item stands and where `_follows` says so."""
    run: list[tuple[int, _Item]] = []
    for n, item in enumerate([*items, None]):
        if item is not None and (not run or _follows(run, item)):
            run.append((n, item))
            continue
        if len(run) > 1:
            yield run
        run = [(n, item)] if item is not None else []


def _follows(run: list[tuple[int, _Item]], item: _Item) -> bool:
    """Say whether `item` goes on the run: set in deeper, or the next of those that stand at its column.

    A blank line ends a run that had none: "4. …" right below "3. …", then "5. …" apart, is no fifth item.
    """
    if item.spaced and len(run) > 1 and not run[1][1].spaced:
        return False
    before = next((each for _, each in reversed(run) if each.column <= item.column), run[0][1])
    if before.column + _INSET <= item.column:
        return item.number in (None, 1)
    if (before.number is None) != (item.number is None):
        return False
    return before.number is None or item.number == before.number + 1


def _opened(stack: list[_Open], item: _Item, at: int) -> list[_Open]:
    """Return the lists that are open at `item`, outermost first."""
    while stack and stack[-1].column > item.column:
        stack = stack[:-1]
    entry = Container("listItem", at)
    if stack and item.column < stack[-1].column + _INSET:
        return [*stack[:-1], structs.replace(stack[-1], item=entry, number=item.number)]
    start = item.number if item.number not in (None, 1) else None
    return [
        *stack,
        _Open(item.column, Container("list", at, item.number is not None, start), entry, item.number),
    ]
