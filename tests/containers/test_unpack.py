"""Compressed files and archives: what comes out, under which names, and what is refused."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import struct
import tarfile
import zipfile
from collections.abc import Callable

import pytest
from backports import zstd

from convert import source
from convert.containers import articles
from convert.errors import ArticleError
from convert.parts import CONTAINERS, READERS, Container, Reader
from tests.containers.packing import sources, stream, told, unpack, zipped

TEXT = b"A text that says something.\n"
LINE = b'{"url": "https://example.org/a-story.html", "text": "A text."}\n'
_COMPRESSORS: dict[str, Callable[[bytes], bytes]] = {
    ".gz": gzip.compress,
    ".bz2": bz2.compress,
    ".zst": zstd.compress,
}
# As LibreOffice, Word and EPUB readers write them: the first member tells.
EPUB = zipped({"mimetype": "application/epub+zip", "a.html": "x"}, zipfile.ZIP_STORED)
ODT = zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "x"}, zipfile.ZIP_STORED)
DOCX = zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": "x"})
LATE_DOCX = zipped({"a.txt": "x", "word/document.xml": "x", "[Content_Types].xml": "<Types/>"})


@pytest.mark.parametrize("suffix", _COMPRESSORS)
@pytest.mark.parametrize("pipe", [False, True])
@pytest.mark.parametrize("path", ["story.txt", "a/b/story.TXT", "story"])
def test_a_compressed_file_is_the_file_without_its_suffix(suffix: str, pipe: bool, path: str) -> None:
    pack = _COMPRESSORS[suffix]
    (found,) = sources(unpack(path + suffix, pack(TEXT[:10]) + pack(TEXT[10:]), pipe=pipe))
    assert (found.name, found.path, found.data) == (path + suffix, path, TEXT)
    assert found.format is None


@pytest.mark.parametrize("suffix", _COMPRESSORS)
def test_content_tells_a_compressed_file_not_its_name(suffix: str) -> None:
    (packed,) = sources(unpack("story.txt", _COMPRESSORS[suffix](TEXT)))
    (plain,) = sources(unpack("story.txt" + suffix, TEXT))
    assert (packed.path, packed.data) == ("story.txt", TEXT)
    assert (plain.path, plain.data) == ("story.txt" + suffix, TEXT)


@pytest.mark.parametrize("suffix", _COMPRESSORS)
@pytest.mark.parametrize("cut", [12, -1])
def test_a_damaged_file_is_an_error_that_says_so(suffix: str, cut: int) -> None:
    (said,) = told(unpack("story.txt" + suffix, _COMPRESSORS[suffix](TEXT * 100)[:cut]))
    assert said.startswith(f"story.txt{suffix}: is a ")
    assert " that is damaged: " in said


def test_what_came_before_the_damage_is_kept() -> None:
    noise = b"".join(b'{"text": "%d"}\n' % (n * n * 7919) for n in range(40_000))
    found = unpack("all.jsonl.gz", gzip.compress(noise)[:-50_000])
    assert len(found) > 10_000
    assert isinstance(found[-1], ArticleError)
    assert not any(isinstance(each, ArticleError) for each in found[:-1])


@pytest.mark.parametrize("pipe", [False, True])
def test_an_archive_gives_the_files_that_something_reads_in_its_order(pipe: bool) -> None:
    data = zipped(
        {
            "z.txt": "z",
            "b/a.text": "a",
            "b/": "",
            "b/.hidden.txt": "",
            "__MACOSX/b/._a.html": "",
            "picture.png": "",
            "b/more.jsonl": LINE * 2,
            "deep/c.txt.gz": gzip.compress(b"c"),
            "deep/picture.png.gz": "",
        }
    )
    found = sources(unpack("day.zip", data, pipe=pipe))
    assert [(each.name, each.path) for each in found] == [
        ("day.zip/z.txt", "day/z.txt"),
        ("day.zip/b/a.text", "day/b/a.text"),
        ("day.zip/b/more.jsonl:1", "day/b/more/a-story"),
        ("day.zip/b/more.jsonl:2", "day/b/more/a-story"),
        ("day.zip/deep/c.txt.gz", "day/deep/c.txt"),
    ]
    assert found[4].data == b"c"


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("../../a.txt", "x/a.txt"),
        ("/etc/a.txt", "x/etc/a.txt"),
        ("//host/a.txt", "x/host/a.txt"),
        ("b/../../../a.txt", "x/b/a.txt"),
        ("..\\..\\a.txt", "x/a.txt"),
        ("C:\\b\\a.txt", "x/b/a.txt"),
        ("./a.txt", "x/a.txt"),
    ],
)
def test_no_member_leads_out_of_its_folder(name: str, path: str) -> None:
    (found,) = sources(unpack("x.zip", zipped({name: TEXT})))
    assert found.path == path


def test_a_link_in_an_archive_is_left_out() -> None:
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = 0o120777 << 16
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(link, "/etc/passwd")
        archive.writestr("a.txt", TEXT)
    assert told(unpack("x.zip", out.getvalue())) == ["x.zip/a.txt"]


def test_encrypted_files_get_one_line_and_the_others_go_on() -> None:
    data = bytearray(zipped({"a.txt": "a", "b.txt": "b", "c.txt": "c"}))
    for name in (b"a.txt", b"b.txt"):  # the flag in the local header, and in the directory
        data[data.index(name) - 24] |= 1
        data[data.rindex(name) - 38] |= 1
    assert told(unpack("x.zip", bytes(data))) == [
        "x.zip: has 2 encrypted files, such as a.txt; unpack it with its password, and name the folder",
        "x.zip/c.txt",
    ]


def test_a_damaged_member_leaves_the_others() -> None:
    data = bytearray(zipped({"a.txt": TEXT, "b.txt": TEXT}, zipfile.ZIP_STORED))
    data[data.index(TEXT)] ^= 1
    first, second = told(unpack("x.zip", bytes(data)))
    assert first.startswith("x.zip/a.txt: is a file in a zip archive that is damaged: Bad CRC-32")
    assert second == "x.zip/b.txt"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (zipped({"a.txt": TEXT})[:-30], "x.zip: is a zip archive that is damaged: File is not a zip file"),
        (zipped({}), "x.zip: holds no file that can be read; "),
        (zipped({"a.png": "x"}), "x.zip: holds no file that can be read; "),
        (LATE_DOCX, "x.zip: is an Office document (DOCX, XLSX, PPTX), not text; save it as text or HTML"),
    ],
)
def test_an_archive_without_articles_says_why(data: bytes, said: str) -> None:
    (found,) = told(unpack("x.zip", data))
    assert found.startswith(said)


@pytest.mark.parametrize("data", [EPUB, ODT, DOCX])
def test_an_archive_that_is_one_document_is_no_container(data: bytes) -> None:
    (found,) = sources(unpack("book.zip", data))
    assert found.data == data


def test_a_few_layers_are_opened_and_ten_are_not() -> None:
    data = zipped({"in.zip": zipped({"more.jsonl.gz": gzip.compress(LINE)})})
    assert told(unpack("x.zip.gz", gzip.compress(data))) == ["x.zip.gz/in.zip/more.jsonl.gz:1"]
    for _ in range(10):
        data = gzip.compress(data)
    assert told(unpack("x", data)) == ["x: is packed more than 6 deep; unpack it yourself if you trust it"]


@pytest.mark.parametrize("suffix", _COMPRESSORS)
def test_a_bomb_is_refused_before_it_goes_off(suffix: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "_FREE", 1 << 20)
    bomb = _COMPRESSORS[suffix](_COMPRESSORS[suffix](bytes(64 << 20)))
    (said,) = told(unpack("bomb", bomb))
    assert (
        said
        == "bomb: unpacks to more than 300 times its size, as no articles do; unpack it yourself if you trust it"
    )


def test_a_bomb_of_many_members_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "_FREE", 1 << 20)
    found = told(unpack("bomb.zip", zipped({f"{n}.txt": bytes(1 << 20) for n in range(8)})))
    assert any("unpacks to more than" in said for said in found)
    assert found[0] == "bomb.zip/0.txt"


def test_a_bomb_of_members_that_lie_over_one_another_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """To read the same bytes over again allows no more; newer versions of zipfile refuse such members by themselves."""
    monkeypatch.setattr(source, "_FREE", 1 << 20)
    one = zipped({"a.txt": b"0123456789" * 20_000})
    at, end = one.index(b"PK\1\2"), one.index(b"PK\5\6")
    count, listed = 2000, one[at:end]
    last = struct.pack("<4x4H2IH", 0, 0, count, count, len(listed) * count, at, 0)
    found = told(unpack("bomb.zip", one[:at] + listed * count + b"PK\5\6" + last[4:]))
    assert 0 < len([said for said in found if ": " not in said]) < 300


def test_what_compresses_well_is_no_bomb() -> None:
    text = (TEXT * 3 + b"\n") * 20_000
    assert sources(unpack("x.txt.gz", gzip.compress(text)))[0].data == text


def test_what_is_larger_than_an_article_may_be_costs_itself_alone() -> None:
    large = b'{"text": "' + b"x" * 3_000_000 + b'"}\n'
    said = "has more than 1 MB; if it is one article, --max-input N allows more"
    assert told(unpack("x.txt", large, largest=1_000_000)) == [f"x.txt: {said}"]
    found = told(unpack("x.jsonl", LINE + large + LINE, largest=1_000_000))
    assert found == ["x.jsonl:1", f"x.jsonl:2: {said}", "x.jsonl:3"]


def test_one_member_is_in_memory_at_a_time() -> None:
    """Each is given before the next is read: here the next one fails."""
    found = articles(stream("x.jsonl.gz", gzip.compress(LINE * 50_000)[:-2000]))
    assert told([next(found)]) == ["x.jsonl.gz:1"]


@pytest.mark.parametrize(
    "data", [b"", b"x", TEXT, b"\x1f", b"P", b"BZh9 is no bzip2 file", lzma.compress(TEXT)]
)
def test_what_is_no_container_is_itself(data: bytes) -> None:
    (found,) = sources(unpack("story.txt", data))
    assert found.data == data


def test_no_two_kinds_claim_a_suffix() -> None:
    """But for EPUBs, of one article or of several: which, their content tells."""
    parts: list[Container | Reader] = [*CONTAINERS.all(), *READERS.all()]
    suffixes = [suffix for part in parts for suffix in part.suffixes]
    assert [suffix for suffix in suffixes if suffixes.count(suffix) > 1] == [".epub", ".epub"]
    assert [suffix for suffix in suffixes if not suffix.startswith(".") or suffix != suffix.lower()] == []


@pytest.mark.filterwarnings("ignore:Duplicate name")  # which is what the archive is made for
@pytest.mark.parametrize("suffix", [".zip", ".tar"])
def test_two_members_of_one_name_are_two(suffix: str) -> None:
    out = io.BytesIO()
    files = [("a.txt", b"first"), ("a.txt", b"second"), ("b.txt", b"other")]
    if suffix == ".zip":
        with zipfile.ZipFile(out, "w") as archive:
            for name, text in files:
                archive.writestr(name, text)
    else:
        with tarfile.TarFile(fileobj=out, mode="w") as tape:
            for name, text in files:
                header = tarfile.TarInfo(name)
                header.size = len(text)
                tape.addfile(header, io.BytesIO(text))
    found = sources(unpack(f"x{suffix}", out.getvalue()))
    assert [(each.name, each.path, each.data) for each in found] == [
        (f"x{suffix}/a.txt", "x/a.txt", b"first"),
        (f"x{suffix}/a.txt:2", "x/a.txt", b"second"),
        (f"x{suffix}/b.txt", "x/b.txt", b"other"),
    ]
