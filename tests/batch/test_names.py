"""What outputs are called."""

from __future__ import annotations

from pathlib import Path

import pytest

from convert import pipeline
from convert.batch.names import Names, check, fields, name, of_input
from convert.errors import Clash
from convert.source import Source
from tests.cli.running import STORY

_KNOWN = {"path": "a/b.c", "slug": "council-keeps", "date": "2025-03-03", "year": "2025", "month": "03"}


@pytest.mark.parametrize(
    ("pattern", "called"),
    [
        ("{path}", "a/b.c"),
        ("{stem}", "b.c"),
        ("{folder}/{slug}", "a/council-keeps"),
        ("{date}-{slug}", "2025-03-03-council-keeps"),
        ("{year}/{month}/{slug}", "2025/03/council-keeps"),
        ("{folder}/{date}-{stem}", "a/2025-03-03-b.c"),
        # What is not known leaves no gap.
        ("{author}-{slug}", "council-keeps"),
        ("{slug}-{author}", "council-keeps"),
        ("{date}-{author}-{slug}", "2025-03-03-council-keeps"),
        ("{section}/{slug}", "council-keeps"),
        ("{author}", "b.c"),
        ("{section}/{author}", "b.c"),
        # Nor does anything lead out of the folder.
        ("../{slug}", "council-keeps"),
        ("/etc/{slug}", "etc/council-keeps"),
    ],
)
def test_a_pattern_gives_a_name(pattern: str, called: str) -> None:
    check(pattern)
    assert name(pattern, _KNOWN) == called


def test_a_path_of_an_input_is_not_tidied_nor_leads_out() -> None:
    assert name("{path}", {"path": "-a--b_/c-"}) == "-a--b_/c-"
    assert name("{path}", {"path": "../../x"}) == "x"


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ("{slugg}", r"\{slugg\} is nothing .*; did you mean \{slug\}\?"),
        ("{colour}", r"\{colour\} is nothing .*; there are: \{path\}, .*"),
        ("{", r"'\{' is no pattern: "),
        ("{0}", r"\{0\} is nothing "),
        ("{slug.__class__}", r"\{slug.__class__\} is nothing "),
        ("story", r"'story' would give all articles one name"),
        ("", r"'' would give all articles one name"),
    ],
)
def test_what_is_no_pattern_is_told_with_what_there_is(pattern: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        check(pattern)


def test_a_name_is_known_before_the_article_is_read_or_not() -> None:
    assert of_input("{path}")
    assert of_input("{folder}/x-{stem}")
    assert not of_input("{stem}-{hash}")


def test_fields_are_what_the_article_says() -> None:
    source = Source(
        "in/x.txt", STORY.encode(), "in/x.txt", metadata={"url": ("https://x.org/2025/the-library.html",)}
    )
    found = fields(source, pipeline.read(source).article)
    assert found == {
        **{"path": "in/x", "slug": "council-keeps-the-library-open", "date": "2025-03-03"},
        **{"year": "2025", "month": "03", "day": "03", "author": "jane-roe", "lang": "en"},
        **{"url": "the-library", "hash": found["hash"]},
    }
    assert len(found["hash"]) == 12


def test_no_two_get_one_name_and_who_has_one_keeps_it(tmp_path: Path) -> None:
    names = Names(str(tmp_path), (".html", ".pdf"))
    assert names.give("a", "1", "one", numbered=False) == "a"
    assert names.give("a", "2", "two", numbered=True) == "a-2"
    assert names.give("A", "3", "three", numbered=True) == "A-3"
    assert names.give("a", "4", "four", numbered=True) == "a-4"
    assert [names.give("a", owner, "", numbered=False) for owner in "1243"] == ["a", "a-2", "a-4", "A-3"]
    with pytest.raises(
        Clash, match=r"one and five would both write .*/a\.html, .*/a\.pdf; --on-clash number"
    ):
        names.give("a", "5", "five", numbered=False)


def test_a_name_of_an_input_is_never_given(tmp_path: Path) -> None:
    names = Names(str(tmp_path), (".txt",))
    names.keep(str(tmp_path / "a.txt"))
    with pytest.raises(Clash, match=r"a\.txt is an input"):
        names.give("a", "1", "one", numbered=False)
    (tmp_path / "b.txt").symlink_to("a.txt")
    assert names.give("b", "2", "two", numbered=True) == "b-2"
    names.give("c", "3", "three", numbered=False)
    with pytest.raises(Clash, match=r"c\.txt is an input"):
        names.keep(str(tmp_path / "c.txt"))
    with pytest.raises(Clash, match=r"a\.txt is named twice"):
        names.keep(str(tmp_path / "." / "a.txt"))


def test_a_file_that_is_called_0_is_called_so() -> None:
    source = Source("0.txt", STORY.encode())
    assert fields(source, pipeline.read(source).article)["path"] == "0"
