"""The fixtures, and the corpus of real pages where it lies beside the project."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FIXTURES = sorted((ROOT / "fixtures").glob("*/input.*"))
BUNDLES = sorted((ROOT / "fixtures").glob("*/bundle.json"))
SHARED = ROOT.parent / "shared"
CORPUS = sorted((SHARED / "corpus" / "input").glob("*/*/*.txt"))

needs_corpus = pytest.mark.skipif(not CORPUS, reason="the corpus of real pages is not beside the project")


def name(path: Path) -> str:
    """Return the name of an input in a test report."""
    return path.parent.name if path in (*FIXTURES, *BUNDLES) else f"{path.parent.name}-{path.stem}"
