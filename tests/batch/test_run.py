"""Runs into a folder: what is done, what is left, what is called what; by an engine in this process."""

from __future__ import annotations

import json
import os
import re
import shutil
import sqlite3
from pathlib import Path

import pytest

from tests.cli.running import CITED, STORY, Outcome, article

_SERIAL = {"ARTICLE_ENGINE": "serial"}


def _convert(*argv: str, **env: str) -> Outcome:
    return article("convert", *argv, env={**_SERIAL, **env})


def _write(path: str, content: str) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(content)


def _tree(folder: str) -> list[str]:
    paths = (path for path in Path(folder).rglob("*") if path.is_file() and ".article" not in path.parts)
    return sorted(path.relative_to(folder).as_posix() for path in paths)


def _times(folder: str) -> dict[str, int]:
    return {name: Path(folder, name).stat().st_mtime_ns for name in _tree(folder)}


def _changed(before: dict[str, int]) -> list[str]:
    return sorted(name for name, time in _times("out").items() if before.get(name) != time)


@pytest.fixture
def corpus() -> list[str]:
    """Three articles in a folder, and the command line that converts them."""
    for stem in ("a", "b/c", "b/d"):
        _write(f"corpus/{stem}.txt", STORY.replace("Council keeps", f"{stem[-1].upper()} keeps"))
    return ["corpus", "-t", "text,json", "-o", "out"]


def test_a_second_run_does_nothing(corpus: list[str]) -> None:
    assert _convert(*corpus) == Outcome(0, b"", "")
    before = _times("out")
    assert len(before) == 6
    assert _convert(*corpus) == Outcome(0, b"", "")
    assert _changed(before) == []


def test_what_changed_is_done_anew_and_nothing_else(corpus: list[str]) -> None:
    _convert(*corpus)
    before = _times("out")
    _write("corpus/b/c.txt", STORY.replace("Council", "Town"))
    _convert(*corpus)
    assert _changed(before) == ["b/c.json", "b/c.txt"]
    assert Path("out/b/c.txt").read_text().startswith("Town keeps")


@pytest.mark.parametrize(
    ("more", "env"),
    [
        (["--lang", "de"], {}),
        (["-M", "author=X"], {}),
        (["--min-score", "0.1"], {}),
        ([], {"SOURCE_DATE_EPOCH": "1"}),
    ],
)
def test_other_options_are_other_work(corpus: list[str], more: list[str], env: dict[str, str]) -> None:
    _convert(*corpus)
    before = _times("out")
    _convert(*corpus, *more, **env)
    assert len(_changed(before)) == 6


def test_options_that_change_no_byte_are_no_work(corpus: list[str]) -> None:
    _convert(*corpus)
    before = _times("out")
    _convert(*corpus, "-j", "2", "--strict", "--timeout", "9", "-v", "--max-failures", "3")
    assert _changed(before) == []


def test_what_is_missing_is_made_again(corpus: list[str]) -> None:
    _convert(*corpus)
    Path("out/a.json").unlink()
    assert _convert(*corpus).code == 0
    assert len(_tree("out")) == 6


def test_a_lost_journal_is_begun_anew_where_the_files_are_the_same(corpus: list[str]) -> None:
    _convert(*corpus, "--manifest")
    shutil.rmtree("out/.article")
    assert _convert(*corpus, "--manifest", "-n").code == 0
    assert _convert(*corpus, "--manifest") == (0, b"", "")
    before = _times("out")
    assert _convert(*corpus).code == 0
    assert _changed(before) == []
    shutil.rmtree("out/.article")
    Path("out/a.json").write_text("mended by hand")
    assert _convert(*corpus).code == 1
    assert Path("out/a.json").read_text() == "mended by hand"


def test_force_does_all(corpus: list[str]) -> None:
    _convert(*corpus)
    before = _times("out")
    _convert(*corpus, "--force")
    assert len(_changed(before)) == 6


