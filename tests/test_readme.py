"""Every command in the documents does what they show."""

from __future__ import annotations

import gzip
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from convert import pipeline
from convert.source import from_path
from tests.cli.running import STORY as GIVES_NO_CAUSE
from tests.corpus import ROOT

DOCUMENTS = ("README.md", "CONTRIBUTING.md")
# What has commands that are run.
GUIDES = ("README.md", "docs/epub-profiles.md", "docs/html-templates.md")
STORY = ROOT / "fixtures" / "news--abu-dhabi-talks" / "input.txt"


class Command(NamedTuple):
    """A command line of a console block, and the output that is shown below it."""

    line: str
    shown: list[str]


def _commands(document: str) -> list[Command]:
    text = (ROOT / document).read_text(encoding="utf-8")
    found: list[Command] = []
    for block in re.findall(r"```console\n(.*?)```", text, re.DOTALL):
        for line in block.splitlines():
            if line.startswith("$ "):
                found.append(Command(line[2:], []))
            else:
                found[-1].shown.append(line)
    return found


COMMANDS = [command for guide in GUIDES for command in _commands(guide)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with story.txt, the same in a folder and twice in JSON Lines, and what it was converted to before."""
    shutil.copy(STORY, tmp_path / "story.txt")
    article = pipeline.read(from_path(STORY)).article
    (tmp_path / "out").mkdir()
    for path in ("story.epub", "out/earlier.html"):
        (tmp_path / path).write_bytes(pipeline.write(article, path.rpartition(".")[2]))
    (tmp_path / "corpus").mkdir()
    shutil.copy(STORY, tmp_path / "corpus" / "story.txt")
    with gzip.open(tmp_path / "more.jsonl.gz", "wt", encoding="utf-8") as file:
        for url in ("https://example.org/first", "https://example.org/second"):
            print(json.dumps({"url": url, "text": STORY.read_text(encoding="utf-8")}), file=file)
    return tmp_path


def _run(line: str, folder: Path) -> subprocess.CompletedProcess[str]:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    # Tools that may be installed take their time; `make conformance` runs them.
    own = {"ARTICLE_CHECKER": "epub,html,jsonld,pdf"}
    env = {**os.environ, **own, "PATH": path, "COLUMNS": "80", "NO_COLOR": "1", "PYTHONUTF8": "1"}
    return subprocess.run(
        ["bash", "-c", line], cwd=folder, env=env, capture_output=True, text=True, check=False
    )


@pytest.mark.runs
@pytest.mark.parametrize("command", [c for c in COMMANDS if "article " in c.line], ids=lambda c: str(c.line))
def test_a_command_does_what_is_shown(command: Command, folder: Path) -> None:
    if "report site/" in command.line:  # what the command before it made
        assert _run("article convert corpus/ -t text -o site/", folder).returncode == 0
    run = _run(command.line, folder)
    assert run.returncode == 0, run.stderr
    at = 0
    for line in command.shown:
        if line != "…":
            assert line in run.stdout.splitlines()[at:], line
            at = run.stdout.splitlines().index(line, at) + 1


def test_the_readme_shows_commands() -> None:
    assert len([command for command in COMMANDS if "article " in command.line]) >= 8


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_target_of_make_that_is_named_is_there(document: str) -> None:
    text = (ROOT / document).read_text(encoding="utf-8")
    targets = set(re.findall(r"(?:`|\$ )make ([a-z]+)\b", text))
    known = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert targets
    assert targets <= known


@pytest.mark.runs
def test_the_python_in_the_readme_runs(folder: Path) -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    (code,) = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    argv = [sys.executable, "-c", code]
    run = subprocess.run(argv, cwd=folder, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (0, "")
    assert " 5 article\n" in run.stdout
    assert run.stdout.endswith("made corpus/story.txt ['story.html', 'story.epub']\n")


def test_every_format_in_the_readme_is_there(folder: Path) -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"^\| `([a-z]+)` \|", text, re.MULTILINE))
    listed = set(re.findall(r"^  ([a-z]+) ", _run("article formats", folder).stdout, re.MULTILINE))
    assert named == listed


def _yaml(kind: str) -> Any:
    """Return the recipe that has a key `kind` at its top."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    (found,) = (
        recipe
        for block in re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)
        if kind in (recipe := yaml.safe_load(block))
    )
    return found


def _recipes() -> dict[str, list[str]]:
    gitlab = _yaml("publish")["publish"]
    return {
        "github": [step["run"] for step in _yaml("jobs")["jobs"]["publish"]["steps"] if "run" in step],
        "gitlab": [*gitlab["script"], *gitlab["after_script"]],
    }


@pytest.mark.runs
@pytest.mark.parametrize("name", ["github", "gitlab"])
def test_a_recipe_for_ci_does_what_it_says(name: str, folder: Path) -> None:
    (folder / "corpus").rename(folder / "articles")
    for line in _recipes()[name]:
        if "pip install" not in line:
            run = _run(line, folder)
            assert run.returncode == 0, run.stderr
    assert (folder / "site" / "story.epub").exists()
    assert (folder / {"github": "report.html", "gitlab": "junit.xml"}[name]).exists()


@pytest.mark.runs
def test_the_hook_for_pre_commit_refuses_what_warns(folder: Path) -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    entry = {hook["id"]: hook["entry"] for hook in hooks}[_yaml("repos")["repos"][0]["hooks"][0]["id"]]
    (folder / "articles").mkdir()
    shutil.copy(STORY, folder / "articles" / "warns.txt")
    (folder / "articles" / "fine.txt").write_text(GIVES_NO_CAUSE)
    before = sorted(folder.rglob("*"))
    assert _run(f"{entry} articles/fine.txt", folder).returncode == 0
    assert _run(f"{entry} articles/fine.txt articles/warns.txt", folder).returncode == 5
    assert sorted(folder.rglob("*")) == before


def test_the_makefile_in_the_readme_is_that_of_the_sample_project() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    (shown,) = re.findall(r"```make\n(NAMES.*?)```", text, re.DOTALL)
    sample = (ROOT / "fixtures" / "make" / "Makefile").read_text(encoding="utf-8").splitlines()
    assert len(sample) <= 10
    assert set(shown.splitlines()) <= set(sample)


def test_the_settings_in_the_readme_hold(folder: Path) -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    (shown,) = re.findall(r"```toml\n(.*?)```", text, re.DOTALL)
    (folder / "article.toml").write_text(shown)
    run = _run("article convert story.txt && article convert story.txt --use print", folder)
    assert run.returncode == 0, run.stderr
    assert {path.suffix for path in (folder / "out").iterdir()} == {".html", ".epub", ".pdf", ""}
