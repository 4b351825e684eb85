"""Outputs packed in archives: which article is in which, what is made anew, what is refused."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import tarfile
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.cli.running import STORY, Outcome, article, process

_SERIAL = {"ARTICLE_ENGINE": "serial"}
# Eight articles: five files, three lines.
_ARCHIVES = {
    "articles-00001": ["a.txt", "b/c.txt"],
    "articles-00002": ["b/d.txt", "e.txt"],
    "articles-00003": ["f.txt"],
    "more-00001": ["more/0-story.txt", "more/1-story.txt"],
    "more-00002": ["more/2-story.txt"],
}


def _convert(*argv: str) -> Outcome:
    return article("convert", *argv, env=_SERIAL)


def _write(path: str, headline: str) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(STORY.replace("Council", headline))


def _lines(*headlines: str) -> str:
    records = (
        {"text": STORY.replace("Council", each), "url": f"https://x.org/{n}-story"}
        for n, each in enumerate(headlines)
    )
    return "".join(f"{json.dumps(each)}\n" for each in records)


def _archives(folder: str = "out") -> dict[str, bytes]:
    paths = (path for path in Path(folder).iterdir() if path.suffix in (".zip", ".tar"))
    return {path.stem: path.read_bytes() for path in sorted(paths)}


def _changed(before: dict[str, bytes], times: dict[str, int]) -> list[str]:
    """Return the archives that are written anew, whether with other bytes or not."""
    return [name for name, time in _times().items() if time != times.get(name)]


def _times() -> dict[str, int]:
    return {path.stem: path.stat().st_mtime_ns for path in sorted(Path("out").glob("*.zip"))}


def _members(path: str) -> list[str]:
    if path.endswith("tar"):
        with tarfile.open(path) as packed:
            return packed.getnames()
    with ZipFile(path) as archive:
        return archive.namelist()


@pytest.fixture
def corpus(folder: Path) -> list[str]:
    """Five files and a container of three articles, and the command line that packs them."""
    for stem in ("a", "b/c", "b/d", "e", "f"):
        _write(f"corpus/{stem}.txt", f"{stem[-1].upper()} council")
    Path("corpus/more.jsonl").write_text(_lines("One", "Two", "Three"))
    return ["corpus", "-t", "text", "-o", "out", "--archive", "zip", "--archive-size", "2"]


@pytest.mark.parametrize("kind", ["zip", "tar"])
def test_files_are_packed_as_they_would_be_called(corpus: list[str], kind: str) -> None:
    assert _convert(*corpus, "--archive", kind) == Outcome(0, b"", "")
    assert {name: _members(f"out/{name}.{kind}") for name in _archives()} == _ARCHIVES
    assert sorted(each.name for each in Path("out").iterdir()) == sorted(
        [".article", *(f"{n}.{kind}" for n in _ARCHIVES)]
    )
    _convert("corpus", "-t", "text", "-o", "plain")
    assert _unpacked(f"out/more-00002.{kind}") == {
        "more/2-story.txt": Path("plain/more/2-story.txt").read_bytes()
    }


def _unpacked(path: str) -> dict[str, bytes]:
    command = ["tar", "-xf"] if path.endswith("tar") else [sys.executable, "-m", "zipfile", "-e"]
    Path("there").mkdir(exist_ok=True)
    argv = [*command, path, *(["-C"] if path.endswith("tar") else []), "there"]
    subprocess.run(argv, check=True)
    return {
        str(each.relative_to("there")): each.read_bytes()
        for each in Path("there").rglob("*")
        if each.is_file()
    }


@pytest.mark.runs
@pytest.mark.parametrize("kind", ["zip", "tar"])
def test_any_number_of_workers_and_either_engine_give_the_same_bytes(corpus: list[str], kind: str) -> None:
    argv = ("convert", *corpus, "--archive", kind)
    for way in (("-j", "2"), ("--engine", "serial")):
        assert process(*argv, "-o", way[-1], *way).code == 0
    assert _archives("2") == _archives("serial")
    assert len(_archives("2")) == 5


def test_an_archive_that_is_up_to_date_is_left_and_one_that_is_not_is_packed_anew(corpus: list[str]) -> None:
    _convert(*corpus)
    before, times = _archives(), _times()
    assert _convert(*corpus) == Outcome(0, b"", "")
    assert _changed(before, times) == []
    _write("corpus/b/d.txt", "Mended")
    Path("corpus/more.jsonl").write_text(_lines("One", "Two", "Three", "Four"))
    assert _convert(*corpus) == Outcome(0, b"", "")
    assert _changed(before, times) == ["articles-00002", "more-00002"]
    # As if all had been made of what the inputs are now.
    assert _convert(*corpus, "-o", "fresh") == Outcome(0, b"", "")
    assert _archives() == _archives("fresh")


def test_what_changed_is_the_only_work(corpus: list[str]) -> None:
    _convert(*corpus)
    _write("corpus/b/d.txt", "Mended")
    found = _convert(*corpus, "-n")
    assert found.stdout.startswith(b"corpus/b/d.txt -> out/articles-00002.zip/b/d.txt (")
    assert found.stdout.count(b"\n") == 1


def test_one_that_is_lost_or_not_as_it_was_is_made_again(corpus: list[str]) -> None:
    _convert(*corpus)
    before = _archives()
    Path("out/articles-00003.zip").unlink()
    assert _convert(*corpus) == Outcome(0, b"", "")
    assert _archives() == before
    Path("out/articles-00001.zip").write_bytes(b"mended")
    found = _convert(*corpus)
    assert (found.code, found.stderr) == (
        1,
        "out/articles-00001.zip: error: is not as an earlier run wrote it; move it away, or replace it with --force\n",
    )
    assert Path("out/articles-00001.zip").read_bytes() == b"mended"
    assert _convert(*corpus, "--force").code == 0
    assert _archives() == before


def test_one_that_was_changed_behind_our_back_is_not_packed_on(corpus: list[str]) -> None:
    _convert(*corpus)
    path = Path("out/articles-00001.zip")
    time = path.stat().st_mtime_ns
    path.write_bytes(path.read_bytes().replace(b"protest", b"PROTEST"))
    os.utime(path, ns=(time, time))
    _write("corpus/a.txt", "Mended")
    found = _convert(*corpus)
    assert found.code == 1
    assert found.stderr.startswith("out/articles-00001.zip: error: is not as an earlier run wrote it; ")


def test_no_file_is_replaced_under_no_clobber(corpus: list[str]) -> None:
    _convert(*corpus)
    assert _convert(*corpus, "--no-clobber").code == 0
    _write("corpus/a.txt", "Mended")
    found = _convert(*corpus, "--no-clobber")
    assert (found.code, found.stderr) == (1, "out/articles-00001.zip: error: exists; --no-clobber keeps it\n")


def test_one_that_fails_is_told_and_the_others_keep_their_archives(corpus: list[str]) -> None:
    _convert(*corpus)
    before, times = _archives(), _times()
    Path("corpus/b/d.txt").write_text("")
    found = _convert(*corpus)
    assert (found.code, found.stderr) == (1, "corpus/b/d.txt: error: the input is empty\n")
    assert _changed(before, times) == ["articles-00002"]
    assert _members("out/articles-00002.zip") == ["e.txt"]
    assert [each["path"] for each in _listed() if "members" in each] == [f"{name}.zip" for name in _ARCHIVES]
    _write("corpus/b/d.txt", "D council")
    assert _convert(*corpus).code == 0
    assert _archives() == before


def test_what_is_written_beside_a_format_that_fails_is_packed(moody: str) -> None:
    for name in ("Fault", "Number"):
        _write(f"corpus/{name}.txt", name)
    found = process("convert", "corpus", "-t", "fake,text", "-o", "out", "--archive", "zip", PYTHONPATH=moody)
    assert (found.code, found.stderr.count("\n")) == (1, 1)
    assert _members("out/articles-00001.zip") == ["Fault.txt", "Number.fake", "Number.txt"]


def _listed() -> list[dict[str, object]]:
    listed: list[dict[str, object]] = json.loads(article("report", "out", "--to", "manifest").stdout)["files"]
    return listed


def test_inputs_that_are_not_named_are_not_lost(corpus: list[str]) -> None:
    _convert(*corpus)
    before = _archives()
    found = _convert("corpus/b", *corpus[1:])
    assert found.code == 1
    assert found.stderr == (
        "out: error: has archives with articles of corpus/a.txt and 3 more inputs, not named now; "
        "name all inputs of the folder, give another, or --prune what is gone\n"
    )
    # A line of a container is not all of it.
    assert _convert("corpus/more.jsonl:1", *corpus[1:]).code == 1
    assert _archives() == before


def test_prune_packs_anew_without_what_is_gone(corpus: list[str]) -> None:
    _convert(*corpus)
    for name in ("a.txt", "more.jsonl"):
        Path("corpus", name).unlink()
    assert _convert(*corpus).code == 1
    found = _convert(*corpus, "--prune", "-v")
    assert [line.rpartition(" ")[2] for line in found.stderr.splitlines()] == ["[pruned]"] * 3
    assert {name: _members(f"out/{name}.zip") for name in _archives()} == {
        "articles-00001": ["b/c.txt", "b/d.txt"],
        "articles-00002": ["e.txt", "f.txt"],
    }
    _convert(*corpus, "-o", "fresh")
    assert _archives() == _archives("fresh")


def test_files_become_archives_and_archives_files(corpus: list[str]) -> None:
    _convert(*corpus[:5])
    _convert(*corpus, "--prune")
    assert sorted(_archives()) == sorted(_ARCHIVES)
    assert not Path("out/a.txt").exists()
    _convert(*corpus[:5], "--prune")
    assert _archives() == {}
    assert Path("out/b/d.txt").is_file()


def test_names_clash_or_are_numbered_as_those_of_files(corpus: list[str]) -> None:
    _write("corpus/b/a.txt", "Another")
    argv = (*corpus, "--name", "{stem}")
    found = _convert(*argv)
    assert found.code == 2
    assert "would both write out/a.txt; --on-clash number keeps both" in found.stderr
    assert _convert(*argv, "--on-clash", "number").code == 0
    assert _members("out/articles-00001.zip") == ["a.txt", "a-2.txt"]


def test_a_name_that_an_archive_cannot_have_is_told(corpus: list[str]) -> None:
    _write("corpus/\udcff.txt", "Odd")
    found = _convert(*corpus)
    assert found.code == 1
    assert "cannot have a file that is called" in found.stderr
    assert found.stderr.endswith("; --archive tar can, or use --name\n")
    assert _convert(*corpus, "--archive", "tar", "-o", "tar").code == 0


def test_lists_have_archives_and_what_is_in_them(corpus: list[str]) -> None:
    assert _convert(*corpus, "--manifest") == Outcome(0, b"", "")
    done = subprocess.run(
        ["sha256sum", "-c", "SHA256SUMS"], cwd="out", capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr, len(done.stdout.splitlines())) == (0, "", 5)
    listed = json.loads(Path("out/manifest.json").read_bytes())["files"]
    assert listed == _listed()
    (last,) = listed[-1]["members"]
    with ZipFile("out/more-00002.zip") as archive:
        assert last["sha256"] == hashlib.sha256(archive.read(last["path"])).hexdigest()
    assert b"files     8 in 5 archives, " in article("report", "out").stdout
    told = json.loads(article("report", "out", "--to", "json").stdout)
    assert {each["files"][0]["archive"] for each in told["outcomes"]} == {f"{name}.zip" for name in _ARCHIVES}


def test_make_is_told_of_archives(corpus: list[str]) -> None:
    _convert(*corpus, "--depfile", "out.d")
    assert "out/articles-00001.zip: corpus/a.txt\n" in Path("out.d").read_text()
    later = Path("out/articles-00001.zip").stat().st_mtime_ns + 10**7
    os.utime("corpus/a.txt", ns=(later, later))
    before, times = _archives(), _times()
    _convert(*corpus)
    assert _changed(before, times) == ["articles-00001"]
    assert _archives() == before


@pytest.mark.parametrize("kind", ["zip", "tar"])
def test_an_archive_can_be_read(corpus: list[str], kind: str) -> None:
    _convert(*corpus, "-t", "json", "--archive", kind)
    assert _convert(f"out/more-00001.{kind}", "-t", "text", "-o", "back") == Outcome(0, b"", "")
    assert Path("back/more-00001/more/1-story.txt").read_text().startswith("Two keeps the library")
    # What runs wrote is none of the inputs of a folder.
    assert _convert("out", "-t", "text", "-o", "other").code == 3
