"""The blocks of a Markdown document as ranges of its text, by markdown-it's block tokens and their lines.

Only lines come from the parser: where in a line a block's text begins is told by that text, which ends the line but
for spaces. What stands beside the blocks on their lines marks them: hashes, bullets, fences, pipes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any, cast

from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin
from msgspec import Struct, structs

from convert import shape
from convert.draft import Align, Block, BlockKind, Container, Edit
from convert.patterns import pattern
from convert.readers._markdown_inlines import Target, used
from convert.report import Action

if TYPE_CHECKING:
    from markdown_it.token import Token

RULE = "markdown"

# Blocks within so many others are text: nobody writes deeper, and each level costs the parser a pass.
_DEEPEST = 60

_ITEM = pattern(r"(?:[-*+]|\d{1,9}[.)])[ \t]+\Z")
_OPENING = pattern(r"(?:\[\^[^\]\s]{1,999}\]:[ \t]*|#{1,6}[ \t]+|>[ \t]?)\Z")
_PIPE = pattern(r"(?<!\\)\|")
_MARKS_ONLY = pattern(r"(?>(?:[>*+:\s-]++|\d{1,9}[.)]|\[\^[^\]\s]+\]:)*)\Z")
_NUMBER = pattern(r"\d{1,4}")
# Chinese and Japanese put no space where a line ends.
_UNSPACED = pattern(r"[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]")
_HARD = pattern(r"(?:(?<! ) {2,}|(?<!\\)(?:\\\\)*(?P<mark>\\))\Z")

_CONTAINERS = {
    "bullet_list_open": "list",
    "ordered_list_open": "list",
    "list_item_open": "listItem",
    "blockquote_open": "blockquote",
    "table_open": "table",
    "tr_open": "tableRow",
}


class Structure(Struct, frozen=True):
    """What the lines of a document are: its blocks, what of their text is layout, its HTML, its link definitions."""

    blocks: tuple[Block, ...]
    edits: tuple[Edit, ...]
    pages: tuple[Block, ...]  # blocks of HTML, which are among the blocks
    targets: Mapping[str, Target]


def structure(text: str, start: int) -> Structure:
    """Return the structure of text[start:], which is Markdown: CommonMark 0.31 with tables and footnotes."""
    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable("table").use(footnote_plugin)
    parser.core.ruler.enableOnly(["normalize", "block"])
    above = text.count("\n", 0, start)
    env: dict[str, Any] = {}
    # What stands above keeps its lines, so that lines count alike.
    tokens = parser.parse("\n" * above + text[start:] if start else text, env)
    builder = _Builder(text, start, above)
    builder.build(tokens)
    builder.define(env)
    builder.leave()
    blocks = tuple(_spaced(text, sorted(builder.blocks, key=lambda block: (block.start, block.end))))
    return Structure(blocks, tuple(sorted(builder.edits)), tuple(builder.pages), builder.targets)


class _Builder:
    """Turns tokens into blocks, each with the lines that it covers."""

    def __init__(self, text: str, start: int, above: int) -> None:
        self.blocks: list[Block] = []
        self.edits: list[Edit] = []
        self.pages: list[Block] = []
        self.targets: dict[str, Target] = {}
        self._text = text
        self._within: list[Container] = []
        self._count = 0
        self._covered: set[int] = set(range(above))
        self._starts = [0]
        for line in text.split("\n")[:-1]:
            self._starts.append(self._starts[-1] + len(line) + 1)
        self._above = start

    def build(self, tokens: Sequence[Token]) -> None:
        """Take up the blocks of `tokens`."""
        row: list[Token] = []
        for n, token in enumerate(tokens):
            if token.type in _CONTAINERS:
                self._open(token, _alignment(tokens, n) if token.type == "table_open" else ())
                row = []
            elif token.nesting == -1 and token.type.replace("_close", "_open") in _CONTAINERS:
                if token.type == "tr_close":
                    self._row(row)
                self._within.pop()
            elif token.type in ("th_open", "td_open"):
                row.append(tokens[n + 1])
            elif token.type in ("paragraph_open", "heading_open"):
                self._leaf(token, tokens[n + 1])
            elif token.type in ("fence", "code_block"):
                self._code(token)
            elif token.type == "html_block":
                self._page(token)
            elif token.type == "hr":
                self._break(token)

    def define(self, env: Mapping[str, Any]) -> None:
        """Take up link definitions: those that only words refer to; a number alone cites, and its line is text."""
        cited, linked = self._used()
        for label, definition in env.get("references", {}).items():
            if _NUMBER.fullmatch(label) and (label in cited or label not in linked):
                continue
            self.targets[label] = Target(definition["href"], definition.get("title") or "")
            self._defined(definition["map"], "moved" if label in cited | linked else "removed")
        for definition in env.get("duplicate_refs", ()):
            if definition["label"] in self.targets:
                self._defined(definition["map"], "removed")

    def leave(self) -> None:
        """Make text of the lines that no block has, unless they are nothing but marks of one."""
        for n in range(len(self._starts)):
            line = self._line(n)
            if n not in self._covered and not _MARKS_ONLY.match(line):
                content = line.strip()
                start = self._starts[n] + line.index(content)
                self.blocks.append(Block(start, start + len(content), "paragraph", rule=RULE))

    def _used(self) -> tuple[set[str], set[str]]:
        """Return the labels that stand by themselves, and those behind words."""
        uses = [
            use
            for block in self.blocks
            if block.kind != "code"
            for use in used(self._text, block.start, block.end)
        ]
        return {label for label, linked in uses if not linked}, {label for label, linked in uses if linked}

    def _defined(self, lines: Sequence[int], action: Action) -> None:
        for n in range(*lines):
            self._covered.add(n)
            line = self._line(n)
            start, end = len(line) - len(line.lstrip()), len(line.rstrip())
            if start < end:
                self.edits.append(
                    Edit(self._starts[n] + start, self._starts[n] + end, action, "link-definition")
                )

    def _line(self, n: int) -> str:
        end = self._starts[n + 1] - 1 if n + 1 < len(self._starts) else len(self._text)
        return self._text[self._starts[n] : end]

    def _open(self, token: Token, align: tuple[Align, ...] = ()) -> None:
        self._count += 1
        if token.type == "table_open":
            self._cover(token)
        start = token.attrGet("start")
        self._within.append(
            Container(
                _CONTAINERS[token.type],  # type: ignore[arg-type]
                self._count,
                token.type == "ordered_list_open",
                int(start) if start is not None and int(start) != 1 else None,
                align,
            )
        )

    def _cover(self, token: Token) -> range:
        lines = range(*(token.map or (0, 0)))
        self._covered.update(lines)
        return lines

    def _place(self, lines: range, contents: Sequence[str]) -> list[tuple[int, int]]:
        """Return where each of `contents` stands on its line: at its end, but for spaces and a heading's hashes."""
        places = []
        for n, content in zip(lines, contents, strict=False):
            line = self._line(n)
            said = content.strip()
            whole = line.rstrip()
            if not whole.endswith(said):
                whole = whole.rstrip("#").rstrip()
            at = len(whole) - len(said) if whole.endswith(said) else max(line.find(said), 0)
            places.append((self._starts[n] + at, self._starts[n] + at + len(said)))
        return places

    def _leaf(self, token: Token, inline: Token) -> None:
        lines = self._cover(token)
        places = [place for place in self._place(lines, inline.content.split("\n")) if place[0] < place[1]]
        if not places:
            return
        self._join(places)
        start, end = self._opened(places[0][0]), places[-1][1]
        kind: BlockKind = "heading" if token.type == "heading_open" else "paragraph"
        depth = int(token.tag[1]) if kind == "heading" else 0
        self._add(Block(start, end, kind, depth=depth, within=tuple(self._within), rule=RULE))

    def _opened(self, start: int) -> int:
        """Return where a block begins with its mark, if that is one of a note, an item, a heading or a quotation.

        Who looks for citations sees it there, as in a text that nobody has parsed; what it marks is cut from the block.
        """
        line = self._text.rfind("\n", 0, start) + 1
        before = self._text[line:start]
        within = bool(self._within) and self._within[-1].kind == "listItem"
        mark = (_ITEM.search(before) if within else None) or _OPENING.search(before)
        if mark is None:
            return start
        self.edits.append(Edit(line + mark.start(), start, "removed", RULE))
        return line + mark.start()

    def _join(self, places: Sequence[tuple[int, int]]) -> None:
        """Join the lines of a paragraph: by a space, or by the break that an end marks (CommonMark 0.31, 6.7)."""
        for (_, end), (start, _) in pairwise(places):
            over = self._text.index("\n", end)
            hard = _HARD.search(self._text[max(end - 100, 0) : end] + self._text[end:over])
            first = end - 1 if hard and hard["mark"] else end
            unspaced = _UNSPACED.match(self._text, end - 1) and _UNSPACED.match(self._text, start)
            self.edits.append(Edit(first, start, "repaired", RULE, "\n" if hard else "" if unspaced else " "))

    def _code(self, token: Token) -> None:
        """Take up code to the letter, without its fences and what stands before its lines."""
        lines = self._cover(token)
        contents = token.content.removesuffix("\n").split("\n")
        if token.type == "fence":
            lines = lines[1:]
        places: list[tuple[int, int]] = []
        for n, content in zip(lines, contents, strict=False):
            line = self._line(n)
            inset = content if line.endswith(content) else content.lstrip(" ")
            end = self._starts[n] + len(line)
            places.append((end - len(inset), end))
        if not any(start < end for start, end in places):
            return
        for n, (start, _) in zip(lines[1:], places[1:], strict=False):
            if start > self._starts[n]:
                self.edits.append(Edit(self._starts[n], start, "removed", RULE))
        lang = shape.language(token.info)
        self._add(
            Block(places[0][0], places[-1][1], "code", within=tuple(self._within), rule=RULE, lang=lang)
        )

    def _page(self, token: Token) -> None:
        """Take up a block of HTML as one paragraph."""
        lines = self._cover(token)
        places = [place for place in self._place(lines, token.content.split("\n")) if place[0] < place[1]]
        if places:
            self._join(places)
            block = Block(places[0][0], places[-1][1], "paragraph", within=tuple(self._within), rule=RULE)
            self.pages.append(block)
            self._add(block)

    def _break(self, token: Token) -> None:
        lines = self._cover(token)
        line = self._line(lines.start)
        behind = line[len(line.rstrip("*_- \t")) :]
        at = len(line) - len(behind.lstrip())
        start, end = self._starts[lines.start] + at, self._starts[lines.start] + len(line.rstrip())
        self._add(Block(start, end, "thematicBreak", within=tuple(self._within), rule="break"))

    def _row(self, cells: Sequence[Token]) -> None:
        """Take up the cells of a row: what stands between its pipes, cells beyond those of the head, too."""
        if not cells or cells[0].map is None:
            return
        n = cells[0].map[0]
        line = self._line(n)
        for cell in shape.cells(line, _row_start(line, cells[0].content)):
            start, end = (self._starts[n] + at for at in cell)
            self._add(Block(start, end, "tableCell", within=tuple(self._within), rule=RULE))
            pipes = shape.ESCAPED_PIPE.finditer(self._text, start, end)
            self.edits += (Edit(pipe.start(), pipe.start() + 1, "removed", RULE) for pipe in pipes)

    def _add(self, block: Block) -> None:
        self.blocks.append(block)


def _alignment(tokens: Sequence[Token], table: int) -> tuple[Align, ...]:
    """Return how the columns of a table are aligned, as the line below its head says (GFM 0.29, 4.10)."""
    found: list[Align] = []
    for token in tokens[table:]:
        if token.type == "thead_close":
            break
        if token.type == "th_open":
            said = re.search(r"text-align:(left|right|center)", str(token.attrGet("style") or ""))
            found.append(cast("Align", said[1]) if said else None)
    return tuple(found)


def _row_start(line: str, first: str) -> int:
    """Return where the first cell of a row begins: behind the pipe that opens the row, or where its text stands."""
    pipe = _PIPE.search(line)
    at = pipe.end() - 1 if pipe else len(line)
    if _MARKS_ONLY.match(line[:at]):
        return at + 1
    return max(line.rfind(first.strip().replace("|", "\\|"), 0, at), 0)


def _spaced(text: str, blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield `blocks` with the blank lines before each counted."""
    end = 0
    for block in blocks:
        line = text.rfind("\n", 0, block.start) + 1
        gap = max(text.count("\n", end, line) - 1, 0) if line > end else 0
        yield structs.replace(block, gap=gap)
        end = max(end, block.end)
