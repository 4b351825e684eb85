"""Join the lines into which a scraper broke a sentence at every link and every word in italics.

BeautifulSoup's get_text("\\n", strip=True) puts each string of a page on a line of its own, so that
"<p>The <a>Harbor Council</a> meets on Monday." comes as three lines. How lines begin and end tells where that
happened; what could as well be a heading, an item or a name that stands alone stays alone.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import NamedTuple
from unicodedata import east_asian_width

from msgspec import structs

from convert import shape
from convert.boilerplate import phrases
from convert.draft import Block, Draft, Edit
from convert.languages import known, primary
from convert.metadata import titles
from convert.model.text import count_words
from convert.options import ReadOptions
from convert.parts import LANGUAGES
from convert.patterns import pattern

# The share of lines after a blank one. Measured on 340 pages: below 0.04 in 99 of 100 such dumps, above 0.07 in 95
# of 100 texts that a browser or a tool with an eye for layout made of the same pages.
_BLANKS = 0.05
# Characters. A link is hardly longer than a fragment, a heading hardly as long as a paragraph; a clause is more
# than a name.
_CLAUSE, _FRAGMENT, _PARAGRAPH = 20, 60, 80
# What has no stop at its end is a sentence from so many characters on, else words of a menu.
_SENTENCE = 60
# So many lines that nothing but lower case holds together are the items of a list, so many alike are verse.
_ITEMS = 4
# So much of a line says how it ends.
_TAIL = 16
_INSET = 4  # spaces
_TITLE = 4  # words of a headline that is broken
# How far back a quotation mark looks for its other half.
_REACH = 400

_STOP = pattern(r"[.!?…。！？؟।][\"'”’“»«›)\]」』】》]*$")
_STOP_WITHIN = pattern(r"[^\W\d_]{3}[.!?]['\"”“»’)]* +[^\W\d_]|[。！？।؟]")
# Nothing by itself begins with a closing mark, the end of a compound or a genitive ...
_CLOSING = pattern(r"[,;:!?)\]}’”、。，；：！？）」』》】،؛؟।]|\.(?!\.)|%(?!\w)|-[^\W\d_]|'s\b")
# ... or with a word that leans on the one before: a particle of Japanese, Chinese or Korean,
_ENCLITIC = pattern(
    r"(?:[はがをにでとのもへや]|から|まで|より|など)(?![\u3041-\u309f])|[的了们們等着]"
    r"|(?:은|는|을|를|의|에|에서|에게|와|과|도|로|으로|까지|부터|라고|이라고)(?=[\s,.]|$)"
)
_POSTPOSITION = pattern(r"(?:के|का|की|को|में|ने|से|पर|तक)(?=\s|$)")  # of Hindi, after a space
# Nothing ends in half a compound, an elision or a preposition of one letter, which the next word touches ...
_PROCLITIC = pattern(r"(?:\w[-'’]|(?:^|\s)[בלהמשוכوبلفك])$")
# ... nor in a comma, a dash, a genitive, a particle, or a preposition where no capitals tell.
_HANGING = pattern(
    r"(?:[,;、،，؛–—&]|\w['’]s|[はがをにとのへや在和与與对對从從被把将將向由]"
    r"|\s(?:في|من|على|إلى|عن|أن|التي|الذي|بين|از|به|در|با|که|של|את|על|עם|אל|כי|के|का|की|को|में|ने|से|पर|और|कि|및))$"
)
_OPENING = frozenset("([{„‚‘¿¡（「『《【〈")
_STRAIGHT = frozenset("\"'“")  # opens or closes, by the space beside it
_BEFORE_WORDS = "([„“«\"'¿¡"
_GUILLEMETS = {"«": "»", "»": "«"}
# May stand within a sentence, and may as well stand alone.
_ASIDE = pattern(r"[–—-]$|&(?= |$)|\((?!\d[^)]*\)$).*\)$")
_ADDRESS = pattern(r"\S*(?:://|@|\w\.[a-z]{2,}(?:[/:]|$)|\(\)|=|_|\w-\w+-)")
_CODE = pattern(r"[{}<>=\\]|\(\)|::|;$")
_UNSPACED = pattern(r"[\u3040-\u30ff\u3400-\u9fff\uff00-\uffef\u3000-\u303f]")


def rejoin(draft: Draft, _options: ReadOptions) -> Draft:
    """Return `draft` with one block for each sentence that was broken over lines, its line ends mended.

    Such a dump has hardly a blank line; a text that has is left as it is.
    """
    if sum(block.gap > 0 for block in draft.blocks) > _BLANKS * len(draft.blocks):
        return draft
    goes_on = _continuations(draft)
    blocks: list[Block] = []
    edits: list[Edit] = []
    for n, block in enumerate(draft.blocks):
        if goes_on[n]:
            last = blocks[-1]
            edits.append(Edit(last.end, block.start, "repaired", "broken-line", _joint(draft, last, block)))
            blocks[-1] = structs.replace(last, end=block.end)
        else:
            blocks.append(block)
    return draft.evolve(blocks=tuple(blocks), edits=(*draft.edits, *edits))


class _Words(NamedTuple):
    """The words of a language that tell whether a line is whole."""

    language: str | None
    small: frozenset[str]
    abbreviations: frozenset[str]
    byline: re.Pattern[str]


class _Line(NamedTuple):
    """What a line by itself says of those beside it."""

    text: str
    width: int  # in characters, those of Han, kana and Hangul counting twice
    adjoins: bool  # no blank line before it
    is_inset: (
        bool  # set in below a line that is not: the dump strips strings, so it is not the first line of one
    )
    is_open: bool  # no stop at its end
    lower: bool  # begins with a word in lower case
    leans: bool  # begins as nothing by itself does
    from_word: bool  # begins with a small word
    on_word: bool  # ends in one
    opens: bool  # ends in a mark that opens
    hangs: bool  # ends as nothing by itself does


@cache
def _words(tag: str | None) -> _Words:
    """Return the words of a language; of one that we lack, the byline words of English alone."""
    language = known(tag)
    openings = {*LANGUAGES.load("en").byline, *(language.byline if language else ())}
    return _Words(
        tag,
        frozenset(language.function_words.split() if language else ()),
        frozenset(language.abbreviations.split() if language else ()),
        re.compile(rf"(?:{'|'.join(map(re.escape, sorted(openings)))})(?!\w)", re.IGNORECASE),
    )


def _continuations(draft: Draft) -> list[bool]:
    """Return for each block whether it goes on with the sentence of the block before."""
    words = _words(draft.language)
    adjoin = [
        False,
        *(
            after.gap == 0 and before.kind == after.kind == "unread"
            for before, after in pairwise(draft.blocks)
        ),
    ]
    lines = [
        _read(draft.text[block.start : block.end], adjoins, is_inset, words)
        for block, adjoins, is_inset in zip(draft.blocks, adjoin, _insets(draft), strict=False)
    ]
    leans = [_leans(lines, n, words) for n in range(len(lines))] + [False]
    joined = [False] * len(lines)
    start = 0
    for n in range(1, len(lines) + 1):
        if n < len(lines):
            joined[n] = leans[n] or (_may_join(lines, n) and _fits(lines, n, joined, leans, words))
        if n == len(lines) or not joined[n]:
            if n - start > 1 and not _is_sentence(lines, start, n, words):
                joined[start:n] = [False] * (n - start)
            start = n
    for n in _headline(lines):
        joined[n] = True
    return joined


def _headline(lines: list[_Line]) -> range:
    """Return the lines that go on with the first of a headline broken at its links: the page's title has it whole.

    The title is the first line of such a dump, the headline all of it, or its part up to a mark.
    """
    title = lines[0].text if lines else ""
    ends = {len(title), *titles.ends(title)}
    for start in range(1, len(lines)):
        end, at = _along(title, lines, start)
        if end - start > 1 and at in ends and count_words(title[:at]) >= _TITLE:
            return range(start + 1, end)
    return range(0)


def _along(title: str, lines: list[_Line], start: int) -> tuple[int, int]:
    """Return up to which line those from `start` on are the title piece by piece, and where in it they end."""
    at = following = 0
    for n in range(start, len(lines)):
        if not title.startswith(lines[n].text, following) or (n > start and not lines[n].adjoins):
            return n, at
        at = following + len(lines[n].text)
        following = at + title.startswith(" ", at)
    return len(lines), at


def _insets(draft: Draft) -> list[bool]:
    """Return for each block whether it is set in below a line that is not: it goes on with the same string."""
    found: list[bool] = []
    at_margin = False
    for block in draft.blocks:
        column = block.start - (draft.text.rfind("\n", 0, block.start) + 1)
        is_item = shape.bullet(draft.text[block.start : block.end])
        found.append(column >= _INSET and not is_item and (at_margin or (bool(found) and found[-1])))
        at_margin = column == 0
    return found


def _read(text: str, adjoins: bool, is_inset: bool, words: _Words) -> _Line:
    """Return what the line `text` says."""
    first, last = text.split(None, 1)[0], text.rsplit(None, 1)[-1].lower().lstrip(_BEFORE_WORDS)
    tail = text[-_TAIL:]
    opens = text[-1] in _OPENING or (text[-1] in "\"'“«" and text[-2:-1].isspace())
    return _Line(
        text=text,
        width=2 * len(text) if east_asian_width(text[0]) == "W" else len(text),
        adjoins=adjoins,
        is_inset=is_inset,
        is_open=not _STOP.search(tail) or (last[-1:] == "." and last[:-1] in words.abbreviations),
        lower=_is_lower(text, first, words),
        leans=_leans_back(text),
        from_word=first.lower() in words.small,
        on_word=last in words.small,
        opens=opens,
        hangs=opens or bool(_HANGING.search(tail) or _PROCLITIC.search(tail)),
    )


def _is_lower(text: str, first: str, words: _Words) -> bool:
    """Say whether a line begins with a word in lower case, and is no button: "share on Facebook"."""
    if not text[0].islower() or text[1:2].isupper() or _ADDRESS.match(first):
        return False
    return first == text or len(text) > _FRAGMENT or not phrases.is_any(text, words.language)


def _leans_back(text: str) -> bool:
    """Say whether `text` begins as nothing by itself does; a whole bracket may stand alone, half a one does not."""
    if text[0] == "(":
        return text[-1] != ")"
    if text == "[":
        return True
    return bool(_CLOSING.match(text) or _ENCLITIC.match(text) or _POSTPOSITION.match(text))


def _may_join(lines: list[_Line], n: int) -> bool:
    """Say whether nothing parts line n from the line before: no blank, no stop, no colon, no code."""
    before, line = lines[n - 1], lines[n]
    return (
        line.adjoins
        and before.is_open
        and (before.text[-1] not in ":：" or line.leans)
        and not _CODE.search(before.text)
    )


def _leans(lines: list[_Line], n: int, words: _Words) -> bool:
    """Say whether line n goes on with the line before by what it begins with."""
    if n == 0 or not _may_join(lines, n):
        return False
    before, line = lines[n - 1], lines[n]
    if line.leans or line.is_inset or (n > 1 and _closes(lines[n - 2].text + before.text, line.text)):
        return True
    if line.lower and words.byline.match(line.text) and line.width <= _FRAGMENT:
        # Below a headline it is the byline; so it is by itself below what is too long for a link.
        return _runs(before) and not (words.byline.fullmatch(line.text) and before.width > _FRAGMENT)
    return line.lower


def _closes(before: str, text: str) -> bool:
    """Say whether `text` begins with a quotation mark that closes what `before` has open."""
    mark = text[0]
    if mark in _GUILLEMETS:
        return before.rfind(_GUILLEMETS[mark]) > before.rfind(mark)
    if mark not in _STRAIGHT or text[1:2].isalnum():
        return False
    return len(text) > 1 or before.count(mark) % 2 == 1 or before.rfind("„") > before.rfind(mark)


def _runs(line: _Line) -> bool:
    """Say whether a line is of running text, and so no heading and no item."""
    return line.lower or line.width > _PARAGRAPH or _STOP_WITHIN.search(line.text) is not None


def _fits(lines: list[_Line], n: int, joined: list[bool], leans: list[bool], words: _Words) -> bool:
    """Say whether line n, which might begin a sentence, stands within one by what is before and after it."""
    before, line = lines[n - 1], lines[n]
    text = line.text
    within, running = joined[n - 1], joined[n - 1] or _runs(before)
    hangs = before.hangs or before.on_word
    if words.byline.fullmatch(before.text):
        return False
    if before.opens or (before.on_word and " " not in before.text and line.width > _CLAUSE):
        return True
    if line.from_word and " " not in text:
        return False  # "The" by itself begins a sentence
    if _ASIDE.match(text):
        return running
    if not text[0].isupper() and text[0].isalpha():  # a script that has no capitals to tell by
        if (hangs and running) or (before.hangs and before.width >= _CLAUSE):
            return True
        return within and lines[n - 2].hangs and lines[n - 2].width >= _CLAUSE
    if line.width > _FRAGMENT:
        return False
    if leans[n + 1] and line.is_open and (within or not text.isdecimal()):
        return hangs or running
    if within and not line.is_open and line.width <= _CLAUSE:
        return True
    return hangs and (within or before.width > _PARAGRAPH)


def _is_sentence(lines: list[_Line], start: int, end: int, words: _Words) -> bool:
    """Say whether lines that might be one sentence are none of a list or a menu."""
    first, last = lines[start], lines[end - 1]
    if start and first.lower and lines[start - 1].text[-1] in ":：":
        return False
    if end - start >= _ITEMS and all(
        line.width <= _FRAGMENT and line.text.count(" ") > 1 for line in lines[start:end]
    ):
        return False  # verse: among the pieces of a sentence is a word by itself, or most of a line
    sure = [
        before.hangs
        or before.on_word
        or line.leans
        or (line.lower and line.from_word)
        or not line.text[0].isalnum()
        for before, line in pairwise(lines[start:end])
        if len(before.text) > 1 and len(line.text) > 1  # commas alone stand between tags as well
    ]
    if not last.is_open or last.text[-1] in ":：":
        return any(sure) or len(sure) < _ITEMS
    length = sum(line.width for line in lines[start:end])
    return any(sure) and 3 * sum(sure) >= 2 * len(sure) and length >= _SENTENCE


def _joint(draft: Draft, last: Block, block: Block) -> str:
    """Return what stands between two parts of a sentence: a space, or nothing."""
    before = draft.text[max(last.start, last.end - _REACH) : last.end]
    text = draft.text[block.start : block.end]
    if primary(draft.language) == "fr" and (before[-1] == "«" or text[0] in "»;:!?"):
        return " "
    opened = before[-1] in _OPENING or (before[-1] in "\"'“«" and before[-2:-1].isspace())
    closed = _CLOSING.match(text) or _ENCLITIC.match(text) or _closes(before, text)
    touching = _PROCLITIC.search(before) or _UNSPACED.match(before[-1]) or _UNSPACED.match(text)
    return "" if opened or closed or touching else " "
