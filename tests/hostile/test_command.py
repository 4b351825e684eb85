"""What strangers' names and signs do to files and terminals, through the command."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest

from tests.cli.running import article
from tests.hostile.test_outputs import FOLDER

# What Windows takes for a device, whatever suffix follows (Microsoft, Naming Files, Paths, and Namespaces).
_DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}


@pytest.mark.parametrize("pattern", ["{slug}", "{url}", "{stem}", "{publisher}/{slug}"])
def test_names_of_strangers_are_words_in_the_folder(
    pattern: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    attack = FOLDER / "names" / "records.jsonl"
    count = len(attack.read_text("utf-8").splitlines())
    done = article(
        *("convert", str(attack), "-t", "text", "-o", "out/"), "--name", pattern, "--on-clash", "number", "-q"
    )
    assert (done.code, done.stderr) == (0, "")
    files = [path for path in tmp_path.rglob("*") if path.is_file() and ".article" not in path.parts]
    assert len(files) == count
    for path in files:
        name = str(path.relative_to(tmp_path / "out"))
        assert len(path.name.encode()) <= 255
        assert unicodedata.is_normalized("NFC", name)
        assert all(c.isalnum() or c in "-._/" or unicodedata.category(c)[0] == "M" for c in name), name
        parts = name.split("/")
        assert not [part for part in parts if part.startswith((".", "-"))]
        assert not {part.partition(".")[0].lower() for part in parts} & _DEVICES


def _shown(text: str) -> set[str]:
    """Return the characters that a terminal would act on, or read in another order."""
    acting = {c for c in text if unicodedata.category(c) == "Cc" and c not in "\n"}
    return acting | {c for c in text if c in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"}


@pytest.mark.parametrize("attack", ["terminal/escapes.txt", "bidi/override.txt", "markup/text.txt"])
def test_a_terminal_shows_what_a_stranger_wrote(attack: str, tmp_path: Path) -> None:
    given = tmp_path / "\x1b[31mred\u202e.txt"
    given.write_bytes((FOLDER / attack).read_bytes())
    told = article("convert", str(given), "-o", str(tmp_path / "a.html"))
    listed = article("inspect", str(given))
    missing = article("convert", str(tmp_path / "\x1b]0;owned\x07.txt"), "-o", str(tmp_path / "b.html"))
    assert missing.code == 1
    assert "owned" in missing.stderr
    assert listed.stdout
    assert (
        set().union(*map(_shown, (told.stderr, listed.stderr, listed.stdout.decode(), missing.stderr)))
        == set()
    )


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("##[set-output name=a]b", r"#\x23[set-output name=a]b"),
        ("##vso[task.setvariable variable=a]b", r"#\x23vso[task.setvariable variable=a]b"),
        ("Pier ## 4 [c]", "Pier ## 4 [c]"),
        ("[#1] a::b", "[#1] a::b"),
    ],
)
def test_a_stranger_gives_no_command_to_what_runs_a_step(
    said: str, shown: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    given = Path(f"{said}.txt")
    given.write_bytes((FOLDER / "bidi" / "override.txt").read_bytes() + f"\n\n{said}\n".encode())
    Path("::error::.txt").write_bytes(b"")
    for argv in (
        ("inspect", str(given)),
        ("convert", str(given), "::error::.txt", "-t", "json", "-o", "out/"),
    ):
        found = article(*argv, env={"ARTICLE_ENGINE": "serial"})
        text = found.stdout.decode() + found.stderr
        assert shown in text
        assert said == shown or said not in text
        assert not [line for line in text.splitlines() if line.lstrip().startswith("::")]


def test_halves_of_pairs_and_controls_in_a_record_are_no_fault_of_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    fields = (
        "url",
        "title",
        "description",
        "author",
        "date",
        "publisher",
        "language",
        "section",
        "keywords",
        "image",
    )
    said = dict.fromkeys(fields, "\ud800 https://e.org/\x1b\udfff")
    Path("a.jsonl").write_text(json.dumps({"text": "A story of a few words.", **said}))
    formats = "html,jsonld,epub,markdown,text,json,bibtex,csl-json"
    found = article("convert", "a.jsonl", "-t", formats, "-o", "out/", "-q", env={"ARTICLE_ENGINE": "serial"})
    assert (found.code, found.stderr) == (0, "")
    made = [path for path in Path("out").rglob("*.*") if path.is_file() and ".article" not in path.parts]
    assert len(made) == 8
    assert not [path for path in made if b"\x1b" in path.read_bytes() and path.suffix != ".epub"]


@pytest.mark.parametrize("form", ["json", "github"])
def test_what_programs_read_gives_no_command_either_and_says_the_same(
    form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    name = "###[set-output name=a]b,c:d%0A::error::.txt"
    Path(name).write_bytes(b"")
    (line,) = article("convert", name, "-t", "json", "--log-format", form).stderr.splitlines()
    if form == "json":
        assert "##" not in line
        assert json.loads(line)["input"] == name
    else:
        assert line == (
            r"::error file=##\x23[set-output name=a]b%2Cc%3Ad%250A%3A%3Aerror%3A%3A.txt"
            ",title=no-article::the input is empty"
        )


def test_a_report_shows_what_a_stranger_called_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("\x1b]0;owned\x07\n::add-mask::\udcff.txt").write_bytes(b"")
    failed = article("convert", *map(str, tmp_path.iterdir()), "-t", "json", "-o", "out/")
    assert failed.code == 3
    told = article("report", "out/").stdout.decode()
    assert "owned" in told
    assert _shown(told) == set()
    assert not [line for line in told.splitlines() if line.lstrip().startswith("::")]
