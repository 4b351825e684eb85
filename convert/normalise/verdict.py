"""Is it an article? A verdict, a score, and what it is where it is less than one.

    article         a text that reads from start to end
    partial         a text that ends at a paywall or breaks off, or a very short one
    not-an-article  a cookie wall, a sign-in page, an error page, a list of links, a stub

The score is how surely it is an article, from 0 to 1. It grows with the words of the text, and is cut by what
speaks against it: no headline, an end before the end, a wall in place of the text. The verdict follows from the
score, so that they never say different things; below `article` a remark says why.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from msgspec import Struct

from convert.boilerplate import phrases
from convert.citations.annotate import LIST
from convert.draft import Draft, Mark, Remark
from convert.model.text import count_words
from convert.patterns import pattern
from convert.report import Report, Verdict

_ARTICLE, _PARTIAL = 0.75, 0.5  # the least scores of the verdicts
# So many words more halve what the score lacks: 20 words score 0.43, 60 score 0.81, 120 score 0.96.
_HALF = 25
_UNTITLED = 0.85  # what is left of the score without a headline
_FEWEST = 20  # words: fewer are not what a page is about
_LIST = 6  # lines: so many with no text among them are a list

# By code: what is said of it, and what is left of the score.
_KINDS = {
    "cookie-wall": ("looks like a cookie wall", 0.3),
    "login-page": ("looks like a sign-in page", 0.3),
    "error-page": ("looks like an error page", 0.3),
    "link-list": ("looks like a list of links", 0.3),
    "paywall": ("the text ends at a paywall", 0.74),
    "truncated": ("the text breaks off before its end", 0.74),
    "stub": ("looks like a stub", 1.0),
}

# Furniture classes that may be all that there is to a page, and what it is then.
_WALLS = {"consent": "cookie-wall", "wall": "login-page", "browser": "error-page"}
_STRONG = 0.9  # a line that is, or begins with, a phrase of the class
_SHARE = 5  # such a page says so with one word in five
_NEAR = 3  # so many lines below the text a wall is where it ends

_STOP = pattern(r"[.!?…؟।:;](?!\w)|[。！？：]")
_DOTS = pattern(r"(?:\.\.\.|…) ?[\])]?$")  # a quotation may trail off
_WORD = pattern(r"(?<![\w@./:’'-])[^\W\d_]+(?:[’'-][^\W\d_]+)*[,，،、]?$")  # no address
_BROKEN, _LONG = 4, 10  # words after the last stop, words of the paragraph


class Judgement(Struct, frozen=True):
    """The verdict on an article, its score, and the remark that explains them where there is one."""

    verdict: Verdict
    score: float
    remarks: tuple[Remark, ...] = ()


class _Line(Struct, frozen=True):
    """A line that is read or was taken for a wall: where it stands, its words, and its place among `_WALLS`.

    `kind` is the kind of its block, "" for a line that went.
    """

    start: int
    end: int
    words: int
    wall: str
    kind: str


def judge(draft: Draft, headline: str | None) -> Judgement:
    """Return the judgement on a draft whose passes are done, with the headline that the article has."""
    lines = sorted((*_stays(draft), *_gone(draft)), key=_start)
    text = [line for line in lines if line.kind not in ("", "headline", "heading") and not line.wall]
    words = sum(line.words for line in text)
    score = round((1 - 0.5 ** (words / _HALF)) * (1.0 if headline else _UNTITLED), 2)
    found = _wall(draft, lines, words) or _list(draft, text, words) or _end(draft, lines, text)
    if not found and score >= _ARTICLE:
        return Judgement("article", score)
    code, at = found or ("stub", lines[0] if lines else _whole(draft))
    message, share = _KINDS[code]
    score = round(score * share, 2)
    verdict: Verdict = (
        "article" if score >= _ARTICLE else "partial" if score >= _PARTIAL else "not-an-article"
    )
    return Judgement(verdict, score, (Remark(code, "warning", message, at.start, at.end),))


def reason(report: Report) -> str:
    """Return what a report says of an input that is less than an article; "" for an article."""
    return next((found.message for found in report.diagnostics if found.code in _KINDS), "")


def _stays(draft: Draft) -> Iterator[_Line]:
    """Yield the lines that are read."""
    for block in draft.blocks:
        if block.kind not in ("metadata", "thematicBreak"):
            said = draft.read(block.start, block.end)
            strength = phrases.line(said, draft.language).kinds
            wall = next((kind for kind in _WALLS if strength.get(kind, 0.0) >= _STRONG), "")
            yield _Line(block.start, block.end, count_words(said), wall, block.kind)


def _gone(draft: Draft) -> Iterator[_Line]:
    """Yield the lines that went as part of a wall."""
    for edit in draft.edits:
        if edit.rule in _WALLS:
            yield _Line(edit.start, edit.end, count_words(draft.text[edit.start : edit.end]), edit.rule, "")


def _whole(draft: Draft) -> _Line:
    start = len(draft.text) - len(draft.text.lstrip())
    return _Line(start, len(draft.text), 0, "", "")


def _wall(draft: Draft, lines: Sequence[_Line], words: int) -> tuple[str, _Line] | None:
    """Return the wall that the page is, and its first line, if it is one.

    That is where there is no text to speak of, and a wall says a good part of the rest; or where a wall says more
    than the text, and the text has no headline; or says half of it, and has the headline.
    """
    title = next((line for line in lines if line.kind == "headline"), None)
    parts = {wall: [line for line in lines if line.wall == wall] for wall in _WALLS}
    wall, part = max(parts.items(), key=lambda each: sum(line.words for line in each[1]))
    said = sum(line.words for line in part)
    if words < _FEWEST:
        found = bool(part) and said * _SHARE >= count_words(draft.text) - words
    else:
        found = said >= words if title is None else title.wall == wall and said * 2 >= words
    return (_WALLS[wall], part[0]) if found else None


def _list(draft: Draft, text: Sequence[_Line], words: int) -> tuple[str, _Line] | None:
    """Return "link-list" and where it begins, if the page is one: lines without a text, or a text of links."""
    if words < _FEWEST:
        sources = sum(edit.rule == LIST for edit in draft.edits)  # of a text, however short
        found = sum(1 for line in draft.text.split("\n") if line.strip()) - sources >= _LIST
        return ("link-list", _whole(draft)) if found else None
    linked = sum(_linked(draft, mark, text) for mark in draft.marks if mark.kind == "link")
    return ("link-list", text[0]) if linked * 2 > words else None


def _linked(draft: Draft, link: Mark, text: Sequence[_Line]) -> int:
    """Return the words of a link, none if it does not stand in the text."""
    at = bisect_right(text, link.start, key=_start) - 1
    return count_words(draft.read(link.start, link.end)) if at >= 0 and link.end <= text[at].end else 0


def _start(line: _Line) -> int:
    return line.start


def _end(draft: Draft, lines: Sequence[_Line], text: Sequence[_Line]) -> tuple[str, _Line] | None:
    """Return "paywall" or "truncated", and the line, if the text ends before its end."""
    if not text:
        return None
    last = text[-1]
    below = [line for line in lines if line.wall == "wall" and line.start >= last.end]
    if below and draft.text.count("\n", last.end, below[0].start) <= 2 * _NEAR:
        return "paywall", below[0]
    broken = last.kind == "paragraph" and _breaks_off(draft.read(last.start, last.end))
    return ("truncated", last) if broken else None


def _breaks_off(said: str) -> bool:
    """Say whether a paragraph ends in dots, or amid a sentence some words after the stop of another."""
    if count_words(said) < _LONG:
        return False
    stops = [stop.end() for stop in _STOP.finditer(said)]
    amid = bool(stops) and count_words(said[stops[-1] :]) >= _BROKEN and _WORD.search(said) is not None
    return amid or _DOTS.search(said) is not None
