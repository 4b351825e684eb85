"""Who installs the package, and nothing else, has all that it imports."""

from __future__ import annotations

import ast
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.corpus import ROOT

_DECLARED = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
# What is asked for by name where an extra is needed, with words of ours where that is missing.
_OF_EXTRAS = {
    "citeproc": "csl",
    "fastwarc": "warc",
    "fsspec": "dask",
    "distributed": "dask",
}


def _named(requirements: list[str]) -> set[str]:
    return {canonicalize_name(Requirement(each).name) for each in requirements}


def _owners(package: str) -> set[str]:
    return set(map(canonicalize_name, packages_distributions().get(package, ())))


def _imported() -> Iterator[tuple[str, str]]:
    """Yield the package of each import, and the module that has it."""
    for path in sorted((ROOT / "convert").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [each.name for each in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names = [node.module]
            for name in names:
                yield name.partition(".")[0], str(path.relative_to(ROOT))


def test_whatever_is_imported_is_declared() -> None:
    declared = _named(_DECLARED["dependencies"])
    theirs = {
        name: path for name, path in _imported() if name not in sys.stdlib_module_names and name != "convert"
    }
    assert len(theirs) > 20
    missing = {
        name: path for name, path in theirs.items() if name not in _OF_EXTRAS and not declared & _owners(name)
    }
    assert missing == {}


@pytest.mark.parametrize(("name", "extra"), _OF_EXTRAS.items())
def test_an_extra_brings_what_it_is_for(name: str, extra: str) -> None:
    assert _owners(name) & _named(_DECLARED["optional-dependencies"][extra])
