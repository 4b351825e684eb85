"""Markdown in raw text: dumps by html2text, answers of assistants. Its marks become what they mean.

Reference: CommonMark 0.31, tables as GitHub Flavored Markdown has them. Indented code is none here, since
scraped text is indented at random; lists, quotations and breaks are read by passes of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec import structs

from convert import shape
from convert.draft import EMPTY, Block, Cover, Draft, Edit, between
from convert.normalise._fences import with_code
from convert.normalise._markdown import RULE, Scanner
from convert.options import ReadOptions
from convert.patterns import pattern

_ADDRESSED = pattern(r"\]\(<?(?:https?://|mailto:)", re.IGNORECASE)
# The hashes of a heading, perhaps within quotations and lists.
_HASHES = pattern(
    r"(?P<holders>(?>(?:>[ \t]?|[*+-][ \t]+|\d{1,3}[.)][ \t]+)*))(?P<hashes>#{1,6})(?:[ \t]+|$)"
)
_TITLE = pattern(r"#[ \t]+[^\W\d_]")
_UNDERLINE = pattern(r"(?P<first>={3,})|-{3,}")
_DELIMITERS = pattern(r"[|:\- \t]+")
_BULLETS = ("*", "+", "-")
TRACKING = "tracking-parameter"


def find_marks(draft: Draft, options: ReadOptions) -> Draft:
    """Return `draft` with its Markdown read, if as a whole it is Markdown, else as it is.

    What only marks is cut; links, emphasis and code within lines are marks, fenced code is a block. A heading
    stays unread and gets the depth that it claims; what is like a table and is none stays lines. A relative address
    makes no link unless `options.base_url` resolves it. Pictures go, and blocks in which nothing is left. What had
    tags is no Markdown.
    """
    if draft.is_tagged:
        return draft
    lined = _with_lines(with_code(draft, RULE))
    settled = Cover(
        tuple(edit for edit in lined.edits if edit.action != "repaired" and edit.rule != TRACKING)
    )
    scanner = Scanner(draft.text, settled, options.base_url)
    for block in lined.blocks:
        if block.kind in ("unread", "tableCell"):
            scanner.read(block.start, block.end)
    return _marked(lined, scanner) if _is_markdown(lined, scanner) else draft


def _is_markdown(draft: Draft, scanner: Scanner) -> bool:
    """Say whether a draft that was read as Markdown shows clearly that it is.

    A link to an address does, two asterisks around words, fenced code, a table of pipes, a title behind one hash that
    opens the text, a heading behind more. "# 1 in the charts" and "### END ###" do not, nor does any single asterisk or
    bracket.
    """
    text, blocks = draft.text, draft.blocks
    return (
        bool(_ADDRESSED.search(text))
        or any(block.rule == "code" or block.kind == "tableCell" or _is_deep(text, block) for block in blocks)
        or bool(blocks and blocks[0].depth == 1 and _TITLE.match(text, blocks[0].start))
        or any(mark.kind == "strong" and text.startswith("**", mark.end) for mark in scanner.marks)
    )


def _is_deep(text: str, block: Block) -> bool:
    return block.depth > 1 and text[block.start] == "#" != text[block.end - 1]


def _with_lines(draft: Draft) -> Draft:
    """Return `draft` with the depths of its headings, without their hashes and underlines, nor delimiter rows."""
    blocks = list(draft.blocks)
    settled = Cover(draft.edits)
    cuts: list[Edit] = []
    for n, block in enumerate(blocks):
        line = draft.text[block.start : block.end]
        if block.kind != "unread":
            continue
        if found := _HASHES.match(line):
            fresh = [
                Edit(block.start + start, block.start + end, "removed", RULE) for start, end in _ends(found)
            ]
            if not any(settled.touches(cut.start, cut.end) for cut in fresh):
                cuts += fresh
                blocks[n] = structs.replace(block, depth=0 if found["holders"] else len(found["hashes"]))
        elif n and (depth := _underlined(draft, blocks[n - 1], block)):
            blocks[n - 1] = structs.replace(blocks[n - 1], depth=depth)
            cuts.append(Edit(block.start, block.end, "removed", RULE))
        elif _DELIMITERS.fullmatch(line) and "|" in line and "--" in line:
            cuts.append(Edit(block.start, block.end, "removed", RULE))
    return draft.evolve(blocks=tuple(blocks)).without(cuts)


def _ends(found: re.Match[str]) -> Iterator[tuple[int, int]]:
    """Yield the ranges of the hashes that open a heading and of those that close it ("## Title ##")."""
    line = found.string
    yield found.start("hashes"), found.end()
    last = max(len(line.rstrip("# \t")), found.end())
    if line[last : last + 1].isspace():
        yield last, len(line)


def _underlined(draft: Draft, above: Block, block: Block) -> int:
    """Return the depth of a heading above `block`, if that is its underline; 0 for none.

    What is underlined is one line by itself that no other pass reads, and no sentence: below a paragraph, dashes
    are a break.
    """
    found = _UNDERLINE.fullmatch(draft.text, block.start, block.end)
    text = draft.text[above.start : above.end]
    if (
        not found
        or block.gap
        or above.kind != "unread"
        or above.depth
        or not (above.gap or _is_first(draft, above))
    ):
        return 0
    if shape.is_prose(text) or shape.bullet(text) or shape.number(text)[0] or "|" in text or text[0] == ">":
        return 0
    return 1 if found["first"] else 2


def _is_first(draft: Draft, block: Block) -> bool:
    return draft.blocks[0].start == block.start


def _marked(draft: Draft, scanner: Scanner) -> Draft:
    """Return `draft` with what `scanner` found; addresses within a link's text or address are no links."""
    cuts = tuple(outermost(scanner.cuts))
    links = sorted(Edit(mark.start, mark.end, "kept", RULE) for mark in scanner.marks if mark.kind == "link")
    gone, linked = Cover(cuts), Cover(tuple(links))
    bare = (
        mark
        for mark in draft.marks
        if not gone.touches(mark.start, mark.end) and not linked.holds(mark.start, mark.end)
    )
    edits = tuple(given_back(draft.edits, cuts))
    marks, relative = (*bare, *scanner.marks), tuple(scanner.relative)
    return _tidied(draft.evolve(edits=edits, marks=marks, relative=relative).without(cuts), cuts)


