"""`--sources`: what markers cite from files beside the text."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from convert.model import codec
from convert.model.text import lines
from tests.cli.running import STORY, article

_ITEMS = [
    {"id": "oaicite:1", "type": "book", "title": "Harbours", "publisher": "Press"},
    {"id": "oaicite:0", "type": "webpage", "title": "The vote", "URL": "https://example.org/vote"},
    {"id": "other", "type": "book", "title": "Never cited"},
]
_BIB = "@book{a, title={Harbours}, publisher={Press}}\n@online{b, title={The vote}, url={https://example.org/vote}}"
_RIS = """\
TY  - BOOK
TI  - Harbours
PB  - Press
ER  -
TY  - ELEC
TI  - The vote
UR  - https://example.org/vote
ER  -
"""
_FILES = {
    "s.json": json.dumps(_ITEMS),
    "s.bib": _BIB,
    "s.ris": _RIS,
    "s.txt": "Harbours. Press.\nhttps://example.org/vote",
}


@pytest.fixture(autouse=True)
def files(folder: Path) -> None:
    """Lay the files out."""
    for name, text in _FILES.items():
        (folder / name).write_text(text)
    for name, (first, second) in {
        "oai.txt": (":contentReference[oaicite:0]{index=0}", ":contentReference[oaicite:1]{index=1}"),
        "numbers.txt": ("[1]", "[2]"),
    }.items():
        cited = STORY.replace("its heart.", f"its heart. {first}").replace(
            "the spring.", f"the spring. {second}"
        )
        (folder / name).write_text(cited)


def _notes(*argv: str) -> list[str]:
    found = article("convert", *argv, "-t", "json", "-q")
    assert found.code == 0, found.stderr
    return [" ".join(lines(*note.children)) for note in codec.decode(found.stdout).notes]


@pytest.mark.parametrize(
    ("argv", "notes"),
    [
        # By name.
        ("oai.txt --sources s.json", ["The vote. https://example.org/vote", "Harbours. Press."]),
        # By number: markers that count from 0, and from 1.
        ("oai.txt --sources s.bib", ["Harbours. Press.", "The vote. https://example.org/vote"]),
        ("numbers.txt --sources s.ris", ["Harbours. Press.", "The vote. https://example.org/vote"]),
        ("numbers.txt --sources s.txt", ["Harbours. Press.", "https://example.org/vote"]),
        (
            "numbers.txt --sources s.bib --sources s.txt",
            ["Harbours. Press.", "The vote. https://example.org/vote"],
        ),
        # Without a file numbers that are no clear run are text.
        ("numbers.txt", []),
    ],
)
def test_markers_cite_what_is_given(argv: str, notes: list[str]) -> None:
    assert _notes(*argv.split()) == notes


@pytest.mark.parametrize("name", ["out.csl.json", "out.bib"])
def test_sources_that_were_written_can_be_given_again(name: str) -> None:
    assert article("convert", "numbers.txt", "--sources", "s.ris", "-o", name).code == 0
    assert _notes("numbers.txt", "--sources", name) == _notes("numbers.txt", "--sources", "s.ris")


def test_inspect_takes_them_too() -> None:
    found = article("inspect", "oai.txt", "--sources", "s.json", "-t", "json")
    said: list[dict[str, Any]] = json.loads(found.stdout)["diagnostics"]
    assert [(each["code"], each["message"]) for each in said] == [
        ("source-unused", "no marker points to 1 of the sources given: other")
    ]


def test_sources_that_nothing_cites_are_told() -> None:
    found = article("convert", "story.txt", "-t", "json", "--sources", "s.json", "--strict")
    assert found.code == 5
    assert "no marker points to any of the sources given [source-unused]" in found.stderr
    assert not codec.decode(found.stdout).notes


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("bad.json", "[\n{]", "bad.json:2:2: error: no JSON: "),
        ("bad.bib", "\n@book{a, title={x", "bad.bib:2: error: no BibTeX: "),
        ("bad.doc", "x", "bad.doc: error: a list of sources of no kind that is known; "),
        (None, "", "bad: error: no such file; "),
    ],
)
@pytest.mark.parametrize("command", ["convert", "inspect"])
def test_a_bad_file_ends_the_run_before_it_begins(
    command: str, name: str | None, text: str, message: str
) -> None:
    if name:
        Path(name).write_text(text)
    found = article(command, "oai.txt", "--sources", name or "bad", "-o", "story.html")
    assert (found.code, found.stdout, Path("story.html").exists()) == (1, b"", False)
    assert found.stderr.startswith(message)
    assert found.stderr.count("\n") == 1
