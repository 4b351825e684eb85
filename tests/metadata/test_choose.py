"""One value is chosen of what is claimed, and every claim that says another is told."""

from __future__ import annotations

import pytest

from convert.draft import Claim, Draft
from convert.metadata.choose import choose
from convert.model import Person, Publisher

_ROE, _DOE = Person("Jane Roe"), Person("John Doe")


def _claim(name: str, value: str | tuple[Person, ...], at: int, confidence: float) -> Claim:
    return Claim(name, value, at, at + 1, "some", confidence)


@pytest.mark.parametrize(
    ("claims", "chosen", "told"),
    [
        (
            [("publisher", "Harbor News", 0, 0.5), ("publisher", "The Quay", 1, 0.9)],
            Publisher("The Quay"),
            [0],
        ),
        ([("publisher", "The Quay", 0, 0.9), ("publisher", "The Quay", 1, 0.5)], Publisher("The Quay"), []),
        ([("author", (_ROE,), 0, 0.9), ("author", (_DOE,), 1, 0.88)], (_ROE, _DOE), []),
        ([("author", (_ROE,), 0, 0.9), ("author", (_DOE,), 1, 0.5)], (_ROE,), [1]),
        # Who is named again in a weaker line is no conflict.
        ([("author", (_ROE, _DOE), 0, 0.9), ("author", (_DOE,), 1, 0.5)], (_ROE, _DOE), []),
    ],
)
def test_the_surest_is_chosen_and_the_others_are_told(
    claims: list[tuple[str, str | tuple[Person, ...], int, float]], chosen: object, told: list[int]
) -> None:
    draft = Draft(name="t", original="xxx", text="xxx", claims=tuple(_claim(*claim) for claim in claims))
    meta, remarks = choose(draft, {})
    assert getattr(meta, claims[0][0]) == chosen
    assert [(remark.code, remark.start) for remark in remarks] == [("metadata-conflict", at) for at in told]


@pytest.mark.parametrize(
    ("rule", "value", "chosen"),
    [
        ("jsonld", "Two piers will be rebuilt.", "Two piers will be rebuilt."),
        ("opengraph", "Two piers will be rebuilt.", None),
        ("meta", "All about harbors.", None),
        ("jsonld", "Work on the piers begins", None),  # what is cut from the text
    ],
)
def test_a_summary_that_nobody_sees_is_a_standfirst_if_it_is_said_of_the_article(
    rule: str, value: str, chosen: str | None
) -> None:
    text = "Work on the piers begins in April."
    claim = Claim("description", value, 0, 0, rule, 0.4)
    meta, _ = choose(Draft(name="t", original=text, text=text, claims=(claim,)), {})
    assert meta.description == chosen
