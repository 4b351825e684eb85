"""Every pattern of ours: `python -m tests.patterns.collect` compiles all there are, and prints them with their uses.

In a fresh interpreter, since what compiles them is watched: the import of every module, the reading of fixtures, in
every language, and their writing in every format. What else is compiled is read off the source, where every call of
`re` is met or said to be missed.
"""

from __future__ import annotations

import ast
import importlib
import json
import pkgutil
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import convert
from convert import patterns

ROOT = Path(convert.__file__).parent
_LAZY = Path(patterns.__file__)  # it compiles what others define
# How a pattern is used, if only at places that the code names: a search tries every place there is.
_PLACED = {"match", "fullmatch"}
_COMPILES = frozenset({"compile", "pattern"})
_CALLS = frozenset(
    {*_COMPILES, "search", "match", "fullmatch", "split", "findall", "finditer", "sub", "subn"}
)


class Found(NamedTuple):
    """A pattern, its flags, what it is called ("shape.py:_WORD"), and whether it is tried everywhere in a text."""

    pattern: str
    flags: int
    name: str
    binary: bool
    searches: bool


class Call(NamedTuple):
    """A call of `re` in our source: its file and line, what it defines, its pattern if that is a literal, its use."""

    place: str
    name: str
    pattern: str | bytes | None
    searches: bool


def calls() -> Iterator[Call]:
    """Yield every call of `re` that takes a pattern."""
    trees = {path: ast.parse(path.read_text("utf-8")) for path in sorted(ROOT.rglob("*.py")) if path != _LAZY}
    fields = _fields(trees.values())
    for path, tree in trees.items():
        uses = _uses(tree, fields)
        for owner, node in _owned(tree):
            match node:
                case ast.Call(ast.Attribute(ast.Name("re"), method), [first, *_]) | ast.Call(
                    ast.Name("pattern" as method), [first, *_]
                ) if method in _CALLS:
                    used = uses.get(owner, {"search"}) if method in _COMPILES else {method}
                    value = first.value if isinstance(first, ast.Constant) else None
                    literal = value if isinstance(value, str | bytes) else None
                    place = f"{path.relative_to(ROOT).as_posix()}:{node.lineno}"
                    name = f"{path.relative_to(ROOT).as_posix()}:{owner or 'module'}"
                    yield Call(place, name, literal, not used <= _PLACED)


