"""`--csl`: notes worded by a citation style."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from convert.model import codec
from convert.model.text import lines
from tests.cli.running import STORY, article

_STYLES = Path(__file__).parents[1] / "citations" / "styles"
_BIB = "@book{a, author={Roe, Jane}, title={Harbours}, publisher={Press}, date={2025-03-03}}"
_CITED = STORY.replace("its heart.", "its heart. :contentReference[oaicite:0]{index=0}")


@pytest.fixture(autouse=True)
def files(folder: Path) -> None:
    """Lay the files out."""
    (folder / "s.bib").write_text(_BIB)
    (folder / "one.txt").write_text(_CITED)
    (folder / "numbers.csl").write_bytes((_STYLES / "numbers.csl").read_bytes())
    (folder / "bad.csl").write_text("<style/>")


@pytest.mark.parametrize(
    ("argv", "note", "code"),
    [
        ("", "Jane Roe. Harbours. Press, 3 March 2025.", 0),
        ("--csl numbers.csl", "Jane Roe. Harbours. March 3, 2025.", 0),
        ("--csl numbers.csl --lang fr", "Jane Roe. Harbours. 3 mars 2025.", 0),
        # Authors and dates: numbers refer to its notes, which is worth a warning.
        ("--csl harvard-cite-them-right", "Roe, J. (2025) Harbours. Press.", 5),
    ],
)
def test_a_note_is_worded_by_the_style(argv: str, note: str, code: int) -> None:
    found = article("convert", "one.txt", "--sources", "s.bib", "-t", "json", "--strict", *argv.split())
    assert found.code == code
    assert ("[csl-numbered]" in found.stderr) == (code == 5)
    assert [lines(*each.children) for each in codec.decode(found.stdout).notes] == [[note]]


@pytest.mark.parametrize(
    ("style", "code", "message"),
    [
        ("bad.csl", 1, "bad.csl:1: error: no CSL style: its root is not <style> of CSL"),
        ("missing.csl", 1, "missing.csl: error: no such file; check the spelling"),
        ("no such style", 2, "article: error: no citation style is called 'no such style'; "),
    ],
)
def test_what_is_no_style_ends_the_run_before_it_begins(style: str, code: int, message: str) -> None:
    found = article("convert", "one.txt", "--csl", style, "-o", "one.html")
    assert (found.code, Path("one.html").exists()) == (code, False)
    assert found.stderr.startswith(message)
    assert found.stderr.count("\n") == 1


def test_a_missing_extra_is_told_with_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "citeproc", None)
    found = article("convert", "one.txt", "--csl", "ieee", "-t", "html")
    assert found == (
        6,
        b"",
        "article: error: --csl needs citeproc-py, which is not installed; pip install 'article-convert[csl]'\n",
    )
