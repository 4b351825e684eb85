"""What is not needed is not imported: listing and a short run stay quick."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.running import STORY, environment

_HEAVY = (
    *(
        "bs4",
        "charset_normalizer",
        "dateutil",
        "ebooklib",
        "feedparser",
        "ftfy",
        "lxml",
        "markdown_it",
        "PIL",
    ),
    *("jinja2", "pyphen", "reportlab", "ssl", "uharfbuzz", "urllib3"),
)

# Runs the command, then writes to standard error which modules that brought in.
_DRIVER = """
import json, sys
from convert.cli import main
try:
    main(prog_name="article")
finally:
    print(json.dumps(sorted(sys.modules)), file=sys.stderr)
"""


@pytest.mark.parametrize(
    ("argv", "barred"),
    [
        ("--version", (*_HEAVY, "importlib.metadata", "msgspec")),
        ("--help", _HEAVY),
        ("formats", _HEAVY),
        ("formats --json", _HEAVY),
        ("schema", _HEAVY),
        ("check --tools", _HEAVY),
        ("check -q story.jsonld -c jsonld", ("bs4", "ebooklib", "lxml", "PIL", "pikepdf", "reportlab")),
        ("convert story.txt -t json", ("bs4", "ebooklib", "lxml", "PIL", "reportlab")),
        ("convert story.txt -t text", ("bs4", "ebooklib", "lxml", "PIL", "reportlab")),
        ("convert story.txt -t html", ("bs4", "ebooklib", "importlib.metadata", "reportlab")),
        ("inspect story.txt", ("bs4", "ebooklib", "lxml", "PIL", "reportlab")),
    ],
)
def test_a_run_imports_only_what_it_needs(tmp_path: Path, argv: str, barred: tuple[str, ...]) -> None:
    (tmp_path / "story.txt").write_text(STORY)
    (tmp_path / "story.jsonld").write_text(
        '{"@context": "https://schema.org", "@type": "Thing", "name": "x"}'
    )
    done = subprocess.run(
        [sys.executable, "-c", _DRIVER, *argv.split()],
        cwd=tmp_path,
        env=environment(),
        capture_output=True,
        timeout=60,
        check=True,
    )
    assert set(json.loads(done.stderr)) & set(barred) == set()
