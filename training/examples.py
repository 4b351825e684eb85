"""Examples to learn from: what the scorer sees of the lines of a document, and what is right."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import PurePath

from msgspec import Struct

from convert.boilerplate import features
from convert.boilerplate.features import Candidate
from convert.draft import Draft
from convert.normalise import PASSES
from convert.normalise.article import candidates, find_article
from convert.normalise.pictures import worded
from convert.options import ReadOptions
from convert.parts import READERS
from convert.source import Source
from training.documents import PAGE, Document, shares, tokens

# A line is the article's where so much of it stands in the true body.
_BODY = 0.5
# What people marked up counts twice as much as what a machine takes for the article.
_SURE, _UNSURE, _MARKED = 1.0, 0.5, 2.0
# Of the lines so far from the article, only some are looked at, each for the others.
_FAR, _KEPT = 40, 0.3
# So many of the shortened texts have their headline.
_TITLED = 0.8


class Example(Struct):
    """The lines of a document, or of a part of one, with their features; `body` has 1.0 for lines of the article."""

    document: Document
    lines: list[Candidate]
    seen: features.Table
    body: list[float]
    weights: list[float]
    titles: list[bool]
    language: str | None

    @property
    def first(self) -> int:
        """Return the first line of the article, -1 for none."""
        return next((n for n, said in enumerate(self.body) if said), -1)

    @property
    def last(self) -> int:
        """Return the last line of the article, -1 for none."""
        return next((n for n in reversed(range(len(self.body))) if self.body[n]), -1)


def examples(document: Document) -> list[Example]:
    """Return a document as a whole, and shortened: with little around the article, and a few lines of it alone.

    Whole pages are not all that people have: much of what they paste has its furniture off already.
    """
    is_page = document.kind == PAGE
    options = ReadOptions(encoding=None if is_page else "utf-8")
    reader = READERS.load("html" if is_page else "text")
    draft = reader.read(Source(PurePath(document.name).name, document.text), options)
    if not isinstance(draft, Draft):
        raise TypeError(f"{document.name}: nothing to learn from what is an article already")
    for run in PASSES[: PASSES.index(find_article)]:
        draft = run(draft, options)
    lines = candidates(worded(draft))
    body, weights = _labelled(document, lines)
    titles = [_is_title(line.text, document.headline) for line in lines]
    chosen = [range(len(lines)), *_shortened(random.Random(document.name), body, titles)]
    return [
        Example(
            document,
            kept := [lines[n] for n in places],
            features.table(kept, draft.language),
            [body[n] for n in places],
            [weights[n] for n in places],
            [titles[n] for n in places],
            draft.language,
        )
        for places in chosen
    ]


def sampled(example: Example) -> list[int]:
    """Return the lines to learn from: all near the article, some of the rest."""
    rng = random.Random(example.document.name)
    first, last = example.first, example.last
    return [
        n
        for n in range(len(example.lines))
        if first - _FAR <= n <= last + _FAR or example.weights[n] == _MARKED or rng.random() < _KEPT
    ]


def _labelled(document: Document, lines: list[Candidate]) -> tuple[list[float], list[float]]:
    texts = [line.text for line in lines]
    body = [1.0 if share >= _BODY else 0.0 for share in shares(texts, document.body)]
    weights = [_SURE if document.sure else _UNSURE] * len(lines)
    kept, gone = ([_tight(text) for text in marked] for marked in (document.kept, document.gone))
    if document.name.startswith("pages/"):  # what is right there has no tables
        weights = [0.0 if line.cells > 1 else weight for line, weight in zip(lines, weights, strict=True)]
    for n, text in enumerate(map(_tight, texts)):
        if any(len(said) > 3 and said in text for said in kept):
            body[n], weights[n] = 1.0, _MARKED
        elif any(said == text or (len(said) > 20 and said in text) for said in gone):
            body[n], weights[n] = 0.0, _MARKED
    return body, weights


def _shortened(rng: random.Random, body: list[float], titles: list[bool]) -> Iterator[list[int]]:
    """Yield lines of an article with its headline: with less around it, and a few of them."""
    inside = [n for n, said in enumerate(body) if said]
    if not inside:
        return
    title = [n for n in range(inside[0]) if titles[n]][-1:] if rng.random() < _TITLED else []
    before, after = int(rng.expovariate(1 / 6)), int(rng.expovariate(1 / 5))
    around = range(max(0, inside[0] - before), min(len(body), inside[-1] + 1 + after))
    yield sorted({*title, *(inside if rng.random() < 0.4 else around)})
    size = rng.randint(2, 8)
    start = rng.randint(0, max(0, len(inside) - size)) if rng.random() < 0.5 else 0
    few = inside[start : start + size]
    above = range(max(0, inside[0] - rng.randint(0, 5)), inside[0]) if rng.random() < 0.6 else ()
    below = range(inside[-1] + 1, min(len(body), inside[-1] + 1 + rng.randint(0, 6)))
    yield sorted({*title, *above, *range(few[0], few[-1] + 1), *(below if rng.random() < 0.6 else ())})


def _is_title(line: str, title: str) -> bool:
    """Say whether a line is the headline that a page names, perhaps without the site's name behind it."""
    said, true = tokens(line), tokens(title)
    if not said or said == true:
        return bool(said)
    return len(said) >= 3 and len(said) >= 0.6 * len(true) and said in (true[: len(said)], true[-len(said) :])


def _tight(text: str) -> str:
    return "".join(text.split()).casefold()
