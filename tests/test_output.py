"""Files appear whole or not at all; a folder knows the files that we wrote."""

from __future__ import annotations

import json
import os
import stat
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from convert.errors import OutputError
from convert.output import Folder, write


@contextmanager
def _umask(mask: int) -> Iterator[None]:
    before = os.umask(mask)
    try:
        yield
    finally:
        os.umask(before)


def _bits(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_file_is_written_and_nothing_else(tmp_path: Path) -> None:
    write(tmp_path / "a", b"new")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a": b"new"}


@pytest.mark.parametrize(("mask", "bits"), [(0o022, 0o644), (0o077, 0o600), (0o002, 0o664)])
def test_a_new_file_has_the_bits_that_the_umask_leaves(tmp_path: Path, mask: int, bits: int) -> None:
    with _umask(mask):
        write(tmp_path / "a", b"")
    assert _bits(tmp_path / "a") == bits


def test_a_file_that_is_replaced_keeps_its_bits(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    path.chmod(0o640)
    write(path, b"new")
    assert (path.read_bytes(), _bits(path)) == (b"new", 0o640)


def test_a_symbolic_link_stays_and_its_target_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    target, link = tmp_path / "folder" / "target", tmp_path / "link"
    link.symlink_to(target)
    for data in (b"one", b"two"):  # first the link dangles
        write(link, data)
        assert link.is_symlink()
        assert target.read_bytes() == data
    assert [path.name for path in target.parent.iterdir()] == ["target"]


def test_another_name_of_the_file_keeps_what_it_had(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    (tmp_path / "b").hardlink_to(tmp_path / "a")
    write(tmp_path / "a", b"new")
    assert (tmp_path / "b").read_bytes() == b"old"


def test_a_device_is_written_directly() -> None:
    write(Path("/dev/null"), b"gone")
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)


def test_a_pipe_is_written_directly(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    writer = threading.Thread(target=write, args=(path, b"through"))
    writer.start()
    assert path.read_bytes() == b"through"
    writer.join()
    assert stat.S_ISFIFO(path.stat().st_mode)


def test_what_cannot_be_written_is_an_error_that_says_why(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    for name, reason, hint in (
        ("missing/a", "No such file or directory", "make its folder first"),
        ("file/a", "Not a directory", None),
        (".", "Is a directory", None),
        ("loop", "Too many levels of symbolic links", None),
        ("a" * 300, "File name too long", None),
    ):
        with pytest.raises(OutputError) as caught:
            write(tmp_path / name, b"")
        assert caught.value.message == f"cannot be written: {reason}"
        assert (caught.value.where, caught.value.hint) == (str(tmp_path / name), hint)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "loop"]


def test_a_failure_leaves_the_old_file_and_no_temporary_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise KeyboardInterrupt

    path = tmp_path / "a"
    path.write_bytes(b"old")
    for step in ("fsync", "replace"):
        with monkeypatch.context() as patch:
            patch.setattr(os, step, fail)
            with pytest.raises(KeyboardInterrupt):
                write(path, b"new")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a": b"old"}


def test_whoever_looks_sees_one_whole_file(tmp_path: Path) -> None:
    path = tmp_path / "a"
    contents = [bytes([n]) * 100_000 for n in range(2)]
    write(path, contents[0])

    def keep_writing(data: bytes) -> None:
        for _ in range(30):
            write(path, data)

    writers = [threading.Thread(target=keep_writing, args=(data,)) for data in contents]
    for writer in writers:
        writer.start()
    while any(writer.is_alive() for writer in writers):
        assert path.read_bytes() in contents
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_a_folder_owns_what_was_written_there_and_is_unchanged(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "new" / "out")
    assert not folder.owns("a")
    folder.write("a", b"one")
    (folder.path / "strange").write_bytes(b"one")
    later = Folder(folder.path)
    assert (later.owns("a"), later.owns("strange"), later.owns("missing")) == (True, False, False)
    (folder.path / "a").write_bytes(b"changed")
    assert not later.owns("a")


def test_the_record_is_a_line_a_file_and_content(tmp_path: Path) -> None:
    for data in (b"one", b"one", b"two", b"one"):
        Folder(tmp_path).write("a\udcff\n", data)
    lines = [json.loads(line) for line in (tmp_path / Folder.RECORD).read_text().splitlines()]
    assert [line["file"] for line in lines] == ["a\udcff\n"] * 3
    assert [line["sha256"][:4] for line in lines] == ["7692", "3fc4", "7692"]
    assert Folder(tmp_path).owns("a\udcff\n")


def test_runs_side_by_side_do_not_lose_each_others_records(tmp_path: Path) -> None:
    def run(number: int) -> None:
        folder = Folder(tmp_path)
        for n in range(10):
            folder.write(f"{number}-{n}", b"x")

    runs = [threading.Thread(target=run, args=(number,)) for number in range(8)]
    for each in runs:
        each.start()
    for each in runs:
        each.join()
    later = Folder(tmp_path)
    assert all(later.owns(f"{number}-{n}") for number in range(8) for n in range(10))


@pytest.mark.parametrize(
    "line", [b"{", b"[]", b"null", b'{"file": "a"}', b'{"file": [], "sha256": 1}', b"\xff\n"]
)
def test_a_line_of_the_record_that_is_not_ours_vouches_for_nothing(tmp_path: Path, line: bytes) -> None:
    (tmp_path / "a").write_bytes(b"x")
    (tmp_path / Folder.RECORD).write_bytes(line + b"\n")
    folder = Folder(tmp_path)
    assert not folder.owns("a")
    folder.write("a", b"x")
    assert Folder(tmp_path).owns("a")


def test_a_folder_that_cannot_be_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OutputError, match="cannot be made a folder: File exists"):
        Folder(tmp_path / "file").write("a", b"")


def test_the_record_is_no_way_into_another_file(tmp_path: Path) -> None:
    (tmp_path / "precious").write_bytes(b"kept")
    (tmp_path / Folder.RECORD).symlink_to(tmp_path / "precious")
    with pytest.raises(OutputError, match="Too many levels of symbolic links"):
        Folder(tmp_path).write("a", b"")
    assert (tmp_path / "precious").read_bytes() == b"kept"
