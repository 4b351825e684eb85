"""Changes of an input that are more to the point than those of bytes: of lines, blocks and nodes."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from random import Random
from typing import Any

Mutator = Callable[[bytes, Random], bytes]

# What is special to Unicode, to a decoder or to a terminal.
ODD = (
    *(
        "\0",
        "\x1b[31m",
        "\u00a0",
        "\u00ad",
        "\u0085",
        "\u2028",
        "\u200b",
        "\u200d",
        "\u200f",
        "\u202e",
        "\u2066",
    ),
    *("\ufeff", "\ufffc", "\ufffd", "\ufdd0", "\uffff", "\U0001ffff", "\U0010ffff", "\ue200", "\U000e0041"),
    *(
        "\u0301" * 9,
        "e\u0301",
        "\ufb01",
        "\u0130",
        "\u1e9e",
        "👩\u200d👩\u200d👧",
        "🇩🇪",
        "👍🏽",
        "1\ufe0f\u20e3",
    ),
    *("مرحبا", "שלום", "港", "ก", "क्षि", "\U00020000", "ß", "²", "½", "①", "Ⅳ", "٣", "â€™", "Ã©"),
)


def text(pieces: Sequence[str]) -> Mutator:
    """Return a mutator of texts by lines and by `pieces` that some pass knows."""

    def mutate(data: bytes, chance: Random) -> bytes:
        found = data.decode("utf-8", "surrogateescape")
        for _ in range(chance.randint(1, 4)):
            found = chance.choice(_CHANGES)(found, pieces, chance)
        return found.encode("utf-8", "surrogateescape")

    return mutate


def _put(found: str, pieces: Sequence[str], chance: Random) -> str:
    at = chance.randint(0, len(found))
    return found[:at] + chance.choice(pieces) + found[at:]


def _put_odd(found: str, _: Sequence[str], chance: Random) -> str:
    return _put(found, ODD, chance)


def _put_line(found: str, pieces: Sequence[str], chance: Random) -> str:
    lines = found.split("\n")
    lines.insert(chance.randint(0, len(lines)), chance.choice(pieces))
    return "\n".join(lines)


def _cut(found: str, _: Sequence[str], chance: Random) -> str:
    start, end = sorted((chance.randint(0, len(found)), chance.randint(0, len(found))))
    return found[:start] + found[end:]


def _cut_some(found: str, _: Sequence[str], chance: Random) -> str:
    at = chance.randint(0, len(found))
    return found[:at] + found[at + chance.randint(1, 8) :]


def _move_line(found: str, _: Sequence[str], chance: Random) -> str:
    lines = found.split("\n")
    line = lines.pop(chance.randrange(len(lines)))
    lines.insert(chance.randint(0, len(lines)), line)
    return "\n".join(lines)


def _repeat(found: str, _: Sequence[str], chance: Random) -> str:
    start = chance.randint(0, len(found))
    end = start + chance.choice((1, 2, 3, 10, 100))
    return found[:end] + found[start:end] * chance.choice((1, 1, 2, 5, 30, 200)) + found[end:]


def _break(found: str, _: Sequence[str], chance: Random) -> str:
    at = chance.randint(0, len(found))
    return found[:at] + chance.choice(("\n", "\n\n", "\r\n", "\t", " ", "    ")) + found[at:]


_CHANGES = (_put, _put, _put, _put_line, _put_line, _put_odd, _cut, _cut_some, _move_line, _repeat, _break)


def tree(pieces: Sequence[str]) -> Mutator:
    """Return a mutator of JSON: its values change places, are repeated, nested, dropped, and say `pieces`."""

    def mutate(data: bytes, chance: Random) -> bytes:
        try:
            found = json.loads(data)
        except (ValueError, RecursionError):
            return data
        for _ in range(chance.randint(1, 3)):
            _change(found, pieces, chance)
        return json.dumps(found, ensure_ascii=False).encode("utf-8", "surrogatepass")

    return mutate


def _change(root: Any, pieces: Sequence[str], chance: Random) -> None:
    """Change one value somewhere in `root`."""
    places = list(_places(root))
    if not places:
        return
    holder, key = chance.choice(places)
    value = holder[key]
    match value:
        case str() if chance.random() < 0.8:
            holder[key] = value + chance.choice(pieces) if chance.random() < 0.5 else chance.choice(pieces)
        case list() if chance.random() < 0.8:
            nodes = [each for h, k in places if isinstance(each := h[k], dict)]
            value.insert(chance.randint(0, len(value)), _copy(chance.choice(nodes) if nodes else {}))
        case dict() if "type" in value and chance.random() < 0.7:
            kind = chance.choice(
                ("emphasis", "strong", "blockquote", "paragraph", "listItem", "figure", "tableCell")
            )
            holder[key] = {"type": kind, "children": [value]}
        case int():
            holder[key] = chance.choice((0, 1, -1, 2, 6, 7, 2**31, 2**63, 2**64))
        case _:
            other, at = chance.choice(places)
            holder[key] = _copy(other[at]) if chance.random() < 0.7 else None


def _copy(value: Any) -> Any:
    return json.loads(json.dumps(value))


def _places(root: Any) -> list[tuple[Any, Any]]:
    """Return every place of a value in `root`: what holds it, and by which key."""
    found: list[tuple[Any, Any]] = []
    waiting = [root]
    while waiting:
        each = waiting.pop()
        keys = each if isinstance(each, dict) else range(len(each)) if isinstance(each, list) else ()
        for key in keys:
            found.append((each, key))
            waiting.append(each[key])
    return found


def flips(data: bytes, chance: Random) -> bytes:
    """Return `data` with a few bytes changed, cut out or repeated, as damage does it."""
    found = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        at, size = chance.randint(0, len(found)), chance.choice((1, 1, 2, 8, 64))
        match chance.randrange(4):
            case 0 if at < len(found):
                found[at] ^= 1 << chance.randrange(8)
            case 1:
                del found[at : at + size]
            case 2:
                found[at:at] = found[at : at + size]
            case _:
                found[at : at + 1] = chance.randbytes(1)
    return bytes(found)


def spliced(data: bytes, other: bytes, chance: Random) -> bytes:
    """Return the beginning of one input with the end of another."""
    return data[: chance.randint(0, len(data))] + other[chance.randint(0, len(other)) :]
