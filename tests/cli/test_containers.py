"""`article convert` and `inspect` on folders, patterns and files of many articles: what is written where."""

from __future__ import annotations

import bz2
import gzip
import json
import os
import re
from pathlib import Path

import pytest

from tests.cli.running import CITED, STORY, article, process
from tests.containers.packing import zipped

_LINE = json.dumps({"url": "https://example.org/2025/library-stays.html", "text": STORY})
_OTHER = json.dumps({"title": "Another story", "text": STORY})


def _write(path: str, content: str | bytes) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_bytes(content.encode() if isinstance(content, str) else content)


def _tree(folder: str) -> list[str]:
    """Return the files of a folder, but for the records."""
    paths = (path for path in Path(folder).rglob("*") if path.is_file() and ".article" not in path.parts)
    return sorted(path.relative_to(folder).as_posix() for path in paths)


def _run(*argv: str, stdin: str | bytes = b"") -> None:
    """Convert, in silence."""
    found = article("convert", *argv, stdin=stdin)
    assert (found.code, found.stderr) == (0, "")


def test_folders_are_mirrored_and_containers_become_folders() -> None:
    _write("corpus/b.txt", STORY)
    _write("corpus/a/b.txt", STORY)
    _write("corpus/a/c.txt.gz", gzip.compress(STORY.encode()))
    _write("corpus/day.zip", zipped({"x/d.txt": STORY, "more.jsonl": _LINE}))
    _write("more.jsonl.gz", gzip.compress(f"{_LINE}\n{_OTHER}\n{_LINE}\n".encode()))
    _run("corpus", "more.jsonl.gz", "story.txt", "-t", "text,json", "-o", "out")
    assert _tree("out") == sorted(
        f"{stem}.{suffix}"
        for suffix in ("json", "txt")
        for stem in (
            *("b", "a/b", "a/c", "day/x/d", "day/more/library-stays", "story"),
            *("more/library-stays", "more/another-story", "more/library-stays-2"),
        )
    )
    assert Path("out/a/c.txt").read_bytes() == Path("out/story.txt").read_bytes()


def test_a_second_run_replaces_what_the_first_wrote_and_nothing_else() -> None:
    _write("more.jsonl", _LINE)
    for _ in range(2):
        _run("more.jsonl", "-t", "text", "-o", "out")
    Path("out/more/library-stays.txt").write_text("mended")
    found = article("convert", "more.jsonl", "-t", "text", "-o", "out")
    assert found.code == 1
    assert "out/more/library-stays.txt: error: is not as an earlier run wrote it; " in found.stderr


def test_of_a_folder_what_is_hidden_unknown_or_our_own_is_left_out() -> None:
    _write("corpus/a.txt", STORY)
    for name in (".b.txt", ".git/c.txt", "d.dat", "e.png", "f.png.gz", "g"):
        _write(f"corpus/{name}", "not to be read")
    os.symlink("..", "corpus/loop")
    os.mkfifo("corpus/pipe.txt")
    for _ in range(2):
        _run("corpus", "-t", "text,markdown", "-o", "corpus/out/")
        assert _tree("corpus/out") == ["a.md", "a.txt"]
    _run("corpus", "-t", "markdown", "-o", "other")
    assert _tree("other") == ["a.md"]


def test_a_link_in_a_folder_that_leads_to_itself_costs_itself_alone() -> None:
    _write("corpus/b.txt", STORY)
    os.symlink("a.txt", "corpus/a.txt")
    found = article("convert", "corpus", "-t", "json", "-o", "out")
    assert found.stderr == "corpus/a.txt: error: cannot be read: Too many levels of symbolic links\n"
    assert _tree("out") == ["b.json"]


@pytest.mark.skipif(not os.path.exists("/proc/self/limits"), reason="needs Linux")
def test_a_file_that_has_no_end_to_look_for_is_read() -> None:
    done = article("convert", "/proc/self/limits", "-t", "text")
    assert b"Max cpu time" in done.stdout


def test_what_was_written_beside_its_input_is_no_input() -> None:
    _write("corpus/a.txt", STORY)
    for _ in range(2):
        _run("corpus", "-t", "json", "-o", "corpus")
        assert _tree("corpus") == ["a.json", "a.txt"]


def test_a_named_file_is_read_whatever_its_suffix() -> None:
    _write("notes.dat", STORY)
    _write("packed.dat", gzip.compress(STORY.encode()))
    _write("many.dat", f"{_LINE}\n{_OTHER}\n")
    _run("notes.dat", "packed.dat", "many.dat", "-t", "text", "-o", "out")
    assert _tree("out") == ["many/another-story.txt", "many/library-stays.txt", "notes.txt", "packed.txt"]


