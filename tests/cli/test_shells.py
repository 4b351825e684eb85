"""Completion and man pages, which come from what --help prints."""

from __future__ import annotations

import re
import shutil
import subprocess

import click
import pytest

from convert.cli import main
from tests.cli.running import article

_COMMANDS = main.list_commands(click.Context(main))


@pytest.mark.parametrize(("shell", "checked"), [("bash", "bash -n"), ("zsh", "zsh -n"), ("fish", "fish -n")])
def test_a_shell_takes_its_script(shell: str, checked: str) -> None:
    found = article("completion", shell)
    assert (found.code, found.stderr) == (0, "")
    assert b"_ARTICLE_COMPLETE" in found.stdout
    if shutil.which(shell):
        subprocess.run(checked.split(), input=found.stdout, check=True)


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("article con", ["convert", "config"]),
        ("article convert --on-", ["--on-clash"]),
        ("article convert --on-clash n", ["number"]),
        ("article convert -t html,ep", ["html,epub"]),
        ("article convert -f mark", ["markdown"]),
        ("article report --to ju", ["junit"]),
    ],
)
def test_what_is_begun_is_completed(line: str, offered: list[str]) -> None:
    env = {
        "_ARTICLE_COMPLETE": "bash_complete",
        "COMP_WORDS": line,
        "COMP_CWORD": str(len(line.split()) - 1),
    }
    shown = article(env=env).stdout.decode().splitlines()
    assert [each.removeprefix("plain,") for each in shown] == offered


@pytest.mark.parametrize("name", ["", *_COMMANDS])
def test_a_page_of_the_manual_has_every_option_and_no_fault(name: str) -> None:
    found = article("man", name) if name else article("man")
    assert (found.code, found.stderr) == (0, "")
    page = found.stdout.decode()
    options = re.findall(
        r"^\s+(?:-\w, )?(--[a-z-]+)", article(*filter(None, (name, "--help"))).stdout.decode(), re.MULTILINE
    )
    assert options
    assert all(option.replace("-", "\\-") in page for option in options)
    if shutil.which("groff"):
        done = subprocess.run(
            ["groff", "-man", "-Tutf8", "-ww", "-b"], input=found.stdout, capture_output=True, check=True
        )
        assert done.stderr == b""
        assert b"convert" in done.stdout


def test_a_page_of_no_command_is_an_error() -> None:
    assert article("man", "covert").code == 2
