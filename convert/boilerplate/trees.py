"""Boosted trees, as data: what they say of a row of features, and which features made them say so.

A tree is nested lists: `[feature, threshold, left, right]`, or a number where it ends; a row goes left where its
feature is at most the threshold. The numbers that a row reaches add up to log odds (Friedman 2001, "Greedy function
approximation"). training/train.py writes the files under weights/.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import msgspec

# A tree, or a leaf of one.
Node = Any

# A sum is looked at after so many trees, and then again after so many more.
_ENOUGH, _AGAIN = 31, 10
# Trees that have been asked of so many rows are made functions: that takes as long as these rows did.
_OFTEN = 2000

_Function = Callable[[Sequence[float], float], float]


class Forest(msgspec.Struct, frozen=True, dict=True):
    """Trees whose sum is the log odds of something, over the features `names`."""

    names: tuple[str, ...]
    trees: tuple[Node, ...]

    def odds(self, rows: Iterable[Sequence[float]], least: float = -math.inf) -> list[float]:
        """Return the log odds of each row of features.

        Below `least` nobody asks how far below: a sum that is there after some trees is as good as all of it.
        """
        read = self._read if self.is_read else self._run
        found = [read(row, least) for row in rows]
        self._count[0] += len(found)
        return found

    def _read(self, row: Sequence[float], least: float) -> float:
        """Return the log odds of a row by following the trees."""
        total = 0.0
        for trees in self._parts:
            for tree in trees:
                node = tree
                while type(node) is list:
                    node = node[2] if row[node[0]] <= node[1] else node[3]
                total += node
            if total < least:
                break
        return total

    def _run(self, row: Sequence[float], least: float) -> float:
        """Return the same in half the time."""
        total = 0.0
        for add in self._functions:
            total = add(row, total)
            if total < least:
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

    @property
    def is_read(self) -> bool:
        """Whether the trees are still followed as they stand, since few rows were asked for."""
        return self._count[0] < _OFTEN

    @cached_property
    def _count(self) -> list[int]:
        """How many rows were asked for."""
        return [0]

    @cached_property
    def _parts(self) -> list[tuple[Node, ...]]:
        """The trees, parted where the sum is looked at."""
        starts = [0, *range(_ENOUGH, len(self.trees), _AGAIN)]
        return [self.trees[start:end] for start, end in zip(starts, [*starts[1:], None], strict=True)]

    @cached_property
    def _functions(self) -> list[_Function]:
        """A function for each of the parts, which adds what its trees say of a row to a sum, in the same order."""
        return [
            eval(f"lambda row, total: total + {' + '.join(map(_code, trees))}")  # noqa: S307  # numbers, see _code
            for trees in self._parts
        ]

    @cached_property
    def _weighed(self) -> tuple[Node, ...]:
        return tuple(map(_weighed, self.trees))


def forest(name: str) -> Forest:
    """Return the trees of `name`.json among the weights."""
    return _load(_folder.get(), name)


def looked_at(kind: str) -> frozenset[str]:
    """Return the features that the trees for a kind of input look at."""
    return _looked_at(_folder.get(), kind)


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


@cache
def _looked_at(folder: Path, kind: str) -> frozenset[str]:
    names = sorted(path.stem for path in (folder / kind).glob("*.json"))
    found = [_load(folder, f"{kind}/{name}") for name in names]
    return frozenset(forest.names[n] for forest in found for n in _features(forest.trees))


def _features(trees: Iterable[Node]) -> set[int]:
    """Return the features that trees look at."""
    found = set()
    nodes = list(trees)
    while nodes:
        node = nodes.pop()
        if type(node) is list:
            found.add(node[0])
            nodes += node[2:]
    return found


def _code(node: Node) -> str:
    """Return a tree as an expression over `row`."""
    if type(node) is not list:
        return repr(float(node))
    feature, threshold, left, right = node
    return f"({_code(left)} if row[{int(feature)}] <= {float(threshold)!r} else {_code(right)})"


def _weighed(node: Node) -> Node:
    """Return a tree with the mean of the numbers that it leads to before each node: `(mean, feature, ...)`."""
    if type(node) is not list:
        return (node,)
    feature, threshold, left, right = node[0], node[1], _weighed(node[2]), _weighed(node[3])
    return ((left[0] + right[0]) / 2, feature, threshold, left, right)
