"""The language files: words and nothing but words, and those in the shape that their readers count on."""

from __future__ import annotations

import re
import string
import unicodedata
from collections.abc import Iterator

import pytest
from msgspec import structs

from convert.parts import LANGUAGES, Labels, Language

OURS = {
    *("ar", "cs", "da", "de", "el", "en", "es", "fa", "fi", "fr", "he", "hi", "id"),
    *("it", "ja", "ko", "nl", "no", "pl", "pt", "ru", "sv", "tr", "uk", "vi", "zh"),
}
ENGLISH = LANGUAGES.load("en")

# The letters of each script; plain Latin ones stand in texts of any: "email".
SCRIPTS = {
    "Arab": r"\u0600-\u06ff",
    "Cyrl": r"\u0400-\u04ff",
    "Deva": r"\u0900-\u097f",
    "Grek": r"\u0370-\u03ff",
    "Hans": r"\u4e00-\u9fff",
    "Hebr": r"\u0590-\u05ff",
    "Jpan": r"\u3040-\u30ff\u4e00-\u9fff",
    "Kore": r"\uac00-\ud7a3",
    "Latn": r"\u00c0-\u024f\u1e00-\u1eff",
}
ALPHABETS = ("Arab", "Cyrl", "Deva", "Grek", "Hebr")
FOREIGN = re.compile(f"[{''.join(SCRIPTS.values())}]")
# None of these may stand around a phrase: lines are compared without it.
OUTER = " \u00a0.,:;!?¡¿-–—|•·*«»\"'“”„‘’…。、，：；！？،؛؟।"

MATCHED = (
    "byline",
    "author_conjunctions",
    "date_words",
    "published",
    "updated",
    "caption",
    "correction",
    "sources",
    "notes",
    "accessed",
    "speakers",
)

languages = pytest.mark.parametrize("language", LANGUAGES.all(), ids=lambda language: str(language.code))


def _matched(language: Language) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each list of words that is compared with text, by name."""
    yield "function_words", tuple(language.function_words.split())
    yield "abbreviations", tuple(language.abbreviations.split())
    yield from ((name, getattr(language, name)) for name in MATCHED)
    yield from ((f"months[{at}][1:]", forms[1:]) for at, forms in enumerate(language.months))
    yield from ((f"weekdays[{at}]", forms) for at, forms in enumerate(language.weekdays))
    yield from language.furniture.items()


def _written(language: Language) -> Iterator[str]:
    """Yield every text of a language file."""
    yield language.name
    yield from (forms[0] for forms in language.months)
    yield from structs.asdict(language.labels).values()
    for _, words in _matched(language):
        yield from words


def _placeholders(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}


def test_there_is_a_file_of_each_language() -> None:
    assert set(LANGUAGES.names()) >= OURS


@languages
def test_a_language_is_called_what_its_file_is_called(language: Language) -> None:
    assert LANGUAGES.load(language.code) is language
    assert language.script in SCRIPTS


@languages
def test_a_year_has_twelve_months_and_a_week_seven_days(language: Language) -> None:
    assert (len(language.months), len(language.weekdays)) == (12, 7)
    for forms in (*language.months, *language.weekdays):
        assert all(forms), forms


@languages
def test_no_form_stands_for_two_months_or_two_days(language: Language) -> None:
    for names in (language.months, language.weekdays):
        forms = [form.casefold() for each in names for form in dict.fromkeys(each)]
        assert sorted(forms) == sorted(set(forms))


@languages
@pytest.mark.parametrize("label", Labels.__struct_fields__)
def test_a_label_says_as_much_as_the_english_one(language: Language, label: str) -> None:
    said = getattr(language.labels, label)
    assert _placeholders(said) == _placeholders(getattr(ENGLISH.labels, label))
    assert said == said.strip() != ""


@languages
def test_there_are_function_words_enough_to_tell_it_by(language: Language) -> None:
    assert 40 <= len(language.function_words.split()) <= 90


@languages
def test_words_that_are_compared_are_lower_case(language: Language) -> None:
    wrong = [word for _, words in _matched(language) for word in words if word != word.lower()]
    assert wrong == []
    assert [word for word in language.speakers if word != word.casefold()] == []


@languages
def test_no_word_stands_twice_in_a_list(language: Language) -> None:
    for name, words in _matched(language):
        folded = [word.casefold() for word in words]
        assert sorted(folded) == sorted(set(folded)), name


@languages
def test_furniture_is_of_the_classes_of_english(language: Language) -> None:
    assert set(language.furniture) == set(ENGLISH.furniture)
    assert [kind for kind, phrases in language.furniture.items() if len(phrases) < 3] == []


@languages
def test_a_phrase_has_no_outer_punctuation(language: Language) -> None:
    for phrases in language.furniture.values():
        for phrase in phrases:
            whole = phrase.removeprefix("…").removesuffix("…")
            kept = whole.lstrip(OUTER) if phrase.endswith("…") else whole.strip(OUTER)
            assert whole == kept
            assert "…" not in whole


@languages
def test_an_opening_phrase_is_long_enough_to_be_looked_up(language: Language) -> None:
    openings = [phrase for phrases in language.furniture.values() for phrase in phrases if phrase[-1] == "…"]
    assert [phrase for phrase in openings if len(phrase.removesuffix("…").lstrip("(")) < 3] == []


@languages
def test_texts_are_composed_and_hold_no_stray_characters(language: Language) -> None:
    # Arabic script needs the zero-width non-joiner in the middle of Persian words.
    stray = re.compile(r"[\ue000-\uf8ff\u200b\u200d-\u200f\ufeff\ufffd\u202a-\u202e\t\n]|^\u200c|\u200c$|  ")
    for text in _written(language):
        assert text == unicodedata.normalize("NFC", text)
        assert text == text.strip() != ""
        assert not stray.search(text), ascii(text)


@languages
def test_a_word_is_of_one_script(language: Language) -> None:
    own = re.compile(f"[{SCRIPTS[language.script]}]")
    # A Latin letter in a word of another alphabet is a slip of the keyboard: "сookie" with a Cyrillic "с".
    mixed = re.compile(rf"[a-z]{own.pattern}|{own.pattern}[a-z]", re.IGNORECASE)
    for text in _written(language):
        said = re.sub(r"\{\w+\}", " ", text)
        assert not FOREIGN.search(own.sub("", said)), said
        assert language.script not in ALPHABETS or not mixed.search(said), said


@languages
def test_the_letters_of_a_language_are_those_that_its_words_are_spelt_with(language: Language) -> None:
    words = "".join(
        word for name, words in _matched(language) if "function" in name or "[" in name for word in words
    )
    phrases = "".join(phrase for phrases in language.furniture.values() for phrase in phrases)
    written = re.sub("[\u3400-\u9fff]", "字", re.sub("[\uac00-\ud7a3]", "한", (words + phrases).lower()))
    letters = {letter for letter in written if letter.isalpha() and not letter.isascii()}
    assert letters - set(language.letters) == set()
    assert language.letters == language.letters.lower() == "".join(sorted(set(language.letters)))


@languages
def test_curly_apostrophes_are_left_to_the_labels(language: Language) -> None:
    phrases = [phrase for phrases in language.furniture.values() for phrase in phrases]
    assert [phrase for phrase in phrases if "’" in phrase] == []
