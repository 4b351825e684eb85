"""Each test of the command line runs in a folder of its own, with a few inputs, and no settings around it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.cli.running import CITED, STORY

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder, which is the current one."""
    for name in os.environ:
        if name.startswith("ARTICLE_") or name in ("SOURCE_DATE_EPOCH", "NO_COLOR", "FORCE_COLOR", "COLUMNS"):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "story.txt").write_text(STORY)
    (tmp_path / "cited.txt").write_text(CITED)
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "picture.txt").write_bytes(PNG)
    (tmp_path / "folder").mkdir()
    return tmp_path