def _owned(tree: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    """Yield every node with the name of what it defines: the variable it is assigned to, or the function it is in."""
    waiting: list[tuple[str, ast.AST]] = [("", tree)]
    while waiting:
        owner, node = waiting.pop()
        yield owner, node
        match node:
            case ast.FunctionDef(name=name):
                owner = name
            case ast.keyword(
                arg=str(field), value=ast.Call(func=ast.Attribute(attr="compile") | ast.Name("pattern"))
            ):
                owner = f".{field}"
            case ast.Assign([ast.Name(name)]) | ast.AnnAssign(ast.Name(name)):
                owner = owner or name
        waiting += [(owner, child) for child in ast.iter_child_nodes(node)]


def _fields(trees: Iterable[ast.AST]) -> dict[str, set[str]]:
    """Return which methods of each field are used, whatever holds it: `words.openings.match`."""
    found: dict[str, set[str]] = {}
    for node in (node for tree in trees for node in ast.walk(tree)):
        match node:
            case ast.Attribute(value=ast.Attribute(attr=field), attr=method) if method in _CALLS:
                found.setdefault(field, set()).add(method)
    return found


def _uses(tree: ast.AST, fields: Mapping[str, set[str]]) -> dict[str, set[str]]:
    """Return which methods of each name are used: of a variable, or of what a function returns; "" for any other use.

    What is made for a field of a record, or returned by a property of its name, is used as the field is.
    """
    found: dict[str, set[str]] = {}
    seen: set[ast.AST] = set()
    for node in ast.walk(tree):
        match node:
            case ast.keyword(
                arg=str(field), value=ast.Call(func=ast.Attribute(attr="compile") | ast.Name("pattern"))
            ):
                found.setdefault(f".{field}", set()).update(fields.get(field, {"search"}))
            case (
                ast.keyword(arg=str(field), value=ast.Call(func=ast.Name(name) as inner))
                | ast.FunctionDef(
                    name=field, body=[*_, ast.Return(value=ast.Call(func=ast.Name(name) as inner))]
                )
            ):
                seen.add(inner)
                found.setdefault(name, set()).update(fields.get(field, {"search"}))
            case ast.Attribute(value=ast.Name(name) as inner, attr=method):
                seen.add(inner)
                found.setdefault(name, set()).add(method)
            case ast.Attribute(value=ast.Call(func=ast.Name(name) as inner), attr=method):
                seen.add(inner)
                found.setdefault(name, set()).add(method)
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node not in seen:
            found.setdefault(node.id, set()).add("")
    return found


def _watch() -> dict[tuple[str | bytes, int], set[str]]:
    """Compile all that there is, and return each pattern of ours with its places."""
    found: dict[tuple[str | bytes, int], set[str]] = {}
    passed = (re.__file__, patterns.__file__)
    compile_ = re._compile  # type: ignore[attr-defined]

    def note(pattern: str | bytes | re.Pattern[str], flags: int) -> None:
        frame = sys._getframe(2)
        while frame.f_back and frame.f_code.co_filename in passed:
            frame = frame.f_back
        path = Path(frame.f_code.co_filename)
        if isinstance(pattern, str | bytes) and path.is_relative_to(ROOT):
            place = f"{path.relative_to(ROOT).as_posix()}:{frame.f_lineno}"
            found.setdefault((pattern, int(flags)), set()).add(place)

    def watched(pattern: str | bytes | re.Pattern[str], flags: int) -> re.Pattern[str]:
        note(pattern, flags)
        return compile_(pattern, flags)  # type: ignore[no-any-return]

    class Watched(patterns.Pattern[Any]):
        """A pattern that is compiled at its first use, seen where it is defined."""

        def __init__(self, source: str | bytes, flags: int = 0) -> None:
            note(source, flags)
            super().__init__(source, flags)

        def __getattr__(self, name: str) -> Any:
            re._compile = compile_  # type: ignore[attr-defined]
            try:
                return super().__getattr__(name)
            finally:
                re._compile = watched  # type: ignore[attr-defined]

    re._compile = watched  # type: ignore[attr-defined]
    patterns.Pattern = Watched  # type: ignore[misc]
    for module in pkgutil.walk_packages(convert.__path__, "convert."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    _work()
    return found


def _work() -> None:
    from convert import pipeline
    from convert.citations import find, outside
    from convert.metadata import zone
    from convert.metadata.words import vocabulary
    from convert.normalise.rejoin import _words as rejoined
    from convert.options import ReadOptions
    from convert.parts import FAMILIES, LANGUAGES, WRITERS
    from convert.source import Source, from_path
    from tests.corpus import FIXTURES

    for family in FAMILIES.all():
        find._compiled(family.pattern)
    for path in FIXTURES:
        article = pipeline.read(from_path(path)).article
        for name in WRITERS.names():
            pipeline.write(article, name)
    longest = max(FIXTURES, key=lambda path: path.stat().st_size)
    for language in LANGUAGES.names():
        pipeline.examine(from_path(longest), ReadOptions(language=language))
        zone._joints(language)
        known = vocabulary(language)
        assert all(
            (known.by, known.credit, known.label, known.tags, known.correction, known.source, known.origin)
        )
        rejoined(language)
    # What no fixture has: a script amid Markdown, a list of sources.
    pipeline.examine(Source("page.md", b"The <script>board</script> met on Monday.\n"))
    outside.read([Source("list.txt", b"1. https://example.org/a\n")])


def main() -> None:
    """Print every pattern as JSON."""
    known = list(calls())
    at = {call.place: call for call in known}
    seen = _watch()
    met = {place for places in seen.values() for place in places}
    for call in known:
        if call.pattern is not None and call.place not in met:
            seen.setdefault((call.pattern, 0), set()).add(call.place)
            met.add(call.place)
    missed = sorted(set(at) - met)
    found = [
        Found(
            pattern if isinstance(pattern, str) else pattern.decode("latin-1"),
            flags,
            min(at[place].name if place in at else place for place in places),
            isinstance(pattern, bytes),
            any(place not in at or at[place].searches for place in places),
        )
        for (pattern, flags), places in seen.items()
    ]
    json.dump({"found": sorted(found), "missed": missed}, sys.stdout)


if __name__ == "__main__":
    main()
