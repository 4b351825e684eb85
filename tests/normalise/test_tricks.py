"""What shows a reader something else than it is is told, and what only looks so is not."""

from __future__ import annotations

import pytest

from convert import pipeline
from convert.normalise.tricks import disguised
from convert.source import Source

_STORY = "Ferry fares to rise\n\nThe council voted on Tuesday to raise them, {} as it said it would in the spring.\n"
_OURS = ("direction-override", "lookalike-host")

TRICKS = {
    "\u202etxt.exe\u202c": "direction-override",
    "\u202dabc\u202c": "direction-override",
    "https://p\u0430ypal.example/": "lookalike-host",  # one Cyrillic letter
    "https://\u0430\u0440\u0440\u04cf\u0435.example/": "lookalike-host",  # nothing but Cyrillic ones
    "https://xn--80ak6aa92e.example/": "lookalike-host",
    "https://g\u03bf\u03bfgle.example/": "lookalike-host",  # Greek
}
HONEST = (
    "\u2067שלום\u2069",
    "\u202bمرحبا\u202c",
    "\u2066abc\u2069 وقال",
    "https://m\u00fcnchen.example/",
    "https://\u043c\u043e\u0441\u043a\u0432\u0430.example/",
    "https://\u0440\u0430\u0441\u0435.\u0440\u0444/",  # under a Cyrillic domain
    "https://\u6771\u4eac-ferry.example/",
    "https://\u03b1\u03b8\u03ae\u03bd\u03b1.example/",
)


def _codes(said: str) -> list[str]:
    found = pipeline.examine(Source("x.txt", _STORY.format(said).encode()))
    return [each.code for each in found.report.diagnostics if each.code in _OURS]


@pytest.mark.parametrize("said", TRICKS)
def test_a_trick_is_told(said: str) -> None:
    assert _codes(said) == [TRICKS[said]]


@pytest.mark.parametrize("said", HONEST)
def test_what_is_honest_is_not(said: str) -> None:
    assert _codes(said) == []


@pytest.mark.parametrize("url", ["", "mailto:a@b", "https://[", "https://xn--\u00e4/", "x:"])
def test_what_has_no_host_has_none_that_is_disguised(url: str) -> None:
    assert disguised(url) == ""
