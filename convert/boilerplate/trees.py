"""Boosted trees, as data: what they say of a row of features, and which features made them say so.

A tree is nested lists: `[feature, threshold, left, right]`, or a number where it ends; a row goes left where its
feature is at most the threshold. The numbers that a row reaches add up to log odds (Friedman 2001, "Greedy function
approximation"). training/train.py writes the files under weights/.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import msgspec

# A tree, or a leaf of one.
Node = Any

# A sum is looked at after so many trees, and then again after so many more.
_ENOUGH, _AGAIN = 30, 10


class Forest(msgspec.Struct, frozen=True, dict=True):
    """Trees whose sum is the log odds of something, over the features `names`."""

    names: tuple[str, ...]
    trees: tuple[Node, ...]

    def odds(self, row: Sequence[float], least: float = -math.inf) -> float:
        """Return the log odds for a row of features.

        Below `least` nobody asks how far below: a sum that is there after some trees is as good as all of it.
        """
        total = 0.0
        for n, tree in enumerate(self.trees):
            node = tree
            while type(node) is list:
                node = node[2] if row[node[0]] <= node[1] else node[3]
            total += node
            if total < least and n >= _ENOUGH and not n % _AGAIN:
                break
        return total

    def against(self, row: Sequence[float], reason: Callable[[str], str]) -> str:
        """Return the reason that spoke most against it, of those that `reason` gives for the features' names.

        What a turn is worth is the mean of the side taken less the mean of both (Saabas 2014, "Interpreting
        random forests").
        """
        said: dict[str, float] = {}
        for tree in self._weighed:
            node = tree
            while len(node) > 1:
                mean, feature, threshold, left, right = node
                node = left if row[feature] <= threshold else right
                name = reason(self.names[feature])
                said[name] = said.get(name, 0.0) + node[0] - mean
        return min(said, key=said.__getitem__, default="")

    @cached_property
    def _weighed(self) -> tuple[Node, ...]:
        return tuple(map(_weighed, self.trees))


def forest(name: str) -> Forest:
    """Return the trees of `name`.json among the weights."""
    return _load(_folder.get(), name)


@contextmanager
def weights(folder: Path) -> Iterator[None]:
    """Decide by other weights for a while: those in `folder`, as cross-validation does."""
    token = _folder.set(folder)
    try:
        yield
    finally:
        _folder.reset(token)


_OURS = Path(__file__).with_name("weights")
_folder: ContextVar[Path] = ContextVar("weights", default=_OURS)


@cache
def _load(folder: Path, name: str) -> Forest:
    return msgspec.json.decode((folder / f"{name}.json").read_bytes(), type=Forest)


def _weighed(node: Node) -> Node:
    """Return a tree with the mean of the numbers that it leads to before each node: `(mean, feature, ...)`."""
    if type(node) is not list:
        return (node,)
    feature, threshold, left, right = node[0], node[1], _weighed(node[2]), _weighed(node[3])
    return ((left[0] + right[0]) / 2, feature, threshold, left, right)