def outermost(cuts: Iterable[Edit]) -> Iterator[Edit]:
    """Yield `cuts` in order, without those that lie within another."""
    end = 0
    for cut in sorted(cuts, key=lambda cut: (cut.start, -cut.end)):
        if cut.start >= end:
            yield cut
            end = cut.end


def given_back(edits: tuple[Edit, ...], cuts: tuple[Edit, ...]) -> Iterator[Edit]:
    """Yield `edits`, those of tracking parameters no longer than the address: it ends where Markdown says."""
    gone = Cover(cuts)
    for edit in edits:
        if edit.rule != TRACKING:
            yield edit
        elif not gone.touches(edit.start, edit.start + 1):
            reached = next(between(cuts, edit.start, edit.end), None)
            yield structs.replace(edit, end=reached.start) if reached else edit


def _tidied(draft: Draft, cuts: tuple[Edit, ...]) -> Draft:
    """Return `draft` with blocks that begin and end with their text, without those that hold none.

    So "**By Jane Roe**" reads as a byline. What is escaped stays behind its backslash: "\\- 3 °C" is no item.
    """
    marks = [cut for cut in cuts if draft.text[cut.start] != "\\"]
    openings, closings = {cut.start: cut.end for cut in marks}, {cut.end: cut.start for cut in marks}
    blocks: list[Block] = []
    bullets: list[Edit] = []
    for block in draft.blocks:
        start, end = block.start, block.end
        while start < end and (start in openings or draft.text[start].isspace()):
            start = openings.get(start, start + 1)
        while start < end and (end in closings or draft.text[end - 1].isspace()):
            end = closings.get(end, end - 1)
        text = draft.read(start, end).strip() if start < end else ""
        if text in _BULLETS and draft.text[start] == text:
            bullets.append(Edit(start, start + 1, "removed", RULE))
        elif text or block.kind in EMPTY:
            blocks.append(block if block.kind == "code" else structs.replace(block, start=start, end=end))
    return draft.evolve(blocks=tuple(blocks), edits=(*draft.edits, *bullets))
