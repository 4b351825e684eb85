"""Visit the nodes of a tree."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar, cast

from msgspec import structs

from convert.model.inline import Node

N = TypeVar("N", bound=Node)


def children(node: Node) -> tuple[Node, ...]:
    """Return the nodes right below `node`, in reading order; an article's notes follow its blocks."""
    return (*getattr(node, "children", ()), *getattr(node, "notes", ()))


def walk(*roots: Node) -> Iterator[Node]:
    """Yield `roots` and all nodes below them in reading order, by a stack: depth costs no recursion."""
    stack = list(reversed(roots))
    while stack:
        node = stack.pop()
        yield node
        stack.extend(reversed(children(node)))


def below(root: Node) -> Iterator[tuple[Node, int]]:
    """Yield all nodes below `root`, in no order, each with how many it is within, itself and the root among them."""
    stack: list[tuple[Node, int]] = [(root, 0)]
    while stack:
        node, depth = stack.pop()
        inside = [(child, depth + 1) for child in children(node)]
        yield from inside
        stack += inside


def rewrite(root: N, change: Callable[[tuple[Node, ...]], tuple[Node, ...]]) -> N:
    """Return `root` with `change` made of the children of each node below it, the innermost first.

    `change` gets nodes that are changed inside already. An article's notes stay as they are.
    """
    inside = list(walk(root))
    changed: dict[int, Node] = {}
    for node in reversed(inside):
        below: tuple[Node, ...] = getattr(node, "children", ())
        kept = change(tuple(changed[id(child)] for child in below)) if below else below
        same = len(kept) == len(below) and all(a is b for a, b in zip(kept, below, strict=True))
        changed[id(node)] = node if same else structs.replace(node, children=kept)
    return cast(N, changed[id(root)])
