"""Furniture phrases: how they are written, and what of a line they are found in."""

from __future__ import annotations

import pytest

from convert.boilerplate.phrases import fold, line
from convert.parts import LANGUAGES, RULES, Language

languages = pytest.mark.parametrize("language", LANGUAGES.all(), ids=lambda language: str(language.code))


def _said(phrase: str) -> str:
    return phrase.strip("…").replace("#", "12")


def _shown(phrase: str) -> tuple[str, float]:
    """Return a line as a page has it that holds `phrase`, and how strong the find must be."""
    match phrase.startswith("…"), phrase.endswith("…"):
        case False, False:
            return _said(phrase), 1.0
        case False, True:
            return f"{_said(phrase)} yonder", 0.9
        case True, False:
            return f"Here {_said(phrase)}.", 0.8
        case _:
            return f"Here {_said(phrase)}, yonder", 0.8


@languages
def test_every_phrase_is_found(language: Language) -> None:
    for kind, phrases in language.furniture.items():
        for phrase in phrases:
            text, strength = _shown(phrase)
            assert line(text).kinds.get(kind, 0) >= strength, phrase


@languages
def test_a_phrase_is_found_in_capitals(language: Language) -> None:
    for kind, phrases in language.furniture.items():
        for phrase in phrases:
            text, strength = _shown(phrase)
            # A capital I stands for a dotless ı too, which then is found no more.
            if text.upper().lower() == text.lower():
                assert line(text.upper()).kinds.get(kind, 0) >= strength, phrase


@languages
def test_a_phrase_stands_once_in_a_class_however_it_is_spelled(language: Language) -> None:
    for kind, phrases in language.furniture.items():
        spelled = [(fold(_shown(phrase)[0]), phrase[0] == "…") for phrase in phrases]
        assert sorted(spelled) == sorted(set(spelled)), kind


@languages
def test_a_phrase_within_a_line_is_of_several_words_or_characters(language: Language) -> None:
    within = [phrase for phrases in language.furniture.values() for phrase in phrases if phrase[0] == "…"]
    assert [phrase for phrase in within if len(phrase.strip("…")) < 4] == []


def test_every_class_has_its_rule() -> None:
    kinds = {kind for language in LANGUAGES.all() for kind in language.furniture}
    said = {
        kind
        for kind in kinds
        for rule in RULES.all()
        for example in rule.examples
        if kind in line(example).kinds and rule.evidence(line(example)) >= 0.5
    }
    assert said == kinds


@pytest.mark.parametrize(
    ("text", "kind", "strength"),
    [
        ("Loading…", "browser", 1.0),
        ("« LOADING »", "browser", 1.0),
        ("Comments (12)", "comments", 1.0),
        ("(Advertisement)", "advertising", 1.0),
        ("Editor’s picks", "related", 1.0),
        ("To continue reading, sign in", "wall", 0.9),
        ("Jane Roe is a freelance writer.", "author", 0.8),
        ("Jane Roe (is a freelance writer)", "author", 0.8),
        ("Jane Roe contributed to this report.", "publication", 0.8),
        ("SCHLIESSEN", "navigation", 1.0),
        ("İLGİLİ HABERLER", "related", 1.0),
    ],
)
def test_a_line_has_the_strength_of_its_best_find(text: str, kind: str, strength: float) -> None:
    assert line(text).kinds[kind] == strength


@pytest.mark.parametrize(
    "text",
    [
        "",
        "…",
        "Loading the ship took nine hours.",
        "He is a freelance writers' agent.",
        "Jane Roe contributed to this report, and Tom Hill did not.",
        "Jane Roe contributed to this reporting",
        "The miss a freelance writer felt was great.",
    ],
)
def test_running_text_holds_no_phrase(text: str) -> None:
    assert line(text).kinds == {}


def test_a_long_line_is_looked_at_by_its_start_and_its_end() -> None:
    filler = "the harbor council met again " * 20
    author = "Jane Roe is a freelance writer"
    assert line(f"{author} {filler}").kinds == {"author": 0.8}
    assert line(f"{filler} {author}").kinds == {"author": 0.8}
    assert line(f"{filler} {author} {filler}").kinds == {}
    assert line(f"{filler} and Tom Hill contributed to this report.").kinds == {"publication": 0.8}
    assert line(f"Tom Hill contributed to this report {filler}").kinds == {}


def test_what_stands_within_a_line_is_poor_evidence() -> None:
    rule = RULES.load("author")
    assert rule.evidence(line("About the author")) == 0.9
    assert rule.evidence(line("Jane Roe is a freelance writer in Port Ellery.")) == 0.6


def test_a_line_costs_no_more_than_its_start_and_its_end() -> None:
    for word in ("is a freelance writer ", "x", "writer "):
        assert len(line(word * 100_000).folded) <= 200
