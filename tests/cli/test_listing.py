"""What the command says of itself: formats, the schema, the version, help."""

from __future__ import annotations

import json

import pytest

from convert import __version__
from convert.model import codec
from convert.parts import CONTAINERS, READERS, WRITERS
from tests.cli.running import article


def test_formats_are_listed_with_what_they_are() -> None:
    found = article("formats")
    assert (found.code, found.stderr) == (0, "")
    writers, readers, containers = found.stdout.decode().split("\n\n")
    assert [line.split()[0] for line in writers.splitlines()[1:]] == list(WRITERS.names())
    assert [line.split()[0] for line in readers.splitlines()[1:]] == list(READERS.names())
    assert [line.split()[0] for line in containers.splitlines()[1:]] == list(CONTAINERS.names())
    assert "  epub      .epub          application/epub+zip  " in writers


def test_formats_are_listed_as_json() -> None:
    found = json.loads(article("formats", "--json").stdout)
    (row,) = [row for row in found["writers"] if row["name"] == "markdown"]
    part = WRITERS.load("markdown")
    assert row == {
        "name": "markdown",
        "suffixes": [".md", ".markdown"],
        "description": part.description,
        "media_type": "text/markdown",
    }
    assert {"name", "suffixes", "description"} == set(found["readers"][0]) == set(found["containers"][0])


def test_scripts_are_listed_with_the_font_that_sets_them_and_where_others_come_from() -> None:
    found = article("formats", "--scripts")
    assert (found.code, found.stderr) == (0, "")
    listed, *lacking = found.stdout.decode().split("\n\n")
    assert "\n  Arabic                  Amiri-Regular.ttf\n" in listed
    assert all(group.startswith("Without a font: ") and "ARTICLE_FONTS" in group for group in lacking)
    rows = json.loads(article("formats", "--scripts", "--json").stdout)["scripts"]
    assert all(bool(row["font"]) is not bool(row["missing"]) for row in rows)
    assert sum(line.count(row["script"]) for row in rows for line in (listed, *lacking)) >= len(rows)


def test_the_schema_is_printed() -> None:
    assert json.loads(article("schema").stdout) == json.loads(json.dumps(codec.schema()))


def test_the_version_is_printed() -> None:
    assert article("--version").stdout.decode() == f"article, version {__version__}\n"


@pytest.mark.parametrize("command", ["convert", "inspect", "formats", "schema"])
def test_help_has_an_example(command: str) -> None:
    found = article(command, "--help")
    assert (found.code, found.stderr) == (0, "")
    assert (
        f"\n    article {command} " in found.stdout.decode()
        or f"\n    article {command}\n" in found.stdout.decode()
    )
    assert max(map(len, found.stdout.decode().splitlines())) <= 110


def test_help_names_commands_exit_codes_and_settings() -> None:
    text = article("-h").stdout.decode()
    for said in (
        "\n  convert  ",
        "\n  inspect  ",
        "\n  formats  ",
        "\n  schema ",
        "130  interrupted",
        "ARTICLE_INPUT_ENCODING",
    ):
        assert said in text
    assert "..." not in text.partition("Commands:")[2]


@pytest.mark.parametrize(("argv", "said"), [(["nope"], "No such command 'nope'."), ([], "Usage: article ")])
def test_what_is_no_command_is_a_usage_error(argv: list[str], said: str) -> None:
    found = article(*argv)
    assert (found.code, found.stdout) == (2, b"")
    assert said in found.stderr