def test_outputs_are_touched_where_their_input_is_newer(corpus: list[str]) -> None:
    _convert(*corpus)
    later = Path("out/a.txt").stat().st_mtime_ns + 10**7
    os.utime("corpus/a.txt", ns=(later, later))
    before = _times("out")
    os.utime("corpus/a.txt")
    _convert(*corpus)
    assert _changed(before) == ["a.json", "a.txt"]
    assert Path("out/a.txt").stat().st_mtime_ns >= Path("corpus/a.txt").stat().st_mtime_ns
    before = _times("out")
    _convert(*corpus)
    assert _changed(before) == []


def test_a_picture_that_changed_is_other_work(tmp_path: Path) -> None:
    from PIL import Image

    _write(
        "corpus/a.md",
        STORY.replace("By Jane", "![A door](door.png)\n\nBy Jane"),
    )
    argv = ("corpus", "-t", "html", "-o", "out")
    assert "image-missing" in _convert(*argv).stderr
    Image.new("RGB", (9, 9), "red").save("corpus/door.png")
    assert _convert(*argv).stderr == ""
    red = Path("out/a.html").read_bytes()
    Image.new("RGB", (9, 9), "blue").save("corpus/door.png")
    _convert(*argv)
    assert Path("out/a.html").read_bytes() != red


def test_messages_are_said_again_and_count_though_nothing_is_done(corpus: list[str]) -> None:
    _write("corpus/a.txt", CITED)
    first = _convert(*corpus, "--strict")
    assert first.code == 5
    assert "corpus/a.txt:7: warning: " in first.stderr
    before = _times("out")
    assert _convert(*corpus, "--strict") == first
    assert _changed(before) == []


def test_what_failed_is_tried_again(corpus: list[str]) -> None:
    _write("corpus/b/e.txt", "")
    first = _convert(*corpus)
    assert (first.code, first.stderr) == (1, "corpus/b/e.txt: error: the input is empty\n")
    assert _convert(*corpus) == first
    _write("corpus/b/e.txt", STORY)
    before = _times("out")
    assert _convert(*corpus).code == 0
    assert _changed(before) == ["b/e.json", "b/e.txt"]


def test_both_folders_may_be_moved(corpus: list[str]) -> None:
    _convert(*corpus)
    Path("elsewhere").mkdir()
    for name in ("corpus", "out"):
        Path(name).rename(f"elsewhere/{name}")
    os.chdir("elsewhere")
    before = _times("out")
    _convert(*corpus)
    assert _changed(before) == []
    os.chdir("corpus")
    assert _convert(".", "-t", "text,json", "-o", "../out").code == 0
    os.chdir("..")
    assert _changed(before) == []


def test_prune_removes_what_was_made_of_inputs_that_are_gone(corpus: list[str]) -> None:
    _convert(*corpus)
    _write("out/b/mine.txt", "a stranger's")
    Path("corpus/b/d.txt").unlink()
    _convert(*corpus)
    assert "b/d.txt" in _tree("out")
    assert _convert(*corpus, "--prune") == Outcome(0, b"", "")
    assert _tree("out") == ["a.json", "a.txt", "b/c.json", "b/c.txt", "b/mine.txt"]
    Path("corpus/b/c.txt").unlink()
    Path("out/b/c.txt").write_text("mended")
    found = _convert(*corpus, "--prune", "-v")
    assert [line.rpartition(" ")[2] for line in found.stderr.splitlines()] == ["[pruned]", "[not-pruned]"]
    assert _tree("out") == ["a.json", "a.txt", "b/c.txt", "b/mine.txt"]


def test_prune_removes_formats_and_names_that_are_no_more(corpus: list[str]) -> None:
    _convert(*corpus)
    _convert("corpus", "-t", "text", "-o", "out", "--name", "{stem}", "--prune")
    assert _tree("out") == ["a.txt", "c.txt", "d.txt"]


