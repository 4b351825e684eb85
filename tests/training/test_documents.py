"""What the scorer learns from: which lines of a dump are the article's, and how."""

from __future__ import annotations

from training.documents import Document, shares, tokens
from training.examples import examples, sampled

BODY = (
    "The harbor council met for nine hours on Monday and agreed on a budget for the coming year.\n"
    "Work on the two piers begins in April, with crews on site around the clock until the summer."
)
PAGE = f"Menu\nSport\nHarbor budget passes\nBy Jane Roe\n{BODY}\nShare\nMore news\nFerry fares rise again in May\n"


def test_the_words_of_a_line_are_looked_for_in_order() -> None:
    found = shares(PAGE.splitlines(), BODY)
    assert [round(share) for share in found] == [0, 0, 0, 0, 1, 1, 0, 0, 0]


def test_each_character_of_a_script_without_spaces_is_a_word() -> None:
    assert tokens("港口 Port 预算") == ["港", "口", "port", "预", "算"]


def test_examples_are_the_page_and_shorter_ones_with_what_is_right() -> None:
    document = Document("news/1/innertext", PAGE.encode(), BODY, sure=True, headline="Harbor budget passes")
    whole, *shorter = examples(document)
    assert [line.text for line in whole.lines] == PAGE.splitlines()
    assert (whole.first, whole.last) == (4, 5)
    assert [n for n, title in enumerate(whole.titles) if title] == [2]
    assert shorter
    for example in shorter:
        assert 0 < sum(example.body) <= 2
        assert len(example.lines) == len(example.body) == len(example.weights) == len(example.titles)
    assert sampled(whole) == list(range(9))


def test_sentences_that_people_marked_stand_above_what_machines_agree_on() -> None:
    document = Document(
        "sentences/1/innertext", PAGE.encode(), BODY, sure=False, kept=("More news",), gone=("By Jane Roe",)
    )
    whole = examples(document)[0]
    assert (whole.body[7], whole.weights[7]) == (1.0, 2.0)
    assert (whole.body[3], whole.weights[3]) == (0.0, 2.0)
    assert whole.weights[4] == 0.5


def test_the_same_document_gives_the_same_examples() -> None:
    document = Document("news/1/innertext", PAGE.encode(), BODY, sure=True)
    assert [each.lines for each in examples(document)] == [each.lines for each in examples(document)]
