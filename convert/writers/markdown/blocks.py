"""Blocks and notes as Markdown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import assert_never

from convert.model import (
    Article,
    Blockquote,
    Code,
    Figure,
    Heading,
    Image,
    List,
    Paragraph,
    Table,
    TableRow,
    ThematicBreak,
)
from convert.patterns import pattern
from convert.render.characters import legal
from convert.render.lines import Frame, Leaf, lay_out, tight
from convert.render.notes import cited, further
from convert.writers.markdown.escape import escape_start
from convert.writers.markdown.inline import render

# CommonMark 0.31, 5.2: a list's number has nine digits at most.
_LAST_NUMBER = 999_999_999

_FENCE = pattern("`{3,}")
_LANGUAGE = pattern(r"[\w+#.-]+")
_RULES = {None: "---", "left": ":--", "right": "--:", "center": ":-:"}


def body(article: Article) -> str:
    """Return the blocks of an article, the definitions of its notes (GitHub's footnotes), and further sources."""
    labels = {note.identifier: str(n) for n, note in enumerate(article.notes, 1)}
    notes = [Frame(note.children, f"[^{labels[note.identifier]}]: ", "    ") for note in cited(article)]
    return lay_out(
        [*article.children, *notes, *further(article)], lambda node, twins: _unfold(node, twins, labels)
    )


def _unfold(node: Leaf, twins: int, labels: Mapping[str, str]) -> str | Frame:
    """Return the Markdown of a block, or the frame that its blocks stand in."""
    match node:
        case Paragraph(children):
            return _paragraph(render(children, labels))
        case Heading(depth, children):
            return _heading(depth, " ".join(render(children, labels)))
        case Image():
            return _paragraph(render((node,), labels))
        case Code():
            return _code(node)
        case ThematicBreak():
            return "___"  # "---" under a paragraph makes it a heading, "- ---" is one break
        case Table():
            return _table(node, labels)
        case Figure(children):
            return Frame(children)
        case Blockquote(children):
            return Frame(children, "> ", "> ")
        case List():
            return _list(node, twins)
        case _:
            assert_never(node)


def _paragraph(lines: list[str]) -> str:
    """Return lines with hard breaks between (CommonMark 0.31, 6.7), which count neither first nor last."""
    said = [escape_start(line) for line in lines]
    while said and not said[-1]:
        said.pop()
    while said and not said[0]:
        said.pop(0)
    return "\\\n".join(said)


def _heading(depth: int, text: str) -> str:
    """Return a heading; "#" at its end would be taken for decoration (CommonMark 0.31, 4.2)."""
    said = text.strip()
    if said.endswith("#"):
        said = f"{said[:-1]}\\#"
    return f"{'#' * depth} {said}" if said else ""


def _code(node: Code) -> str:
    """Return a fenced code block, its fence longer than any in it (CommonMark 0.31, 4.5)."""
    value = legal(node.value).removesuffix("\n")
    fence = "`" * (max(map(len, _FENCE.findall(value)), default=2) + 1)
    language = node.lang if node.lang and _LANGUAGE.fullmatch(node.lang) else ""
    return f"{fence}{language}\n{value}\n{fence}"


def _list(node: List, twins: int) -> Frame:
    """Return a list; one right after another of its kind has another sign, or they would be one list."""
    count = len(node.children)
    first = min(1 if node.start is None else node.start, _LAST_NUMBER - count)
    stop = ".)"[twins % 2]
    bullet = "-*"[twins % 2]
    marks = [f"{first + n}{stop} " if node.ordered else f"{bullet} " for n in range(count)]
    items = [
        Frame(item.children, mark, " " * len(mark)) for item, mark in zip(node.children, marks, strict=True)
    ]
    return Frame(items, tight=tight(node))


def _table(node: Table, labels: Mapping[str, str]) -> str:
    """Return a table, all rows as wide as the widest (GitHub Flavored Markdown, 4.10)."""
    width = max((len(row.children) for row in node.children), default=0)
    rows = [_row(row, width, labels) for row in node.children]
    sides = (*node.align, *[None] * width)[:width]
    return "\n".join([rows[0], _joined([_RULES[side] for side in sides]), *rows[1:]]) if width else ""


def _row(row: TableRow, width: int, labels: Mapping[str, str]) -> str:
    cells = [" ".join(render(cell.children, labels, in_table=True)).strip() for cell in row.children]
    return _joined(cells + [""] * (width - len(cells)))


def _joined(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"
