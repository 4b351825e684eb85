"""Heads of articles, line by line: `zones.txt` has the lines, the headline behind "# ", and what they claim."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from convert.metadata.zone import zone
from tests.cases import Case, cases, ids


@pytest.mark.parametrize("case", list(cases(Path(__file__).with_name("zones.txt"))), ids=ids)
def test_the_lines_of_a_head_say_who_wrote_the_article_and_when(case: Case) -> None:
    # A case says its language in brackets where it is not English.
    language = case.title.rpartition("[")[2].removesuffix("]") if case.title.endswith("]") else "en"
    texts: list[tuple[int, str]] = []
    start = headline = 0
    for line in case.given.splitlines():
        text = (
            line.removeprefix("# ")
            .replace("PROSE", "The sea wall held through the long winter. " * 4)
            .strip()
        )
        headline = len(texts) if line.startswith("# ") else headline
        texts.append((start, text))
        start += len(text) + 1
    page = "\n".join(text for _, text in texts)
    said = []
    for n, found in zone(texts, headline, language):
        said += [f"{n}: {_shown(claim.property, claim.value)}" for claim in found] or [f"{n}:"]
        assert all(
            texts[n][0] <= claim.start < claim.end <= texts[n][0] + len(texts[n][1]) for claim in found
        )
        assert all(page[claim.start : claim.end].strip() for claim in found)
    assert said == case.expected.splitlines()


def _shown(name: str, value: object) -> str:
    if isinstance(value, tuple):
        return f"{name} {', '.join(_author(msgspec.to_builtins(each)) for each in value)}"
    return f"{name} {value}"


def _author(author: dict[str, str]) -> str:
    house = " (organization)" if author["type"] == "Organization" else ""
    return author["name"] + house + (f" ({author['jobTitle']})" if "jobTitle" in author else "")
