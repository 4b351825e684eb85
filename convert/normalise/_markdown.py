"""Inline Markdown: what its marks make of a text (CommonMark 0.31, chapter 6), and of the odd forms of html2text.

One pass, each mark taken up once: brackets and runs of asterisks wait on a stack for what closes them.
"""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import urljoin

from msgspec import Struct

from convert import shape
from convert.citations.addresses import untracked
from convert.draft import Cover, Edit, Mark, MarkKind, between
from convert.patterns import pattern

RULE = "markdown"

_TOKEN = pattern(r"\\[!-/:-@\[-`{-~]|`+|\*+|_+|!?\[|\]|<https?://[^\s<>]*>", re.IGNORECASE)
# As in `convert.render.urls`, where writers look closer; a fragment was one of the page.
_ALLOWED = pattern(r"https?://[^/]|mailto:[^?]", re.IGNORECASE)
_TICKS = pattern(r"`+")
_ESCAPE = pattern(r"\\([!-/:-@\[-`{-~])")
# What stands behind the text of a link: "(address)", "(<address>)", either with a title. Brackets in an address
# come in pairs, three deep. Atomic: nothing is tried twice.
_PLAIN = r"[^\s()<>\\]++|\\."
_TAIL = pattern(
    rf"\(\s*+(?:(?=[\"'])|<(?P<angled>[^<>\n]*+)>|(?P<bare>(?>(?:{_PLAIN}|\((?>(?:{_PLAIN}|\((?>(?:{_PLAIN})*)\))*)\))*)))\s*+"
    r"(?>(?P<title>\"(?>(?:[^\"\\]++|\\.)*)\"|'(?>(?:[^'\\]++|\\.)*)'|\((?>(?:[^()\\]++|\\.)*)\))?)\s*+\)"
)


class _Bracket(Struct, frozen=True):
    """A bracket still open: its range, and how many runs stood open before it."""

    start: int
    end: int
    runs: int


class _Run(Struct):
    """A run of asterisks or underscores still open; what is nearest to its end closes first."""

    character: str
    start: int
    end: int
    inside: bool  # of a word

    @property
    def length(self) -> int:
        return self.end - self.start


