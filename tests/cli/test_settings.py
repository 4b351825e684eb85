"""Settings from files, profiles and the environment: any option of any command, and where each comes from."""

from __future__ import annotations

import json
import os
import tomllib
from pathlib import Path

import click
import pytest

from convert.cli import main, settings
from tests.cli.running import Outcome, article

_FILE = """
min-score = 0.25
lang = "de"
metadata = { publisher = "The Post", keywords = ["a b", "c"] }
[convert]
to = ["json"]
output = "made/"
[inspect]
to = "json"
[profile.print]
lang = "fr"
[profile.print.convert]
to = ["text"]
"""


@pytest.fixture(params=["article.toml", "pyproject.toml"])
def file(request: pytest.FixtureRequest) -> Path:
    """The settings, in either file."""
    path = Path(request.param)
    text = _FILE
    if path.name == "pyproject.toml":
        text = "[tool.article-convert]" + text
        for table in ("convert", "inspect", "profile.print", "profile.print.convert"):
            text = text.replace(f"[{table}]", f"[tool.article-convert.{table}]")
    path.write_text(text)
    return path


def test_a_file_gives_what_the_command_line_does_not(file: Path) -> None:
    assert article("convert", "story.txt") == Outcome(0, b"", "")
    meta = json.loads(Path("made/story.json").read_text())["meta"]
    assert (meta["inLanguage"], meta["publisher"], meta["keywords"]) == (
        "de",
        {"name": "The Post"},
        ["a b", "c"],
    )
    assert json.loads(article("inspect", "story.txt").stdout)["verdict"] == "article"


def test_paths_are_from_the_folder_of_the_file(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir("folder")
    assert article("convert", "../story.txt").code == 0
    assert Path("../made/story.json").exists()


def test_a_flag_goes_before_the_environment_that_before_a_profile_that_before_the_file(file: Path) -> None:
    def language(*argv: str, **env: str) -> str:
        shown = article("convert", "story.txt", "-t", "json", "-o", "-", *argv, env=env).stdout
        return str(json.loads(shown)["meta"]["inLanguage"])

    env = {"ARTICLE_LANG": "es", "ARTICLE_USE": "print"}
    assert language() == "de"
    assert language("--use", "print") == language(ARTICLE_USE="print") == "fr"
    assert language(**env) == "es"
    assert language("--lang", "it", **env) == "it"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives files away")
@pytest.mark.parametrize(
    ("mode", "owner", "taken"),
    [(0o1777, 65534, False), (0o1777, 0, True), (0o777, 65534, True), (0o1755, 65534, True)],
)
@pytest.mark.parametrize("name", ["article.toml", "pyproject.toml"])
def test_settings_that_another_user_left_in_a_shared_folder_are_not_taken(
    name: str, mode: int, owner: int, taken: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "shared" / name
    (path.parent / "mine").mkdir(parents=True)
    path.write_text('[tool.article-convert]\nlang = "fr"\n' if name == "pyproject.toml" else 'lang = "fr"\n')
    os.chown(path, owner, owner)
    path.parent.chmod(mode)
    monkeypatch.chdir(path.parent / "mine")
    assert ("fr" in article("config").stdout.decode()) == taken


def test_another_file_may_be_named(file: Path) -> None:
    Path("other.toml").write_text('[convert]\nto = ["text"]\noutput = "-"\n')
    assert article("convert", "story.txt", "--settings", "other.toml").stdout.startswith(b"Council")
    assert article("convert", "story.txt", env={"ARTICLE_SETTINGS": "other.toml"}).stdout.startswith(
        b"Council"
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("min-scoer = 1", "article.toml: error: unknown setting 'min-scoer'; did you mean min-score?\n"),
        ("min_score = 1", "article.toml: error: unknown setting 'min_score'; did you mean min-score?\n"),
        (
            "[convert]\nout = 'x'",
            "article.toml: error: unknown setting of convert 'out'; did you mean output?\n",
        ),
        ("[covert]\nto = 'x'", "article.toml: error: unknown setting 'covert'; did you mean convert?\n"),
        (
            "zzz = 'x'",
            "article.toml: error: unknown setting 'zzz'; `article config --all` lists what there is\n",
        ),
        ("[profile.print]\nlag = 1", None),
        ("strict = 1", "article.toml: error: strict is true or false\n"),
        ("lang = ['a', 'b']", "article.toml: error: lang is one value, not a list\n"),
        ("lang = true", "article.toml: error: lang is no bool\n"),
        ("lang = {a = 1}", "article.toml: error: lang is no table\n"),
        ("convert = 1", "article.toml: error: convert is a table: [convert]\n"),
        ("x = !", "article.toml:1:5: error: is no TOML: Invalid value\n"),
    ],
)
def test_what_cannot_be_meant_is_told_with_the_nearest(text: str, said: str | None) -> None:
    Path("article.toml").write_text(text)
    found = article("convert", "story.txt", "-t", "text")
    assert (found.code, found.stderr) == ((2, said) if said else (0, ""))


def test_a_value_that_is_refused_is_told_with_its_place() -> None:
    Path("article.toml").write_text("[convert]\nmin-score = 7\nlang = 'english'\n")
    found = article("convert", "story.txt", "-t", "text", "--lang", "en")
    assert found.code == 2
    assert "Invalid value for '--min-score'" in found.stderr
    assert "(in article.toml [convert])" in found.stderr


@pytest.mark.parametrize("argv", [("--use", "prnt"), ("--settings", "missing.toml")])
def test_a_profile_or_file_that_is_not_there_is_an_error(argv: tuple[str, ...]) -> None:
    Path("article.toml").write_text("[profile.print]\n")
    assert article("convert", "story.txt", "-t", "text", *argv).code == 2


def test_a_project_of_others_is_not_looked_into() -> None:
    Path("pyproject.toml").write_text("[tool.other]\nlang = [\n")
    assert article("convert", "story.txt", "-t", "text").code == 0


def test_config_prints_what_holds_and_where_it_comes_from(file: Path) -> None:
    shown = article(
        "config", "--use", "print", env={"ARTICLE_TO": "html", "ARTICLE_LAGN": "x"}
    ).stdout.decode()
    assert f"# {file}\n" in shown
    assert f'lang = "fr"  # {file} [profile.print]\n' in shown
    assert 'to = ["html"]  # ARTICLE_TO\n' in shown
    assert f"min-score = 0.25  # {file}\n" in shown
    assert f'to = "json"  # {file} [inspect]\n' in shown
    assert "# ARTICLE_LAGN is no setting; did you mean ARTICLE_LANG?\n" in shown


def test_what_config_prints_can_be_a_file(file: Path) -> None:
    shown = article("config", "--all").stdout.decode()
    assert tomllib.loads(shown)["convert"]["notes"] == "endnotes"
    Path("again").mkdir()
    Path("again/article.toml").write_text(shown)
    again = article("config", "--all", "--settings", "again/article.toml", "--json")
    assert (again.code, again.stderr) == (0, "")
    assert {(each["command"], each["key"]) for each in json.loads(again.stdout)} >= {("convert", "jobs")}


def test_every_option_of_every_command_is_a_setting() -> None:
    ctx = click.Context(main)
    for name in main.list_commands(ctx):
        command = main.get_command(ctx, name)
        assert command
        options = [
            param for param in command.params if isinstance(param, click.Option) and not param.is_eager
        ]
        assert len(settings.keys(command)) == len(options)
