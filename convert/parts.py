"""Everything that a plug-in may be, on one screen.

A part is a frozen record called `part` in a module of its own. Ours lie in the folder named beside each kind;
a third party's is an entry point of the group `article_convert.<kind>` whose value is "module:part".
Part modules are loaded to be listed: they import what is heavy inside the functions that need it.
Every part carries its own examples and near misses where it has any; one test runs them all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from msgspec import Struct, field

from convert.draft import Cite, Claim, Draft, Line
from convert.errors import ArticleError
from convert.model import Article, Bundle
from convert.options import Placement, ReadOptions, WriteOptions
from convert.plugins import Kind
from convert.report import Fault
from convert.source import Source, Stream

if TYPE_CHECKING:
    from lxml.html import HtmlElement


def _untold(_data: bytes) -> bool:
    return False


class Reader(Struct, frozen=True, kw_only=True):
    """Turns the bytes of one input format into a draft, or into an article where the format is exact.

    `sniff` says of bytes whose name says nothing whether they are this format: by what they begin with, and never
    of what might be plain text. `settled` if its drafts say what each block is, so that no line is weighed and none
    goes. Raises InputError when the bytes are not that.
    """

    name: str
    description: str
    suffixes: tuple[str, ...]
    read: Callable[[Source, ReadOptions], Draft | Article]
    sniff: Callable[[bytes], bool] = _untold
    settled: bool = False


class Container(Struct, frozen=True, kw_only=True):
    """A kind of file that other inputs are packed in: many articles, or one that is compressed.

    `knows` tells it by the first bytes of a file. One that is `plain` text is told by its suffix, or by its content
    where no reader has the suffix. A `wrapper` holds one file, whose name is its own without the suffix.

    `open` yields what is inside, in order and one at a time: sources that are ready, streams that may be containers
    themselves, and errors of members that could not be had. It raises ArticleError where it cannot go on.
    """

    name: str
    description: str
    suffixes: tuple[str, ...]
    knows: Callable[[bytes], bool]
    open: Callable[[Stream], Iterator[Source | Stream | ArticleError]]
    plain: bool = False
    wrapper: bool = False


class Writer(Struct, frozen=True, kw_only=True):
    """Turns an article into the bytes of one output format: pure, the same bytes for the same article.

    One that has something to say of what it wrote returns bytes that are `convert.report.Written`.

    `notes` are the placements of notes that the format has; a format of data has them in one place. One that shows
    `pictures` is given those that are at hand as data: URLs: as they are, or fitted (`convert.render.pictures`).

    `bundle` turns several articles into one publication, as pure as `write`: its title, then the contents with the
    titles of sections, headlines and standfirsts if `WriteOptions.toc`, then each article as `write` shows it, its
    notes after it, their numbers being their labels. None if the format has one article a file.
    """

    name: str
    description: str
    suffixes: tuple[str, ...]  # the first is the one that names made for outputs get
    media_type: str
    write: Callable[[Article, WriteOptions], bytes]
    bundle: Callable[[Bundle, WriteOptions], bytes] | None = None
    notes: tuple[Placement, ...] = ("endnotes",)
    pictures: Literal["any", "fitted"] | None = None


def _built_in() -> str:
    return "built in"


class Checker(Struct, frozen=True, kw_only=True):
    """Looks for faults in publications of some kinds: by itself, or by a tool that it runs.

    `media_types` are those of what it checks, as writers have them; where a file's suffix says nothing, `sniff` says of
    its first bytes whether it is of the first of these. `check` is given files of these and yields the
    faults of each, in the order of the files and for each of them, () for none. It survives whatever is in a file:
    that a file cannot be read is a fault of it, and so is that a tool gave no answer.

    `version` returns that of the tool. It raises MissingEngine, whose hint is a command that installs what is
    missing. A checker that needs no tool declares its `faults`: by code, the rule and where that comes from.
    """

    name: str
    description: str
    media_types: tuple[str, ...]
    check: Callable[[Sequence[Path]], Iterator[tuple[Fault, ...]]]
    version: Callable[[], str] = _built_in
    sniff: Callable[[bytes], bool] = _untold
    faults: Mapping[str, str] = field(default_factory=dict)


class Reading(Struct, frozen=True):
    """What a match of a family's pattern says: the sources that it cites, and the range of it that is prose and stays.

    With nothing cited, all but the prose is what a tool left beside: it goes without a note. `start` is where the
    marker begins, if before the match: what stands at its end may be all that it can be searched by.
    """

    cites: tuple[Cite, ...] = ()
    prose: tuple[int, int] | None = None
    start: int | None = None


class MarkerFamily(Struct, frozen=True, kw_only=True):
    """A shape of citation marker that some tool leaves behind.

    Every match of `pattern`, a regular expression, begins with one of `hooks`, by which the text is searched for all
    families at once. Where several families match in one place, the longest match counts. `read` reads a match;
    it returns None for one that is no marker after all.

    `evidence` says what it takes for a match to count: nothing more ("always"), a source list that has its numbers
    or a clear run of them ("run"), such a list alone ("list"), or that and numbers in their turn ("order").
    Numbers count from `base`. A family that `replaces` stands in place of words now and then: amid a sentence it is
    reported as a likely gap. One of `notes` points into a list of notes where there is one beside that of sources.
    """

    name: str
    description: str
    hooks: tuple[str, ...]
    pattern: str
    read: Callable[[re.Match[str]], Reading | None]
    evidence: Literal["always", "run", "list", "order"]
    base: Literal[0, 1] = 1
    replaces: bool = False
    notes: bool = False
    examples: Mapping[str, tuple[str, ...]]  # text: the keys cited in it, in order
    leaves: Mapping[str, str] = field(default_factory=dict)  # text: what stays of it without its markers
    near_misses: tuple[str, ...]  # texts in which it finds nothing


class Rule(Struct, frozen=True, kw_only=True):
    """A reason to take a line for page furniture; `evidence` says how sure it is, from 0 to 1."""

    name: str
    description: str
    evidence: Callable[[Line], float]
    examples: tuple[str, ...]
    near_misses: tuple[str, ...]


class PageMetadata(Struct, frozen=True, kw_only=True):
    """A vocabulary in which a page's markup says what its article is: Open Graph, microdata.

    `claims` is given the parsed page and its address, where known. It claims what the page says of this article, not
    of others that it names, and raises nothing, however broken the page. Examples are pages, or the elements that
    matter, with all that is claimed: property and value, authors by their names.
    """

    name: str
    description: str
    claims: Callable[[HtmlElement, str | None], Iterable[Claim]]
    examples: Mapping[str, tuple[tuple[str, str], ...]]
    near_misses: tuple[str, ...]  # pages of which it claims nothing


class Labels(Struct, frozen=True, kw_only=True):
    """The words that writers add, in one language."""

    notes: str  # heading of the endnotes
    further: str  # heading of the sources that no reference points to
    back: str  # link from a note to its reference: "Back to text"
    back_to: str  # the same where a note has several references, with {n}: "Back to reference {n}"
    note: str  # name of a reference for a screen reader, with {n}: "Note {n}"
    contents: str  # heading of a table of contents
    cover: str  # the cover of a book
    by: str  # before authors, with {authors}: "By {authors}"
    and_: str  # between the last two authors: "and"
    published: str  # with {date}
    updated: str  # with {date}: "Updated {date}"
    untitled: str  # stands in where the text gives no headline
    unknown: str  # a note whose source the text does not give, with {marker}
    accessed: str  # with {date}: "accessed {date}"
    date: str  # a full date, with {day}, {month}, {year}: "{day} {month} {year}"
    source: str  # where the article was first published, with {source}: "First published by {source}"


class Assistant(Struct, frozen=True, kw_only=True):
    """How a chat assistant talks around what it was asked for, in one language.

    Phrases are written as those of furniture are. A line begins with them; with one behind an "…" it ends.
    """

    assents: tuple[str, ...]  # to what it was asked: "certainly", "of course"
    presents: tuple[str, ...]  # before what it gives: "here is"
    writings: tuple[str, ...]  # words for that, or their first letters: "article"
    offers: tuple[str, ...]  # to do more: "would you like me to"
    partings: tuple[str, ...] = ()  # what people say as well as it does at the end: "let me know if"
    interface: tuple[str, ...] = ()  # what its window shows around an answer: "chatgpt said"


class Language(Struct, frozen=True, kw_only=True):
    """The words of one language, and nothing but words.

    A furniture phrase is a whole line, in lower case, without its outer punctuation, a number in it written "#".
    An "…" says where a line may go on: "to continue reading…" is how a line begins, "…contributed to this report"
    how it ends, "…is a freelance writer…" stands within it in full words. The last two are taken for less, yet
    they must be such as running text hardly has. Classes are those of the rules: see boilerplate/rules.
    """

    code: str  # BCP 47, primary subtag
    name: str  # as its speakers write it
    script: str  # ISO 15924
    direction: Literal["ltr", "rtl"] = "ltr"
    function_words: str  # its commonest short words, parted by spaces; letters where it writes no spaces
    letters: str = ""  # small ones beyond plain Latin, as CLDR has them; 字 is any ideograph, 한 any Hangul
    abbreviations: str = ""  # that end in a full stop within a sentence, without it, parted by spaces
    byline: tuple[str, ...] = ()  # words before an author's name
    author_conjunctions: tuple[str, ...] = ()  # words between two authors
    roles: str = ""  # words of a job, as a byline gives one, parted by spaces: "editor staff writer"
    organizations: str = ""  # words in the names of newsrooms and agencies: "press desk"
    places: str = ""  # first words of places that are written like people's names: "new san"
    given_names: str = ""  # the commonest, parted by spaces, in scripts with capitals
    ago: str = ""  # words of a date that counts back from now: "ago yesterday"
    months: tuple[tuple[str, ...], ...] = ()  # twelve, the first form as a full date has it, then others
    weekdays: tuple[tuple[str, ...], ...] = ()  # seven, from Monday
    day_first: bool = True  # 03/04/2025 is 3 April
    date_words: tuple[str, ...] = ()  # words inside a date or time that say nothing: "at", "of", "Uhr"
    published: tuple[str, ...] = ()  # words before a date of publication
    updated: tuple[str, ...] = ()  # words before a date of change
    caption: tuple[str, ...] = ()  # words before a colon that open a caption or credit
    caption_openings: tuple[str, ...] = ()  # how one begins without a colon: "in this…#…photo"
    picture_houses: tuple[str, ...] = ()  # names that pictures are credited to, not texts: "getty images"
    correction: tuple[str, ...] = ()  # words before a colon that open a correction
    sources: tuple[str, ...] = ()  # headings of source lists
    notes: tuple[str, ...] = ()  # headings of lists of remarks; one of `sources` as well: of either
    accessed: tuple[str, ...] = ()  # words before a date of access in a source
    headlines: tuple[str, ...] = ()  # words before a colon that open a headline
    standfirsts: tuple[str, ...] = ()  # likewise a standfirst
    article_parts: tuple[str, ...] = ()  # likewise another part of an article: "byline", "body"
    speakers: tuple[str, ...] = ()  # labels of turns in an interview: "q", "a"
    note_before_stop: bool = False  # a note reference stands before the full stop, not after it
    assistant: Assistant | None = None
    furniture: dict[str, tuple[str, ...]] = field(default_factory=dict)  # rule class: phrases
    labels: Labels


CONTAINERS = Kind("containers", "convert.containers", Container)
READERS = Kind("readers", "convert.readers", Reader)
WRITERS = Kind("writers", "convert.writers", Writer)
CHECKERS = Kind("checkers", "convert.check", Checker)
FAMILIES = Kind("families", "convert.citations.families", MarkerFamily)
RULES = Kind("rules", "convert.boilerplate.rules", Rule)
METADATA = Kind("metadata", "convert.metadata.page", PageMetadata)
LANGUAGES = Kind("languages", "convert.languages", Language)
