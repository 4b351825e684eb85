"""What every fixture must give: the tree, each writer's output, and the ledger; of what is packed, its members' trees.

A golden that is missing fails its test; only `make accept` (this module run) writes one.
"""

from __future__ import annotations

import importlib.util
import io
import re
import subprocess
import textwrap
import zipfile
from collections.abc import Callable
from pathlib import Path

from convert import pipeline
from convert.containers import articles
from convert.errors import ArticleError
from convert.model import codec
from convert.pipeline import Reading
from convert.report import Report
from convert.source import Source, from_path, open_path
from tests import bundles
from tests.corpus import BUNDLES, EXACT, FIXTURES, PACKED
from tests.outline import outline


def goldens(path: Path) -> dict[str, str]:
    """Return the text of each golden of a fixture, by file name."""
    if path in BUNDLES:
        return {file: show(bundles.written(path, format)) for file, (format, show) in _bundled().items()}
    return _packed(path) if path in PACKED else _read(path)


def lacks(path: Path) -> str:
    """Return what is not installed that opens a fixture, "" for nothing."""
    is_archive = ".warc" in path.suffixes
    return "fastwarc" if is_archive and importlib.util.find_spec("fastwarc") is None else ""


def _packed(path: Path) -> dict[str, str]:
    """Return what is in a container: a list of all, and the tree of each article, by its place in the list."""
    said: list[str] = []
    trees: dict[str, str] = {}
    with open_path(str(path), path.name) as stream:
        for n, member in enumerate(articles(stream), 1):
            told, tree = _member(member)
            said.append(f"{n} {told}".replace(str(path), path.name))
            if tree:
                trees[f"article-{n}.json"] = tree
    return {"expected.members": "\n".join(said) + "\n", **trees}


def _member(member: Source | ArticleError) -> tuple[str, str]:
    """Return what is said of a member, and its tree, "" for none."""
    try:
        if isinstance(member, ArticleError):
            raise member
        reading = pipeline.read(member)
    except ArticleError as error:
        return f"{type(error).__name__}: {error}", ""
    said = [f"{each.severity} {each.code}" for each in reading.report.diagnostics]
    report = reading.report
    told = f"{member.name} as {member.path}: {report.verdict} {report.score}"
    return ", ".join((told, *said)), codec.encode(reading.article).decode()


def _read(path: Path) -> dict[str, str]:
    reading = pipeline.read(from_path(path))
    found = {
        "article.json": codec.encode(reading.article).decode(),
        "expected.outline": outline(reading.article),
        "expected.ledger": _ledger(reading.report),
    }
    return found if path in EXACT else {**found, **_publications(reading)}


def _publications(reading: Reading) -> dict[str, str]:
    return {
        **{file: _text(pipeline.write(reading.article, format)) for file, format in _TEXTS.items()},
        "expected.epub.txt": _epub(pipeline.write(reading.article, "epub")),
        "expected.pdf.txt": _pdf(pipeline.write(reading.article, "pdf")),
    }


_TEXTS = {
    "expected.html": "html",
    "expected.jsonld": "jsonld",
    "expected.md": "markdown",
    "expected.txt": "text",
}


def _bundled() -> dict[str, tuple[str, Callable[[bytes], str]]]:
    """Return the goldens of a bundle: the format of each, and how it is shown."""
    shown = {
        "html": ("expected.html", _text),
        "epub": ("expected.epub.txt", _epub),
        "pdf": ("expected.pdf.txt", _pdf),
    }
    named = ((writer.name, *shown[writer.name]) for writer in bundles.writers())
    return {file: (format, show) for format, file, show in named}


def _text(data: bytes) -> str:
    """Return an output that is text, the style sheet that all pages share cut to a word."""
    return _without_tree(re.sub(r"(?s)(<style>).*?(</style>)|sha256-[^']+", r"\1…\2", data.decode()))


def _without_tree(page: str) -> str:
    """Return a page without the tree that it carries, which is a golden of its own."""
    return re.sub(r'(<script type="application/json" id="article-tree" data-page=)[^<]*', r"\1…>", page)


def _ledger(report: Report) -> str:
    """Return what the ledger says beside layout, a line a span, then the diagnostics and the verdict."""
    rows = [
        f"{span.line:>3} {span.action:<8} {span.rule:<20} {_short(span.text)}"
        + (f" -> {_short(span.becomes)}" if span.becomes else "")
        for span in report.spans
        if span.rule != "layout"
    ]
    said = [f"{d.line:>3} {d.severity:<8} {d.code:<20} {d.message}" for d in report.diagnostics]
    return "\n".join((*rows, *said, f"{report.verdict} {report.score}")) + "\n"


def _short(text: str) -> str:
    return repr(text if len(text) <= 60 else f"{text[:40]}…{text[-19:]}")


def _epub(data: bytes) -> str:
    """Return the names in an EPUB's zip, and its text files one after the other."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = archive.namelist()
        texts = [name for name in archive.namelist() if re.search(r"\.(opf|ncx|xhtml)$", name)]
        parts += [f"\n=== {name}\n{_without_tree(archive.read(name).decode())}" for name in texts]
    return "\n".join(parts) + "\n"


def _pdf(data: bytes) -> str:
    """Return the words of each page of a PDF, in order; where its lines break is for pictures to show."""
    argv = ["pdftotext", "-enc", "UTF-8", "-", "-"]
    said = subprocess.run(argv, input=data, capture_output=True, check=True).stdout.decode()
    texts = (textwrap.fill(" ".join(page.translate(_ORDER).split()), 100) for page in said.split("\f")[:-1])
    return "\n".join(f"=== page {n}\n{text}" for n, text in enumerate(texts, 1)) + "\n"


# By which pdftotext says in what order words of both directions stand (UAX 9, 2.1 and 2.2).
_ORDER = dict.fromkeys(range(0x202A, 0x202F))


def each(path: Path, act: Callable[[Path, str], None]) -> None:
    """Call `act` with the path and the text of each golden of a fixture."""
    for name, text in goldens(path).items():
        act(path.parent / name, text)


def _accept(path: Path, text: str) -> None:
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8", newline="")
        print(f"wrote {path}")


if __name__ == "__main__":
    for fixture in (*FIXTURES, *BUNDLES, *EXACT, *PACKED):
        if lacks(fixture):
            print(f"left {fixture}: {lacks(fixture)} is not installed")
        else:
            each(fixture, _accept)
