"""Learn the weights of the line scorer from the corpus, and write them as data.

    python -m training.train CORPUS

The same corpus gives the same weights: seeds are fixed, and one thread sums in one order.
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Sequence
from multiprocessing import Pool
from pathlib import Path
from typing import Any, NamedTuple

import lightgbm
import numpy as np

from convert.boilerplate import decide, features, headline, trees
from training.documents import documents
from training.examples import Example, examples, sampled

CACHE = Path("build/training")
WEIGHTS = Path(trees.__file__).with_name("weights")

# Small trees, many of them, each from a part of the rows and columns: no document is learnt by heart.
_SETTINGS = {
    "objective": "binary",
    "learning_rate": 0.08,
    "num_leaves": 15,
    "min_data_in_leaf": 60,
    "feature_fraction": 0.5,
    "bagging_fraction": 0.7,
    "bagging_freq": 1,
    "lambda_l2": 5.0,
    "max_bin": 63,
    "seed": 3,
    "num_threads": 1,
    "deterministic": True,
    "force_row_wise": True,
    "verbose": -1,
}
_BODY_TREES, _EDGE_TREES, _TITLE_TREES = 140, 40, 80
# Of pages there is one for five dumps of text: trees that are less alike.
_OF: dict[str, dict[str, Any]] = {
    "text": {},
    "page": {"extra_trees": True, "learning_rate": 0.15, "feature_fraction": 0.35},
}
_EDGE = {"num_leaves": 8}
_TITLE = {"min_data_in_leaf": 30}


KINDS = ("text", "page")


class Names(NamedTuple):
    """The features of lines, and of lines that may be the headline."""

    body: tuple[str, ...]
    headline: tuple[str, ...]


NAMES = {
    "text": Names(features.NAMES, headline.NAMES),
    "page": Names(features.TAGGED, headline.TAGGED),
}


def load(corpus: Path, kinds: Sequence[str] = KINDS) -> list[list[Example]]:
    """Return the examples of each document of `corpus`, in order; of dumps as text, of pages, or both."""
    if not (corpus / "truth").is_dir():
        sys.exit(f"{corpus}: no pages to learn from; name the corpus: make train CORPUS=/path/to/it")
    with Pool() as pool:
        found = pool.map(examples, documents(corpus, CACHE, kinds), chunksize=16)
    return [each for each in found if each[0].lines]


def train(data: Sequence[Sequence[Example]], folder: Path) -> None:
    """Write the weights learnt from `data` into `folder`, a folder for each kind, a file a forest."""
    for kind in KINDS:
        some = [each for each in data if each[0].seen.kind == kind]
        if some:
            _train(some, folder / kind, NAMES[kind], _OF[kind])


def _train(data: Sequence[Sequence[Example]], folder: Path, names: Names, settings: dict[str, Any]) -> None:
    chosen = [(example, sampled(example)) for each in data for example in each]
    rows = np.concatenate(
        [np.array(example.seen.columns, dtype=np.float32).T[places] for example, places in chosen]
    )

    def column(value: Any) -> np.ndarray[Any, Any]:
        return np.array([value(example, n) for example, places in chosen for n in places])

    weights = column(lambda example, n: example.weights[n])
    long = column(lambda example, n: math.sqrt(min(example.lines[n].words + 2, 40)) / 4)
    folder.mkdir(parents=True, exist_ok=True)
    body = column(lambda example, n: example.body[n])
    _write(folder / "body.json", names.body, _fit(rows, body, weights * long, _BODY_TREES, settings))
    edges = {"first": lambda example, n: n == example.first, "last": lambda example, n: n == example.last}
    for name, right in edges.items():
        _write(
            folder / f"{name}.json",
            names.body,
            _fit(rows, column(right).astype(float), weights, _EDGE_TREES, _EDGE),
        )
    _write(folder / "headline.json", names.headline, _titles(data, folder))


def _titles(data: Sequence[Sequence[Example]], folder: Path) -> lightgbm.Booster:
    """Learn which line is the headline, from what the forests just written take for the text."""
    with trees.weights(folder.parent):
        found = [
            (
                headline.rows(example.lines, example.seen, odds, start, end, example.language),
                example.titles,
            )
            for each in data
            for example in each
            if any(each[0].titles)
            for odds, start, end in [decide.segment(example.lines, example.seen)]
        ]
    rows = np.array([row for seen, _ in found for row in seen.values()], dtype=np.float32)
    right = np.array([float(titles[n]) for seen, titles in found for n in seen])
    return _fit(rows, right, np.ones(len(rows)), _TITLE_TREES, _TITLE)


def _fit(rows: Any, right: Any, weights: Any, count: int, settings: dict[str, Any]) -> lightgbm.Booster:
    settings = {**_SETTINGS, **settings}
    return lightgbm.train(settings, lightgbm.Dataset(rows, right, weight=weights, params=settings), count)


def _write(path: Path, names: Sequence[str], booster: lightgbm.Booster) -> None:
    found = [_node(tree["tree_structure"]) for tree in booster.dump_model()["tree_info"]]
    lines = ",\n".join(json.dumps(tree, separators=(",", ":")) for tree in found)
    path.write_text(f'{{"names":{json.dumps(list(names))},\n"trees":[\n{lines}\n]}}\n', encoding="utf-8")


def _node(found: dict[str, Any]) -> Any:
    if "leaf_value" in found:
        return round(found["leaf_value"], 3)
    threshold = float(f"{found['threshold']:.4g}")
    return [
        found["split_feature"],
        threshold,
        _node(found["left_child"]),
        _node(found["right_child"]),
    ]


if __name__ == "__main__":
    train(load(Path(sys.argv[1])), WEIGHTS)
