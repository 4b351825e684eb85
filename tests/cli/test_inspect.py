"""`article inspect`: what became of each piece of an input."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from convert.render.columns import width
from tests.cli.running import CITED, STORY, article

_MESSY = CITED.replace("\n", "\r\n").replace("harbour", "har\u00adbour") + "\r\nLeave a Comment\r\n"


def test_an_account_shows_each_piece_with_a_sign_then_what_was_found() -> None:
    Path("messy.txt").write_bytes(_MESSY.encode())
    found = article("inspect", "messy.txt")
    assert (found.code, found.stderr) == (0, "")
    account, _, facts = found.stdout.decode().partition("\n\n")
    rows = [re.fullmatch(r"([ \d]{5}) ([=>~-]) (.+?) +([\w-]+)", line) for line in account.splitlines()[1:]]
    assert [row.groups()[:3] for row in rows if row and row[2] != "="] == [
        ("    3", ">", "By Jane Roe → Jane Roe"),
        ("    4", ">", "March 3, 2025 → 2025-03-03"),
        ("     ", "~", "\\xad"),
        ("     ", ">", ":contentReference[oaicite:0]{index=0}"),
        ("   15", "-", "Leave a Comment"),
    ]
    assert all(rows)
    assert (
        "\nauthor          Jane Roe\ndatePublished   2025-03-03\ninLanguage      en\nnotes           1\n"
        in facts
    )
    assert re.search(r"\nwarning         line 7: .*\n(.*\n)?verdict         \w+, score [01]\.\d\d\n$", facts)


@pytest.mark.parametrize("columns", ["80", "100", "200"])
def test_an_account_fits_the_terminal(columns: str) -> None:
    text = STORY + "\n言葉と文字" * 60
    found = article("inspect", stdin=text, env={"COLUMNS": columns}).stdout.decode()
    account = found.partition("\n\n")[0]
    assert max(map(width, account.splitlines())) <= int(columns)
    assert "言葉" in account


def test_json_has_the_ledger_in_full() -> None:
    found = article("inspect", "cited.txt", "--to", "json")
    report = json.loads(found.stdout)
    assert list(report) == ["input", "spans", "diagnostics", "verdict", "score"]
    assert "".join(span["text"] for span in report["spans"]) == CITED
    assert list(report["spans"][0])[:6] == ["start", "end", "line", "action", "rule", "text"]
    assert [diagnostic["code"] for diagnostic in report["diagnostics"]] == ["marker-unresolved"]


def test_what_is_no_article_is_explained_all_the_same() -> None:
    found = article("inspect", stdin="Leave a Comment\n")
    assert found.code == 0
    assert "verdict         not-an-article, score " in found.stdout.decode()


def test_an_account_can_go_to_a_file() -> None:
    for form in ("text", "json"):
        shown = article("inspect", "cited.txt", "-t", form).stdout
        assert article("inspect", "cited.txt", "-t", form, "-o", "account").stdout == b""
        assert Path("account").read_bytes() == shown


def test_the_settings_of_other_commands_do_not_matter() -> None:
    env = {"ARTICLE_TO": "html", "ARTICLE_OUTPUT": "story.html"}
    assert article("inspect", "story.txt", env=env) == article("inspect", "story.txt")
    assert not Path("story.html").exists()


def test_reading_options_count() -> None:
    report = article("inspect", "story.txt", "-M", "headline=Another", "--lang", "de").stdout.decode()
    assert "\nheadline        Another\n" in report
    assert "\ninLanguage      de\n" in report


@pytest.mark.parametrize(
    ("argv", "code", "message"),
    [
        ("missing.txt", 1, "missing.txt: error: no such file; check the spelling\n"),
        ("story.txt -o missing/account", 1, "missing/account: error: cannot be written: "),
        ("empty.txt", 3, "empty.txt: error: the input is empty\n"),
        ("story.txt -f nope", 2, "article: error: unknown reader 'nope'; "),
    ],
)
def test_errors_are_one_line(argv: str, code: int, message: str) -> None:
    found = article("inspect", *argv.split())
    assert (found.code, found.stdout) == (code, b"")
    assert found.stderr.startswith(message)
    assert found.stderr.count("\n") == 1
