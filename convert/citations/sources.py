"""Source lists: where they stand in a text, and their entries.

A list stands below a heading, if what follows looks like one: the same words stand in menus and over credits. Without
a heading, lines count that nothing but an entry is: definitions ("[^1]: …", "[1]: https://…"), wherever they stand;
a run of lines whose markers stand in the text above; a run of lines that end in addresses; what a wiki leaves
("^ a b …"). Whether anything is cited from a list, and from which of them, is for others to settle.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import chain, product
from typing import Literal, NamedTuple

from msgspec import structs

from convert.citations.addresses import identity
from convert.citations.entries import address, parse, plain, shown
from convert.draft import Block, Draft, Entry, Mark, Note, SourceList
from convert.parts import LANGUAGES
from convert.patterns import pattern

Form = Literal["bracket", "parenthesis", "dot", "bare", "superscript", "caret", "letter", "unnumbered"]

# What an entry opens with: "[1] …", "[1]: …", "[^note]: …", "[web:17] …"; "(1) …"; "1. …", "1) …"; "1  …";
# "¹ …"; "^ a b …", "↑ 1.0 1.1 …"; a bullet. A number is one of up to three digits: four make a year.
_LABEL = (
    r"\^[^\[\]\s^\\]{1,40}|\^?\d{1,3}|[A-Za-z]{1,4}|[A-Za-z][A-Za-z_]{0,20}[:_]\d{1,4}"
    r"|[^\W\d_]{1,20}\.?(?:[ \u00a0][^\W\d_]{1,10})?[ \u00a0]?\d{1,3}"
)
_BRACKET = pattern(
    rf"(?:\\?\[){{1,2}}(?P<label>{_LABEL})\^?(?:\\?\]){{1,2}}(?P<colon>\s?:)?(?!\((?!\S+\)\s*$))\s*"
    r"|[［【](?P<wide>\d{1,3})[］】]\s*"
)
_NUMBERED: tuple[tuple[Form, re.Pattern[str]], ...] = (
    ("parenthesis", pattern(r"[(（](\d{1,3})[)）]\s*")),
    ("dot", pattern(r"(\d{1,3})(?:[.．)](?!\d)|、)\s*")),
    ("bare", pattern(r"(\d{1,3})(?:\s+(?=\S)|(?=https?://|www\.)|$)")),
    ("superscript", pattern(r"([⁰¹²³⁴-⁹]{1,3})\s*")),
)
_CARET = pattern(r"[\^↑](?=\s|[\"“«„A-Z])\s*")
_ARROW_LINE = pattern(r"\n[ \t]*(?=[\^↑]\s)")
_JUMP_UP = pattern(r"Jump up\s+")
_JUMP_TO = pattern(r"[^:\n]{1,40}:\s*")  # "Jump up to: a b"
_BACK_NUMBERS = pattern(r"(?:(\d{1,3})[.,٫]\d{1,3}[\s,]+)(?:\d{1,3}[.,٫]\d{1,3}[\s,]+)*")
_BACK_LABEL = pattern(r"([^\W_]{1,3})[\s,،、]+")
# By what wikis name the places that cite an entry, in their order: letters, numbers. Some have several orders.
_ALPHABETS = (
    "abcdefghijklmnopqrstuvwxyz",
    "αβγδεζηθικλμνξοπρστυφχψω",
    "абвгдежзиклмнопрстуфхцчшщэюя",
    "абвгдежиклмнпрстуфхцшщюя",
    "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
    "אבגדהוזחטיכלמנסעפצקרשת",
    "أبتثجحخدذرزسشصضطظعغفقكلمنهوي",
    "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ",
    ("الف", *"بپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی"),
    "कखगघङचछजझञटठडढणतथदधनपफबभमयरलवशषसह",
    "가나다라마바사아자차카타파하",
    "アイウエオカキクケコサシスセソタチツテト",
    "イロハニホヘトチリヌルヲ",
    "甲乙丙丁戊己庚辛壬癸",
    tuple(map(str, range(1, 100))),
)
_BULLET = pattern(r"[-*•‣▪◦●○·–]\s+")
_ASIDE = pattern(r"(?:\[[^\[\]]{1,60}\]\s*)+")  # "[edit]" beside a heading
_HEADING_NUMBER = pattern(r"(?:\d{1,2}(?:\.\d{1,2}){0,2}|[IVX]{1,5})[.)]?\s+")
_LETTER = pattern(r"\(?([a-z])[.)]\s+(?=\S)")
_CONVERSATION = pattern(r"([^:：]{2,30})[:：]\s*\S.{0,100}$")

# What makes a line the name of a source, numbers and bullets apart.
_DOMAIN = r"(?<![\w@.])(?:[\w-]{1,63}\.){1,4}[a-z]{2,12}(?![\w@])"
_SOURCE = pattern(
    rf"https?://|\bwww\.\w|\bdoi[:.\s]|\bISBN\b|\([^()]{{0,30}}\b(?:1[5-9]|20)\d\d[a-z]?\)|\b(?:pp?|S|vol)\.\s?\d|{_DOMAIN}(?:/|[\s.,;)]*$)"
    r"|\b(?:1[5-9]|20)\d\d[a-z]?\.?$"
    r"|^[\"“«„「『《].{2,300}[\"”»“」』》].*\b(?:1[5-9]|20)\d\d\b",
    re.IGNORECASE,
)
# What stands right before an address that is given, not gone to: "Title. https://…" beside "Go to https://…".
_GIVEN = pattern(r"(?:^|[.,:;)\]>\"”»\-–—|。，：）」』》])\s*[(<\[]?$")
_MARKED = pattern(
    r"\[\^?(?P<bracket>\d{1,3})(?=[\],;–-])|(?<=[^\s⁰¹²³⁴-⁹])(?P<superscript>[⁰¹²³⁴-⁹]{1,3})"
    r"|\[(?P<letter>[a-z])\]|\[[^\W\d_][^\[\]\d\n]{0,20}(?P<remark>\d{1,3})\]"
)
_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")

# What opens a note that markup links to, and what a link back leaves at its end: "[] ", "^ ", "1. ".
_LINKED_LABEL = pattern(
    r"(?>(?:[\s^↑*†‡§]|[\[(]\s?(?:\d{1,3}|[a-z])?\s?[\])]|\d{1,3}(?:[.)\]:]|(?=\s))|[.:](?=\s)){0,200})(?=\S)"
)
_LINKED_END = pattern(r"(?<!\s)\s*+[\[(]\s*+[\])]\s*+\Z")

_LONGEST_HEADING = 60  # characters
_LONGEST_ENTRY = 2000
_LONGEST_INDENT = 100
_AMID = 3  # lines that may stand between two entries and belong to the first


class _Opening(NamedTuple):
    """What an entry opens with: its form, what it is cited by, its number if it says one, and how long that is.

    One that `defines` is an entry wherever it stands.
    """

    form: Form
    label: str
    number: int | None
    length: int
    defines: bool = False


class _Heading(NamedTuple):
    """A heading of a source list: how many lines it takes up, and what has to follow."""

    skip: int
    notes: bool = False
    either: bool = False  # of notes or of sources: its word alone does not say
    numbered: bool = False  # itself: what follows may be the next line of a table of contents
    strict: bool = False  # "Source: …": what follows must begin at 1 and give addresses
    comments: bool = False  # may stand over those of readers: what follows must be cited as remarks are


class _Words(NamedTuple):
    """The headings of lists in all languages: all of them, those of notes, of either, and of readers' comments."""

    all: frozenset[str]
    notes: frozenset[str]
    either: frozenset[str]
    comments: frozenset[str]


