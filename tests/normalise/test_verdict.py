"""What an input is, case by case: `verdicts/*.txt` hold raw text, its verdict, and the remark that explains it."""

from __future__ import annotations

from pathlib import Path

import pytest

from convert import pipeline
from convert.errors import NoArticle
from convert.normalise.verdict import reason
from convert.report import Report
from convert.source import Source
from tests.cases import Case, cases, ids
from tests.corpus import CORPUS, needs_corpus

FILES = sorted((Path(__file__).parent / "verdicts").glob("*.txt"))
BOUNDS = {"not-an-article": (0.0, 0.5), "partial": (0.5, 0.75), "article": (0.75, 1.01)}
# What is said besides: the dates of a list are not one article's.
BESIDE = {"metadata-conflict"}

STORY = """Ferry fares to rise again in spring

The harbor council voted on Tuesday to raise ferry fares by eight percent from the first of April, the third increase
in as many years. Officials said that the cost of fuel had left them no choice, and that the two oldest boats would
have to be replaced before the end of the decade. Commuters at the north pier were not persuaded."""


def read(text: str) -> Report:
    return pipeline.examine(Source("case.txt", text.encode())).report


@pytest.mark.parametrize("case", [case for file in FILES for case in cases(file)], ids=ids)
def test_a_text_is_said_to_be_what_it_is(case: Case) -> None:
    report = read(case.given)
    said = [f"{found.code} {found.line}" for found in report.diagnostics if found.code not in BESIDE]
    assert "\n".join((report.verdict, *said)) == case.expected.strip()
    least, most = BOUNDS[report.verdict]
    assert least <= report.score < most


def test_the_score_grows_with_the_text_and_never_beyond_one() -> None:
    sentence = "The harbor council voted on Tuesday to raise the fares of the ferry by eight percent. "
    scores = [read(f"Ferry fares to rise again\n\n{sentence * n}").score for n in (2, 4, 8, 16, 400)]
    assert scores == sorted(scores)
    assert 0.9 < scores[2] <= scores[-1] <= 1.0


def test_a_headline_adds_to_the_score() -> None:
    titled, untitled = read(STORY), read(STORY.partition("\n\n")[2])
    assert untitled.score < titled.score


def test_a_report_gives_its_reason_and_an_article_none() -> None:
    assert reason(read("Page not found")) == "looks like an error page"
    assert reason(read(STORY)) == ""


def test_an_input_below_the_least_score_is_refused_with_the_reason() -> None:
    with pytest.raises(NoArticle, match=r"^case.txt: scores 0\.\d+, less than 0\.99;") as caught:
        pipeline.read(Source("case.txt", STORY.encode()), min_score=0.99)
    assert caught.value.exit_code == 3
    with pytest.raises(
        NoArticle,
        match=r"^case.txt: scores 0\.\d+, less than 0\.75: looks like a stub; `article inspect` shows why$",
    ):
        pipeline.read(Source("case.txt", STORY[:140].encode()), min_score=0.75)


@needs_corpus
def test_real_articles_are_articles() -> None:
    verdicts = [
        read(path.read_text(encoding="utf-8")).verdict
        for path in [each for each in CORPUS if each.name == "innertext.txt" and "news" in each.parts][::2]
    ]
    assert verdicts.count("not-an-article") <= 0.03 * len(verdicts)
    assert verdicts.count("article") >= 0.85 * len(verdicts)
