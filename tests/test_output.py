"""Files appear whole or not at all."""

from __future__ import annotations

import os
import stat
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from convert.errors import OutputError
from convert.output import settle, stage, write


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


def test_what_is_laid_aside_comes_to_its_place_as_if_it_had_been_written_there(tmp_path: Path) -> None:
    old, link = tmp_path / "old", tmp_path / "link"
    old.write_bytes(b"old")
    old.chmod(0o640)
    link.symlink_to("old")
    stage(tmp_path / "aside", b"new")
    settle(tmp_path / "aside", link)
    assert (link.is_symlink(), old.read_bytes(), stat.S_IMODE(old.stat().st_mode)) == (True, b"new", 0o640)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link", "old"]


def test_what_is_laid_aside_replaces_nothing(tmp_path: Path) -> None:
    (tmp_path / "aside").write_bytes(b"another's")
    with pytest.raises(OutputError, match="cannot be written: File exists"):
        stage(tmp_path / "aside", b"new")


def test_another_file_system_is_no_obstacle(tmp_path: Path) -> None:
    shm = Path("/dev/shm")  # noqa: S108  a file system, not a file
    if not shm.is_dir() or shm.stat().st_dev == tmp_path.stat().st_dev:
        pytest.skip("there is no other file system")
    with TemporaryDirectory(dir=shm) as other:
        stage(tmp_path / "aside", b"new")
        settle(tmp_path / "aside", Path(other) / "a")
        assert (Path(other) / "a").read_bytes() == b"new"
        assert os.listdir(other) == ["a"]
    assert not list(tmp_path.iterdir())
