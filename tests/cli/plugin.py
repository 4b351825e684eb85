"""A plug-in as pip would install it: a module, and beside it the metadata that names its parts."""

from __future__ import annotations

from pathlib import Path


def install(folder: Path, module: str, code: str, **groups: str) -> str:
    """Install `code` as a package with entry points, such as writers="fake = module:part".

    Returns the folder for PYTHONPATH.
    """
    (folder / f"{module}.py").write_text(code)
    info = folder / f"{module}-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {module}\nVersion: 1.0\n")
    lines = [f"[article_convert.{kind}]\n{entries}\n" for kind, entries in groups.items()]
    (info / "entry_points.txt").write_text("\n".join(lines))
    return str(folder)


# A writer whose `write` does what is put in the place of {}.
WRITER = """
import os, signal
from convert.parts import Writer

def write(article, options):
    {}

part = Writer(
    name="fake", description="a fake", suffixes=(".fake",), media_type="application/x-fake", write=write
)
"""
