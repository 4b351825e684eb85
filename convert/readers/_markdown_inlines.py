"""What stands within the lines of Markdown and is no mark of it: HTML, character references, links by reference.

Marks themselves are left to the passes that read them wherever they stand, citations before them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html.entities import html5
from urllib.parse import urljoin

from markdown_it import MarkdownIt
from markdown_it.common.utils import normalizeReference
from msgspec import Struct

from convert.citations.addresses import untracked
from convert.draft import OBJECT, Edit, Mark
from convert.patterns import pattern
from convert.readers._clean import clean
from convert.references import unescape

# Escapes, code, and what may begin markup (CommonMark 0.31: 2.4, 6.1, 6.3, 6.6, 2.5).
_TOKEN = pattern(r"\\[!-/:-@\[-`{-~]|`+|<|&|\[")
_TICKS = pattern(r"`+")
_REFERENCE = pattern(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_ELEMENT = pattern(
    r"</?(?P<name>[A-Za-z][A-Za-z0-9-]{0,60})(?=[\s/>])"
    r"(?>(?:\s++[A-Za-z_:][\w.:-]*+(?>(?:\s*+=\s*+(?:[^\s\"'=<>`]++|'[^']*+'|\"[^\"]*+\"))?))*)\s*+/?>"
)
# What is no text at all, by how it begins and ends; of a script its content goes, too.
_HIDDEN = (("<!--", "-->"), ("<?", "?>"), ("<![CDATA[", "]]>"), ("<!", ">"))
_SILENT = frozenset({"script", "style", "template"})
_CLOSING_MARKS = (*(closing for _, closing in _HIDDEN), *(f"</{name}" for name in sorted(_SILENT)))
# "[words][label]", one pair of brackets within the words: a picture, as a rule.
_LABEL = pattern(
    r"\[((?>(?:[^\[\]\\]|\\.|\[(?>(?:[^\[\]\\]|\\.){0,999})\]){0,999}))\](?>(?:\[((?>(?:[^\[\]\\]|\\.){0,999}))\])?)"
)
_NUMBER = pattern(r"\d{1,4}")
_ALLOWED = pattern(r"https?://[^/]|mailto:[^?]", re.IGNORECASE)


_ESCAPE = pattern(r"\\([!-/:-@\[-`{-~])")
# Behind the words of a picture: its address, bare or in angles, and its title (CommonMark 0.31, 6.4).
_TAIL = pattern(
    r"\(\s*+(?>(?:<(?P<angled>[^<>\n]*+)>|(?P<bare>(?>(?:[^\s()<>\\]++|\\.|\((?>(?:[^\s()\\]++|\\.)*)\))+)))?)\s*+"
    r"(?>(?P<title>\"(?>(?:[^\"\\]++|\\.)*)\"|'(?>(?:[^'\\]++|\\.)*)'|\((?>(?:[^()\\]++|\\.)*)\))?)\s*+\)"
)
_SHOWN = pattern(r"https?://[^/]|data:image/|(?![a-z][a-z0-9+.-]*:|//)[^#?]", re.IGNORECASE)


class Target(Struct, frozen=True):
    """What a link definition says."""

    url: str
    title: str


class Inlines:
    """Reads blocks one after the other; `edits` and `marks` hold what it found, in order.

    Tags and comments go, a line break stays as one; what a script or a style sheet says goes, too. An address that
    is relative makes no link unless `base` resolves it.
    """

    def __init__(self, text: str, targets: Mapping[str, Target], base: str | None) -> None:
        """Prepare for `text`; `targets` are its definitions by normalised label."""
        self.edits: list[Edit] = []
        self.marks: list[Mark] = []
        self._text = text
        self._targets = targets
        self._base = base
        self._end = 0
        self._closings: Mapping[int, int] = {}
        self._lasts: Mapping[str, int] = {}

    def read(self, start: int, end: int) -> None:
        """Read text[start:end], a block."""
        self._end = end
        self._closings = _closings(self._text, start, end)
        # Where each closing mark stands last: what opens behind it is never closed, and is searched for no more.
        low = self._text[start:end].lower()
        self._lasts = {mark: start + low.rfind(mark) for mark in _CLOSING_MARKS if mark in low}
        at = start
        while token := _TOKEN.search(self._text, at, end):
            at = self._take(token)

    def _take(self, token: re.Match[str]) -> int:
        """Act on what may begin markup; return where to go on."""
        start = token.start()
        match token[0][0]:
            case "`":
                return self._closings.get(start, start) + len(token[0])
            case "<":
                return self._tag(start)
            case "&":
                return self._character(start)
            case "[":
                return self._link(start)
            case _:
                return token.end()

    def _tag(self, start: int) -> int:
        if self._text.startswith("](", start - 2):
            return start + 1  # the address of a link
        element = _ELEMENT.match(self._text, start, self._end)
        last = element.end() if element else self._hidden(start)
        if not last:
            return start + 1
        name = element["name"].lower() if element else ""
        if name in _SILENT and self._text[start + 1] != "/" and self._lasts.get(f"</{name}", 0) >= last:
            closing = re.compile(rf"</{name}[^<>]*>?", re.IGNORECASE).search(self._text, last, self._end)
            last = closing.end() if closing else last
        if name == "br":
            self.edits.append(Edit(start, last, "repaired", "html", "\n"))
        else:
            self.edits.append(Edit(start, last, "removed", "html"))
        return last

    def _hidden(self, start: int) -> int:
        """Return where a comment, an instruction or a declaration ends; 0 for none."""
        for opening, closing in _HIDDEN:
            if not self._text.startswith(opening, start):
                continue
            if opening == "<!" and not self._text[start + 2 : start + 3].isalpha():
                return 0
            if self._lasts.get(closing, 0) < start:
                return 0
            at = self._text.find(closing, start + len(opening), self._end)
            return at + len(closing) if at >= 0 else 0
        return 0

    def _character(self, start: int) -> int:
        """Read a character reference; a name that HTML has not is text."""
        reference = _REFERENCE.match(self._text, start, self._end)
        if reference is None or (reference[0][1] != "#" and reference[0][1:] not in html5):
            return start + 1
        said, _ = clean(unescape(reference[0]))
        self.edits.append(Edit(start, reference.end(), "repaired", "entity", said.replace("\n", " ")))
        return reference.end()

    def _link(self, start: int) -> int:
        """Read a link by reference (CommonMark 0.31, 6.3): "[words][label]", "[label][]", "[label]"."""
        label = _LABEL.match(self._text, start, self._end)
        is_picture = self._text.startswith("!", start - 1) and not self._text.startswith("\\", start - 2)
        tail = _TAIL.match(self._text, label.end(1) + 1, self._end) if label and is_picture else None
        if label and tail:
            url = _ESCAPE.sub(r"\1", tail["angled"] or tail["bare"] or "")
            return self._picture(start - 1, tail.end(), url, (tail["title"] or "")[1:-1], label[1])
        target = self._targets.get(normalizeReference(label[2] or label[1])) if label else None
        if label is None or target is None or self._text.startswith("(", label.end()):
            return start + 1
        if is_picture:
            return self._picture(start - 1, label.end(), target.url, target.title, label[1])
        url = _address(target.url, self._base, _ALLOWED)
        if url:
            self.marks.append(Mark(start + 1, label.end(1), "link", url, target.title))
        self.edits.append(Edit(start, start + 1, "removed", "markdown"))
        self.edits.append(Edit(label.end(1), label.end(), "removed", "markdown"))
        return label.end()

    def _picture(self, start: int, end: int, url: str, title: str, words: str) -> int:
        """Read a picture; one whose address shows nothing leaves its words."""
        address = _address(url, self._base, _SHOWN)
        alt = _plain(words)
        self.edits.append(Edit(start, end, "repaired", "image", OBJECT if address else alt))
        if address:
            self.marks.append(
                Mark(start, end, "image", address, " ".join(_ESCAPE.sub(r"\1", title).split()), alt)
            )
        return end


def _plain(words: str) -> str:
    """Return what stands in for a picture: its words without their marks."""
    tokens = MarkdownIt("commonmark").parseInline(words)[0].children or []
    said = (token.content if token.content else " " * token.type.endswith("break") for token in tokens)
    return " ".join("".join(said).split())


def used(text: str, start: int, end: int) -> Iterator[tuple[str, bool]]:
    """Yield the labels that text[start:end] refers to, each with whether it stands behind words of its own.

    "[words][1]" is a link; "[1]" may be one, or a citation.
    """
    for label in _LABEL.finditer(text, start, end):
        is_words = _NUMBER.fullmatch(label[1]) is None
        if label[2] and is_words:
            yield normalizeReference(label[2]), True
        else:
            yield normalizeReference(label[1]), False
            if label[2]:
                yield normalizeReference(label[2]), False


def _address(url: str, base: str | None, allowed: re.Pattern[str]) -> str:
    """Return an address without what only tracks, resolved by `base`; "" for one that is not `allowed`."""
    url = untracked(url)
    try:
        url = urljoin(base, url) if base else url
    except ValueError:  # an address with a host that cannot be
        return ""
    return url if allowed.match(url) else ""


def _closings(text: str, start: int, end: int) -> dict[int, int]:
    """Return for each run of backticks where the next one as long begins (CommonMark 0.31, 6.1)."""
    following: dict[int, int] = {}
    found = {}
    for run in reversed(list(_TICKS.finditer(text, start, end))):
        if len(run[0]) in following:
            found[run.start()] = following[len(run[0])]
        following[len(run[0])] = run.start()
    return found