class _Line(NamedTuple):
    """A block as a list sees it: its number, its text, the column at which that begins, what it opens with or heads."""

    n: int
    block: Block
    text: str
    column: int
    opening: _Opening | None
    heading: _Heading | None = None


class _Found(NamedTuple):
    """An entry found: its opening, and its first and last line."""

    opening: _Opening
    first: _Line
    last: _Line


def find(draft: Draft) -> tuple[SourceList, ...]:
    """Return the source lists of a draft, in order.

    Definitions that stand apart from each other are one list. Its range is that of its longest run; entries may
    stand outside of it.
    """
    lines = _lines(draft)
    found: list[tuple[int, int, list[_Found], _Heading | None]] = []
    loose: list[list[_Found]] = []
    marked = _first_marked(draft.text)
    at = 0
    while at < len(lines):
        heading = lines[at].heading
        run = _headed(lines, at, heading) if heading else []
        if heading and heading.comments and not _cited_as_remarks(run, marked):
            run = []
        if heading and run:
            below = found[-1][2][-1].last.n + 1 if found else 0
            uppermost = _uppermost(lines, at, below)
            found.append((uppermost.block.start, run[-1].last.block.end, run, heading))
        elif not heading:
            run, is_list = _unheaded(lines, at, marked)
            if is_list:
                found.append((run[0].first.block.start, run[-1].last.block.end, run, None))
            elif defined := [each for each in run if each.opening.defines]:
                loose.append(defined)
        at = run[-1].last.n + 1 if run else at + 1
    for runs in _joined(loose):
        longest = max(runs, key=len)
        entries = [each for run in runs for each in run]
        found.append((longest[0].first.block.start, longest[-1].last.block.end, entries, None))
    found.sort(key=lambda each: each[0])
    headings = [heading for *_, heading in found if heading]
    # "Notes" are remarks, but for those that stand beside "Explanatory notes".
    sure = any(heading.notes and not heading.either for heading in headings)
    lists = (
        SourceList(
            start,
            end,
            _entries(draft, map(_piece, run)),
            heading is not None and heading.notes and not (sure and heading.either),
        )
        for start, end, run, heading in found
    )
    return tuple(each for each in lists if each.entries)


