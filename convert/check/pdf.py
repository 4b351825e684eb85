"""PDFs: whether they open, are tagged, say what they are, and lead nowhere wrong."""

from __future__ import annotations

from pathlib import Path

from convert.check._faults import COMMON, Finder, each
from convert.check._rules import PAGES
from convert.parts import Checker

_RULES = {**COMMON, **PAGES}


def _look(path: Path, finder: Finder) -> None:
    from convert.check import _pages

    _pages.look(path, finder)


part = Checker(
    name="pdf",
    description="tags, language, title, fonts, links, alternatives, notes",
    media_types=("application/pdf",),
    check=each(_look, _RULES),
    sniff=lambda head: head.startswith(b"%PDF-"),
    faults=_RULES,
)
