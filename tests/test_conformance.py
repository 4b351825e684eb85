"""The publications of every fixture pass every checker; `make conformance` runs these.

Missing tools fail here rather than skip: whoever asks for conformance wants to know.
"""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from convert import pipeline
from convert.options import ReadingSystem, WriteOptions
from convert.parts import CHECKERS, WRITERS
from convert.source import from_path
from tests import bundles
from tests.cli.running import article
from tests.corpus import BUNDLES, FIXTURES

pytestmark = pytest.mark.conformance

FORMATS = ("html", "jsonld", "epub", "pdf")


@pytest.fixture(scope="module")
def publications(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with every fixture in every format, with its notes in every place that the format has.

    Beside them the bundles, and books for the reading systems that want something of their own.
    """
    folder = tmp_path_factory.mktemp("publications")
    for path in FIXTURES:
        found = pipeline.read(from_path(path)).article
        for writer in map(WRITERS.load, FORMATS):
            for notes in writer.notes:
                target = folder / f"{path.parent.name}-{notes}{writer.suffixes[0]}"
                target.write_bytes(pipeline.write(found, writer.name, WriteOptions(notes=notes)))
    for path in BUNDLES:
        for writer in bundles.writers():
            for notes in writer.notes:
                target = folder / f"{path.parent.name}-{notes}{writer.suffixes[0]}"
                target.write_bytes(bundles.written(path, writer.name, WriteOptions(notes=notes)))
        for profile in get_args(ReadingSystem):
            target = folder / f"{path.parent.name}-{profile}.epub"
            target.write_bytes(bundles.written(path, "epub", WriteOptions(profile=profile)))
    return folder


@pytest.mark.parametrize("checker", CHECKERS.names())
def test_a_checker_has_nothing_to_say(checker: str, publications: Path) -> None:
    done = article("check", str(publications), "--checker", checker, "--strict")
    assert (done.code, done.stdout.decode()) == (0, ""), done.stderr


BROKEN = {
    ".html": b"<!doctype html><html><head><title></title></head><body><img src=x><p style=color:#ccc>x</body></html>",
    ".jsonld": b'{"@context": "https://schema.org", "@type": "NewsArticle", "headlime": "x"}',
    ".epub": b"PK\x05\x06" + bytes(18),
    ".pdf": b"%PDF-1.7\n1 0 obj <</Type/Catalog>> endobj\ntrailer <</Root 1 0 R>>\n%%EOF",
}


@pytest.mark.parametrize("checker", CHECKERS.names())
def test_a_checker_finds_what_is_broken(checker: str, tmp_path: Path) -> None:
    for suffix, data in BROKEN.items():
        (tmp_path / f"broken{suffix}").write_bytes(data)
    done = article("check", str(tmp_path), "--checker", checker)
    assert done.code == 4, done.stderr
    assert f" [{checker} " in done.stdout.decode()


@pytest.mark.parametrize(("language", "code"), [("und", 0), ("en", 0), ("fr", 5)])
def test_what_language_a_page_is_taken_for_is_a_fault_only_where_it_says_another(
    language: str, code: int, tmp_path: Path
) -> None:
    text = "<p>The council voted on Monday to keep the library open, and the town will pay for it.</p>" * 20
    page = f"<!doctype html><html lang={language}><title>The library</title>{text}"
    (tmp_path / "page.html").write_text(page)
    done = article("check", str(tmp_path), "--checker", "nu", "--strict")
    assert done.code == code, done.stdout
