"""Where markers are looked for, and which counts where several could."""

from __future__ import annotations

import pytest

from convert.citations.find import Finder, find
from convert.draft import Cite
from convert.parts import MarkerFamily, Reading

_MARKER = ":contentReference[oaicite:0]{index=0}"


def _found(text: str) -> list[str]:
    return [text[each.start : each.end] for each in find(text)]


@pytest.mark.parametrize(
    "text",
    [
        f"Say `{_MARKER}` here.",
        f"```\n{_MARKER}\n```\n",
        f"See https://example.org/?q={_MARKER} here.",
        f"---\ntitle: {_MARKER}\ntags:\n  - [1]\n---\n",
        f'+++\ntitle = "{_MARKER}"\n+++\n',
    ],
)
def test_nothing_is_found_in_code_addresses_and_front_matter(text: str) -> None:
    assert _found(text) == []
    assert _found(f"{text}\nAnd after it. {_MARKER}") == [_MARKER]


@pytest.mark.parametrize("text", [f"---\n{_MARKER}\n---\n", f"``` {_MARKER}", f"`{_MARKER}"])
def test_what_only_looks_like_a_shelter_is_none(text: str) -> None:
    assert _found(text) == [_MARKER]


@pytest.mark.parametrize("end", ["）に行く。", "。次に、", "，还有", "」と言う。"])
def test_an_address_ends_before_chinese_and_japanese_stops_and_brackets(end: str) -> None:
    assert _found(f"参照：https://example.org/?q=1{end}{_MARKER}") == [_MARKER]
    assert _found(f"参照：https://example.org/港{_MARKER}") == []


def test_markers_are_found_within_the_prose_that_others_wrap() -> None:
    text = '(cite index="2-1">The pier is closed【4†source】 for good.</cite> It rained.'
    assert [(text[each.start : each.end], each.token, len(each.cites)) for each in find(text)] == [
        ('(cite index="2-1">', "", 0),
        ("【4†source】", "", 1),
        ("</cite>", '(cite index="2-1"></cite>', 1),
    ]


def test_the_longest_marker_of_a_place_counts() -> None:
    def family(name: str, pattern: str) -> MarkerFamily:
        return MarkerFamily(
            name=name,
            description=name,
            hooks=("<",),
            pattern=pattern,
            read=lambda match: Reading((Cite(match[0]),)) if "no" not in match[0] else None,
            evidence="always",
            examples={},
            near_misses=(),
        )

    finder = Finder([family("a", "<x>"), family("b", "<x>[0-9]+"), family("c", "<x>.*")])
    text = "<x>12 more\n<x>1no\n<x>no"
    assert [(each.family, each.cites[0].key) for each in finder.find(text)] == [
        ("c", "<x>12 more"),
        ("b", "<x>1"),
        ("a", "<x>"),
    ]
