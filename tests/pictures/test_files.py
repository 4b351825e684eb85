"""Files are read from the folder of the input, and from nowhere else."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from convert.pictures.files import beside, read
from convert.pictures.limits import Limit, Lost


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with pictures, beside things that are none of its business."""
    here = tmp_path / "in"
    (here / "pictures").mkdir(parents=True)
    (tmp_path / "beside").mkdir()
    (tmp_path / "inside").mkdir()  # its name begins as that of the folder does
    for path in ("in/a.png", "in/pictures/ä b?.png", "private", "beside/a.png", "inside/a.png"):
        (tmp_path / path).write_bytes(path.encode())
    (here / "story.html").write_text("")
    (here / "kept").symlink_to("pictures")
    (here / "out").symlink_to("../beside")
    (here / "private.png").symlink_to("../private")
    (here / "nowhere.png").symlink_to("missing")
    (here / "round.png").symlink_to("round.png")
    os.mkfifo(here / "pipe.png")
    return here


def at(folder: Path, path: str, limit: Limit | None = None) -> bytes:
    return read(f"{folder.as_uri()}/{path}", (folder / "story.html").as_uri(), limit or Limit())


FOUND = {
    "a.png": "in/a.png",
    "a.png?v=2#top": "in/a.png",
    "pictures/%C3%A4%20b%3F.png": "in/pictures/ä b?.png",
    "pictures/../a.png": "in/a.png",
    "kept/%C3%A4%20b%3F.png": "in/pictures/ä b?.png",
    "../in/a.png": "in/a.png",
}


@pytest.mark.parametrize(("path", "data"), FOUND.items(), ids=FOUND)
def test_what_the_folder_holds(folder: Path, path: str, data: str) -> None:
    assert at(folder, path).decode() == data


LOST = {
    "../private": "image-refused",
    "%2e%2e/private": "image-refused",
    "pictures/../../beside/a.png": "image-refused",
    "../inside/a.png": "image-refused",
    "out/a.png": "image-refused",
    "private.png": "image-refused",
    "../../../../../../../../etc/passwd": "image-refused",
    "missing.png": "image-missing",
    "nowhere.png": "image-missing",
    "round.png": "image-missing",
    "a.png/b.png": "image-missing",
    "pictures": "image-missing",
    "pipe.png": "image-missing",
    "": "image-missing",
    "a%00.png": "image-missing",
    "a" * 300: "image-missing",
}


@pytest.mark.parametrize(("path", "code"), LOST.items(), ids=[path[:30] for path in LOST])
def test_what_it_does_not(folder: Path, path: str, code: str) -> None:
    with pytest.raises(Lost) as found:
        at(folder, path)
    assert found.value.code == code


@pytest.mark.parametrize("address", ["file:///etc/passwd", "file:///dev/zero", "file:////etc/passwd"])
def test_absolute_paths(folder: Path, address: str) -> None:
    with pytest.raises(Lost, match="leads out of the folder"):
        read(address, folder.as_uri() + "/", Limit())


def test_a_file_on_another_machine(folder: Path) -> None:
    with pytest.raises(Lost, match="no path of a file"):
        read(f"file://example.org{folder}/a.png", folder.as_uri() + "/", Limit())


def test_a_socket_is_no_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)  # the name of a socket must be short
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("s.png")
        with pytest.raises(Lost) as found:
            at(folder, "s.png")
    assert found.value.code == "image-missing"


def test_only_so_many_bytes(folder: Path) -> None:
    assert len(at(folder, "a.png", Limit(bytes=8))) == 8
    with pytest.raises(Lost, match="has more than"):
        at(folder, "a.png", Limit(bytes=7))


def test_the_address_of_an_input(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    assert beside("story.html") == (folder / "story.html").as_uri()
    assert beside("pictures/../story.html").endswith("/story.html")
    for name in ("<stdin>", "-", "story.jsonl:3", "pictures", ""):
        assert beside(name) == ""
