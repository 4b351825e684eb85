"""How lines of wrapped paragraphs are joined, and which are not."""

from __future__ import annotations

from convert.normalise.unwrap import unwrap
from convert.options import ReadOptions
from convert.readers.text import read
from convert.source import Source

WRAPPED = """\
The harbor council met for nine hours on Monday and agreed
on a budget for the coming year. The vote was close, and it
was late when the last of the speakers had left the room and
the doors were locked."""


def _paragraphs(text: str) -> list[str]:
    draft = read(Source("case.txt", text.encode()), ReadOptions())
    draft = unwrap(draft, ReadOptions())
    return [" ".join(draft.read(block.start, block.end).split()) for block in draft.blocks]


def _inset(text: str, first: int, rest: int) -> str:
    lines = text.split("\n")
    return "\n".join([" " * first + lines[0], *(" " * rest + line for line in lines[1:])])


def test_paragraphs_whose_first_line_is_set_in_are_joined() -> None:
    text = "\n".join([_inset(WRAPPED, 4, 0)] * 2)
    assert _paragraphs(text) == [" ".join(WRAPPED.split())] * 2


def test_paragraphs_that_hang_are_joined_and_end_where_a_line_does_not() -> None:
    text = "\n".join([_inset(WRAPPED, 0, 4)] * 2)
    assert _paragraphs(text) == [" ".join(WRAPPED.split())] * 2


def test_text_that_is_set_far_in_is_wrapped_at_its_own_width() -> None:
    assert _paragraphs(_inset(WRAPPED, 80, 80)) == [" ".join(WRAPPED.split())]


def test_a_sentence_that_plainly_goes_on_does_so_where_the_next_word_would_have_fitted() -> None:
    text = WRAPPED.replace("left the room and\nthe", "left\nthe room and the")
    assert _paragraphs(f"{WRAPPED}\n\n{text}")[1:] == [" ".join(text.split())]


def test_a_short_line_amid_wrapped_ones_is_a_line() -> None:
    lines = ["newsletter", "about the pier", "contact"]
    assert _paragraphs(f"{WRAPPED}\n\n" + "\n".join(lines))[1:] == lines
