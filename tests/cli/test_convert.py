"""`article convert`: options in; files, messages and exit codes out."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.cli.running import CITED, STORY, article

_WARNING = r"cited\.txt:7: warning: .* \[marker-unresolved\]"


# What a user types, standard input, the exit code, and what the lines of standard error match.
@pytest.mark.parametrize(
    ("argv", "code", "messages"),
    [
        # Done, in silence.
        ("story.txt -t html", 0, []),
        ("story.txt -t text,json -o out", 0, []),
        ("story.txt -o story.md --strict", 0, []),
        ("story.txt -t html -o -", 0, []),
        ("story.txt -t html -o /dev/null", 0, []),
        ("cited.txt -t html -q", 0, []),
        ("- -t html", 0, []),
        ("-t html", 0, []),
        ("story.txt -t html -n", 0, []),
        # Warnings.
        ("cited.txt -t html", 0, [_WARNING]),
        ("cited.txt -t html --strict", 5, [_WARNING]),
        ("cited.txt -t html --strict -q", 5, []),
        # Inputs that fail.
        ("missing.txt -t html", 1, [r"missing\.txt: error: no such file; .*"]),
        ("folder -t html", 2, [r"Error: several inputs or formats need a folder: .*"]),
        ("folder -o out.html", 2, [r"Error: out\.html is called like one file, .* need a folder: .*"]),
        ("story.txt -t html,text -o out.html", 2, [r"Error: out\.html is called like one file, .*"]),
        ("folder -t html -o out", 3, [r"folder: error: holds no file that can be read; .*"]),
        ("picture.txt -t html", 1, [r"picture\.txt: error: is a PNG picture, .*"]),
        ("empty.txt -t html", 3, [r"empty\.txt: error: the input is empty"]),
        ("empty.txt story.txt -t html -o out", 1, [r"empty\.txt: error: .*"]),
        ("empty.txt empty.txt -t html -o /dev/null", 2, None),
        ("story.txt -t html --input-encoding klingon", 2, [r".*: error: unknown charset 'klingon'; .*"]),
        ("story.txt -t html --min-score 0.9", 0, []),
        ("story.txt -t html --min-score 1", 3, [r"story\.txt: error: scores 0\.\d+, less than 1\.0; .*"]),
        ("story.txt -t html --min-score 2", 2, [r"Error: .*'--min-score'.*"]),
        # Outputs that fail.
        (
            "story.txt -t html -o missing/story.html",
            1,
            [r"missing/story\.html: error: cannot be written: .*folder.*"],
        ),
        ("story.txt -t html -o story.txt/x/", 1, [r"story\.txt/x: error: cannot be made a folder: .*"]),
        ("story.txt -t html -o story.txt/x.html", 1, [r"story\.txt/x\.html: error: cannot be written: .*"]),
        ("story.txt -t html -o cited.txt --no-clobber", 1, [r"cited\.txt: error: exists; .*"]),
        # Formats.
        ("story.txt", 2, [r"Error: no format: name one with -t, .*there are: .*html.*"]),
        ("story.txt -o story", 2, [r"Error: no format has the suffix of story: .*"]),
        ("story.txt -o folder", 2, [r"Error: no format: .*"]),
        ("story.txt -t htm", 2, [r"article: error: unknown writer 'htm'; did you mean html\?"]),
        ("story.txt -t md", 2, [r"article: error: unknown writer 'md'; did you mean markdown\?"]),
        ("story.txt -t html,epubb", 2, [r"article: error: unknown writer 'epubb'; did you mean epub\?"]),
        ("story.txt -t html -f txt", 2, [r"article: error: unknown reader 'txt'; did you mean text\?"]),
        # What cannot be meant.
        ("story.txt -t html,text", 2, [r"Error: several inputs or formats need a folder: .*"]),
        ("story.txt cited.txt -t html", 2, [r"Error: several inputs or formats need a folder: .*"]),
        ("story.txt -t html,text -o cited.txt", 2, [r"Error: cited\.txt is a file, and several .*"]),
        ("story.txt -t text -o ./story.txt", 2, [r"Error: story\.txt is an input: .*"]),
        ("story.txt -t text -o .", 2, [r"Error: story\.txt is an input: .*"]),
        (
            "story.txt ./story.txt -t html -o out",
            2,
            [r"Error: \./story\.txt is named twice: once is enough"],
        ),
        (
            "story.txt -t html -o out --force --no-clobber",
            2,
            [r"Error: --force and --no-clobber contradict .*"],
        ),
        ("story.txt -t html -o ''", 2, [r"Error: the name after -o is empty"]),
        (
            "story.txt -t html -M colour=red",
            2,
            [r"Error: .*'colour' is not a property of the article; there are: headline, .*"],
        ),
        ("story.txt -t html -M headline", 2, [r"Error: .*'headline' is not of the form KEY=VALUE"]),
        ("story.txt -t html --lang english", 2, [r"Error: .*'english' is not a language tag .*"]),
        (
            "story.txt -t html --base-url ftp://example.com",
            2,
            [r"Error: .*'ftp://example\.com' is not an absolute http.*"],
        ),
        ("story.txt -t html --base-url http://[", 2, [r"Error: .*'http://\[' is not an absolute http.*"]),
        ("story.txt -t html --log missing/log", 1, [r"missing/log: error: cannot be written: .*"]),
        ("story.txt -t html --nope", 2, [r"Error: No such option.*--nope.*"]),
    ],
)
def test_messages_and_exit_codes(argv: str, code: int, messages: list[str] | None) -> None:
    found = article("convert", *_words(argv), stdin=STORY)
    said = [line for line in found.stderr.splitlines() if line and not line.startswith(("Usage: ", "Try "))]
    assert found.code == code
    assert messages is None or (len(said) == len(messages) and all(map(re.fullmatch, messages, said))), (
        found.stderr
    )


def _words(argv: str) -> list[str]:
    return [word.strip("'") for word in re.findall(r"'[^']*'|\S+", argv)]


def test_standard_output_has_the_data_and_nothing_else() -> None:
    found = article("convert", "cited.txt", "-t", "json")
    assert json.loads(found.stdout)["meta"]["headline"] == "Council keeps the library open"


@pytest.mark.parametrize("argv", [(), ("-",), ("story.txt",)])
def test_all_ways_in_give_the_same(argv: tuple[str, ...]) -> None:
    given = article("convert", *argv, "-t", "json", stdin=STORY).stdout
    article("convert", "story.txt", "-o", "other.json")
    assert given == Path("other.json").read_bytes()


def test_several_formats_stand_in_a_folder_by_stem_and_suffix() -> None:
    article("convert", "story.txt", "-t", "html,text", "-t", "json", "-o", "out/today")
    article("convert", "-t", "markdown", "-o", "out/today/", stdin=STORY)
    assert sorted(path.name for path in Path("out/today").iterdir()) == [
        *(".article", "stdin.md", "story.html", "story.json", "story.txt")
    ]


def test_a_failing_input_leaves_the_others() -> None:
    found = article(
        "convert", "empty.txt", "story.txt", "picture.txt", "cited.txt", "-t", "text", "-o", "out"
    )
    assert found.code == 1
    assert sorted(path.name for path in Path("out").iterdir()) == [".article", "cited.txt", "story.txt"]
    assert [line.split(":")[0] for line in found.stderr.splitlines()] == [
        "empty.txt",
        "picture.txt",
        "cited.txt",
    ]


def test_a_failing_input_replaces_nothing() -> None:
    Path("out.html").write_text("kept")
    assert article("convert", "empty.txt", "-o", "out.html").code == 3
    assert Path("out.html").read_text() == "kept"


def test_a_clash_is_found_before_any_work() -> None:
    assert (
        article(
            "convert", "cited.txt", "-t", "text", "-t", "json", "story.txt", "./story.txt", "-o", "out"
        ).code
        == 2
    )
    assert not Path("out").exists()


def test_strict_still_writes() -> None:
    assert article("convert", "cited.txt", "-o", "cited.html", "--strict").code == 5
    assert Path("cited.html").exists()


def test_what_is_no_article_is_written_with_a_warning_unless_a_score_is_asked_for() -> None:
    Path("wall.txt").write_text(
        "We value your privacy\n\nWe use cookies to improve this site, as everybody does.\n"
    )
    said = "wall.txt:1: warning: looks like a cookie wall [cookie-wall]\n"
    argv = ("convert", "wall.txt", "-t", "html", "-M", "headline=Privacy")
    found = article(*argv)
    assert (found.code, found.stderr) == (0, said)
    assert b"<h1>Privacy</h1>" in found.stdout
    assert article(*argv, "--strict").code == 5
    found = article(
        "convert", "wall.txt", "story.txt", "-t", "html", "-o", "out", env={"ARTICLE_MIN_SCORE": "0.5"}
    )
    assert found.code == 1
    assert re.fullmatch(
        r"wall\.txt: error: scores 0\.\d+, less than 0\.5: looks like a cookie wall; .*inspect.*\n",
        found.stderr,
    )
    assert [path.name for path in Path("out").iterdir() if path.suffix == ".html"] == ["story.html"]
    assert (
        article("inspect", "wall.txt")
        .stdout.decode()
        .splitlines()[-1]
        .startswith("verdict         not-an-article")
    )


def test_a_dry_run_says_what_it_would_write_and_does_not() -> None:
    found = article("convert", "story.txt", "-t", "text,json", "-o", "out", "--dry-run")
    assert re.fullmatch(
        r"story\.txt -> out/story\.txt \(\d+ bytes\)\nstory\.txt -> out/story\.json \(\d+ bytes\)\n",
        found.stdout.decode(),
    )
    assert not Path("out").exists()


def test_a_dry_run_fails_as_the_run_would() -> None:
    Path("folder/story.html").write_text("a stranger's")
    assert article("convert", "story.txt", "-t", "html", "-o", "folder", "-n").code == 1
    assert article("convert", "cited.txt", "-t", "html", "-n", "--strict").code == 5


def test_in_a_folder_only_our_own_files_are_replaced() -> None:
    argv = ("convert", "story.txt", "-t", "text,json", "-o", "folder")
    Path("folder/story.json").write_text("a stranger's")
    refused = article(*argv)
    assert refused.code == 1
    assert refused.stderr.startswith("folder/story.json: error: is not as an earlier run wrote it; ")
    assert sorted(path.name for path in Path("folder").iterdir()) == [".article", "story.json"]
    assert article(*argv, "--force").code == 0
    assert article(*argv).code == 0
    Path("folder/story.txt").write_text("mended by hand")
    assert article(*argv).code == 1
    assert Path("folder/story.txt").read_text() == "mended by hand"
    assert article(*argv, "--force", "--no-clobber").code == 2
    assert article(*argv, "--no-clobber").code == 1


def test_the_file_that_is_named_is_replaced() -> None:
    Path("story.html").write_text("old")
    assert article("convert", "story.txt", "-o", "story.html").code == 0
    assert Path("story.html").read_text().startswith("<!doctype html>")


def test_metadata_on_the_command_line_go_before_the_text() -> None:
    argv = (
        "convert",
        "story.txt",
        "-t",
        "json",
        "-M",
        "headline=Read on",
        "-M",
        "author=A. Writer",
        "-M",
        "author=B = C",
    )
    meta = json.loads(article(*argv).stdout)["meta"]
    assert meta["headline"] == "Read on"
    assert [author["name"] for author in meta["author"]] == ["A. Writer", "B = C"]


def test_options_may_stand_in_the_environment_and_flags_go_first() -> None:
    env = {
        "ARTICLE_TO": "json",
        "ARTICLE_LANG": "en-GB",
        "ARTICLE_STRICT": "1",
        "ARTICLE_QUIET": "1",
        "ARTICLE_METADATA": "headline=From the environment\nkeywords=a b",
        "ARTICLE_VERSION": "2.0",
    }
    found = article("convert", "cited.txt", env=env)
    meta = json.loads(found.stdout)["meta"]
    assert (found.code, found.stderr) == (5, "")
    assert meta["inLanguage"] == "en-GB"
    assert meta["headline"] == "From the environment"
    assert meta["keywords"] == ["a b"]
    assert b'"inLanguage": "en"' in article("convert", "cited.txt", "--lang", "en", env=env).stdout


@pytest.mark.parametrize("value", ["yesterday", "-1", "1e9", "253402300800", "９", "9" * 5000, "1\n"])
def test_an_epoch_that_is_none_is_a_usage_error(value: str) -> None:
    found = article("convert", "story.txt", "-t", "epub", "-o", "x.epub", env={"SOURCE_DATE_EPOCH": value})
    assert found.code == 2
    assert f"SOURCE_DATE_EPOCH is {value!r}" in found.stderr
    assert not Path("x.epub").exists()


def test_the_epoch_reaches_the_output_and_empty_is_unset() -> None:
    def epub(value: str) -> bytes:
        return article("convert", "story.txt", "-t", "epub", env={"SOURCE_DATE_EPOCH": value}).stdout

    assert epub("") == epub("") != epub("1700000000") == epub("1700000000")


def test_an_input_in_latin_1_is_read() -> None:
    Path("latin.txt").write_bytes(STORY.replace("Jane Roe", "Zoë Müller").encode("latin-1"))
    tree = json.loads(article("convert", "latin.txt", "-t", "json", "--input-encoding", "latin-1").stdout)
    assert tree["meta"]["author"][0]["name"] == "Zoë Müller"
    refused = article("convert", "latin.txt", "-t", "json", "--input-encoding", "utf-8")
    assert refused.code == 1
    assert refused.stderr.startswith("latin.txt:3:6: error: byte 0xeb is not utf-8; ")


def test_messages_as_json_are_an_object_a_line() -> None:
    found = article("convert", "cited.txt", "empty.txt", "-t", "html", "-o", "out", "--log-format", "json")
    warning, error = map(json.loads, found.stderr.splitlines())
    assert (
        warning.items()
        >= {
            "severity": "warning",
            "code": "marker-unresolved",
            "input": "cited.txt",
            "line": 7,
            "text": ":contentReference[oaicite:0]{index=0}",
        }.items()
    )
    assert error == {
        "severity": "error",
        "code": "no-article",
        "input": "empty.txt",
        "message": "the input is empty",
    }


def test_messages_for_github_are_workflow_commands() -> None:
    Path("a,b:c%.txt").write_text(CITED)
    found = article("convert", "a,b:c%.txt", "-t", "html", "--log-format", "github")
    assert found.stderr.startswith("::warning file=a%2Cb%3Ac%25.txt,line=7,title=marker-unresolved::")
    assert article("convert", "x.txt", "-t", "html", "--log-format", "github").stderr == (
        "::error file=x.txt,title=input-error::no such file; check the spelling\n"
    )


def test_messages_can_go_to_a_file_which_grows() -> None:
    for _ in range(2):
        assert article("convert", "cited.txt", "-t", "html", "--log", "log").stderr == ""
    assert len(Path("log").read_text().splitlines()) == 2


def test_what_a_stranger_wrote_moves_no_cursor() -> None:
    name = "\x1b]0;title\x07\u202e\udcff.txt"
    Path(name).write_text(CITED)
    for argv in ((name, "-t", "html"), ("missing" + name, "-t", "html"), ("--" + name,), (name, "-o", name)):
        said = article("convert", *argv).stderr
        assert said
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", said)
    found = article("convert", name, "-t", "html", "-n", "-q")
    assert found.stdout.startswith("␛]0;title␇\\u202e\\udcff.txt -> -".encode())
