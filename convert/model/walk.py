"""Visit the nodes of a tree."""

from __future__ import annotations

from collections.abc import Iterator

from convert.model.inline import Node


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
