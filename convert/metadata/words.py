"""The words of a language that tell names, jobs and labels apart, with the English ones, which news mixes in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from msgspec import Struct

from convert.languages import known, primary
from convert.parts import LANGUAGES, Language

# A byline word that is so short is a preposition: "by", "von", "door".
_PREPOSITION = 4
# Between a byline word and a name that follow one another without a space: 記者王小明／台北報導. Ideographs have no
# case, and a range of them that is to be compared without it takes ten times as long to compile.
_CLOSED_UP = r"(?-i:(?<=[\u3400-\u9fff]{2})(?=[\u3400-\u9fff]{2,4}(?:[／/\s]|$)))"


class Vocabulary(Struct, frozen=True, kw_only=True):
    """Sets of words in lower case, and patterns of the phrases that open or label something."""

    roles: frozenset[str]
    organizations: frozenset[str]
    places: frozenset[str]
    given: frozenset[str]  # given names, of all languages: authors write abroad
    ago: frozenset[str]
    common: frozenset[str]  # what menus, buttons, dates and running text are made of: no part of a name
    furniture: frozenset[str]  # what menus and buttons say
    function: frozenset[str]  # the small words of running text
    reading: frozenset[str]  # phrases like "# min read"
    conjunctions: tuple[str, ...]
    by: re.Pattern[str]  # what stands before an author
    credit: re.Pattern[str]  # "Edited by", "Fotos von": one of the short words before an author, after others
    label: re.Pattern[str]  # what stands before a date; group `updated` or `published`
    date_words: frozenset[str]
    tags: re.Pattern[str]  # what stands before keywords
    correction: re.Pattern[str]
    source: re.Pattern[str]  # "First published by …", with the publisher as its group
    origin: re.Pattern[str]  # what stands before the house that a text comes from: "Source:"


@cache
def vocabulary(tag: str | None) -> Vocabulary:
    """Return the vocabulary of a BCP 47 tag: that of its language and of English."""
    return _vocabulary(primary(tag))


@cache
def _vocabulary(code: str) -> Vocabulary:
    english = LANGUAGES.load("en")
    language = known(code)
    languages = (english,) if language is None or code == "en" else (language, english)
    return Vocabulary(
        roles=_words(language.roles for language in languages),
        organizations=_words(language.organizations for language in languages),
        places=_words(language.places for language in languages),
        given=_given(),
        ago=_words(language.ago for language in languages),
        common=frozenset(_common(languages)),
        furniture=frozenset(
            phrase for language in languages for phrases in language.furniture.values() for phrase in phrases
        ),
        function=_words(language.function_words for language in languages),
        reading=frozenset(
            phrase for language in languages for phrase in language.furniture.get("reading", ())
        ),
        conjunctions=_longest(
            word for language in languages for word in (*language.author_conjunctions, "&")
        ),
        by=_opening(word for language in languages for word in language.byline),
        credit=_credit(languages),
        label=_label(languages),
        date_words=_words(word for language in languages for word in language.date_words),
        tags=_before_colon(
            phrase.strip("… :：") for language in languages for phrase in language.furniture.get("tags", ())
        ),
        correction=_before_colon(word for language in languages for word in language.correction),
        source=_sources(languages),
        origin=_before_colon(word for language in languages for word in language.sources),
    )


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
    return re.compile(
        rf"[\W_]*(?:{_any(words)})(?:\s*[:：︱|＝]\s*|\s*/\s*(?-i:(?=[\u3400-\u9fff]))|\s+|$|{_CLOSED_UP})",
        re.IGNORECASE,
    )


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
