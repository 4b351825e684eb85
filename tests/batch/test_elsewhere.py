"""Outputs by URL, in a file system of fsspec: memory's, which is real and in this process."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import fsspec
import pytest

from tests.cli.running import STORY, Outcome, article

_OUT = "memory://bucket/out"


def _convert(*argv: str, **env: str) -> Outcome:
    states = str(Path("states").absolute())
    return article("convert", *argv, env={"ARTICLE_ENGINE": "serial", "XDG_STATE_HOME": states, **env})


def _write(path: str, headline: str = "Council") -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(STORY.replace("Council", headline))


@pytest.fixture
def memory() -> Iterator[Any]:
    """A file system in memory, with nothing in it."""
    system = fsspec.filesystem("memory")
    system.store.clear()
    yield system
    system.store.clear()


@pytest.fixture
def corpus(folder: Path, memory: Any) -> list[str]:
    """Three articles, and the command line that converts them to a URL."""
    for stem in ("a", "b/c", "b/d"):
        _write(f"corpus/{stem}.txt", f"{stem[-1].upper()} council")
    return ["corpus", "-t", "text,json", "-o", _OUT]


def _tree(system: Any) -> dict[str, bytes]:
    return {
        path.removeprefix("/bucket/out/"): system.cat(path) for path in sorted(system.find("/bucket/out"))
    }


def _times(system: Any) -> dict[str, Any]:
    return {path.removeprefix("/bucket/out/"): system.created(path) for path in system.find("/bucket/out")}


def _changed(system: Any, before: dict[str, Any]) -> list[str]:
    return sorted(path for path, time in _times(system).items() if before.get(path) != time)


def test_files_are_those_of_a_folder_and_a_second_run_does_nothing(corpus: list[str], memory: Any) -> None:
    assert _convert(*corpus) == Outcome(0, b"", "")
    _convert(*corpus, "-o", "local")
    paths = (path for path in Path("local").rglob("*.*") if path.is_file() and ".article" not in path.parts)
    local = {str(path.relative_to("local")): path.read_bytes() for path in paths}
    assert _tree(memory) == local
    assert len(local) == 6
    before = _times(memory)
    assert _convert(*corpus) == Outcome(0, b"", "")
    assert _changed(memory, before) == []
    assert not list(Path("states").rglob("waiting-*"))


def test_what_changed_or_is_missing_is_done_and_nothing_else(corpus: list[str], memory: Any) -> None:
    _convert(*corpus)
    before = _times(memory)
    _write("corpus/b/c.txt", "Town")
    memory.rm_file("/bucket/out/a.json")
    assert _convert(*corpus) == Outcome(0, b"", "")
    assert _changed(memory, before) == ["a.json", "a.txt", "b/c.json", "b/c.txt"]


def test_what_a_store_has_moved_is_known_by_what_it_holds(corpus: list[str], memory: Any) -> None:
    _convert(*corpus)
    for path, data in _tree(memory).items():
        memory.rm_file(f"/bucket/out/{path}")
        memory.pipe(f"/bucket/out/{path}", data)
    before = _times(memory)
    assert _convert(*corpus) == Outcome(0, b"", "")
    assert _changed(memory, before) == []


def test_a_strangers_file_is_left_alone(corpus: list[str], memory: Any) -> None:
    memory.pipe("/bucket/out/a.txt", b"mine")
    found = _convert(*corpus)
    assert (found.code, found.stderr) == (
        1,
        f"{_OUT}/a.txt: error: is not as an earlier run wrote it; move it away, or replace it with --force\n",
    )
    assert memory.cat("/bucket/out/a.txt") == b"mine"
    assert _convert(*corpus, "--force").code == 0
    _write("corpus/a.txt", "Town")
    assert _convert(*corpus, "--no-clobber").stderr == f"{_OUT}/a.txt: error: exists; --no-clobber keeps it\n"


def test_prune_removes_what_is_gone(corpus: list[str], memory: Any) -> None:
    _convert(*corpus)
    Path("corpus/a.txt").unlink()
    assert _convert(*corpus, "--prune") == Outcome(0, b"", "")
    assert sorted(_tree(memory)) == ["b/c.json", "b/c.txt", "b/d.json", "b/d.txt"]


@pytest.mark.parametrize("kind", ["zip", "tar"])
def test_archives_go_there_too_and_are_packed_on(corpus: list[str], memory: Any, kind: str) -> None:
    argv = (*corpus, "--archive", kind, "--archive-size", "2", "--manifest")
    assert _convert(*argv) == Outcome(0, b"", "")
    assert sorted(_tree(memory)) == [
        "SHA256SUMS",
        f"articles-00001.{kind}",
        f"articles-00002.{kind}",
        "manifest.json",
    ]
    before = _times(memory)
    _write("corpus/a.txt", "Town")
    assert _convert(*argv) == Outcome(0, b"", "")
    assert _changed(memory, before) == ["SHA256SUMS", f"articles-00001.{kind}", "manifest.json"]
    _convert(*argv, "-o", "local")
    assert _tree(memory)[f"articles-00001.{kind}"] == Path(f"local/articles-00001.{kind}").read_bytes()


def test_the_journal_is_among_the_users_states_or_where_it_is_told_to_be(
    corpus: list[str], memory: Any
) -> None:
    _convert(*corpus)
    assert len(list(Path("states/article-convert").glob("*/journal.sqlite"))) == 1
    env = {"XDG_STATE_HOME": str(Path("states").absolute())}
    assert b"articles  3: 3 done" in article("report", _OUT, env=env).stdout
    assert article("report", "memory://bucket/other", env=env).stderr.startswith(
        "memory://bucket/other: error: has no"
    )
    memory.rm("/bucket", recursive=True)
    _convert(*corpus, "--journal", "kept/journal", XDG_STATE_HOME="/nowhere")
    assert b"articles  3: 3 done" in article("report", _OUT, "--journal", "kept/journal").stdout
    # Names in it are paths from where it is, so that it can be moved with the inputs.
    Path("elsewhere").mkdir()
    for name in ("corpus", "kept"):
        Path(name).rename(f"elsewhere/{name}")
    before = _times(memory)
    moved = ("elsewhere/corpus", *corpus[1:], "--journal", "elsewhere/kept/journal")
    assert _convert(*moved) == Outcome(0, b"", "")
    assert _changed(memory, before) == []


def test_a_journal_may_be_kept_apart_from_a_folder(corpus: list[str]) -> None:
    for _ in range(2):
        assert _convert(*corpus, "-o", "out", "--journal", "kept/j") == Outcome(0, b"", "")
    assert not Path("out/.article").exists()
    assert b"articles  3: 3 done" in article("report", "out", "--journal", "kept/j").stdout


def test_what_is_written_below_a_url_is_none_of_its_inputs(memory: Any, folder: Path) -> None:
    memory.pipe("/bucket/a.txt", STORY.encode())
    for _ in range(2):
        assert _convert("memory://bucket", "-t", "json", "-o", _OUT) == Outcome(0, b"", "")
    assert sorted(_tree(memory)) == ["a.json"]


def test_one_article_goes_to_a_url(memory: Any, folder: Path) -> None:
    assert _convert("story.txt", "-o", "memory://bucket/story.html") == Outcome(0, b"", "")
    assert memory.cat("/bucket/story.html").startswith(b"<!doctype html>")
    found = _convert("story.txt", "-o", "memory://bucket/story.html", "--no-clobber")
    assert found.stderr == "memory://bucket/story.html: error: exists; --no-clobber keeps it\n"
    assert json.loads(_convert("memory://bucket/story.html", "-t", "json").stdout)["type"] == "article"


def test_urls_of_this_machine_are_its_files(folder: Path) -> None:
    for scheme in ("file", "local"):
        out = Path(scheme).absolute()
        assert _convert("story.txt", "-t", "text,json", "-o", f"{scheme}://{out}") == Outcome(0, b"", "")
        assert sorted(path.name for path in out.iterdir()) == [".article", "story.json", "story.txt"]


def test_what_is_no_url_of_ours_is_told(folder: Path) -> None:
    found = _convert("story.txt", "-t", "text", "-o", "gopher://x/y/")
    assert found.code == 1
    assert found.stderr.startswith("gopher://x/y/: error: is no URL of a kind that is known: ")


def test_a_web_server_is_for_inputs(folder: Path) -> None:
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{server.server_port}"
        assert _convert(f"{url}/story.txt", "-t", "text").stdout.startswith(b"Council")
        found = _convert("story.txt", "-t", "text", "-o", f"{url}/x/")
        server.shutdown()
    assert (found.code, found.stderr) == (
        1,
        f"{url}/x/story.txt: error: cannot be written: its kind of URL is for inputs\n",
    )


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_args: object) -> None:
        pass
