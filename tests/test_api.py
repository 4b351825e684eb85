"""The package as a library: what its docstrings show, and that importing it imports nothing else."""

from __future__ import annotations

import doctest
import subprocess
import sys
from pathlib import Path

import pytest

import convert
from convert.errors import NoArticle
from convert.model import Article
from tests.cli.running import STORY, environment


def test_the_examples_hold() -> None:
    found = doctest.testmod(convert, optionflags=doctest.IGNORE_EXCEPTION_DETAIL)
    assert found.attempted >= 15
    assert found.failed == 0


def test_text_bytes_and_files_read_alike(tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    path.write_text(STORY)
    articles = [convert.read(each).article for each in (STORY, STORY.encode(), path)]
    assert articles[0] == articles[1] == articles[2]
    assert isinstance(articles[0], Article)
    assert convert.write(articles[0], "json") == convert.write(convert.read(path), "json")


def test_what_is_no_article_is_refused() -> None:
    with pytest.raises(NoArticle):
        convert.read("")


def test_importing_it_imports_nothing_else() -> None:
    code = "import sys; before = set(sys.modules); import convert; print(*(set(sys.modules) - before))"
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment(), capture_output=True, text=True, check=True
    )
    found = done.stdout.split()
    ours = {name for name in found if name.startswith(("convert.", "msgspec", "lxml", "click"))}
    assert ours == {"convert.version"}
