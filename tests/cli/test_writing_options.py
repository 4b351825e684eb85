"""Options of writing: what they reach, what is said of files that are not what they should be."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from tests.cli.running import STORY, article


@pytest.fixture
def story(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "story.txt").write_text(STORY)
    return tmp_path


def test_style_sheets(story: Path) -> None:
    (story / "house.css").write_text("h1 { color: navy }")
    assert (
        b"h1 { color: navy }</style>"
        in article("convert", "story.txt", "-t", "html", "--css", "house.css").stdout
    )
    assert b"<style" not in article("convert", "story.txt", "-t", "html", "--no-style").stdout
    assert b"<style" not in article("convert", "story.txt", "-t", "html", env={"ARTICLE_STYLE": "0"}).stdout
    named = {"ARTICLE_CSS": "house.css"}
    assert b"color: navy" in article("convert", "story.txt", "-t", "html", env=named).stdout


def test_fragments_and_templates(story: Path) -> None:
    (story / "house.html").write_text("<i>{{ title }}</i>")
    assert article("convert", "story.txt", "-t", "html", "--fragment").stdout.startswith(b"<article ")
    filled = article("convert", "story.txt", "-t", "html", "--template", "house.html")
    assert filled.stdout == b"<i>Council keeps the library open</i>"
    both = article("convert", "story.txt", "-t", "html", "--template", "house.html", "--fragment")
    assert (both.code, both.stdout) == (2, b"")
    assert "choose one" in both.stderr


def test_an_epub_for_a_reading_system(story: Path) -> None:
    done = article("convert", "story.txt", "-o", "a.epub", "--profile", "kindle", "--embed-fonts")
    assert (done.code, done.stderr) == (0, "")
    names = zipfile.ZipFile(story / "a.epub").namelist()
    assert "EPUB/cover.jpg" in names
    assert any(name.endswith(".ttf") for name in names)


def test_a_graph(story: Path) -> None:
    assert b'"@graph"' in article("convert", "story.txt", "-t", "jsonld", "--jsonld-graph").stdout
    assert b'"@graph"' in article("convert", "story.txt", "-t", "html", "--jsonld-graph").stdout


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (("-t", "html", "--css", "nope.css"), "nope.css: error: no such file"),
        (("-t", "html", "--css", "bad.css"), "bad.css:2: error: loads something from outside, url(x.png)"),
        (("-t", "html", "--template", "bad.html"), "bad.html:1: error: cannot be filled: 'x' is undefined"),
        (("-o", "a.epub", "--cover", "story.txt"), "story.txt: error: is no picture for a cover"),
    ],
)
def test_a_file_that_is_not_what_it_should_be_is_named(argv: tuple[str, ...], said: str, story: Path) -> None:
    (story / "bad.css").write_text("h1 {\n background: url(x.png) }")
    (story / "bad.html").write_text("{{ x }}")
    done = article("convert", "story.txt", *argv)
    assert done.code == 1
    assert done.stderr.startswith(said)
    assert len(done.stderr.splitlines()) == 1
    assert not (story / "a.epub").exists()
