"""`article check`: what it says in each form, what it ends with, and what it does with what it cannot check."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from lxml import etree

from tests.cli import plugin
from tests.cli.running import article, process

# Built-in ones, which are there wherever the tests run.
OURS = ("-c", "epub,html,jsonld,pdf")


@pytest.fixture(autouse=True)
def publications(folder: Path) -> Path:
    """Return a folder with an article as a page and as an EPUB, and a page with an error and a warning."""
    assert article("convert", "story.txt", "-t", "html,epub", "-o", "out/").code == 0
    page = (folder / "out" / "story.html").read_text()
    broken = (
        page.replace("<h1>", "<h3>")
        .replace("</h1>", "</h3>")
        .replace("</main>", '<a href="#gone">x</a></main>')
    )
    (folder / "broken.html").write_text(broken)
    return folder / "out"


def test_sound_publications_are_passed_in_silence() -> None:
    done = article("check", "out/", *OURS)
    assert (done.code, done.stdout) == (0, b"")
    assert done.stderr == "article: info: 2 files checked by epub, html: no faults [summary]\n"


def test_quiet_says_nothing_at_all() -> None:
    assert article("check", "out/story.html", *OURS, "-q") == (0, b"", "")


def test_a_fault_is_a_line_with_its_place_checker_and_code() -> None:
    done = article("check", "broken.html", "out/story.html", *OURS)
    assert done.code == 4
    warning, error = sorted(done.stdout.decode().splitlines(), key=lambda line: "error" in line)
    assert warning == "broken.html: warning: has no h1 [html headline-missing]"
    assert error.startswith("broken.html:")
    assert error.endswith(": error: a link to #gone leads nowhere [html link-dangling]")
    assert done.stderr == "article: info: 2 files checked by html: 1 error, 1 warning [summary]\n"


def test_a_warning_alone_counts_under_strict() -> None:
    page = Path("out/story.html").read_text().replace("<h1>", "<h2>").replace("</h1>", "</h2>")
    Path("warned.html").write_text(page)
    assert article("check", "warned.html", *OURS).code == 0
    assert article("check", "warned.html", *OURS, "--strict").code == 5


def test_json_has_every_file_with_what_looked_at_it() -> None:
    done = article("check", "broken.html", "out/", *OURS, "-t", "json", "-q")
    found = json.loads(done.stdout)
    assert [(each["file"], each["checkers"], len(each["faults"])) for each in found["files"]] == [
        ("broken.html", ["html"], 3),
        ("out/story.epub", ["epub"], 0),
        ("out/story.html", ["html"], 1),
    ]
    assert found["files"][0]["faults"][0].keys() >= {"checker", "code", "severity", "message"}
    assert found["counts"] == {"error": 1, "warning": 1, "info": 2}


def test_junit_has_a_suite_a_checker_and_a_case_a_file() -> None:
    done = article("check", "broken.html", "out/", *OURS, "-o", "report.xml")
    assert (done.code, done.stdout) == (4, b"")
    root = etree.parse("report.xml").getroot()
    suites = {suite.get("name"): (suite.get("tests"), suite.get("failures")) for suite in root}
    assert suites == {"epub": ("1", "0"), "html": ("2", "1")}
    (failure,) = root.iter("failure")
    assert failure.get("message") == "a link to #gone leads nowhere"
    (beside,) = root.iter("system-out")
    assert beside.text == "warning: has no h1 [headline-missing]"


def test_github_has_a_command_a_fault() -> None:
    done = article("check", "broken.html", *OURS, "-t", "github")
    assert "::warning file=broken.html,title=html headline-missing::has no h1\n" in done.stdout.decode()


def test_a_place_in_an_archive_is_said_in_the_message(folder: Path) -> None:
    import zipfile

    with zipfile.ZipFile("out/story.epub", "a") as archive:
        archive.writestr("EPUB/more.txt", "x")
    done = article("check", "out/story.epub", *OURS, "-t", "github", "--strict")
    assert done.code == 5
    assert "::EPUB/content.opf: EPUB/more.txt is not in the manifest\n" in done.stdout.decode()


def test_standard_input_is_told_by_its_content(publications: Path) -> None:
    for name in ("story.html", "story.epub"):
        done = article("check", "-", *OURS, stdin=(publications / name).read_bytes())
        assert (done.code, done.stdout) == (0, b"")
        assert done.stderr.startswith("article: info: 1 file checked by")


def test_a_suffix_goes_before_the_content() -> None:
    Path("page.epub").write_text("<!doctype html><p>x")
    done = article("check", "page.epub", *OURS)
    assert done.code == 4
    assert (
        done.stdout.decode()
        == "page.epub: error: cannot be unpacked: File is not a zip file [epub zip-damaged]\n"
    )


def test_what_cannot_be_checked_is_named_and_the_others_are_checked() -> None:
    done = article("check", "story.txt", "gone.html", "broken.html", *OURS)
    assert done.code == 4
    assert (
        "story.txt: error: is nothing that can be checked; there are checkers for epub, html" in done.stderr
    )
    assert "gone.html: error: cannot be read: No such file or directory; check the spelling" in done.stderr
    assert article("check", "story.txt", "out/", *OURS).code == 1


def test_a_folder_without_publications_is_named() -> None:
    done = article("check", "folder", *OURS)
    assert done.code == 1
    assert done.stderr.startswith("folder: error: holds no file that can be checked")


def test_a_pattern_is_expanded() -> None:
    assert article("check", "out/*.html", *OURS).stderr.startswith("article: info: 1 file checked by html")


def test_a_checker_that_is_unknown_is_an_error_with_the_nearest() -> None:
    done = article("check", "out/", "-c", "epubchek")
    assert (done.code, done.stderr) == (
        2,
        "article: error: unknown checker 'epubchek'; did you mean epubcheck?\n",
    )


@pytest.mark.parametrize("name", ["nu", "qpdf", "epubcheck", "ace", "axe", "verapdf", "all"])
def test_a_checker_that_is_named_and_not_installed_is_an_error_with_what_to_do(name: str) -> None:
    done = process("check", "out/", "-c", name, PATH="/nowhere", NODE_PATH="")
    assert done.code == 6
    assert " install " in done.stderr


def test_without_tools_our_own_checkers_do_and_the_others_are_named() -> None:
    done = process("check", "out/story.epub", PATH="/nowhere", NODE_PATH="")
    assert (done.code, done.stdout) == (0, b"")
    assert done.stderr.endswith(
        "1 file checked by epub: no faults; not installed: ace, epubcheck [summary]\n"
    )


def test_tools_lists_every_checker_and_how_to_get_those_that_are_missing() -> None:
    shown = process("check", "--tools", PATH="/nowhere", NODE_PATH="").stdout.decode()
    names = [line.split()[0] for line in shown.splitlines() if not line.startswith(" ")]
    assert names == ["ace", "axe", "epub", "epubcheck", "html", "jsonld", "nu", "pdf", "qpdf", "verapdf"]
    assert shown.count("to install it: ") == 6
    assert "to install it: apt-get install qpdf" in shown


@pytest.mark.parametrize("form", ["text", "json", "junit", "github"])
def test_names_of_files_cannot_write_to_the_terminal(form: str) -> None:
    name = "a\x1b[31m\uffff\x85.html"
    Path(name).write_text("")
    done = article("check", name, *OURS, "-t", form)
    assert (done.code, b"\x1b" in done.stdout, b"\x85" in done.stdout.replace("\x85".encode(), b"")) == (
        4,
        False,
        False,
    )


CHECKER = """
from convert.parts import Checker
from convert.report import Fault

def check(paths):
    for path in paths:
        yield (Fault(code="shouting", severity="error", message="shouts"),) if b"!" in path.read_bytes() else ()

part = Checker(
    name="calm", description="looks for shouting", media_types=("text/calm",), check=check,
    sniff=lambda head: head.startswith(b"calm"),
)
"""


def test_a_checker_comes_with_an_installed_package(folder: Path) -> None:
    plugins = plugin.install(folder, "calm_checker", CHECKER, checkers="calm = calm_checker:part")
    Path("loud.calm").write_text("calm!")
    done = process("check", "loud.calm", PYTHONPATH=plugins)
    assert (done.code, done.stdout) == (4, b"loud.calm: error: shouts [calm shouting]\n")