def test_a_pattern_that_no_shell_expanded_is_expanded() -> None:
    _write("corpus/a.txt", STORY)
    _write("corpus/deep/b.txt", STORY)
    _run("corpus/**/*.txt", "-t", "text", "-o", "out")
    assert _tree("out") == ["a.txt", "b.txt"]
    _write("odd[1].txt", STORY)
    _run("odd[1].txt", "-t", "text", "-o", "odd/")
    assert _tree("odd") == ["odd[1].txt"]
    found = article("convert", "none*.txt", "-t", "text")
    assert (found.code, found.stderr) == (1, "none*.txt: error: no such file; check the spelling\n")


def test_a_packed_article_goes_wherever_an_article_goes() -> None:
    _write("story.txt.bz2", bz2.compress(STORY.encode()))
    _write("one.jsonl", _OTHER)
    _run("story.txt.bz2", "-o", "story.md")
    plain = article("convert", "story.txt", "-t", "markdown").stdout
    assert Path("story.md").read_bytes() == plain
    assert article("convert", "story.txt.bz2", "-t", "markdown").stdout == plain
    assert article("convert", "-t", "markdown", stdin=Path("story.txt.bz2").read_bytes()).stdout == plain
    assert article("convert", "one.jsonl", "-t", "markdown").code == 0


def test_standard_input_may_hold_many() -> None:
    _run("-t", "text", "-o", "out/", stdin=f"{_LINE}\n{_OTHER}\n")
    assert _tree("out") == ["stdin/another-story.txt", "stdin/library-stays.txt"]
    done = process("convert", "-t", "text", "-o", "piped/", stdin=zipped({"a.txt": STORY}))
    assert (done.code, done.stderr) == (0, "")
    assert _tree("piped") == ["stdin/a.txt"]


@pytest.mark.parametrize("output", [(), ("-o", "out.txt"), ("-o", "/dev/stdout")])
def test_several_articles_need_a_folder(output: tuple[str, ...]) -> None:
    _write("more.jsonl", f"{_LINE}\n{_OTHER}\n")
    found = article("convert", "more.jsonl", "-t", "text", *output)
    assert (found.code, found.stdout) == (2, b"")
    assert "Error: more.jsonl holds several articles: give a folder with -o FOLDER/\n" in found.stderr
    assert not Path("out.txt").exists()


def test_bad_members_are_reported_and_the_others_go_on() -> None:
    _write("more.jsonl", f'{_LINE}\n{{bad\n{{"url": "https://example.org/x"}}\n{_OTHER}\n')
    _write("corpus/bad.zip", zipped({"a.txt": STORY})[:-10])
    _write("corpus/c.txt", STORY)
    found = article("convert", "more.jsonl", "corpus", "-t", "text", "-o", "out")
    assert found.code == 1
    assert [line.split(": ", 2)[:2] for line in found.stderr.splitlines()] == [
        ["more.jsonl:2:2", "error"],
        ["more.jsonl:3", "error"],
        ["corpus/bad.zip", "error"],
    ]
    assert _tree("out") == ["c.txt", "more/another-story.txt", "more/library-stays.txt"]


def test_a_warning_names_the_member_and_its_line() -> None:
    _write("more.jsonl", json.dumps({"text": CITED}))
    found = article("convert", "more.jsonl", "-t", "text", "-o", "out", "--strict")
    assert found.code == 5
    assert re.fullmatch(r"more\.jsonl:1:7: warning: .* \[marker-unresolved\]\n", found.stderr)


def test_a_member_can_be_named_as_messages_name_it() -> None:
    _write("more.jsonl.gz", gzip.compress(f"{_LINE}\n{_OTHER}\n{{bad\n".encode()))
    _write("day.zip", zipped({"x/d.txt": STORY, "y.txt": CITED}))
    assert b"another-story" not in article("inspect", "more.jsonl.gz:2").stdout
    for name in ("more.jsonl.gz:2", "day.zip/x/d.txt"):
        assert article("inspect", name).code == 0
        assert article("convert", name, "-t", "text").code == 0
    found = article("inspect", "more.jsonl.gz:3")
    assert found.code == 1
    assert found.stderr.startswith("more.jsonl.gz:3:2: error: is not JSON: ")
    for name in ("more.jsonl.gz:9", "day.zip/z.txt", "story.txt:1"):
        assert article("inspect", name).stderr == (
            f"{name}: error: no such file, and no such member of one; check the spelling\n"
        )
    found = article("inspect", "more.jsonl.gz")
    assert found.code == 2
    assert (
        "more.jsonl.gz holds several articles: name one of them, as messages do: more.jsonl.gz:1"
        in found.stderr
    )


