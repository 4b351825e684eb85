"""Every part, ours and theirs, finds its own examples and passes its near misses by."""

from __future__ import annotations

import pytest

from convert.boilerplate.phrases import line
from convert.citations.annotate import annotate
from convert.citations.find import find
from convert.options import ReadOptions
from convert.parts import FAMILIES, READERS, RULES, WRITERS, MarkerFamily, Rule
from convert.readers.text import read
from convert.source import Source


def _keys(text: str, family: str) -> tuple[str, ...]:
    return tuple(cite.key for marker in find(text) if marker.family == family for cite in marker.cites)


@pytest.mark.parametrize(
    ("family", "text", "keys"),
    [(family, text, keys) for family in FAMILIES.all() for text, keys in family.examples.items()],
)
def test_a_family_finds_the_markers_in_its_examples(
    family: MarkerFamily, text: str, keys: tuple[str, ...]
) -> None:
    assert _keys(text, family.name) == keys


@pytest.mark.parametrize(
    ("family", "text"), [(family, text) for family in FAMILIES.all() for text in family.near_misses]
)
def test_a_family_finds_nothing_in_its_near_misses(family: MarkerFamily, text: str) -> None:
    assert _keys(text, family.name) == ()


@pytest.mark.parametrize(
    ("text", "stays"),
    [each for family in FAMILIES.all() if family.evidence == "always" for each in family.leaves.items()],
)
def test_what_a_marker_wraps_stays(text: str, stays: str) -> None:
    source = Source("text.txt", text.encode())
    draft = annotate(read(source, ReadOptions(language="en")))
    assert draft.read(0, len(draft.text)).strip() == stays.strip()


@pytest.mark.parametrize(("rule", "text"), [(rule, text) for rule in RULES.all() for text in rule.examples])
def test_a_rule_knows_its_examples(rule: Rule, text: str) -> None:
    assert rule.evidence(line(text)) >= 0.5


@pytest.mark.parametrize(
    ("rule", "text"), [(rule, text) for rule in RULES.all() for text in rule.near_misses]
)
def test_no_rule_takes_a_near_miss_for_furniture(rule: Rule, text: str) -> None:
    assert {
        other.name: other.evidence(line(text)) for other in RULES.all() if other.evidence(line(text))
    } == {}


@pytest.mark.parametrize("kind", [READERS, WRITERS, FAMILIES, RULES], ids=lambda kind: str(kind.name))
def test_a_part_is_called_what_its_file_is_called(kind: object) -> None:
    assert [part.name for part in kind.all()] == list(kind.names())  # type: ignore[attr-defined]
    assert len(kind.names()) > 0  # type: ignore[attr-defined]


def test_every_part_has_examples_and_near_misses() -> None:
    parts: list[MarkerFamily | Rule] = [*FAMILIES.all(), *RULES.all()]
    assert [part.name for part in parts if not (part.examples and part.near_misses)] == []
