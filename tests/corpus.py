"""The fixtures, and the corpus of real pages where it lies beside the project."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
_INPUTS = sorted((ROOT / "fixtures").glob("*/input.*"))
# What reads exactly as it was written, what holds articles packed, and all else, in which an article is to be found.
EXACT = [path for path in _INPUTS if path.parent.name.startswith("exact--")]
PACKED = [path for path in _INPUTS if path.parent.name.startswith("packed--")]
FIXTURES = [path for path in _INPUTS if path not in EXACT and path not in PACKED]
BUNDLES = sorted((ROOT / "fixtures").glob("*/bundle.json"))
SHARED = ROOT.parent / "shared"
CORPUS = sorted((SHARED / "corpus" / "input").glob("*/*/*.txt"))
PAGES = sorted((SHARED / "corpus" / "input").glob("*/*/page.html"))
# `make test` reads some of each kind, evenly; `make laws` all. A page has five dumps, two or one: seven meets them all.
_WHOLE = "WHOLE" in os.environ
SOME_TEXTS, SOME_PAGES = (CORPUS, PAGES) if _WHOLE else (CORPUS[::7], PAGES[::4])

needs_corpus = pytest.mark.skipif(not CORPUS, reason="the corpus of real pages is not beside the project")


def name(path: Path) -> str:
    """Return the name of an input in a test report."""
    return path.parent.name if path in (*_INPUTS, *BUNDLES) else f"{path.parent.name}-{path.stem}"