class Scanner:
    """Reads blocks one after the other; `cuts` and `marks` hold what it found, in no order, cuts within cuts.

    Emphasis ends with its block; a link may go on over several, as html2text leaves it.
    """

    def __init__(self, text: str, settled: Cover, base: str | None) -> None:
        """Prepare for `text`: what `settled` covers is no Markdown, `base` resolves relative addresses."""
        self.cuts: list[Edit] = []
        self.marks: list[Mark] = []
        self.relative: list[Mark] = []
        self._text = text
        self._settled = settled
        self._base = base
        self._brackets: list[_Bracket] = []
        self._barred = 0  # so many brackets, the outermost, have a link within them: they are none
        self._start, self._end = 0, 0
        self._runs: list[_Run] = []
        self._open = {"*": 0, "_": 0}
        self._closing = _closings(text)

    def read(self, start: int, end: int) -> None:
        """Read text[start:end], a block."""
        self._start, self._end = start, end
        at = start
        while found := _TOKEN.search(self._text, at, end):
            at = found.end() if self._settled.touches(*found.span()) else self._take(found)
        self._keep(0)

    def _take(self, found: re.Match[str]) -> int:
        """Act on a mark and return where to go on."""
        start, end = found.span()
        match found[0][0]:
            case "\\":
                self._cut(start, start + 1)
            case "<":
                self._cut(start, start + 1)
                self._cut(end - 1, end)
            case "`":
                return self._code(start, end)
            case "*" | "_":
                self._delimit(_Run(found[0][0], start, end, self._inside_word(start, end)))
            case "]":
                return self._close_bracket(start, end)
            case _:
                self._brackets.append(_Bracket(start, end, len(self._runs)))
        return end

    def _code(self, start: int, end: int) -> int:
        closing = self._closing.get(start, self._end)
        last = closing + end - start
        if closing >= self._end or (self._inside_word(start, end) and self._inside_word(closing, last)):
            return end
        self._wrap("inlineCode", (start, end), (closing, last))
        return last

    def _delimit(self, run: _Run) -> None:
        """Close what `run` closes, and let it wait if it opens (CommonMark 6.2)."""
        before, after = self._around(run.start, run.end)
        left = not after.isspace() and (not _is_punctuation(after) or _is_apart(before))
        right = not before.isspace() and (not _is_punctuation(before) or _is_apart(after))
        if run.character == "_":
            opens = left and (not right or _is_punctuation(before))
            closes = right and (not left or _is_punctuation(after))
        else:
            opens, closes = left, right
        self._close(run, loosely=not closes)
        if opens and run.length:
            self._runs.append(run)
            self._open[run.character] += 1
        else:
            self._forget(run)

    def _close(self, run: _Run, *, loosely: bool) -> None:
        """Pair `run` with what it closes; loosely only two marks with two, since html2text writes "**bold **text".

        Two within words are no pair: "f**k and s**t", "5*3 and 4*2".
        """
        while run.length and self._open[run.character]:
            while self._runs[-1].character != run.character:
                self._keep(len(self._runs) - 1)
            opening = self._runs[-1]
            width = min(opening.length, run.length, 2)
            if (opening.inside and (run.inside or loosely)) or (loosely and width < 2):
                return
            kind: MarkKind = "strong" if width == 2 else "emphasis"
            self._wrap(kind, (opening.end - width, opening.end), (run.start, run.start + width))
            opening.end -= width
            run.start += width
            if not opening.length:
                self._keep(len(self._runs) - 1)

    def _keep(self, count: int) -> None:
        """Take the runs beyond the first `count` off the stack."""
        while len(self._runs) > count:
            run = self._runs.pop()
            self._open[run.character] -= 1
            self._forget(run)

    def _forget(self, run: _Run) -> None:
        """Leave what is unpaired as text, but for two underscores before a word: html2text's emphasis of nothing."""
        before, after = self._around(run.start, run.end)
        if run.character == "_" and run.length == 2 and "_" not in (before, after) and _is_apart(before):
            self._drop(run.start, run.end, RULE)

    def _close_bracket(self, start: int, end: int) -> int:
        if not self._brackets:
            return end
        bracket = self._brackets.pop()
        within = len(self._brackets) < self._barred
        self._barred = min(self._barred, len(self._brackets))
        tail = _TAIL.match(self._text, end, self._end)
        if tail is None or self._settled.touches(*tail.span()):
            return end
        if bracket.end - bracket.start == 2:
            if bracket.start < self._start:
                return end
            self._drop(bracket.start, tail.end(), "image")
            return tail.end()
        if within:
            return end
        self._barred = len(self._brackets)
        self._keep(bracket.runs)
        inside = list(between(self._settled.edits, bracket.end, start))
        url = "" if any(edit.action == "moved" for edit in inside) else self._address(tail)
        if not (url or inside or self._base) and shape.is_relative(tail["angled"] or tail["bare"] or ""):
            self.relative.append(Mark(bracket.end, start, "link", tail["angled"] or tail["bare"]))
        title = _ESCAPE.sub(r"\1", (tail["title"] or "")[1:-1])
        self._wrap("link", (bracket.start, bracket.end), (start, tail.end()), url, title)
        return tail.end()

    def _address(self, tail: re.Match[str]) -> str:
        """Return the address of a link, "" where it makes none: relative, or of a scheme that is not allowed."""
        url = untracked(_ESCAPE.sub(r"\1", tail["angled"] or tail["bare"] or ""))
        if self._base:
            try:
                url = urljoin(self._base, url)
            except ValueError:  # an address with a host that cannot be
                return ""
        return url if _ALLOWED.match(url) else ""

    def _wrap(
        self,
        kind: MarkKind,
        opening: tuple[int, int],
        closing: tuple[int, int],
        url: str = "",
        title: str = "",
    ) -> None:
        """Mark what stands between two marks and cut these; of the spaces within, those that double one outside."""
        start = self._skip_spaces(opening[1], closing[0])
        if start == closing[0]:
            self._drop(opening[0], closing[1], RULE, spaced=start > opening[1])
            return
        before, after = self._around(opening[0], closing[1])
        end = closing[0]
        while self._text[end - 1].isspace():
            end -= 1
        self._cut(opening[0], start if before.isspace() and self._is_free(opening[1], start) else opening[1])
        self._cut(end if after.isspace() and self._is_free(end, closing[0]) else closing[0], closing[1])
        if kind != "link" or url:
            self.marks.append(Mark(start, end, kind, url, title))

    def _drop(self, start: int, end: int, rule: str, *, spaced: bool = False) -> None:
        """Cut a range in which no text is, so that one space is left where there were some."""
        before, after = self._around(start, end)
        parted = spaced and not before.isspace() and not after.isspace()
        if before.isspace() or before in "([":
            beyond = self._skip_spaces(end, self._end)
            end = beyond if self._is_free(end, beyond) else end
        self._cut(start, end, rule, " " if parted else "")

    def _cut(self, start: int, end: int, rule: str = RULE, becomes: str = "") -> None:
        self.cuts.append(Edit(start, end, "removed", rule, becomes))

    def _is_free(self, start: int, end: int) -> bool:
        return start < end and not self._settled.touches(start, end)

    def _skip_spaces(self, start: int, end: int) -> int:
        while start < end and self._text[start].isspace():
            start += 1
        return start

    def _around(self, start: int, end: int) -> tuple[str, str]:
        """Return the characters before and behind a range; a space at an end of the block."""
        before = self._text[start - 1] if start > self._start else " "
        return before, self._text[end] if end < self._end else " "

    def _inside_word(self, start: int, end: int) -> bool:
        return not any(map(_is_apart, self._around(start, end)))


def _closings(text: str) -> dict[int, int]:
    """Return for each run of backticks where the next one as long begins (CommonMark 6.1)."""
    following: dict[int, int] = {}
    found = {}
    for run in reversed(list(_TICKS.finditer(text))):
        length = len(run[0])
        if length in following:
            found[run.start()] = following[length]
        following[length] = run.start()
    return found


def _is_punctuation(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS"


def _is_apart(character: str) -> bool:
    """Say whether a word may begin or end beside `character`: any but a digit or a letter that has a case.

    Chinese, Japanese, Korean and others set marks without a space around them; in CommonMark such marks fail
    beside punctuation (https://github.com/tats-u/markdown-cjk-friendly).
    """
    return not character.isdigit() and character.lower() == character.upper()
