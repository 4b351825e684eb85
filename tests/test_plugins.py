"""The door for plug-ins, by the real one: an installed package with entry points, and the command in a process."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from convert.errors import MissingEngine, UnknownPart
from convert.parts import FAMILIES, WRITERS, MarkerFamily
from convert.plugins import Kind
from tests.cli.plugin import WRITER, install
from tests.cli.running import STORY, Outcome, process

_FAMILY = """
from convert.draft import Cite
from convert.parts import MarkerFamily, Reading

part = MarkerFamily(
    name="stamps",
    description="stamps",
    pattern=r"<<stamp \\d+>>",
    hooks=("<<stamp",),
    read=lambda match: Reading((Cite(key=match.group()),)),
    evidence="always",
    examples={"So <<stamp 7>>": ("<<stamp 7>>",)},
    near_misses=("So <<stamp>>",),
)
"""
_SHOUTING = WRITER.format("return article.meta.headline.upper().encode()")


def _formats(path: str) -> dict[str, dict[str, str]]:
    """Return what the command lists as writers, by name, with a plug-in installed at `path`."""
    found = process("formats", "--json", PYTHONPATH=path)
    assert (found.code, found.stderr) == (0, "")
    return {row["name"]: row for row in json.loads(found.stdout)["writers"]}


def _convert(path: str, *argv: str) -> Outcome:
    return process("convert", *argv, stdin=STORY.encode(), PYTHONPATH=path)


def test_a_third_party_writer_is_listed_and_writes(tmp_path: Path) -> None:
    path = install(tmp_path, "shouting", _SHOUTING, writers="fake = shouting:part")
    assert _formats(path)["fake"] == {
        "name": "fake",
        "suffixes": [".fake"],
        "description": "a fake",
        "media_type": "application/x-fake",
    }
    assert _convert(path, "-t", "fake") == Outcome(0, b"COUNCIL KEEPS THE LIBRARY OPEN", "")
    assert _convert(path, "-o", str(tmp_path / "story.fake")).code == 0
    assert (tmp_path / "story.fake").read_bytes() == b"COUNCIL KEEPS THE LIBRARY OPEN"


def test_a_third_party_writer_may_be_in_an_archive(tmp_path: Path) -> None:
    folder = tmp_path / "installed"
    folder.mkdir()
    install(folder, "shouting", _SHOUTING, writers="fake = shouting:part")
    path = shutil.make_archive(str(tmp_path / "installed"), "zip", folder)
    assert _formats(path)["fake"]["description"] == "a fake"
    assert _convert(path, "-t", "fake").stdout == b"COUNCIL KEEPS THE LIBRARY OPEN"


def test_a_third_party_marker_family_is_read(tmp_path: Path) -> None:
    path = install(tmp_path, "stamping", _FAMILY, families="stamps = stamping:part")
    text = STORY.replace("its heart.", "its heart <<stamp 7>>.")
    found = process("convert", "-t", "json", "-q", stdin=text.encode(), PYTHONPATH=path)
    notes = json.loads(found.stdout)["notes"]
    assert [note["markers"] for note in notes] == [["<<stamp 7>>"]]


@pytest.mark.parametrize(
    ("code", "entry", "message"),
    [
        (
            "part = 'a string'",
            "fake = broken:part",
            "the writer 'fake' of broken 1.0 (broken:part) is of type str, not Writer; mend, upgrade or uninstall",
        ),
        (
            "import no_such_module",
            "fake = broken:part",
            "the writer 'fake' of broken 1.0 (broken:part) does not load: "
            "ModuleNotFoundError: No module named 'no_such_module'; mend, upgrade or uninstall",
        ),
        (
            "1 / 0",
            "fake = broken:part",
            "the writer 'fake' of broken 1.0 (broken:part) does not load: ZeroDivisionError: division by zero; mend",
        ),
        (
            _SHOUTING,
            "fake = broken:nothing",
            "the writer 'fake' of broken 1.0 (broken:nothing) does not load: AttributeError: module 'broken' has no",
        ),
        (
            _SHOUTING,
            "fake = not a reference",
            "the writer 'fake' of broken 1.0 (not a reference) does not load: ",
        ),
        (
            _SHOUTING,
            "html = broken:part",
            "two writers are called 'html': convert.writers.html:part and broken 1.0 (broken:part); uninstall one",
        ),
    ],
    ids=["wrong type", "missing import", "error", "missing attribute", "no reference", "clash"],
)
def test_a_broken_plug_in_says_what_is_wrong(tmp_path: Path, code: str, entry: str, message: str) -> None:
    path = install(tmp_path, "broken", code, writers=entry)
    refused = _convert(path, "-t", entry.partition(" ")[0])
    assert (refused.code, refused.stdout) == (6, b"")
    assert refused.stderr.startswith(f"article: error: {message}")
    assert refused.stderr.count("\n") == 1


@pytest.mark.parametrize("entry", ["fake = broken:part", "html = broken:part"])
def test_a_broken_plug_in_stops_no_other(tmp_path: Path, entry: str) -> None:
    path = install(tmp_path, "broken", "1 / 0", writers=entry)
    assert "broken 1.0 (broken:part)" in _formats(path)[entry.partition(" ")[0]]["error"]
    assert _convert(path, "-t", "text").code == 0
    assert _convert(path, "-o", str(tmp_path / "story.md")).code == 0


def test_a_broken_reader_stops_no_reading_of_another_format(tmp_path: Path) -> None:
    path = install(tmp_path, "broken", "raise ValueError('no')", readers="fake = broken:part")
    (tmp_path / "story.txt").write_text(STORY, encoding="utf-8")
    assert process("convert", "-t", "text", str(tmp_path / "story.txt"), PYTHONPATH=path).code == 0


def test_two_writers_of_a_suffix_leave_the_choice_to_the_user(tmp_path: Path) -> None:
    path = install(tmp_path, "other", _SHOUTING.replace(".fake", ".md"), writers="fake = other:part")
    refused = _convert(path, "-o", str(tmp_path / "story.md"))
    assert refused.code == 2
    assert "fake and markdown both have the suffix of story.md: choose one with -t" in refused.stderr


def test_the_longest_suffix_tells_the_format(tmp_path: Path) -> None:
    path = install(tmp_path, "longer", _SHOUTING.replace(".fake", ".shout.md"), writers="fake = longer:part")
    assert _convert(path, "-o", str(tmp_path / "story.shout.md")).code == 0
    assert (tmp_path / "story.shout.md").read_bytes() == b"COUNCIL KEEPS THE LIBRARY OPEN"


def test_the_table_shows_a_broken_plug_in_and_ends_well(tmp_path: Path) -> None:
    path = install(tmp_path, "broken", "raise ValueError('\\x1b[31mred')", writers="fake = broken:part")
    found = process("formats", PYTHONPATH=path)
    (line,) = [line for line in found.stdout.decode().splitlines() if line.startswith("  fake ")]
    assert (found.code, found.stderr) == (0, "")
    assert "does not load: ValueError: ␛[31mred" in line


def test_a_name_that_nothing_answers_to_is_met_with_the_nearest() -> None:
    with pytest.raises(UnknownPart, match="unknown writer 'jsn'; did you mean json") as caught:
        WRITERS.load("jsn")
    assert caught.value.exit_code == 2
    with pytest.raises(UnknownPart, match="unknown marker family 'x'; there are: "):
        FAMILIES.load("x")


def test_a_module_of_ours_that_is_no_part_is_a_missing_engine() -> None:
    kind = Kind("families", "convert.writers", MarkerFamily)
    with pytest.raises(
        MissingEngine, match=r"the marker family 'json' of convert\.writers\.json:part is of type Writer"
    ):
        kind.load("json")
    assert {name: type(part) for name, part in kind.each()}["json"] is MissingEngine
