"""Where the article is: the scorer's data, the segment, and what must hold whatever the weights say."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from convert.boilerplate import features, headline, trees
from convert.boilerplate.decide import decide
from convert.boilerplate.features import Candidate
from convert.model.text import count_words

WEIGHTS = {
    **{f"text/{name}": features.NAMES for name in ("body", "first", "last")},
    **{f"page/{name}": features.TAGGED for name in ("body", "first", "last")},
    "text/headline": headline.NAMES,
    "page/headline": headline.TAGGED,
}
PARAGRAPHS = (
    "The harbor council met for nine hours on Monday and agreed on a budget for the coming year.",
    "Work on the two piers begins in April, with crews on site around the clock until the summer.",
    "Opponents called the plan a wager on grant money that has not yet arrived in the city's accounts.",
)


def line(text: str, gap: int = 1) -> Candidate:
    words = count_words(text)
    stop = text.endswith(".")
    return Candidate(text, words, stop and words >= 10, stop and words >= 4, metadata=False, gap=gap)


@pytest.mark.parametrize("name", WEIGHTS)
def test_weights_are_those_of_the_features(name: str) -> None:
    assert trees.forest(name).names == WEIGHTS[name], "python -m training.train CORPUS learns them anew"


def test_weights_are_small() -> None:
    folder = Path(trees.__file__).with_name("weights")
    found = {
        str(path.relative_to(folder).with_suffix("")): path.stat().st_size for path in folder.glob("*/*")
    }
    assert found.keys() == WEIGHTS.keys()
    for kind in ("text", "page"):
        assert sum(size for name, size in found.items() if name.startswith(kind)) < 100_000


def test_trees_add_up_and_say_what_spoke_against() -> None:
    forest = trees.Forest(("long", "late"), ([0, 5.0, -1.0, 1.0], [1, 2.0, 0.5, [0, 9.0, -3.0, 0.25]]))
    assert forest.odds([[10.0, 0.0], [7.0, 3.0]]) == [1.5, -2.0]
    assert forest.against([0.0, 0.0], str) == "long"
    assert forest.against([7.0, 3.0], str) == "late"


@pytest.mark.parametrize("name", WEIGHTS)
def test_trees_that_are_asked_often_say_the_same(name: str) -> None:
    forest = trees.Forest(WEIGHTS[name], trees.forest(name).trees)
    rng = random.Random(name)  # noqa: S311  # rows to compare by
    rows = [
        [rng.choice((0.0, 0.5, rng.random(), rng.randint(0, 40))) for _ in WEIGHTS[name]] for _ in range(100)
    ]
    first = forest.odds(rows), forest.odds(rows, -0.5)
    while forest.odds(rows) and forest.is_read:
        pass
    assert (forest.odds(rows), forest.odds(rows, -0.5)) == first


def test_reasons_are_a_few_words() -> None:
    assert {features.reason(name) for name in features.NAMES} == {
        "unlike-text",
        "by-its-place",
        "by-its-neighbours",
        *(f"near-{group}" for group in features.GROUPS),
    }


def test_other_weights_hold_for_a_while(tmp_path: Path) -> None:
    (tmp_path / "text").mkdir()
    (tmp_path / "text" / "body.json").write_text('{"names":["any"],"trees":[2.0]}')
    ours = trees.forest("text/body")
    with trees.weights(tmp_path):
        assert trees.forest("text/body").odds([[0.0]]) == [2.0]
    assert trees.forest("text/body") is ours


def test_every_line_has_as_many_features_as_there_are_names() -> None:
    for texts in ((), PARAGRAPHS[:1], PARAGRAPHS):
        table = features.table([line(text) for text in texts], "en")
        assert [len(row) for row in table.rows()] == [len(features.NAMES)] * len(texts)
        assert [tuple(table.row(n)) for n in range(len(texts))] == list(table.rows())


def test_an_empty_text_has_no_article() -> None:
    layout = decide([], None)
    assert (layout.headline, layout.start, layout.end, layout.verdicts) == (None, 0, 0, [])


def test_nothing_goes_from_a_text_with_no_page_around_it() -> None:
    texts = ("Harbor budget passes", *PARAGRAPHS, "Twelve", "* only on weekdays")
    layout = decide([line(text) for text in texts], "en")
    assert layout.headline == 0
    assert layout.verdicts == [None] * len(texts)


def test_what_goes_says_why_and_how_surely() -> None:
    texts = (
        "Skip to content",
        "Menu",
        "Harbor budget passes",
        *PARAGRAPHS,
        "Share this article",
        "© 2025 Us",
    )
    layout = decide([line(text) for text in texts], "en")
    rules = [verdict.rule if verdict else "" for verdict in layout.verdicts]
    assert rules == ["navigation", "navigation", "", "", "", "", "share", "legal"]
    assert all(0 <= verdict.confidence <= 1 for verdict in layout.verdicts if verdict)


@pytest.mark.parametrize("heading", ["Repairs first", "Money", "What the mayor said"])
def test_what_stands_alone_amid_prose_may_be_a_heading(heading: str) -> None:
    texts = ("Skip to content", "Where people look", PARAGRAPHS[0], heading, PARAGRAPHS[1], PARAGRAPHS[2])
    layout = decide([line(text) for text in texts], "en")
    assert layout.verdicts[3] is None
