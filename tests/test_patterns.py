"""Patterns that are compiled late: they are what compiled ones are, and each of ours compiles."""

from __future__ import annotations

import gc
import importlib
import pkgutil
import re

import pytest

import convert
from convert.patterns import Pattern, pattern


def test_it_is_compiled_at_its_first_use(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []
    real = re.compile

    def watched(source: str, flags: int = 0) -> re.Pattern[str]:
        compiled.append(source)
        return real(source, flags)

    monkeypatch.setattr(re, "compile", watched)
    late = pattern("(?P<word>a+)b", re.IGNORECASE)
    assert (late.pattern, compiled) == ("(?P<word>a+)b", [])
    assert [match["word"] for match in late.finditer("xAAb ab")] == ["AA", "a"]
    assert late.sub("-", "xAAb ab") == "x- -"
    assert (late.groups, dict(late.groupindex), late.flags & re.IGNORECASE) == (
        1,
        {"word": 1},
        re.IGNORECASE,
    )
    assert compiled[0] == "(?P<word>a+)b"


def test_a_faulty_one_says_so_where_it_is_used() -> None:
    late = pattern("(")
    with pytest.raises(re.error, match="missing"):
        late.search("")


def test_all_of_ours_compile() -> None:
    for module in pkgutil.walk_packages(convert.__path__, "convert."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    ours = [each for each in gc.get_objects() if isinstance(each, Pattern)]
    assert len(ours) > 300
    for each in ours:
        assert each.groups >= 0, each.pattern
