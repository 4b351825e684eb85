"""A page's tree to runs of text: what a browser sets as blocks, with what the tags around them say.

Reference: HTML Living Standard 15.3 (rendering of flow content, lists, tables).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Literal, NamedTuple

from lxml import etree
from msgspec import Struct

from convert import shape
from convert.draft import BlockKind, Container, MarkKind, Tag
from convert.patterns import pattern
from convert.readers.html import embeds, hidden, pictures, tables
from convert.readers.html.notes import Links
from convert.readers.html.pictures import Picture
from convert.readers.html.tokens import NUMBER

BREAK: Literal["\n"] = "\n"
NOTE = "note"

_HEADINGS = {f"h{depth}": depth for depth in range(1, 7)}
# What a browser sets apart from the text before and behind it.
_BLOCKS = frozenset(
    {
        *_HEADINGS,
        *(
            "address",
            "article",
            "aside",
            "blockquote",
            "body",
            "center",
            "dd",
            "details",
            "dialog",
            "dir",
            "div",
        ),
        *("dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "header", "hgroup", "hr", "html"),
        *(
            "legend",
            "li",
            "listing",
            "main",
            "menu",
            "nav",
            "ol",
            "optgroup",
            "p",
            "pre",
            "search",
            "section",
        ),
        *("summary", "table", "caption", "colgroup", "tbody", "thead", "tfoot", "tr", "td", "th", "ul"),
    }
)
_TABLE = frozenset({"table", "tbody", "thead", "tfoot", "tr", "td", "th"})
_LISTS = frozenset({"ul", "ol", "menu", "dir"})
# What a browser sets before and behind an element (HTML, 15.3.6 and 15.3.9).
_SIGNS = {"q": ("“", "”"), "rt": ("(", ")")}
_MARKS: dict[str, MarkKind] = {
    **dict.fromkeys(("em", "i", "cite", "dfn", "var"), "emphasis"),
    **dict.fromkeys(("strong", "b"), "strong"),
    **dict.fromkeys(("code", "kbd", "samp", "tt"), "inlineCode"),
    "a": "link",
}
_CODE_LANGUAGE = pattern(r"(?<!\S)(?:(?:language|lang|highlight-source)-|sourceCode\s+|brush:\s*)([\w+#.-]+)")
_WORDS = ("class", "id", "role", "itemprop", "data-component", "data-testid", "property", "rel", "aria-label")
_LONGEST_WORDS = 200


# What a run is made of: the number of a text, a picture; a line break, or another mark that a browser sets.
Part = int | Picture | str


class Marked(NamedTuple):
    """A mark on a range of a run's parts; its kind is a MarkKind, or NOTE: a reference to the note of id `url`."""

    start: int
    end: int
    kind: str
    url: str
    title: str


class Run(Struct, frozen=True):
    """The text between two block boundaries: numbers of texts and line breaks, marks on ranges of these."""

    kind: BlockKind
    depth: int
    within: tuple[Container, ...]
    tags: tuple[Tag, ...]
    parts: Sequence[Part]
    marks: list[Marked]
    references: list[Marked]
    lang: str = ""


class Page(Struct, frozen=True):
    """What a page's tree holds: its runs in order, and by their number why texts are not read, and which are raised.

    `raised` says "sup" or "sub". `notes` says which runs a note is, by its id.
    """

    runs: list[Run]
    unread: dict[int, str]
    raised: dict[int, str]
    notes: dict[str, tuple[int, int]]


class _Context(NamedTuple):
    """What a block stands in."""

    kind: BlockKind
    depth: int
    within: tuple[Container, ...]
    list: Container | None
    table: Container | None = None
    row: bool = False
    figure: Container | None = None
    lang: str = ""  # of code


def read(root: Any, notes: Links, base: str | None) -> Page:
    """Return the runs of a tree in which numbers stand for texts; addresses are relative to `base`."""
    return _Walk(tables.data(root), notes, base).through(root)