def test_members_do_not_take_the_place_of_inputs_or_of_each_other() -> None:
    _write("a.txt", STORY)
    _write("a.txt.gz", gzip.compress(STORY.encode()))
    _write("b/a.txt.gz", gzip.compress(STORY.encode()))
    _run("a.txt", "a.txt.gz", "b", "-t", "markdown", "-o", "out")
    assert _tree("out") == ["a-2.md", "a-3.md", "a.md"]
    _run("a.txt.gz", "a.txt", "-t", "markdown", "-o", "turned")
    assert _tree("turned") == ["a-2.md", "a.md"]
    found = article("convert", "a.txt.gz", "-t", "text", "-o", ".")
    assert found.code == 1  # a.txt is a stranger's
    assert Path("a.txt").read_text() == STORY


def test_small_and_capital_letters_are_one_name() -> None:
    _write("day.zip", zipped({"A.txt": STORY, "a.txt": STORY}))
    _run("day.zip", "-t", "text", "-o", "out")
    assert _tree("out") == ["day/A.txt", "day/a-2.txt"]


def test_nothing_is_written_outside_of_the_folder() -> None:
    _write("evil.zip", zipped({"../../../x.txt": STORY, "/etc/y.txt": STORY, "..\\z.txt": STORY}))
    _run("evil.zip", "-t", "markdown", "-o", "deep/out")
    assert _tree("deep") == ["out/evil/etc/y.md", "out/evil/x.md", "out/evil/z.md"]


def test_the_metadata_of_a_record_are_claims() -> None:
    record = {
        "text": STORY,
        "sitename": "The Port Ellery Post",
        "url": "https://example.org/x",
        "date": "soon",
    }
    _write("one.jsonl", json.dumps(record))
    found = article("convert", "one.jsonl", "-t", "json", "-v")
    meta = json.loads(found.stdout)["meta"]
    assert meta["publisher"] == {"name": "The Port Ellery Post"}
    assert meta["url"] == "https://example.org/x"
    assert meta["datePublished"] == "2025-03-03"
    assert "info: its record has a datePublished that cannot be read: soon [record-unread]" in found.stderr


def test_a_dry_run_says_where_members_would_go() -> None:
    _write("more.jsonl", f"{_LINE}\n{_OTHER}\n")
    found = article("convert", "more.jsonl", "-t", "text", "-o", "out", "-n")
    assert re.sub(r" \(.*?\)", "", found.stdout.decode()).splitlines() == [
        "more.jsonl:1 -> out/more/library-stays.txt",
        "more.jsonl:2 -> out/more/another-story.txt",
    ]
    assert not Path("out").exists()


def test_a_run_twice_gives_the_same_bytes() -> None:
    _write("corpus/a.txt", STORY)
    _write("corpus/more.jsonl", f"{_LINE}\n{_OTHER}\n")
    for out in ("one", "two"):
        _run("corpus", "-t", "epub", "-o", out)
    assert _tree("one") == _tree("two") != []
    assert [Path("one", name).read_bytes() for name in _tree("one")] == [
        Path("two", name).read_bytes() for name in _tree("two")
    ]


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("x.pdf", b"%PDF-1.7\n", r"is a damaged PDF: can't find startxref; save it anew"),
        ("x.docx", zipped({"[Content_Types].xml": "", "word/document.xml": ""}), r"is an Office document .*"),
        ("x.odt", zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), r"is an OpenDocument .*"),
        ("x.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99), r"is an Office document .*"),
        ("x.jpg", b"\xff\xd8\xff\xe0" + bytes(99), r"is a JPEG picture, not text; .*"),
        ("x.webp", b"RIFF1234WEBPVP8 ", r"is a WebP picture, not text; .*"),
        ("x.mp3", b"ID3\x04" + bytes(99), r"is a sound file, not text; transcribe .*"),
        ("x.mp4", b"\0\0\0\x20ftypisom" + bytes(99), r"is a video, not text; transcribe .*"),
        ("x.tar", b"a" * 257 + b"ustar\0", r"is a tar archive that is damaged: truncated header"),
        (
            "x.tar.gz",
            gzip.compress(b"a" * 257 + b"ustar\0", mtime=0),
            r"is a tar archive that is damaged: truncated header",
        ),
        ("x.xz", b"\xfd7zXZ\0" + bytes(9), r"is an xz file, not text; .*"),
        ("x.7z", b"7z\xbc\xaf\x27\x1c" + bytes(9), r"is a 7z archive, not text; unpack it first"),
    ],
)
def test_what_is_no_text_is_named_with_what_to_do(name: str, data: bytes, said: str) -> None:
    _write(name, data)
    found = article("convert", name, "-t", "html")
    assert found.code == 1
    assert re.fullmatch(rf"{re.escape(name)}: error: {said}\n", found.stderr)
