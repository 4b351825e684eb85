"""What an article may have: each limit through the command, with how to raise it; and that one costs itself alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from convert import pipeline
from convert.cli import main
from convert.errors import InputError, TooLarge
from convert.limits import DEEPEST, Limits
from convert.options import ReadOptions
from convert.source import Source
from tests.limits.shapes import SHAPES

STORY = (
    b"Ferry fares to rise\n\nThe council voted on Tuesday to raise them, as it said it would in the spring.\n"
)


def _run(*argv: str) -> Result:
    return CliRunner().invoke(main, argv)


# By limit: what is past one of so many, and what is said of it.
PAST: dict[str, tuple[str, bytes, str]] = {
    "input": ("story.txt", b"x" * 2000, "has more than 1,000 bytes"),
    "nodes": ("story.txt", b"Fares rise again.\n\n" * 1001, "has more than 1,000 lines, tags or other nodes"),
    "depth": (
        "story.html",
        b"<p>" + b"<b><i>" * 20 + b"in",
        "has blocks or marks within one another, more than 10",
    ),
    "notes": (
        "story.txt",
        b"Fares rise :contentReference[oaicite:1]{index=1}. " * 11,
        "has more than 10 notes",
    ),
    "cells": (
        "story.html",
        b"<table>" + b"<tr><td>1<td>2" * 6 + b"</table>",
        "has more than 10 cells in its tables",
    ),
}
_MOST = {"input": 1000, "nodes": 1000}


def test_each_limit_is_tried() -> None:
    assert set(PAST) == set(Limits.__struct_fields__)


@pytest.mark.parametrize("name", PAST)
def test_what_is_past_a_limit_is_refused_with_how_to_raise_it_and_read_once_that_is_raised(
    tmp_path: Path, name: str
) -> None:
    file, data, said = PAST[name]
    path = tmp_path / file
    path.write_bytes(data + b"\n\n" + (STORY if name != "input" else b""))
    result = _run("convert", str(path), "-t", "text", f"--max-{name}", str(_MOST.get(name, 10)))
    assert result.exit_code == 1
    assert (
        f"{path}: error: {said}{' deep' * (name == 'depth')}; if it is one article, --max-{name} N allows "
        in result.stderr
    )
    assert (
        _run("convert", str(path), "-t", "text", f"--max-{name}", str(_MOST.get(name, 10) * 20)).exit_code
        == 0
    )


def test_an_input_that_is_too_large_costs_itself_alone(tmp_path: Path) -> None:
    (tmp_path / "large.txt").write_bytes(b"x" * 2000)
    (tmp_path / "story.txt").write_bytes(STORY)
    result = _run(
        "convert", str(tmp_path), "-t", "text", "-o", str(tmp_path / "out"), "--max-input", "1000", "-j", "1"
    )
    assert result.exit_code == 1
    assert (tmp_path / "out" / "story.txt").exists()
    assert "large.txt: error: has more than 1,000 bytes" in result.stderr


def test_limits_are_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("story.txt").write_bytes(STORY)
    Path("article.toml").write_text('max-input = "10"\n', encoding="utf-8")
    assert "has more than 10 bytes" in _run("convert", "story.txt", "-t", "text").stderr
    assert "has more than 10 bytes" in _run("inspect", "story.txt").stderr


@pytest.mark.parametrize("depth", [DEEPEST // 2 - 10, DEEPEST - 3])
def test_what_is_as_deep_as_may_be_is_written_in_every_format(depth: int) -> None:
    tree = SHAPES["json quote"].make(depth).encode()
    article = pipeline.read(Source("x.json", tree), ReadOptions(limits=Limits(depth=DEEPEST))).article
    for format in ("html", "jsonld", "epub", "pdf", "markdown", "text", "json"):
        assert pipeline.write(article, format)


# Small enough for every run of the tests, and large enough that what calls itself, or takes all pairs, shows.
_DEEP = [name for name, shape in SHAPES.items() if shape.size == 100_000 and not name.startswith("json")]


@pytest.mark.parametrize("name", _DEEP)
def test_depth_and_number_cost_no_recursion(name: str) -> None:
    shape = SHAPES[name]
    try:
        article = pipeline.read(Source(f"x{shape.suffix}", shape.make(1500).encode())).article
    except TooLarge as error:
        assert "--max-" in str(error)  # noqa: PT017  either outcome is right
        return
    except InputError as error:
        assert "nests too deep" in str(error)  # noqa: PT017  of front matter
        return
    for format in ("html", "markdown", "text"):
        assert pipeline.write(article, format)