def linked(draft: Draft) -> tuple[SourceList, ...]:
    """Return the notes that the input's markup links to as lists, each with the heading or the rule right above it.

    Their entries are labelled as the markers of family LINKED cite them.
    """
    if not draft.notes:
        return ()
    lines = _lines(draft)
    starts = [line.block.start for line in lines]
    marks = sorted((mark for mark in draft.marks if mark.kind == "link"), key=lambda mark: mark.start)
    lists: list[SourceList] = []
    run: list[_Piece] = []
    start = last = 0
    for note in (*draft.notes, None):
        at = bisect_left(starts, note.start) if note else len(lines) + 1
        if run and at != last:
            lists.append(SourceList(start, run[-1].end, _entries(draft, run), notes=True))
            run = []
        if note:
            if not run:
                parted = 0 < at < len(lines) and lines[at - 1].block.kind == "thematicBreak"
                above = at - 1 - parted
                headed = 0 <= above < len(lines) and lines[above].heading
                first = lines[at - 1].block.start if parted else note.start
                start = lines[above].block.start if headed else first
            text = _without_label(draft, note)
            links = tuple(mark for mark in marks if text[0] <= mark.start < mark.end <= text[1])
            run.append(_Piece(note.start, note.end, text, None, note.label, links))
            last = bisect_left(starts, note.end)
    return tuple(each for each in lists if each.entries)


def _without_label(draft: Draft, note: Note) -> tuple[int, int]:
    """Return the range of a note without the number that opens it and what a link back leaves of its brackets."""
    opens = _LINKED_LABEL.match(draft.text, note.start, note.end)
    closes = _LINKED_END.search(draft.text, max(note.start, note.end - _LONGEST_HEADING), note.end)
    return opens.end() if opens else note.start, closes.start() if closes else note.end


# Lines


def _lines(draft: Draft) -> list[_Line]:
    """Return the blocks of a draft as a list sees them."""
    pieces = (piece for block in draft.blocks for piece in _pieces(draft, block))
    lines = [_line(draft, n, piece) for n, piece in enumerate(pieces)]
    following = (*lines[1:], None)
    return [
        line._replace(heading=_heading(line, after))
        if line.opening is None or line.opening.form == "dot"
        else line
        for line, after in zip(lines, following, strict=False)
    ]


def _pieces(draft: Draft, block: Block) -> Iterator[Block]:
    """Yield a block as it is, or in parts where lines that a wiki's arrow opens were taken for one paragraph."""
    start = block.start
    for arrow in _ARROW_LINE.finditer(draft.text, block.start, block.end) if block.kind != "code" else ():
        yield structs.replace(block, start=start, end=arrow.start())
        start, block = arrow.end(), structs.replace(block, gap=0)
    yield structs.replace(block, start=start)


def _line(draft: Draft, n: int, block: Block) -> _Line:
    start = block.start
    is_code = block.kind == "code"
    if is_code:  # begins with its indentation
        while start < block.end and draft.text[start] in " \t\n":
            start += 1
    before = draft.text.rfind("\n", max(0, start - _LONGEST_INDENT), start)
    text = draft.text[start : block.end]
    return _Line(n, block, text, start - before - 1, None if is_code else _opening(text))


