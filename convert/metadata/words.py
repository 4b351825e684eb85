"""The words of a language that tell names, jobs and labels apart, with the English ones, which news mixes in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, cached_property

from convert.languages import known, primary
from convert.parts import LANGUAGES, Language
from convert.patterns import below_ideographs

# A byline word that is so short is a preposition: "by", "von", "door".
_PREPOSITION = 4
# Between a byline word and a name that follow one another without a space: 記者王小明／台北報導, 文/王小明. Ideographs
# have no case, and a range of them that is to be compared without it takes ten times as long to compile.
_CLOSED_UP = r"(?-i:(?<=[\u3400-\u9fff]{2})(?=[\u3400-\u9fff]{2,4}(?:[／/\s]|$))|\s*/\s*(?=[\u3400-\u9fff]))"


class Vocabulary:
    """Sets of words in lower case, and patterns of the phrases that open or label something.

    Each is put together when it is first asked for: most texts ask for few.
    """

    def __init__(self, *languages: Language) -> None:
        """Of the first of `languages` before the others."""
        self._languages = languages

    def _phrases(self, kind: str) -> Iterator[str]:
        """Yield the furniture phrases of a class."""
        return (phrase for each in self._languages for phrase in each.furniture.get(kind, ()))

    @cached_property
    def roles(self) -> frozenset[str]:
        """Words of a job."""
        return _words(each.roles for each in self._languages)

    @cached_property
    def organizations(self) -> frozenset[str]:
        """Words in the names of newsrooms and agencies."""
        return _words(each.organizations for each in self._languages)

    @cached_property
    def places(self) -> frozenset[str]:
        """First words of places that are written like people's names."""
        return _words(each.places for each in self._languages)

    @property
    def given(self) -> frozenset[str]:
        """Given names, of all languages: authors write abroad."""
        return _given()

    @cached_property
    def ago(self) -> frozenset[str]:
        """Words of a date that counts back from now."""
        return _words(each.ago for each in self._languages)

    @cached_property
    def common(self) -> frozenset[str]:
        """What menus, buttons, dates and running text are made of: no part of a name."""
        return frozenset(_common(self._languages))

    @cached_property
    def furniture(self) -> frozenset[str]:
        """What menus and buttons say."""
        return frozenset(
            phrase for each in self._languages for phrases in each.furniture.values() for phrase in phrases
        )

    @cached_property
    def function(self) -> frozenset[str]:
        """The small words of running text."""
        return _words(each.function_words for each in self._languages)

    @cached_property
    def reading(self) -> frozenset[str]:
        """Phrases like "# min read"."""
        return frozenset(self._phrases("reading"))

    @cached_property
    def conjunctions(self) -> tuple[str, ...]:
        """Words between two authors, those first that begin with others."""
        return _longest(word for each in self._languages for word in (*each.author_conjunctions, "&"))

    @cached_property
    def by(self) -> re.Pattern[str]:
        """What stands before an author."""
        return _opening(word for each in self._languages for word in each.byline)

    @cached_property
    def credit(self) -> re.Pattern[str]:
        """One of the short words before an author, after others: "Edited by", "Fotos von"."""
        return _credit(self._languages)

    @cached_property
    def label(self) -> re.Pattern[str]:
        """What stands before a date; group `updated` or `published`."""
        return _label(self._languages)

    @cached_property
    def date_words(self) -> frozenset[str]:
        """Words inside a date that say nothing."""
        return _words(word for each in self._languages for word in each.date_words)

    @cached_property
    def tags(self) -> re.Pattern[str]:
        """What stands before keywords."""
        return _before_colon(phrase.strip("… :：") for phrase in self._phrases("tags"))

    @cached_property
    def correction(self) -> re.Pattern[str]:
        """What stands before a correction."""
        return _before_colon(word for each in self._languages for word in each.correction)

    @cached_property
    def source(self) -> re.Pattern[str]:
        """A whole line like "First published by …", with the publisher as its group."""
        return _sources(self._languages)

    @cached_property
    def origin(self) -> re.Pattern[str]:
        """What stands before the house that a text comes from: "Source:"."""
        return _before_colon(word for each in self._languages for word in each.sources)


@cache
def vocabulary(tag: str | None) -> Vocabulary:
    """Return the vocabulary of a BCP 47 tag: that of its language and of English."""
    return _vocabulary(primary(tag))


@cache
def _vocabulary(code: str) -> Vocabulary:
    english = LANGUAGES.load("en")
    language = known(code)
    return Vocabulary(english) if language is None or code == "en" else Vocabulary(language, english)


@cache
def _given() -> frozenset[str]:
    return _words(language.given_names for language in LANGUAGES.sound())


def _words(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(word for text in texts for word in text.lower().split())


def _common(languages: tuple[Language, ...]) -> Iterable[str]:
    for language in languages:
        yield from language.function_words.split()
        for phrases in language.furniture.values():
            for phrase in phrases:
                if "…" not in phrase:
                    yield from phrase.split()
        for names in (*language.months, *language.weekdays):
            yield from (name.lower() for name in names)
        yield from (word for phrase in language.caption for word in phrase.split())


def _longest(words: Iterable[str]) -> tuple[str, ...]:
    """Return words without repetition, those first that begin with others."""
    return tuple(sorted(set(words), key=lambda word: (-len(word), word)))


def _any(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, _longest(words)))


def _opening(words: Iterable[str]) -> re.Pattern[str]:
    any_ = _any(words)
    closed_up = "" if below_ideographs(any_) else f"|{_CLOSED_UP}"
    return re.compile(rf"[\W_]*(?:{any_})(?:\s*[:：︱|＝]\s*{closed_up}|\s+|$)", re.IGNORECASE)


def _credit(languages: tuple[Language, ...]) -> re.Pattern[str]:
    prepositions = (word for language in languages for word in language.byline if len(word) <= _PREPOSITION)
    return re.compile(rf"[^\W\d_][^,.;:]{{1,30}}?\s(?:{_any(prepositions)})(?!\w)", re.IGNORECASE)


def _label(languages: tuple[Language, ...]) -> re.Pattern[str]:
    updated = _any(word for language in languages for word in language.updated)
    published = _any(word for language in languages for word in language.published)
    return re.compile(
        rf"(?<!\w)(?:(?P<updated>{updated})|(?P<published>{published}))(?:\s*[:：]|(?!\w))", re.IGNORECASE
    )


def _before_colon(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"[\W_]*(?:{_any(words)})\s*[:：]\s*", re.IGNORECASE)


def _sources(languages: tuple[Language, ...]) -> re.Pattern[str]:
    shapes = (re.escape(language.labels.source) for language in languages)
    return re.compile(
        "|".join(shape.replace(r"\{source\}", r"(\S.{1,60}?)\.?$") for shape in shapes), re.IGNORECASE
    )
