"""What is said of markers and sources that do not fit each other: a code each, at the place where it shows."""

from __future__ import annotations

import pytest

from convert import pipeline
from convert.options import ReadOptions
from convert.source import Source

_HEAD = "Harbor budget passes\n\nThe harbor council met for nine hours on Monday and agreed on a budget"
_LIST = "\n\nSources\n[1] A first title. https://example.org/1\n[2] Another title. https://example.org/2\n"
_TEXT = "\n\nWork on the two piers begins in April, with crews on site around the clock until the summer."


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        (f"{_HEAD}.[1][2]{_TEXT}{_LIST}", []),
        (f"{_HEAD}.[1]{_TEXT}{_LIST}", ["source-unused 9"]),
        (f"{_HEAD}.[1][2]{_TEXT}[7]{_LIST}", ["marker-orphan 5"]),
        (
            f"{_HEAD}.[1][2]{_TEXT}{_LIST}[2] A third. https://example.org/3\n",
            ["source-doubled 10", "source-unused 10"],
        ),
        (f"{_HEAD} [1].{_TEXT}", ["marker-unclear 3"]),
        (f"{_HEAD}.[citation:1]{_TEXT}", ["marker-unresolved 3"]),
        # In place of words, or beside them: at a sentence's end, or after a whole one, nothing is missing.
        (f"{_HEAD}. :contentReference[oaicite:0]{{index=0}}{_TEXT}", ["marker-unresolved 3"]),
        (
            f"{_HEAD} of :contentReference[oaicite:0]{{index=0}} for the year.{_TEXT}",
            ["marker-gap 3", "marker-unresolved 3"],
        ),
        (
            f"{_HEAD}.{_TEXT}\n\n- :contentReference[oaicite:0]{{index=0}}\n- The piers",
            ["marker-gap 7", "marker-unresolved 7"],
        ),
    ],
)
def test_what_does_not_fit_is_said(text: str, codes: list[str]) -> None:
    report = pipeline.examine(Source("case.txt", text.encode()), ReadOptions(language="en")).report
    found = [f"{each.code} {each.line}" for each in report.diagnostics]
    assert sorted(each for each in found if each.startswith(("marker-", "source-"))) == codes