def _heading(line: _Line, after: _Line | None) -> _Heading | None:
    """Return what a line heads, if it has the words of a heading of source lists and `after` may be what follows."""
    if len(line.text) > 2 * _LONGEST_HEADING or line.block.kind == "code" or after is None:
        return None
    words = _headings()
    text = _ASIDE.sub("", line.text).strip("#*_=: \t：\u00a0").casefold()
    bare = _HEADING_NUMBER.sub("", text, count=1) if text[:1].isalnum() else text
    if len(text) <= _LONGEST_HEADING and (text in words.all or bare in words.all):
        return _Heading(
            2 if _is_aside(after) else 1,
            notes=bare in words.notes,
            either=bare in words.either,
            numbered=text not in words.all,
            comments=bare in words.comments,
        )
    said = _CONVERSATION.match(line.text)
    if said and said[1].strip("#*_ ").casefold() in words.all and after.opening and after.opening.number == 1:
        return _Heading(1, strict=True) if _gives_address(_rest(after)) else None
    return None


def _is_aside(line: _Line) -> bool:
    """Say whether a line is only what a wiki sets beside a heading: "[edit]"."""
    labels = line.opening is not None and line.opening.number is not None
    return _ASIDE.fullmatch(line.text) is not None and not labels


@cache
def _headings() -> _Words:
    languages = LANGUAGES.all()
    sources = {heading.casefold() for language in languages for heading in language.sources}
    notes = {heading.casefold() for language in languages for heading in language.notes}
    comments = {
        phrase.casefold() for language in languages for phrase in language.furniture.get("comments", ())
    }
    all_ = sources | notes
    return _Words(frozenset(all_), frozenset(notes), frozenset(sources & notes), frozenset(all_ & comments))


def _rest(line: _Line) -> str:
    """Return the text of a line behind what it opens with."""
    return line.text[line.opening.length :] if line.opening else line.text


def _opening(text: str) -> _Opening | None:
    """Return what a line opens with as an entry of a list; None for nothing."""
    first = text[:1]
    if first.isalpha():  # as most lines begin, and no entry does
        return None
    if first in "[\\［【":
        found = _BRACKET.match(text)
        return _bracket(found, text) if found else None
    for form, shape in _NUMBERED:
        found = shape.match(text)
        if found:
            number = int(found[1].translate(_SUPERSCRIPT))
            caret = _caret(text[found.end() :])
            return _Opening(form, str(number), number, found.end() + (caret.length if caret else 0))
    if caret := _caret(text):
        return caret
    bullet = _BULLET.match(text)
    if bullet is None:
        return None
    caret = _caret(text[bullet.end() :])
    if caret:
        return caret._replace(length=bullet.end() + caret.length)
    return _Opening("unnumbered", "", None, bullet.end())


def _bracket(found: re.Match[str], text: str) -> _Opening | None:
    label = (found["label"] or found["wide"]).replace("\u00a0", " ")
    digits = re.search(r"(?<!\d)\d+$", label)
    is_note = label.startswith("^")
    rest = text[found.end() :]
    says_id = is_note and found["colon"] is not None
    if is_note and not says_id:
        if not label[1:].isdigit():
            return None
        label = label[1:]  # "[^1] Title": what "[^1^]" points to
    defines = says_id or (
        digits is not None and bool(rest) and _gives_address(rest.lstrip("<("), at_once=True)
    )
    return _Opening("bracket", label, int(digits[0]) if digits else None, found.end(), defines)


def _caret(text: str) -> _Opening | None:
    """Return the arrow back that a wiki puts before an entry, with the letters or numbers of several."""
    found = _CARET.match(text)
    if found is None:
        return None
    jump = _JUMP_UP.match(text, found.end())
    end = jump.end() if jump else found.end()
    jump = _JUMP_TO.match(text, end)
    for at in (end, jump.end()) if jump else (end,):
        numbers = _BACK_NUMBERS.match(text, at)
        if numbers:
            return _Opening("caret", numbers[1], int(numbers[1]), numbers.end(), defines=True)
        labels = _back_labels(text, at)
        if labels > at:
            return _Opening("caret", "", None, labels, defines=True)
    return _Opening("caret", "", None, end)


