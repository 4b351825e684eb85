"""tar archives: what is taken out of them, and what is said of those that are damaged."""

from __future__ import annotations

import gzip
import io
import tarfile

import pytest

from tests.containers.packing import sources, tarred, told, unpack

TEXT = b"A headline\n\nA paragraph of an article.\n"


@pytest.mark.parametrize("form", [tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
@pytest.mark.parametrize("pipe", [False, True])
def test_an_archive_gives_the_files_that_something_reads_in_its_order(form: int, pipe: bool) -> None:
    long = f"{'d' * 90}/{'e' * 90}.md"
    data = tarred(
        {
            "b.txt": TEXT,
            "a/x.png": b"x",
            long: TEXT,
            ".hidden/c.txt": TEXT,
            "a/._d.txt": TEXT,
            "a/e.txt.gz": gzip.compress(TEXT),
        },
        form,
    )
    found = sources(unpack("day/x.tar", data, pipe=pipe))
    assert [each.name for each in found] == ["day/x.tar/b.txt", f"day/x.tar/{long}", "day/x.tar/a/e.txt.gz"]
    assert [each.path for each in found] == ["day/x/b.txt", f"day/x/{long}", "day/x/a/e.txt"]
    assert {each.data for each in found} == {TEXT}


@pytest.mark.parametrize("name", ["x.tar.gz", "x.tgz"])
def test_one_may_be_compressed(name: str) -> None:
    (found,) = sources(unpack(name, gzip.compress(tarred({"a.txt": TEXT}))))
    assert found.path == "x/a.txt"


def test_no_member_leads_out_of_a_folder_and_links_are_left_out() -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name in ("../../etc/a.txt", "/root/b.txt"):
            entry = tarfile.TarInfo(name)
            entry.size = len(TEXT)
            archive.addfile(entry, io.BytesIO(TEXT))
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.DIRTYPE, tarfile.FIFOTYPE):
            entry = tarfile.TarInfo("c.txt")
            entry.type, entry.linkname = kind, "/etc/passwd"
            archive.addfile(entry)
    assert [each.path for each in sources(unpack("x.tar", out.getvalue()))] == ["x/etc/a.txt", "x/root/b.txt"]


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (1536 + 148, "x.tar: is a tar archive that is damaged: "),  # the checksum of the second header
        (None, "x.tar: is a tar archive that is damaged: "),
    ],
)
def test_what_is_before_damage_is_kept_and_the_damage_told(at: int | None, said: str) -> None:
    data = bytearray(tarred({"a.txt": TEXT.ljust(600), "b.txt": TEXT, "c.txt": TEXT}))
    if at is None:
        del data[1800:]
    else:
        data[at : at + 6] = b"999999"
    first, second = told(unpack("x.tar", bytes(data)))
    assert first == "x.tar/a.txt"
    assert second.startswith(said)


def test_a_member_that_ends_early_is_told() -> None:
    assert told(unpack("x.tar", tarred({"a.txt": TEXT * 100})[:1200])) == [
        "x.tar/a.txt: is a file in a tar archive that is damaged: unexpected end of data",
        "x.tar: is a tar archive that is damaged: unexpected end of data",
    ]


def test_a_header_that_would_fill_the_memory_is_refused() -> None:
    entry = tarfile.TarInfo("x")
    entry.type, entry.size = tarfile.XHDTYPE, 1 << 30
    (found,) = told(unpack("x.tar", entry.tobuf(tarfile.USTAR_FORMAT) + bytes(1 << 16)))
    # What is read of it is so little in every version of Python; 3.11.2 says something else of that than 3.11.7.
    damaged = "x.tar: is a tar archive that is damaged: "
    assert found in (f"{damaged}a header has more than 1 MB", f"{damaged}empty header")


@pytest.mark.parametrize("name", ["a.txt", "a.png"])
def test_a_member_that_says_it_has_more_than_there_is_does_not_have_us_wait(name: str) -> None:
    entry = tarfile.TarInfo(name)
    entry.size = 1 << 70
    *_, last = told(unpack("x.tar", entry.tobuf(tarfile.GNU_FORMAT) + TEXT))
    assert last == "x.tar: is a tar archive that is damaged: unexpected end of data"


def test_one_without_articles_says_so() -> None:
    (found,) = told(unpack("x.tar", tarred({"a.png": b"x"})))
    assert found.startswith("x.tar: holds no file that can be read; ")
