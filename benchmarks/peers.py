"""Ours beside those who read pages for a living, on the same pages in one run: how right, and how fast.

    python -m benchmarks peers

Right is the mean of the body's precision and recall as the corpus' own scorer has them; our weights have seen these
pages, so `make score` gives the figure that counts. Ours makes a whole article with its account, the others a text.
"""

from __future__ import annotations

import importlib.util
import json
import os
import statistics
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from convert import pipeline
from convert.source import Source

_CORPUS = Path(os.environ.get("CORPUS", "../shared/corpus"))


def measure() -> int:
    """Print the table; 1 if we are less right than another."""
    pages = sorted((_CORPUS / "input" / "news").glob("*/page.html"))
    peers = _peers()
    if not pages or not peers:
        what = "the corpus" if not pages else "trafilatura (pip install '.[train]')"
        print(f"peers: skipped, {what} is not here")
        return 0
    score = _scorer()
    truth = _CORPUS / "truth" / "news"
    bodies = [json.loads((truth / f"{page.parent.name}.json").read_text("utf-8"))["body"] for page in pages]
    data = [page.read_bytes() for page in pages]
    found: dict[str, tuple[float, float]] = {}
    for name, read in {"ours": partial(_ours, score), **peers}.items():
        for each in data[:5]:
            read(each)
        begun = time.process_time()
        texts = [read(each) for each in data]
        taken = time.process_time() - begun
        right = _f1([score.overlap(body, text) for body, text in zip(bodies, texts, strict=True)])
        found[name] = right, len(data) / taken
        print(f"{name:<36} F1 {right:.4f} {len(data) / taken:>8.1f} pages a second", flush=True)
    best = max(right for right, _ in found.values())
    return int(found["ours"][0] < best)


def _ours(score: Any, page: bytes) -> str:
    article = pipeline.examine(Source("page.html", page)).article
    return "\n".join(text for _, text in score.leaves(json.loads(pipeline.write(article, "json"))))


def _scorer() -> Any:
    """Return the corpus' own scorer, a script beside it."""
    spec = importlib.util.spec_from_file_location(
        "score_corpus", _CORPUS.parent / "tools" / "score_corpus.py"
    )
    if spec is None or spec.loader is None:
        raise FileNotFoundError("tools/score_corpus.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _peers() -> dict[str, Callable[[bytes], str]]:
    """Return the others that are installed."""
    found: dict[str, Callable[[bytes], str]] = {}
    if importlib.util.find_spec("trafilatura"):
        import trafilatura

        plain = partial(trafilatura.extract, include_comments=False)
        found["trafilatura"] = lambda page: plain(page) or ""
        found["trafilatura, fast"] = lambda page: plain(page, fast=True) or ""
        found["trafilatura, metadata as JSON"] = lambda page: _body(
            plain(page, output_format="json", with_metadata=True)
        )
    if importlib.util.find_spec("readability"):
        from lxml import html
        from readability import Document

        found["readability-lxml"] = lambda page: str(
            html.fromstring(Document(page.decode("utf-8", "replace")).summary()).text_content()
        )
    return found


def _body(found: str | None) -> str:
    return str(json.loads(found)["text"]) if found else ""


def _f1(pairs: list[tuple[float | None, float | None]]) -> float:
    precision = statistics.mean(each for each, _ in pairs if each is not None)
    recall = statistics.mean(each for _, each in pairs if each is not None)
    return 2 * precision * recall / (precision + recall)