def _back_labels(text: str, at: int) -> int:
    """Return where the labels of places end that cite an entry, "a b c", "a, b y c", "1 2 3"; `at` for none.

    One alone is a word: an entry that is cited once has none.
    """
    first = _BACK_LABEL.match(text, at)
    best = at
    for alphabet in _alphabets().get(first[1], ()) if first else ():
        end = count = 0
        found = first
        for label in chain(alphabet, map("".join, product(alphabet, repeat=2))):
            if found and count and found[1] != label and found[1] in _conjunctions():
                found = _BACK_LABEL.match(text, found.end())
            if found is None or found[1] != label:
                break
            end, count = found.end(), count + 1
            found = _BACK_LABEL.match(text, end)
        best = max(best, end) if count > 1 else best
    return best


@cache
def _alphabets() -> dict[str, list[tuple[str, ...]]]:
    """Return the alphabets by their first letters."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for alphabet in _ALPHABETS:
        found.setdefault(next(iter(alphabet)), []).append(tuple(alphabet))
    return found


@cache
def _conjunctions() -> frozenset[str]:
    return frozenset(word for language in LANGUAGES.all() for word in language.author_conjunctions)


def _gives_address(text: str, *, at_once: bool = False) -> bool:
    """Say whether an entry gives an address: after a stop or other mark, at its end, or `at_once`."""
    found = address(text)
    if found is None:
        return False
    if found[0] == 0:
        return True
    if at_once and found[0] > 200:
        return False
    before = text[max(0, found[0] - 12) : found[0]]
    if at_once:
        return _GIVEN.search(before) is not None
    # A Markdown link is an address to go to as likely as one that is given.
    is_link = before.endswith(("](", "](<"))
    return not is_link and _GIVEN.search(before) is not None and not text[found[1] :].strip(' .,;:)]>"”')


# Runs


def _headed(lines: Sequence[_Line], at: int, heading: _Heading) -> list[_Found]:
    """Return the entries that stand below the heading in line `at`, of the form that the first of them has."""
    at += heading.skip
    if at >= len(lines):
        return []
    first = lines[at].opening
    if first and first.form == "bracket" and first.number is None and not first.defines:
        first = first if first.label.casefold() in ("a", "i") else None
    form: Form = first.form if first else "unnumbered"
    if first is None and heading.notes and (lettered := _lettered(lines[at])) and lettered.label == "a":
        first, form = lettered, lettered.form
    starts = first.number if first else None
    if starts not in (None, 1) and form not in ("bracket", "caret"):
        # Goes on with numbers of its own where it names sources; elsewhere it is the rest of some other list.
        named = form != "bare" and not heading.numbered and _SOURCE.search(lines[at].text)
        if not named:
            return []
    run = _run(lines, at, form, headed=True)
    texts = [_rest(each.first) for each in run]
    if form == "unnumbered" and 2 * sum(_SOURCE.search(text) is not None for text in texts) < len(texts):
        return []
    return [] if heading.strict and not all(map(_gives_address, texts)) else run


def _unheaded(lines: Sequence[_Line], at: int, marked: dict[str, int]) -> tuple[list[_Found], bool]:
    """Return the run that stands at line `at`, and whether it is a list, though no heading says so.

    What is no list may still hold definitions.
    """
    first = lines[at].opening
    if (
        first is None
        or first.form == "unnumbered"
        or (first.form != "bracket" and first.number not in (None, 1))
    ):
        return [], False
    run = _run(lines, at, first.form, headed=False)
    texts = [_rest(each.first) for each in run]
    if all(each.opening.defines for each in run) or not all(text.strip() for text in texts):
        return run, False
    if first.form in ("bracket", "superscript"):
        # Of notes in words, the markers stand above: paragraphs with numbers have none.
        start = lines[at].block.start
        seen = [each.opening.defines or marked.get(_mark(each.opening), start) < start for each in run]
        return run, 2 * sum(seen) >= len(seen)
    if first.form == "caret":
        return run, len(run) > 1
    in_order = [each.opening.number for each in run] == list(range(1, len(run) + 1))
    late = 2 * at >= len(lines)
    return run, len(run) > 1 and in_order and late and all(map(_gives_address, texts))


def _run(lines: Sequence[_Line], at: int, form: Form, *, headed: bool) -> list[_Found]:
    """Return the entries that follow each other from line `at` on, all of one form.

    Numbers rise, gaps allowed; one may stand twice. What stands between two entries belongs to the first of them,
    what stands behind the last one only if it plainly goes on with it.
    """
    run: list[_Found] = []
    n = at
    while n < len(lines):
        line = lines[n]
        if line.heading:
            break
        opening = _of_form(line, form)
        if opening and opening.form == form and _follows(run, opening):
            run.append(_Found(opening, line, line))
            n += 1
        elif run and _goes_on(run, line, headed=headed):
            run[-1] = run[-1]._replace(last=line)
            n += 1
        elif run and headed and (amid := _amid(lines, n, form, run)):
            run[-1] = run[-1]._replace(last=lines[n + amid - 1])
            n += amid
        else:
            break
    return _last_alike(lines, run) if headed else run


def _last_alike(lines: Sequence[_Line], run: list[_Found]) -> list[_Found]:
    """Return a run whose last entry has as many lines as the one before it, if that is where the lines end."""
    if len(run) < 2 or run[-1].opening.form == "unnumbered":
        return run
    height = run[-2].last.n - run[-2].first.n
    below = run[-1].last.n + 1
    end = below
    while end < len(lines) and not lines[end].block.gap and end <= run[-1].first.n + height + 1:
        end += 1
    last = lines[end - 1]
    fits = below < end <= run[-1].first.n + height + 1 and not any(line.heading for line in lines[below:end])
    if not fits or last.block.end - run[-1].first.block.start > _LONGEST_ENTRY:
        return run
    return [*run[:-1], run[-1]._replace(last=last)]


def _of_form(line: _Line, form: Form) -> _Opening | None:
    """Return what a line opens with in a list of this form, where some openings count that else are none."""
    if line.opening or form not in ("letter", "unnumbered"):
        return line.opening
    return _lettered(line) if form == "letter" else _unnumbered(line)


def _lettered(line: _Line) -> _Opening | None:
    """Return a line that a letter labels, "a. …", "a) …", as an entry."""
    found = _LETTER.match(line.text) if line.block.kind != "code" else None
    if found is None:
        return None
    caret = _caret(line.text[found.end() :])
    length = found.end() + (caret.length if caret else 0)
    return _Opening("letter", found[1], ord(found[1]) - ord("a") + 1, length)


def _unnumbered(line: _Line) -> _Opening | None:
    """Return a line without so much as a bullet as an entry, if it names a source."""
    is_source = line.block.kind != "code" and _SOURCE.search(line.text) is not None
    return _Opening("unnumbered", "", None, 0) if is_source else None


def _follows(run: list[_Found], opening: _Opening) -> bool:
    """Say whether an entry with this number may come next."""
    before = run[-1].opening.number if run else None
    if before is None or opening.number is None or opening.form in ("bracket", "caret"):
        return True
    return before <= opening.number


def _goes_on(run: list[_Found], line: _Line, *, headed: bool) -> bool:
    """Say whether a line goes on with the entry above: set in, an address that lacks there, or amid a sentence."""
    entry = run[-1]
    above, gap = entry.last, line.block.gap
    if gap > 1 or line.block.end - entry.first.block.start > _LONGEST_ENTRY:
        return False
    if line.column > entry.first.column:
        return gap == 0 or entry.opening.label.startswith("^") or line.block.kind == "code"
    if gap or line.block.kind == "code":
        return False
    if headed and entry.first is above and not above.text[entry.opening.length :].strip():
        return True  # the number stands alone
    found = address(above.text)
    if found and not above.text[found[1] :].strip(" .,;)"):
        return False
    if line.text.startswith(("http://", "https://", "<http")):
        return True
    if entry.opening.form == "unnumbered" and not entry.opening.length:
        return False
    return above.text[-1:] not in tuple(".!?。") and line.text[:1].islower()


def _amid(lines: Sequence[_Line], at: int, form: Form, run: list[_Found]) -> int:
    """Return how many lines from `at` on stand between the last entry and the next; 0 if none comes soon."""
    if form == "unnumbered":
        return 0
    for n in range(at, min(at + _AMID + 1, len(lines))):
        line = lines[n]
        if line.block.end - run[-1].first.block.start > _LONGEST_ENTRY or line.text.startswith("#"):
            return 0
        if line.heading:
            return 0
        opening = line.opening or (_lettered(line) if form == "letter" else None)
        if opening and opening.form == form:
            before, number = run[-1].opening.number, opening.number
            return n - at if number is None or before is None or number == before + 1 else 0
    return 0


def _joined(runs: list[list[_Found]]) -> Iterator[list[list[_Found]]]:
    """Yield groups of runs that are one list: no label stands in two of them."""
    group: list[list[_Found]] = []
    labels: set[str] = set()
    for run in runs:
        own = {each.opening.label for each in run if each.opening.label}
        if group and (not own or own & labels):
            yield group
            group, labels = [], set()
        group.append(run)
        labels |= own
    if group:
        yield group


def _uppermost(lines: Sequence[_Line], at: int, below: int) -> _Line:
    """Return the uppermost of the headings that stand right above each other, the last of them in line `at`.

    "Notes and references" over "Notes" heads no list of its own, and nothing when those are gone. None of them is
    above line `below`.
    """
    top = at
    while at > below:
        at -= 1
        if lines[at].heading:
            top = at
        elif not _is_aside(lines[at]):
            break
    return lines[top]


def _first_marked(text: str) -> dict[str, int]:
    """Return where each number in brackets, each superscript, letter and numbered remark ("[note 1]") stands first."""
    found: dict[str, int] = {}
    for match in _MARKED.finditer(text):
        kind = str(match.lastgroup)
        number = match[kind].translate(_SUPERSCRIPT)
        found.setdefault(f"{kind}{number if kind == 'letter' else int(number)}", match.start())
    return found


def _mark(opening: _Opening) -> str:
    """Return what marks an entry in brackets or raised, as `_first_marked` calls it."""
    worded = opening.form == "bracket" and not opening.label.isdigit()
    return f"{'remark' if worded else opening.form}{opening.number}"


def _cited_as_remarks(run: list[_Found], marked: dict[str, int]) -> bool:
    """Say whether most entries of a list link back, or have a marker of remarks, "[a]" or "[note 1]", above them."""
    seen = [
        any(arrow in found.first.text[: found.opening.length] for arrow in "^↑")
        or any(
            marked.get(key, found.first.block.start) < run[0].first.block.start
            for key in (f"letter{found.opening.label}", f"remark{found.opening.number or place}")
        )
        for place, found in enumerate(run, 1)
    ]
    return 2 * sum(seen) >= len(seen)


# Entries


class _Piece(NamedTuple):
    """What an entry is made of: the range that it takes up, that of its text, its number and label if it has them."""

    start: int
    end: int
    text: tuple[int, int]
    number: int | None
    label: str | None
    links: tuple[Mark, ...] = ()


def _piece(found: _Found) -> _Piece:
    """Return what was found as the piece that an entry is made of.

    What has neither number nor link back is cited by its place at most: it has no label.
    """
    opening = found.opening
    label = opening.label or ("" if opening.form == "unnumbered" else None)
    return _Piece(found.first.block.start, found.last.block.end, _range(found), opening.number, label)


def _entries(draft: Draft, pieces: Iterable[_Piece]) -> tuple[Entry, ...]:
    """Return the entries of a list with their numbers, those without one counted by their place."""
    entries: list[Entry] = []
    keys: dict[tuple[str, str, str], str] = {}
    settled = draft.is_settled
    for place, piece in enumerate(pieces, 1):
        raw = draft.read(*piece.text)
        text, links = shown(raw) if settled else (plain(raw), ())
        if not text:
            continue
        item = parse(raw, draft.language)
        links = links or tuple(_shown(draft, piece, text))
        if links and not item.URL:
            item = structs.replace(item, URL=links[0].url)
        key = f"entry:{piece.start}"
        if item.URL:
            # One address with two titles, or two pages, is two sources: the text of neither may be lost.
            source = (identity(item.URL), item.title or "", item.locator or "")
            page = (source[0], "", "")
            key = keys.setdefault(source, f"url:{source[0]}" if page not in keys else key)
            keys.setdefault(page, key)
        number = piece.number or place
        label = str(number) if piece.label is None else piece.label
        entries.append(Entry(piece.start, piece.end, number, text, key, item, label, links))
    return tuple(entries)


def _shown(draft: Draft, piece: _Piece, text: str) -> Iterator[Mark]:
    """Yield the links of a piece on the ranges of its text that is shown."""
    at = 0
    for mark in piece.links:
        words = " ".join(draft.read(mark.start, mark.end).split())
        start = text.find(words, at) if words else -1
        if start >= 0:
            at = start + len(words)
            yield structs.replace(mark, start=start, end=at)


def _range(found: _Found) -> tuple[int, int]:
    start = found.first.block.end - len(found.first.text) + found.opening.length
    return min(start, found.last.block.end), found.last.block.end
