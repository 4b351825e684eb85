"""Telling the language of a text: what is clear is told, what is not is left open."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from convert.languages._detect import detect, foreign
from convert.parts import LANGUAGES
from tests.cases import Case, cases, ids
from tests.corpus import SHARED, needs_corpus

CASES = list(cases(Path(__file__).parent / "cases" / "detect.txt"))
PAGES = sorted((SHARED / "corpus" / "input" / "sentences").glob("*/page.html"))
DECLARED = re.compile(rb"<html[^>]*?\slang=[\"']?([a-zA-Z]+)")

# Pages that say that they are English, and are German, Japanese and Bengali.
MISLABELLED = {"34c95c219822", "5cf82de19223", "7f618a855fcd", "7a0c540cd582", "727a054296bd"}


@pytest.mark.parametrize("case", CASES, ids=ids)
def test_a_text_is_of_the_language_that_it_speaks(case: Case) -> None:
    assert str(detect(case.given)) == case.expected.strip()


def test_there_are_three_texts_of_each_language() -> None:
    told = [case.expected.strip() for case in CASES]
    assert {code: told.count(code) >= 3 for code in LANGUAGES.names()} == dict.fromkeys(
        LANGUAGES.names(), True
    )


@pytest.mark.parametrize("case", [case for case in CASES if "paragraph" in case.title], ids=ids)
def test_a_long_text_is_told_as_a_short_one(case: Case) -> None:
    assert detect(case.given * 400) == case.expected.strip()


def test_addresses_say_nothing_of_the_language() -> None:
    link = "[Der Hafen](https://www.example.com/news/the-harbour-of-the-town/and-what-it-costs?from=home&to=page)"
    assert detect(f"{link} wird im Sommer gesperrt, weil die Mole nicht hält. " * 3) == "de"
    assert detect(f"{link}\n" * 20) is None


def test_the_middle_of_a_text_counts_as_its_beginning_does() -> None:
    german = next(case.given for case in CASES if case.title == "de: a paragraph")
    assert detect("12 345\n" * 1500 + german * 200) == "de"


def test_a_long_text_costs_no_more_than_a_short_one() -> None:
    detect("")
    began = time.process_time()
    detect("ä" * 10_000_000)
    detect(" ".join(f"wört{n}" for n in range(1_000_000)))
    assert time.process_time() - began < 2


@pytest.mark.parametrize(
    ("text", "code", "is_foreign"),
    [
        ("কুষ্টিয়ায় এক ব্যক্তিকে নিজ বাড়ির সামনে কুপিয়ে হত্যা করা হয়েছে।", "en", True),
        ("কুষ্টিয়ায় এক ব্যক্তিকে হত্যা করা হয়েছে, says The Daily Star of Dhaka.", "en", False),
        ("The council voted on Monday to keep the library open.", "ja", True),
        ("Windows 11 で PDF を印刷する方法: Adobe Acrobat Reader", "ja", False),
        (
            "Der Rat hat am Montag beschlossen, die Bücherei zu erhalten.",
            "en",
            False,
        ),  # for its words to tell
        ("Совет решил не закрывать библиотеку.", "uk", False),
        ("Совет решил не закрывать библиотеку.", "de", True),
        ("12 345", "en", False),
        ("", "el", False),
    ],
)
def test_a_text_is_foreign_to_a_language_that_has_not_its_letters(
    text: str, code: str, is_foreign: bool
) -> None:
    assert foreign(text, LANGUAGES.load(code)) is is_foreign


@needs_corpus
def test_real_pages_are_of_the_language_that_they_declare() -> None:
    told = {
        page.parent.name: (
            declared[1].decode().lower(),
            detect((page.parent / "innertext.txt").read_text("utf-8")),
        )
        for page in PAGES
        if (declared := DECLARED.search(page.read_bytes())) and page.parent.name not in MISLABELLED
    }
    told = {page: (said, seen) for page, (said, seen) in told.items() if said in LANGUAGES.names()}
    wrong = {page: pair for page, pair in told.items() if pair[0] != pair[1]}
    assert len(told) > 150
    assert len(wrong) <= 0.03 * len(told), wrong
    assert {page: pair for page, pair in wrong.items() if pair[1] is not None} == {}
