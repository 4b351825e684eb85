"""Make and Ninja: a project of rules, and what depfiles tell them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.cli.running import ROOT, STORY, article, environment

pytestmark = pytest.mark.runs

_PROJECT = ROOT / "fixtures" / "make"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the sample project, in which we are."""
    shutil.copytree(_PROJECT, tmp_path / "make", ignore=shutil.ignore_patterns("build"))
    monkeypatch.chdir(tmp_path / "make")
    return tmp_path / "make"


def _run(*argv: str) -> list[str]:
    """Run Make or Ninja, with `article` on the path; return the lines that it printed."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    # What runs these tests may be make itself, which tells those below it so.
    env = {
        key: value for key, value in environment(PATH=path).items() if not key.startswith(("MAKE", "MFLAGS"))
    }
    done = subprocess.run(argv, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.splitlines()


def _made() -> dict[str, int]:
    return {path.name: path.stat().st_mtime_ns for path in Path("build").glob("*.[he]*")}


def _touch(path: str) -> None:
    later = time.time_ns() + 10**9
    os.utime(path, ns=(later, later))


def _changed(before: dict[str, int]) -> set[str]:
    return {name.partition(".")[0] for name, moment in _made().items() if moment != before[name]}


def test_make_does_what_is_to_do_and_nothing_twice(project: Path) -> None:
    assert len(_run("make", "-j2")) == 3
    first = _made()
    assert len(first) == 6
    assert _run("make", "-j2") == ["make: Nothing to be done for 'all'."]
    text = Path("articles/ferries.txt").read_text()
    Path("articles/ferries.txt").write_text(text.replace("eight percent", "nine percent"))
    assert len(_run("make", "-j2")) == 1
    assert _changed(first) == {"ferries"}
    assert "nine percent" in Path("build/ferries.html").read_text()
    assert _run("make", "-j2") == ["make: Nothing to be done for 'all'."]


def test_make_is_content_with_what_was_only_touched(project: Path) -> None:
    _run("make", "-j2")
    os.utime("articles/ferries.txt")
    assert len(_run("make", "-j2")) == 1
    assert _run("make", "-j2") == ["make: Nothing to be done for 'all'."]


def test_sources_and_settings_are_what_outputs_are_made_of(project: Path) -> None:
    _run("make", "-j2")
    text = Path("sources.bib").read_text()
    Path("sources.bib").write_text(text.replace("Boats and fares", "Fares and boats"))
    assert len(_run("make")) == 3
    assert "Fares and boats" in Path("build/ferries.html").read_text()
    Path("article.toml").write_text("sources = ['sources.bib']\n")
    assert len(_run("make")) == 3
    assert "Bramley" not in Path("build/library.html").read_text()


def test_an_input_that_is_gone_does_not_stop_make(project: Path) -> None:
    _run("make")
    Path("articles/library.txt").unlink()
    Path("article.toml").write_text("")
    Path("sources.bib").unlink()
    _run("make")


def test_ninja_reads_depfiles_too(project: Path) -> None:
    if not shutil.which("ninja"):
        pytest.skip("ninja is not installed")
    Path("build.ninja").write_text(
        "rule page\n  command = article convert $in -o $out --depfile $out.d\n  depfile = $out.d\n  deps = gcc\n"
        "build ferries.html: page articles/ferries.txt\n"
    )
    _run("ninja")
    assert _run("ninja") == ["ninja: no work to do."]
    _touch("sources.bib")
    assert len(_run("ninja")) == 1


def test_a_depfile_names_all_that_went_in_in_a_form_that_make_reads(folder: Path) -> None:
    Path("a b").mkdir()
    Path("a b/x#$.md").write_text(STORY.replace("By Jane", "![Door](door.png)\n\nBy Jane"))
    shutil.copy("story.txt", "a b/y.txt")
    found = article(
        "convert", "a b", "-t", "html,json", "-o", "out", "--depfile", "d", env={"ARTICLE_ENGINE": "serial"}
    )
    assert found.code == 0
    lines = Path("d").read_text().splitlines()
    missing = str(folder / "a b" / "door.png").replace(" ", r"\ ")
    assert lines[:2] == [
        rf"out/x\#$$.html out/x\#$$.json: a\ b/x\#$$.md {missing}",
        r"out/y.html out/y.json: a\ b/y.txt",
    ]
    assert lines[2:] == [r"a\ b/x\#$$.md:", f"{missing}:", r"a\ b/y.txt:"]


_OWNED = "touch${IFS}owned"


@pytest.mark.parametrize(
    "picture",
    [
        f"x;{_OWNED}",
        f"x=1\nowned:\n\t{_OWNED}\nall:owned\nz=1",
        f"x:\nall:\n\t{_OWNED}\n",
        f"x\rall:;{_OWNED}",
        "$(shell touch owned)",
        "`touch owned`",
        "x\\;touch owned",
        "x\\",
        "SHELL=/bin/false",
        "x|y%z:",
    ],
)
def test_no_name_that_a_page_has_for_a_picture_makes_make_do_anything(picture: str, folder: Path) -> None:
    Path("a.html").write_text(f"<h1>A</h1><p>{'Words. ' * 99}<p><img src='{quote(picture)}'>")
    Path("Makefile").write_text("all: b.html\nb.html: a.html\n\t@echo making; touch $@\n-include d\n")
    article("convert", "a.html", "-o", "b.html", "--depfile", "d")
    assert _run("make") in (["making"], ["make: Nothing to be done for 'all'."])
    assert not Path("owned").exists()


@pytest.mark.parametrize("name", ["a%b", "a:b", "a*b", "a?b", "a[b]", "a b$c#d", "a\\b", "ü~&'\"(<>){}!^,@+"])
def test_make_follows_an_input_whatever_it_is_called(name: str, folder: Path) -> None:
    shutil.copy("story.txt", name)
    Path("Makefile").write_text("out.json:\n\t@echo making; touch $@\ninclude d\n")
    found = article("convert", name, "-f", "text", "-o", "out.json", "--depfile", "d")
    assert found == (0, b"", "")
    assert _run("make") == ["make: 'out.json' is up to date."]
    os.utime("out.json", (1, 1))
    assert _run("make") == ["making"]
    Path(name).unlink()
    assert _run("make") == ["making"]


@pytest.mark.parametrize("name", ["a;b", "a=b", "a|b", "a\nb", "a\tb", "a\\ b", "b\\", "b:"])
def test_what_make_cannot_name_is_left_out_and_said(name: str, folder: Path) -> None:
    shutil.copy("story.txt", name)
    found = article("convert", name, "-f", "text", "-o", "out.json", "--depfile", "d")
    assert (found.code, Path("d").read_text()) == (0, "out.json: \n")
    assert found.stderr.endswith(": warning: is not in d: Make has no way to write its name [depfile-name]\n")
    assert found.stderr.count("\n") == 1