def test_prune_keeps_all_where_an_input_could_not_be_read(corpus: list[str]) -> None:
    _convert(*corpus)
    Path("corpus/a.txt").unlink()
    found = _convert(*corpus, "missing.txt", "--prune")
    assert found.code == 1
    assert (
        "out: warning: nothing is pruned, since some inputs could not be read [not-pruned]\n" in found.stderr
    )
    assert len(_tree("out")) == 6


def test_names_are_made_of_what_the_article_says(corpus: list[str]) -> None:
    argv = ("corpus", "-t", "text", "-o", "out", "--name", "{year}/{slug}")
    assert _convert(*argv) == Outcome(0, b"", "")
    assert _tree("out") == [f"2025/{letter}-keeps-the-library-open.txt" for letter in "acd"]
    before = _times("out")
    assert _convert(*argv) == Outcome(0, b"", "")
    assert _changed(before) == []


def test_two_that_would_be_one_are_refused_or_numbered(corpus: list[str]) -> None:
    _write("corpus/b/a.txt", STORY)
    argv = ("corpus", "-t", "text", "-o", "out", "--name", "{stem}")
    found = _convert(*argv)
    assert found.code == 2
    said = "Error: corpus/a.txt and corpus/b/a.txt would both write out/a.txt; --on-clash number keeps both\n"
    assert found.stderr.endswith(said)
    assert not Path("out").exists()
    assert _convert(*argv, "--on-clash", "number").code == 0
    assert _tree("out") == ["a-2.txt", "a.txt", "c.txt", "d.txt"]


def test_two_whose_names_are_known_late_are_refused_one_by_one_or_numbered(corpus: list[str]) -> None:
    argv = ("corpus", "-t", "text", "-o", "out", "--name", "{date}")
    found = _convert(*argv)
    assert found.code == 1
    assert (
        len(
            re.findall("error: corpus/a.txt and corpus/b/. would both write out/2025-03-03.txt", found.stderr)
        )
        == 0
    )
    assert [line.split(": ")[0] for line in found.stderr.splitlines()] == ["corpus/b/c.txt", "corpus/b/d.txt"]
    assert _tree("out") == ["2025-03-03.txt"]
    assert _convert(*argv, "--on-clash", "number").code == 0
    assert _tree("out") == ["2025-03-03-2.txt", "2025-03-03-3.txt", "2025-03-03.txt"]
    assert Path("out/2025-03-03-3.txt").read_text().startswith("D keeps")


def test_a_name_that_becomes_free_is_taken(corpus: list[str]) -> None:
    argv = ("corpus", "-t", "text", "-o", "out", "--name", "{date}", "--on-clash", "number", "--prune")
    _convert(*argv)
    Path("corpus/a.txt").unlink()
    assert _convert(*argv) == Outcome(0, b"", "")
    assert _tree("out") == ["2025-03-03-2.txt", "2025-03-03.txt"]
    assert Path("out/2025-03-03.txt").read_text().startswith("C keeps")


def test_a_pattern_that_is_none_is_a_usage_error(corpus: list[str]) -> None:
    found = _convert(*corpus, "--name", "{slugg}")
    assert found.code == 2
    assert "did you mean {slug}?" in found.stderr


def test_a_run_stops_at_so_many_failures(corpus: list[str]) -> None:
    for name in ("b/a", "b/aa"):
        _write(f"corpus/{name}.txt", "")
    found = _convert(*corpus, "--max-failures", "2")
    assert found.code == 1
    assert re.fullmatch(
        r"corpus/b/a\.txt: error: the input is empty\ncorpus/b/aa\.txt: error: the input is empty\n"
        r"article: info: stopped: 1 article done, 2 failed.*; the same command goes on from there \[max-failures\]\n",
        found.stderr,
    )
    assert _tree("out") == ["a.json", "a.txt"]


