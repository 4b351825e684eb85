"""Strings that make a bad pattern backtrack, made from the pattern: each repeat is pumped, then what follows fails.

`Attack` says what is repeated, what stands before it and what comes last; any length can be made of it.
"""

from __future__ import annotations

import re
import re._constants as codes  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
from collections.abc import Iterator
from itertools import islice, product
from typing import Any, NamedTuple

# What a failing end may be: nothing; what hardly any pattern goes on with.
_ENDS = ("", "\0", "\n\0")
# Representatives of categories and of what is not in a set.
_POOL = "a1 A\n\t.,-([{<\"'`*_#:;/@|%&!?=é港”—"
_CATEGORIES = {
    codes.CATEGORY_DIGIT: "1",
    codes.CATEGORY_SPACE: " \n",
    codes.CATEGORY_WORD: "a1",
    codes.CATEGORY_NOT_DIGIT: "a ",
    codes.CATEGORY_NOT_SPACE: "a.",
    codes.CATEGORY_NOT_WORD: " .",
}
# A repeat that ends sooner is a bound.
_MANY = 30
_ALPHABET = 9
# What is one character.
_ONE = (codes.LITERAL, codes.NOT_LITERAL, codes.ANY, codes.IN, codes.CATEGORY)


class Attack(NamedTuple):
    """`before`, then `pump` again and again, then `after`."""

    before: str
    pump: str
    after: str

    def of(self, length: int) -> str:
        """Return the string of about this length."""
        return self.before + self.pump * max(1, length // len(self.pump)) + self.after


def attacks(pattern: str, flags: int) -> list[Attack]:
    """Return the attacks on a pattern, the same on every run."""
    tree = parser.parse(pattern, flags)
    found: dict[Attack, None] = {}
    for before, body in _repeats(tree, ""):
        pumps = [*islice(_samples(body), 4)]
        for pump in filter(None, pumps):
            found |= {Attack(before, pump, after): None for after in _ENDS}
            if before:
                found[Attack("", before + pump, "")] = None
                found[Attack(before, before, "\0")] = None
        for one, other in product(pumps[:3], pumps[:3]):
            if one != other and one + other:
                found[Attack(before, one + other, "\0")] = None
    whole = next(_samples(list(tree)), "")
    if whole:
        found |= {Attack("", whole, after): None for after in ("", "\0")}
        found |= {
            Attack("", whole[: len(whole) // 2] or whole, ""): None,
            Attack("", whole[:-1] or whole, ""): None,
        }
    for character in _alphabet(tree):
        found |= {Attack("", character, after): None for after in ("", "\0")}
    return list(found)


def possessive(pattern: str, flags: int = 0) -> bool:
    """Say whether a pattern repeats more than one character possessively."""
    return _possessive(parser.parse(pattern, flags & ~re.LOCALE))


def _possessive(nodes: Any) -> bool:
    for op, value in nodes:
        if op is codes.POSSESSIVE_REPEAT and not (len(value[2]) == 1 and value[2][0][0] in _ONE):
            return True
        if any(map(_possessive, _sequences(value))):
            return True
    return False


def _sequences(value: Any) -> Iterator[Any]:
    """Yield the sequences of nodes in what a node holds."""
    if isinstance(value, parser.SubPattern):
        yield value
    elif isinstance(value, tuple | list):
        for each in value:
            yield from _sequences(each)


def _repeats(nodes: Any, before: str) -> Iterator[tuple[str, list[Any]]]:
    """Yield what matches before each repeat without a near bound, and what it repeats, at any depth."""
    for op, value in nodes:
        if op in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
            _, most, body = value
            if most > _MANY:
                yield before, list(body)
            yield from _repeats(body, before)
        else:
            for part in _parts(op, value):
                yield from _repeats(part, before)
        before += next(_samples([(op, value)]), "")


def _parts(op: Any, value: Any) -> list[Any]:
    match op:
        case codes.SUBPATTERN:
            return [value[-1]]
        case codes.BRANCH:
            return list(value[1])
        case codes.ASSERT | codes.ASSERT_NOT:
            return [value[1]]
        case codes.ATOMIC_GROUP:
            return [value]
        case codes.GROUPREF_EXISTS:
            return [part for part in value[1:] if part]
        case _:
            return []


def _samples(nodes: list[Any]) -> Iterator[str]:
    """Yield a few strings that `nodes` match, as far as one can say without looking around."""
    choices = [list(islice(_choices(op, value), 4)) or [""] for op, value in nodes]
    for n in range(max((len(each) for each in choices), default=0)):
        yield "".join(each[n % len(each)] for each in choices)


def _choices(op: Any, value: Any) -> Iterator[str]:
    match op:
        case codes.LITERAL:
            yield chr(value)
        case codes.NOT_LITERAL:
            yield from (each for each in _POOL if ord(each) != value)
        case codes.ANY:
            yield from "a 1."
        case codes.IN:
            yield from _in(value)
        case codes.MAX_REPEAT | codes.MIN_REPEAT | codes.POSSESSIVE_REPEAT:
            least, most, body = value
            for sample in islice(_samples(list(body)), 3):
                yield sample * (least or min(1, most))
            if not least:
                yield ""
        case codes.SUBPATTERN | codes.ATOMIC_GROUP | codes.BRANCH | codes.GROUPREF_EXISTS:
            for part in _parts(op, value):
                yield from islice(_samples(list(part)), 2)
        case _:  # what stands nowhere, or was said before
            yield ""


def _in(items: Any) -> Iterator[str]:
    """Yield members of a set."""
    if items[0][0] is codes.NEGATE:
        out = set().union(*(_members(item) for item in items[1:]))
        yield from (each for each in _POOL if each not in out)
    else:
        for item in items:
            yield from _members(item)[:2]


def _members(item: Any) -> str:
    op, value = item
    match op:
        case codes.LITERAL:
            return chr(value)
        case codes.RANGE:
            return "".join(each for each in _POOL if value[0] <= ord(each) <= value[1]) or chr(value[0])
        case codes.CATEGORY:
            return _CATEGORIES.get(value, "")
        case _:
            return ""


def _alphabet(tree: Any) -> Iterator[str]:
    """Yield the characters of a pattern, and pairs of them."""
    found: dict[str, None] = {}
    waiting = [tree]
    while waiting and len(found) < _ALPHABET:
        for op, value in waiting.pop():
            if op in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
                waiting.append(value[2])
            elif parts := _parts(op, value):
                waiting += parts[:3]
            else:
                found |= {each[:1]: None for each in islice(_choices(op, value), 2) if each}
    known = list(found)[:_ALPHABET]
    yield from known
    yield from (one + other for one, other in product(known, " \na") if one != other)
