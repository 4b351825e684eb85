"""Lists whose bullets a browser left behind: a text copied from one has their items on adjoining lines.

Its paragraphs stand apart by blank lines, so that lines which adjoin are something else: the items of a list, or
verse, an address, a dialogue, the rows of a table, a heading above its text, a caption below its picture.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct, structs

from convert import shape
from convert.draft import Container, Draft
from convert.languages import known
from convert.model.text import count_words
from convert.options import ReadOptions
from convert.patterns import pattern

RULE = "list-item"  # as those with bullets

# The share of lines, at the most, that are a short one above a paragraph: more are headings with their texts.
_PAIRS = 0.4
# The longest item of a list is so many times as long as the shortest; lines of verse and of addresses are alike.
_UNLIKE = 2.5
_LEAD = 12  # words of a line that may head a list

_LABEL = pattern(r"([^\n:：.!?]{1,40})[:：]\s*\S")
_STAMP = pattern(r"\d{1,2}[:.]\d{2}\b")
_SPEECH = pattern(r"[—–―-]\s?\w|[\"“„«「『‘]")
_LETTER = pattern(r"[^\W\d_]")
_FIRST_WORD = pattern(r"\w+")


class _Line(Struct, frozen=True):
    """A line of a run, and what it says by itself."""

    at: int
    text: str
    words: int
    prose: bool
    whole: bool  # prose, or at least it ends as a sentence does


def find_unmarked_lists(draft: Draft, _options: ReadOptions) -> Draft:
    """Return `draft` with runs of adjoining lines that are lists as such, if its paragraphs stand apart."""
    if not _stands_apart(draft):
        return draft
    blocks = list(draft.blocks)
    for run in _runs(draft):
        items = _items(draft, run)
        if items:
            holder = Container("list", blocks[items[0].at].start)
        for item in items:
            block = blocks[item.at]
            within = (holder, Container("listItem", block.start))
            blocks[item.at] = structs.replace(block, kind="paragraph", within=within, rule=RULE)
    return draft.evolve(blocks=tuple(blocks))


def _stands_apart(draft: Draft) -> bool:
    """Say whether blank lines part the paragraphs of the text: from each other, or where none follows another."""
    prose = [
        block.kind == "unread" and shape.is_prose(draft.text[block.start : block.end])
        for block in draft.blocks
    ]
    follow = [n for n in range(1, len(prose)) if prose[n] and prose[n - 1]]
    gaps = [draft.blocks[n].gap > 0 for n in follow or range(1, len(prose)) if prose[n]]
    return 2 * sum(gaps) > len(gaps)


def _runs(draft: Draft) -> Iterator[list[_Line]]:
    """Yield the runs of lines that nothing parts and no other pass has read."""
    run: list[_Line] = []
    for n, block in enumerate(draft.blocks):
        is_line = (
            block.kind == "unread" and not block.depth and not draft.text.count("\t", block.start, block.end)
        )
        if run and (block.gap or not is_line):
            yield run
            run = []
        if is_line:
            run.append(_line(draft, n))
    if run:
        yield run


def _line(draft: Draft, n: int) -> _Line:
    text = draft.read(draft.blocks[n].start, draft.blocks[n].end)
    prose = shape.is_prose(text)
    return _Line(n, text, count_words(text), prose, prose or shape.ends(text))


def _items(draft: Draft, run: list[_Line]) -> list[_Line]:
    """Return the lines of a run that are the items of a list: without what leads into it and heads what follows."""
    lead = _lead(run)
    items = run[lead:]
    if len(items) > 2 and _heads_what_follows(draft, items):
        items = items[:-1]
    above = run[lead - 1] if lead else _above(draft, run[0].at)
    return items if len(items) > 1 and _is_list(items, above, draft.language) else []


def _lead(run: list[_Line]) -> int:
    """Return how many lines of a run lead into the list: down to a colon, or one unlike all the others."""
    colon = next((n for n, line in enumerate(run[:2], 1) if shape.ends(line.text, ":：")), 0)
    if colon:
        return colon
    if len(run) < 3:
        return 0
    first, rest = run[0], run[1:]
    introduces = first.prose and not any(line.prose for line in rest)
    heads = not first.whole and all(line.whole for line in rest)
    return int(introduces or heads)


def _heads_what_follows(draft: Draft, items: list[_Line]) -> bool:
    """Say whether the last of `items`, which are paragraphs, is the heading of the paragraph below."""
    last = items[-1]
    if last.whole or last.at + 1 == len(draft.blocks):
        return False
    below = draft.blocks[last.at + 1]
    return all(item.whole for item in items[:-1]) and shape.ends(draft.read(below.start, below.end))


def _above(draft: Draft, n: int) -> _Line | None:
    """Return the line above line n, if it is one that might lead into a list."""
    block = draft.blocks[n - 1] if n else None
    if block is None or block.kind != "unread":
        return None
    return _line(draft, n - 1)


def _is_list(items: Sequence[_Line], above: _Line | None, tag: str | None) -> bool:
    """Say whether lines that adjoin are items: led into by a colon, or paragraphs, or unlike below a heading."""
    if _is_talk(items, tag) or _are_pairs(items) or not all(_LETTER.search(item.text) for item in items):
        return False
    if above is not None and shape.ends(above.text, ":：") and not all(map(_is_stamped, items)):
        return True
    if any(_SPEECH.match(item.text) for item in items) or any(map(_is_stamped, items)):
        return False
    if 2 * sum(item.whole for item in items) > len(items):
        return len(items) > 2 or _are_parallel(items)
    headed = above is not None and above.words <= _LEAD and not shape.ends(above.text, ".,;…。，；")
    lengths = [item.words for item in items]
    short = not items[0].prose and not items[-1].prose
    return headed and short and len(items) > 2 and max(lengths) >= _UNLIKE * min(lengths)


def _is_talk(items: Sequence[_Line], tag: str | None) -> bool:
    """Say whether the lines are turns of a talk: behind a dash, or behind the name of who speaks.

    Names return, or stand in capitals; the labels of items differ: "Color: …", "Sound: …".
    """
    if sum(item.text.startswith(tuple("—–―-")) for item in items) * 2 >= len(items):
        return True
    labels = [found[1].strip() for item in items if (found := _LABEL.match(item.text))]
    language = known(tag)
    speakers = language.speakers if language else ()
    return len(set(labels)) < len(labels) or any(
        label.casefold() in speakers or (label.isupper() and " " not in label) for label in labels
    )


def _are_pairs(items: Sequence[_Line]) -> bool:
    """Say whether the lines are headings with their texts, or names with what is said of them."""
    pairs = sum(not above.prose and line.prose for above, line in pairwise(items))
    return items[1].prose > items[0].whole or pairs > _PAIRS * len(items)


def _are_parallel(items: Sequence[_Line]) -> bool:
    """Say whether all lines open with the same word, or all with a label."""
    openings = {found[0].casefold() for item in items if (found := _FIRST_WORD.search(item.text))}
    return len(openings) == 1 or all(_LABEL.match(item.text) for item in items)


def _is_stamped(item: _Line) -> bool:
    return _STAMP.match(item.text) is not None
