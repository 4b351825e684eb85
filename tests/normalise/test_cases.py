"""Reading, case by case: `cases/*.txt` hold raw text and the outline of the article it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from convert import pipeline
from convert.options import ReadOptions
from convert.source import Source
from tests.cases import Case, cases, ids
from tests.outline import outline

FILES = sorted((Path(__file__).parent / "cases").glob("*.txt"))


@pytest.mark.parametrize("case", [case for file in FILES for case in cases(file)], ids=ids)
def test_a_text_is_read_as_an_editor_would(case: Case) -> None:
    # A case says its language in brackets where it is not English: a few lines tell none.
    language = case.title.rpartition("[")[2].removesuffix("]") if case.title.endswith("]") else "en"
    reading = pipeline.examine(Source("case.txt", case.given.encode()), ReadOptions(language=language))
    assert outline(reading.article).rstrip("\n") == case.expected.rstrip("\n")
