"""`article bundle`: what it makes of several inputs, and what it refuses."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path

import pytest

from tests.cli.running import CITED, STORY, article

TITLE = ("--title", "The Week")


@pytest.fixture(autouse=True)
def issue(folder: Path) -> Path:
    """Return a folder with an article in each of two folders, the second citing sources twice."""
    for path, text in {
        "01-town/library.txt": STORY,
        "02-sea/boats.txt": CITED.replace("Council keeps the library open", "Boats are back").replace(
            "March 3", "March 2"
        ),
    }.items():
        (folder / "issue" / path).parent.mkdir(parents=True)
        (folder / "issue" / path).write_text(text)
    return folder / "issue"


def _files(path: str) -> dict[str, str]:
    with zipfile.ZipFile(path) as archive:
        names = [name for name in archive.namelist() if re.search(r"\.(xhtml|opf|ncx)$", name)]
        return {name.removeprefix("EPUB/"): archive.read(name).decode() for name in names}


def test_a_folder_becomes_a_book_with_sections() -> None:
    done = article(
        "bundle", "issue", "-o", "week.epub", *TITLE, "--author", "Jane Roe", "--date", "2025-03-08"
    )
    assert (done.code, done.stdout) == (0, b"")
    files = _files("week.epub")
    assert {"contents.xhtml", "section-1.xhtml", "article-1.xhtml", "section-2.xhtml", "article-2.xhtml"} <= {
        *files
    }
    assert "<h1>Town</h1>" in files["section-1.xhtml"]
    assert "<h1>Boats are back</h1>" in files["article-2.xhtml"]
    assert ">The Week</dc:title>" in files["content.opf"]
    assert "2025-03-08" in files["content.opf"]


def test_the_same_inputs_give_the_same_bytes() -> None:
    for name in ("a.epub", "b.epub"):
        assert article("bundle", "issue", "-o", name, *TITLE).code == 0
    assert Path("a.epub").read_bytes() == Path("b.epub").read_bytes()


def test_what_an_earlier_run_made_of_a_folder_is_no_part_of_it() -> None:
    for _ in range(2):
        assert article("bundle", "issue", "-o", "issue/week.html", *TITLE).code == 0
    assert Path("issue/week.html").read_text().count("<article ") == 2


def test_it_carries_the_time_of_its_latest_article() -> None:
    article("bundle", "issue", "-o", "week.epub", *TITLE)
    assert "2025-03-03T00:00:00Z" in _files("week.epub")["content.opf"]


def test_contents_and_sections_can_be_left_out() -> None:
    article("bundle", "issue", "-o", "week.epub", *TITLE, "--no-toc", "--no-sections")
    assert not {"contents.xhtml", "section-1.xhtml"} & {*_files("week.epub")}


def test_articles_come_by_date_if_that_is_asked_for() -> None:
    article("bundle", "issue", "-o", "week.epub", *TITLE, "--order", "date")
    assert "<h1>Boats are back</h1>" in _files("week.epub")["article-1.xhtml"]


def test_notes_count_through_if_that_is_asked_for() -> None:
    for how, first in (("article", "1"), ("bundle", "2")):
        article(
            "bundle",
            "cited.txt",
            "issue/02-sea/boats.txt",
            "-o",
            "week.epub",
            *TITLE,
            "--notes-per",
            how,
            "--no-sections",
        )
        assert re.findall(r'role="doc-noteref"[^>]*>(\d+)<', _files("week.epub")["article-2.xhtml"]) == [
            first
        ]


def test_what_is_packed_in_a_container_is_taken_one_by_one() -> None:
    lines = [json.dumps({"url": f"https://example.org/{n}", "text": STORY}) for n in range(3)]
    Path("more.jsonl").write_text("\n".join(lines))
    article("bundle", "more.jsonl", "-o", "week.epub", *TITLE)
    assert "article-3.xhtml" in _files("week.epub")


def test_nothing_is_written_where_an_article_fails() -> None:
    done = article("bundle", "story.txt", "empty.txt", "-o", "week.epub", *TITLE)
    assert (done.code, Path("week.epub").exists()) == (1, False)
    assert done.stderr.startswith("empty.txt: error:")


def test_of_the_others_it_is_made_if_that_is_asked_for() -> None:
    done = article("bundle", "story.txt", "empty.txt", "-o", "week.epub", *TITLE, "-k")
    assert (done.code, Path("week.epub").exists()) == (1, True)


def test_a_dry_run_says_what_it_would_write() -> None:
    done = article("bundle", "issue", "-o", "week.epub", *TITLE, "-n")
    assert done.stdout.startswith(b"2 articles -> week.epub (")
    assert not Path("week.epub").exists()


def test_a_warning_counts_under_strict() -> None:
    assert article("bundle", "issue", "-o", "week.epub", *TITLE, "--strict").code == 5


@pytest.mark.parametrize(
    ("argv", "code", "said"),
    [
        (("story.txt", "-o", "x.epub"), 2, "Missing option '--title'"),
        (("story.txt", "-o", "x.md", *TITLE), 2, "markdown has one article a file; a bundle can be "),
        (("story.txt", "-o", "x.xyz", *TITLE), 2, "no format has the suffix of x.xyz"),
        (("story.txt", "x.html", "-o", "x.html", *TITLE), 2, "x.html is an input: give another name with -o"),
        (("story.txt", "-o", "folder", *TITLE), 2, "folder is a folder: name a file in it with -o"),
        (("story.txt", "-o", "x.epub", *TITLE, "--date", "soon"), 2, "not valid metadata"),
        (("gone.txt", "-o", "x.epub", *TITLE), 1, "gone.txt: error: no such file"),
        (("folder", "-o", "x.epub", *TITLE), 3, "folder: error: holds no file that can be read"),
    ],
)
def test_what_cannot_be_is_said(argv: tuple[str, ...], code: int, said: str) -> None:
    done = article("bundle", *argv)
    assert (done.code, said in done.stderr) == (code, True), done.stderr


def test_a_book_is_taken_apart_again() -> None:
    """Each article is what it was before; one that is named is read alone."""
    article("bundle", "issue", "-o", "week.epub", *TITLE, "--notes-per", "bundle")
    for name in ("issue", "week.epub"):
        assert article("convert", name, "-t", "json", "-o", f"{name}.d/").code == 0
    apart = {path.name: path.read_bytes() for path in Path("week.epub.d/week").iterdir()}
    assert sorted(apart) == ["boats-are-back.json", "council-keeps-the-library-open.json"]
    assert sorted(apart.values()) == sorted(path.read_bytes() for path in Path("issue.d").rglob("*.json"))
    alone = article("convert", "week.epub/EPUB/article-2.xhtml", "-t", "json")
    assert alone.stdout == apart["boats-are-back.json"]