class _Walk:
    """Goes through a tree once, from start tag to end tag."""

    def __init__(self, data: frozenset[Any], links: Links, base: str | None) -> None:
        """Prepare; `data` are the tables that hold data."""
        self._data = data
        self._base = base
        self._links = links
        self._notes: dict[str, tuple[int, int]] = {}
        self._runs: list[Run] = []
        self._unread: dict[int, str] = {}
        self._raised: dict[int, str] = {}
        self._parts: list[Part] = []
        self._marks: list[Marked] = []
        self._open: list[tuple[Any, int, Marked]] = []
        self._tags: list[Tag] = []
        self._context = _Context("unread", 0, (), None)
        self._outer: list[_Context] = []
        self._count = 0
        self._column = 0  # of a table, and how many rows below each column is taken
        self._spans: dict[int, int] = {}
        self._items: dict[
            int, Container
        ] = {}  # the last one of each list, which holds a list that stands in none
        self._shown: tuple[Container | None, frozenset[int]] = None, frozenset()

    def through(self, root: Any) -> Page:
        """Return what the tree holds."""
        walk = etree.iterwalk(root, events=("start", "end"))
        skipped = False  # the end of what was skipped comes next
        for event, element in walk:
            if event == "start":
                reason = "back-link" if element in self._links.back else hidden.reason(element)
                if reason:
                    self._skip(element, reason)
                    if reason == "embedded":
                        self._embed(element)
                    walk.skip_subtree()
                    skipped = True
                else:
                    self._start(element)
                    self._add(element.text, element)
            else:
                if not skipped:
                    self._end(element)
                skipped = False
                self._add(element.tail, element.getparent())
        self._flush()
        return Page(self._runs, self._unread, self._raised, self._notes)

    def _skip(self, element: Any, reason: str) -> None:
        for text in element.itertext():
            if "\ue000" in text:
                for number in NUMBER.findall(text):
                    self._unread[int(number)] = reason

    def _embed(self, element: Any) -> None:
        """Add what an element embeds as a figure of its own: a link."""
        found = embeds.read(element, self._base)
        if found is None or self._context.kind in ("tableCell", "code"):
            return
        self._flush()
        url, said = found
        figure = self._context.figure or Container("figure", self._number())
        within = (*self._unlisted(), figure)
        mark = Marked(0, 1, "link", url, "")
        self._runs.append(Run("caption", 0, within, tuple(self._tags), [said], [mark], []))

    def _unlisted(self) -> tuple[Container, ...]:
        """Return what the run stands in, lists apart: a slide show of pictures is none."""
        return tuple(each for each in self._context.within if each.kind not in ("list", "listItem"))

    def _start(self, element: Any) -> None:
        name = element.tag
        if name in _BLOCKS:
            self._outer.append(self._context)
            if self._context.kind == "tableCell" and name not in _TABLE:
                self._break()
            else:
                self._flush()
                self._context = self._inside(element, name)
            self._tags.append(_tag(element, name, self._number()))
            if name == "hr" and self._context.kind == "unread":
                self._runs.append(Run("thematicBreak", 0, (), tuple(self._tags), [], [], []))
            elif name == "dt":
                self._open.append((element, len(self._parts), Marked(0, 0, "strong", "", "")))
            if element in self._links.notes and self._context.kind != "tableCell":
                self._notes[self._links.notes[element]] = (len(self._runs), len(self._runs))
        elif name == "br":
            self._break()
        elif name == "img":
            picture = pictures.read(element, self._base)
            if picture and self._context.kind != "code":
                self._parts.append(picture.alt if picture.is_text else picture)
        elif name in _SIGNS:
            self._parts.append(_SIGNS[name][0])
        elif element in self._links.references:
            target = self._links.references[element]
            self._open.append((element, len(self._parts), Marked(0, 0, NOTE, target, "")))
        elif name in _MARKS:
            address = element.get("href", "") if name == "a" else ""
            mark = Marked(0, 0, _MARKS[name], address.strip(), element.get("title", ""))
            self._open.append((element, len(self._parts), mark))

    def _number(self) -> int:
        self._count += 1
        return self._count

    def _inside(self, element: Any, name: str) -> _Context:
        """Return the context within a block."""
        context = self._context
        number = self._count + 1
        if name in _HEADINGS:
            return context._replace(kind="unread", depth=_HEADINGS[name])
        if name in _LISTS:
            start = element.get("start", "")
            first = int(start) if re.fullmatch(r"[0-9]{1,6}", start) else None
            ordered = name == "ol"
            item = self._items.get(context.list.id) if context.list else None
            within = (*context.within, context.list, item) if context.list and item else context.within
            found = Container("list", number, ordered, first if ordered else None)
            return context._replace(within=within, list=found)
        if name == "li" and context.list:
            item = self._items[context.list.id] = Container("listItem", number)
            return context._replace(within=(*context.within, context.list, item), list=None)
        if name == "blockquote":
            return context._replace(within=(*context.within, Container("blockquote", number)))
        if name in ("pre", "listing"):
            return context._replace(kind="code", lang=_language(element))
        if name == "figure":
            return context._replace(figure=Container("figure", number))
        if name == "figcaption":
            figure = context.figure or Container("figure", number)
            return context._replace(kind="caption", within=(*context.within, figure), figure=None)
        if name == "table":
            self._spans = {}
            if element not in self._data:
                return context._replace(table=None)
            return context._replace(table=Container("table", number, align=tables.alignment(element)))
        if name == "tr" and context.table:
            within = (*context.within, context.table, Container("tableRow", number))
            self._column = 0
            return context._replace(within=within, row=True)
        if name in ("td", "th") and context.row:
            self._fill()
            return context._replace(kind="tableCell", row=False)
        return context

    def _end(self, element: Any) -> None:
        name = element.tag
        if name in _BLOCKS:
            context = self._outer.pop()
            if context.kind == "tableCell":
                self._break()
            else:
                is_cell = self._context.kind == "tableCell"
                if name == "dt":
                    self._close(element)
                self._flush(empty=is_cell)
                if name == "tr" and self._context.row:
                    self._fill()
                self._context = context
                if is_cell:
                    self._span(element)
                target = self._links.notes.get(element)
                if target in self._notes:
                    self._notes[target] = (self._notes[target][0], len(self._runs))
            self._tags.pop()
        elif name in _SIGNS:
            self._parts.append(_SIGNS[name][1])
        else:
            self._close(element)

    def _close(self, element: Any) -> None:
        """End the mark that an element is."""
        if self._open and self._open[-1][0] is element:
            _, start, mark = self._open.pop()
            self._mark(start, mark)

    def _fill(self) -> None:
        """Add the cells of a row that are those of rows above, which reach down to it (HTML, 4.9.12): empty ones."""
        while self._spans.get(self._column, 0) > 0:
            self._spans[self._column] -= 1
            self._blank()

    def _span(self, element: Any) -> None:
        """Add the cells that a cell takes up beside itself, and keep in mind those below."""
        wide, high = tables.spans(element)
        for n in range(wide):
            if high > 1:
                self._spans[self._column] = high - 1
            if n:
                self._blank()
            else:
                self._column += 1

    def _blank(self) -> None:
        self._column += 1
        self._runs.append(Run("tableCell", 0, self._context.within, tuple(self._tags), [], [], []))

    def _break(self) -> None:
        """Break the line; two breaks in a row part paragraphs, as do those around nothing."""
        if self._parts and self._parts[-1] == BREAK and self._context.kind not in ("tableCell", "code"):
            self._flush()
        elif self._parts:
            self._parts.append(BREAK)

    def _mark(self, start: int, mark: Marked) -> None:
        if start < len(self._parts):
            self._marks.append(mark._replace(start=start, end=len(self._parts)))

    def _add(self, text: str | None, element: Any) -> None:
        if not text or "\ue000" not in text:
            return
        for found in NUMBER.findall(text):
            number = int(found)
            if element.tag in ("sup", "sub"):
                self._raised[number] = element.tag
            self._parts.append(number)

    def _flush(self, *, empty: bool = False) -> None:
        """End a run of text; marks that are open go on in the next one."""
        if not self._parts and not empty:
            self._marks = []
            return
        while self._parts and self._parts[-1] == BREAK:
            self._parts.pop()
        if self._parts or (empty and self._context.kind == "tableCell"):
            for _, start, mark in self._open:
                self._mark(start, mark)
            kind, within = self._placed()
            size = len(self._parts)  # without the breaks at its end
            marks = [mark._replace(end=min(mark.end, size)) for mark in self._marks if mark.start < size]
            self._runs.append(
                Run(
                    kind,
                    self._context.depth,
                    within,
                    tuple(self._tags),
                    self._parts,
                    [mark for mark in marks if mark.kind != NOTE],
                    [mark for mark in marks if mark.kind == NOTE],
                    self._context.lang,
                )
            )
        self._open = [(element, 0, mark) for element, _, mark in self._open]
        self._parts, self._marks = [], []

    def _placed(self) -> tuple[BlockKind, tuple[Container, ...]]:
        """Return what a run is and what it stands in: pictures alone, and what is called a caption, in a figure."""
        context = self._context
        kind, within, figure = context.kind, context.within, context.figure
        if kind == "unread" and all(part == BREAK or isinstance(part, Picture) for part in self._parts):
            figure = figure or Container("figure", self._number())
            self._shown = figure, frozenset(tag.number for tag in self._tags)
            return "caption", (*self._unlisted(), figure)
        if kind == "unread" and not context.depth and pictures.is_caption(self._tags):
            last, around = self._shown
            beside = sum(tag.number in around for tag in self._tags) >= len(self._tags) - 2
            return "caption", (
                *self._unlisted(),
                figure or (last if last and beside else Container("figure", self._number())),
            )
        return kind, within


def _tag(element: Any, name: str, number: int) -> Tag:
    attributes = dict(element.items())
    if not attributes:
        return Tag(name, "", number)
    words = " ".join([attributes[word] for word in _WORDS if attributes.get(word)])
    return Tag(name, words[:_LONGEST_WORDS].lower(), number)


def _language(element: Any) -> str:
    """Return the language of code by the classes of its element, of the one within or around it; "" for none.

    `language-x` is what HTML recommends (4.5.15); others write `lang-x`, `highlight-source-x`, `brush: x`, `data-lang`.
    """
    around = element.getparent()
    within = element.find("code")
    for each in (element, within, around):
        if each is not None:
            named = _CODE_LANGUAGE.search(each.get("class", ""))
            said = named[1] if named else each.get("data-lang") or each.get("data-language") or ""
            if said:
                return shape.language(said)
    return ""