def test_codes_can_be_ignored_or_fatal() -> None:
    argv = ("story.txt", "cited.txt", "-t", "text", "-o", "out")
    assert _convert(*argv, "--ignore", "marker-unresolved", "--strict") == Outcome(0, b"", "")
    assert _convert(*argv, "--fail-on", "marker-unresolved", "-q") == Outcome(5, b"", "")
    assert _convert(*argv, "--fail-on", "cookie-wall", "-q") == Outcome(0, b"", "")
    both = _convert(*argv, "--fail-on", "marker-unresolved", "--ignore", "marker-unresolved")
    assert both == Outcome(0, b"", "")


def test_a_dry_run_says_what_is_left_to_do(corpus: list[str]) -> None:
    argv = ("corpus", "-t", "text", "-o", "out")
    _convert(*argv)
    _write("corpus/b/d.txt", STORY)
    before = _times("out")
    found = _convert(*argv, "-n")
    assert re.fullmatch(rb"corpus/b/d\.txt -> out/b/d\.txt \(\d+ bytes\)\n", found.stdout)
    assert _changed(before) == []


def test_a_folder_that_cannot_be_read_costs_only_itself(corpus: list[str]) -> None:
    if os.geteuid() == 0:
        pytest.skip("root reads everything")
    Path("corpus/b").chmod(0)
    found = _convert(*corpus)
    assert (found.code, found.stderr) == (1, "corpus/b: error: cannot be read: Permission denied\n")
    assert _tree("out") == ["a.json", "a.txt"]


def test_a_format_that_is_named_twice_is_one(corpus: list[str]) -> None:
    assert _convert("corpus", "-t", "html,html", "-o", "out").code == 0


@pytest.mark.parametrize("damage", [b"", b"no database", b"SQLite format 3\0" + bytes(200)])
def test_a_journal_that_is_damaged_is_told_with_what_to_do(corpus: list[str], damage: bytes) -> None:
    _convert(*corpus)
    Path("out/.article/journal.sqlite").write_bytes(damage)
    found = _convert(*corpus)
    # An empty one is none, and what is there is as it would be made.
    assert found.code == (1 if damage else 0)
    if damage:
        assert re.fullmatch(
            r"out/\.article/journal\.sqlite: error: is damaged: .*; remove out/\.article, and "
            r"begin anew with --force\n",
            found.stderr,
        )
    assert len(_tree("out")) == 6


def test_a_journal_of_a_later_version_is_left_alone(corpus: list[str]) -> None:
    _convert(*corpus)
    with sqlite3.connect("out/.article/journal.sqlite") as db:
        db.execute("PRAGMA user_version = 99")
    found = _convert(*corpus)
    assert found.code == 1
    assert "is of another version of article (layout 99)" in found.stderr


def test_a_journal_is_no_way_into_another_file(corpus: list[str]) -> None:
    Path("precious").write_bytes(b"")
    Path("out/.article").mkdir(parents=True)
    Path("out/.article/journal.sqlite").symlink_to(Path("precious").resolve())
    assert "is a link" in _convert(*corpus).stderr
    assert Path("precious").read_bytes() == b""


def test_names_in_no_charset_are_remembered(corpus: list[str]) -> None:
    name = "corpus/\udcff\ud83d.txt".replace("\ud83d", "")
    _write(name, STORY)
    assert _convert(*corpus) == Outcome(0, b"", "")
    before = _times("out")
    assert _convert(*corpus) == Outcome(0, b"", "")
    assert _changed(before) == []
    os.unlink(name)
    assert _convert(*corpus, "--prune") == Outcome(0, b"", "")
    assert len(_tree("out")) == 6


def test_members_of_containers_are_up_to_date_too() -> None:
    lines = [json.dumps({"text": STORY, "url": f"https://x.org/{n}-story"}) for n in range(3)]
    _write("more.jsonl", "\n".join(lines))
    argv = ("more.jsonl", "-t", "text", "-o", "out")
    assert _convert(*argv).code == 0
    before = _times("out")
    lines[1] = json.dumps({"text": STORY, "url": "https://x.org/1-story", "author": "Someone Else"})
    _write("more.jsonl", "\n".join(lines))
    assert _convert(*argv).code == 0
    assert _changed(before) == ["more/1-story.txt"]
