"""The three promises, held on every fixture and on the corpus where it is there.

Nothing is lost silently, nothing is invented, the same input gives the same bytes.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from convert import pipeline
from convert.citations.find import find
from convert.model import FootnoteReference, codec
from convert.model.text import lines
from convert.model.walk import walk
from convert.options import ReadOptions
from convert.parts import FAMILIES, WRITERS
from convert.pipeline import Reading
from convert.readers._decode import decode
from convert.source import from_path
from tests.corpus import FIXTURES, ROOT, SOME_TEXTS, name, needs_corpus
from tests.goldens import goldens

EVERY_FIXTURE = pytest.mark.parametrize("path", FIXTURES, ids=name)


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _tree_text(reading: Reading) -> str:
    """Return all that a reader of the publication sees, without spaces."""
    meta = reading.article.meta
    said = [meta.headline or "", meta.description or "", *lines(reading.article)]
    return _squeezed("".join(said))


def assert_ledger_tiles_input(path: Path) -> Reading:
    reading = pipeline.examine(from_path(path))
    text, at = decode(from_path(path)), 0
    for span in reading.report.spans:
        assert (span.start, span.text) == (at, text[span.start : span.end])
        assert span.end > span.start
        assert span.line == text.count("\n", 0, span.start) + 1
        at = span.end
    assert at == len(text)
    return reading


def assert_what_is_kept_is_in_the_tree(reading: Reading) -> None:
    seen = _tree_text(reading)
    for span in reading.report.spans:
        if span.action == "kept" and span.rule != "break":  # a break is a node, its asterisks no text
            assert _squeezed(span.text) in seen, span


def assert_the_head_was_kept(reading: Reading) -> None:
    """Headline and standfirst are what the ledger keeps, not what it says went."""
    kept = _squeezed(
        "".join(
            span.text if span.becomes is None else span.becomes
            for span in reading.report.spans
            if span.action in ("kept", "repaired")
        )
    )
    meta = reading.article.meta
    assert _squeezed(meta.headline or "") in kept
    assert _squeezed(meta.description or "") in kept


def assert_what_is_in_the_tree_was_in_the_input(reading: Reading, path: Path) -> None:
    """Every word of the body comes from the input, or from a repair in the ledger."""
    given = set(re.findall(r"\w+", decode(from_path(path))))
    for span in reading.report.spans:  # a word may end where a span does: "ice¹" is a word and a marker
        given |= set(re.findall(r"\w+", span.text)) | set(re.findall(r"\w+", span.becomes or ""))
    unwrapped = _squeezed(
        "".join(s.becomes or "" if s.action == "repaired" else s.text for s in reading.report.spans)
    )
    for line in lines(*reading.article.children):
        assert set(re.findall(r"\w+", line)) <= given or _squeezed(line) in unwrapped, line


@EVERY_FIXTURE
def test_the_ledger_tiles_the_input_and_accounts_for_the_tree(path: Path) -> None:
    reading = assert_ledger_tiles_input(path)
    assert_what_is_kept_is_in_the_tree(reading)
    assert_the_head_was_kept(reading)
    assert_what_is_in_the_tree_was_in_the_input(reading, path)


@needs_corpus
@pytest.mark.parametrize("shard", range(8))
def test_the_ledger_tiles_the_texts_of_the_corpus(shard: int) -> None:
    for path in SOME_TEXTS[shard::8]:
        reading = assert_ledger_tiles_input(path)
        assert_what_is_kept_is_in_the_tree(reading)
        assert_the_head_was_kept(reading)


@EVERY_FIXTURE
def test_the_tree_goes_through_json_and_back_unchanged(path: Path) -> None:
    article = pipeline.read(from_path(path)).article
    assert codec.decode(codec.encode(article)) == article


@EVERY_FIXTURE
def test_references_and_notes_fit_each_other(path: Path) -> None:
    article = pipeline.read(from_path(path)).article
    cited = [node.identifier for node in walk(*article.children) if isinstance(node, FootnoteReference)]
    numbers = [note.identifier for note in article.notes]
    assert numbers == [str(n + 1) for n in range(len(numbers))]
    assert list(dict.fromkeys(cited)) == numbers[: len(set(cited))]


@EVERY_FIXTURE
def test_no_trace_of_a_certain_marker_is_left_in_any_output(path: Path) -> None:
    """The tree keeps markers verbatim as data of its notes; nothing that a reader sees has one."""
    certain = {family.name for family in FAMILIES.all() if family.evidence == "always"}
    outputs = goldens(path)
    del outputs["article.json"], outputs["expected.ledger"]
    outputs["tree"] = "\n".join(lines(pipeline.read(from_path(path)).article))
    traces = [
        (output, text[marker.start : marker.end])
        for output, text in outputs.items()
        for marker in find(text)
        if marker.family in certain
    ]
    assert traces == []


_CONVERT = """
import hashlib, sys
from convert import pipeline
from convert.parts import WRITERS
from convert.source import from_path
for path in sys.argv[1:]:
    article = pipeline.read(from_path(path)).article
    for format in WRITERS.names():
        print(path, format, hashlib.sha256(pipeline.write(article, format)).hexdigest())
"""


@pytest.mark.runs
def test_two_processes_write_the_same_bytes() -> None:
    """With another hash seed, time zone, locale and working folder, every writer gives the same bytes."""
    runs = []
    for seed, zone, locale in (("1", "UTC", "C.UTF-8"), ("4242", "Asia/Kathmandu", "C")):
        env = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale, "PYTHONPATH": str(ROOT)}
        env.pop("SOURCE_DATE_EPOCH", None)
        argv = [sys.executable, "-c", _CONVERT, *map(str, FIXTURES)]
        runs.append(subprocess.run(argv, env=env, cwd="/", capture_output=True, text=True, check=True).stdout)
    assert runs[0] == runs[1]
    assert len(runs[0].splitlines()) == len(FIXTURES) * len(WRITERS.names())


def test_a_language_given_stands_above_the_one_told() -> None:
    path = ROOT / "fixtures" / "news--abu-dhabi-talks" / "input.txt"
    assert pipeline.read(from_path(path), ReadOptions(language="fr")).article.meta.inLanguage == "fr"
