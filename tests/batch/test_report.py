"""What is told of an output folder, in each form."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
from pathlib import Path

import pytest
from lxml import etree, html

from tests.browser import browser, needs_chromium
from tests.cli.running import CITED, STORY, article


@pytest.fixture
def out() -> str:
    """An output folder with two articles that are done and one that failed."""
    Path("corpus").mkdir()
    for name, text in {"a": STORY, "<b>&\u202e": CITED, "=c": ""}.items():
        Path("corpus", f"{name}.txt").write_text(text)
    article("convert", "corpus", "-t", "html,json", "-o", "out", env={"ARTICLE_ENGINE": "serial"})
    return "out"


def _report(*argv: str) -> bytes:
    found = article("report", *argv)
    assert (found.code, found.stderr) == (0, "")
    return found.stdout


def test_the_text_form_has_counts_failures_warnings_scores_and_times(out: str) -> None:
    lines = _report(out).decode().splitlines()
    patterns = [
        r"articles  3: 2 done, 1 failed",
        r"files     4, \d+\.\d kB",
        r"last run  \d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00, \d+\.\d s",
        r"failures  no-article 1",
        r"          corpus/=c\.txt: the input is empty",
        r"warnings  marker-unresolved 1",
        r"scores    median 0\.\d\d, lowest:",
        *[r"          0\.\d\d  corpus/.*"] * 2,
        r"time      median \d+ ms an article, slowest:",
        *[r"          \d+ ms  corpus/.*"] * 3,
    ]
    assert len(lines) == len(patterns)
    assert all(map(re.fullmatch, patterns, lines)), lines


def test_json_has_every_article(out: str) -> None:
    found = json.loads(_report(out, "--to", "json"))
    assert [each["state"] for each in found["outcomes"]] == ["done", "failed", "done"]
    assert {each["input"] for each in found["outcomes"]} == {
        f"corpus/{n}.txt" for n in ("a", "=c", "<b>&\u202e")
    }
    assert [len(each["files"]) for each in found["outcomes"]] == [2, 0, 2]
    assert (found["articles"], found["failed"], found["files"]) == (3, 1, 4)


def test_csv_is_safe_to_open_in_a_spreadsheet(out: str) -> None:
    rows = list(csv.DictReader(io.StringIO(_report(out, "--to", "csv").decode())))
    assert [row["state"] for row in rows] == ["done", "failed", "done"]
    assert rows[1]["message"] == "the input is empty"
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row.values())


def test_junit_has_a_case_an_article(out: str) -> None:
    root = etree.fromstring(_report(out, "--to", "junit"))
    (suite,) = root
    assert (suite.get("tests"), suite.get("failures")) == ("3", "1")
    cases = {str(case.get("name")): case for case in suite}
    assert len(cases) == 3
    failure = cases["corpus/=c.txt"].find("failure")
    assert failure is not None
    assert (failure.get("type"), failure.get("message")) == ("no-article", "the input is empty")
    assert "marker-unresolved" in (cases["corpus/<b>&\u202e.txt"].findtext("system-out") or "")


def test_sha256sum_agrees(out: str) -> None:
    Path("corpus/new\nline\\.txt").write_text(STORY)
    article("convert", "corpus", "-t", "html,json", "-o", "out", env={"ARTICLE_ENGINE": "serial"})
    _report(out, "-o", "out/SHA256SUMS")
    done = subprocess.run(
        ["sha256sum", "-c", "SHA256SUMS"], cwd=out, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert len(done.stdout.splitlines()) == 6


def test_a_manifest_lists_every_file_and_no_time(out: str) -> None:
    first = _report(out, "--to", "manifest")
    listed = json.loads(first)["files"]
    assert [each["path"] for each in listed] == sorted(each["path"] for each in listed)
    assert {each["mediaType"] for each in listed} == {"text/html", "application/json"}
    article("convert", "corpus", "-t", "html,json", "-o", "out", "--force", env={"ARTICLE_ENGINE": "serial"})
    assert _report(out, "-o", "-", "--to", "manifest") == first


def test_the_name_of_a_file_tells_its_form(out: str) -> None:
    for name, start in {
        "r.json": b"{",
        "r.csv": b"input,",
        "r.xml": b"<?xml",
        "r.html": b"<!doctype",
        "r": b"art",
    }.items():
        _report(out, "-o", name)
        assert Path(name).read_bytes().startswith(start)


def test_a_page_has_no_markup_of_strangers_and_asks_for_nothing(out: str) -> None:
    page = _report(out, "--to", "html").decode()
    tree = html.fromstring(page)
    assert not tree.xpath("//script | //b | //link | //img")
    assert "corpus/<b>&\u202e.txt" in [str(cell.text) for cell in tree.iter("td")]


def test_a_folder_without_a_journal_is_told() -> None:
    found = article("report", "folder")
    assert (found.code, found.stdout) == (1, b"")
    assert (
        found.stderr
        == "folder: error: has no journal; name a folder that `article convert … -o FOLDER/` wrote\n"
    )


def test_a_folder_that_cannot_be_written_to_can_be_reported_on(out: str) -> None:
    for path in (Path("out/.article/journal.sqlite"), Path("out/.article")):
        path.chmod(path.stat().st_mode & ~0o222)
    try:
        assert b"articles  3" in _report(out)
    finally:
        Path("out/.article").chmod(0o755)


@needs_chromium
def test_the_page_in_a_browser(out: str, tmp_path: Path) -> None:
    _report(out, "-o", "report.html")
    with browser(tmp_path / "profile") as page:
        for width in (1200, 360):
            page.resize(width, 800)
            page.open(tmp_path / "report.html")
            assert page.run("document.documentElement.scrollWidth <= window.innerWidth")
            assert page.run("document.querySelectorAll('svg rect').length") == 60
            tall = "[...document.querySelectorAll('svg rect')].filter(r => r.getBBox().height > 20).length"
            assert page.run(tall) >= 3
            assert page.run("getComputedStyle(document.querySelector('rect')).fill") == "rgb(11, 79, 147)"
            page.click("summary")
            assert page.run("document.querySelector('details').open")
        faults = [
            each for each in page.events if each["method"] in ("Log.entryAdded", "Runtime.exceptionThrown")
        ]
        asked = [each for each in page.events if each["method"] == "Network.requestWillBeSent"]
        assert faults == []
        assert {each["params"]["request"]["url"] for each in asked} == {(tmp_path / "report.html").as_uri()}
