"""The bundles among the fixtures: articles in folders, and in bundle.json what the command line is given beside."""

from __future__ import annotations

import json
from pathlib import Path

from convert import pipeline
from convert.metadata.choose import stated
from convert.model import Bundle
from convert.options import WriteOptions
from convert.parts import WRITERS, Writer
from convert.render import binding
from convert.source import from_path

ARTICLES = "articles"


def writers() -> list[Writer]:
    """Return the writers that make bundles."""
    return [part for part in WRITERS.all() if part.bundle]


def written(path: Path, format: str, options: WriteOptions | None = None) -> bytes:
    """Return the bundle that the bundle.json at `path` describes, in a format."""
    chosen = json.loads(path.read_text(encoding="utf-8"))
    inputs = sorted((path.parent / ARTICLES).rglob("*.*"))
    articles = [(str(each.parent), pipeline.read(from_path(each)).article) for each in inputs]
    meta = stated(
        {
            "headline": (chosen["title"],),
            "description": (chosen["description"],),
            "author": tuple(chosen["author"]),
            "datePublished": (chosen["date"],),
        }
    )
    bundle = Bundle(meta, binding.sections(binding.ordered(articles, chosen["order"])))
    return pipeline.bundle(bundle, format, options, numbering=chosen["notes-per"])
