"""EPUBs: the container, the package document, the documents and the links between them."""

from __future__ import annotations

from pathlib import Path

from convert.check._faults import COMMON, Finder, each
from convert.check._rules import DOCUMENT, PUBLICATION
from convert.parts import Checker

_RULES = {**COMMON, **PUBLICATION, **DOCUMENT}


def _look(path: Path, finder: Finder) -> None:
    from convert.check import _publication

    _publication.look(path, finder)


part = Checker(
    name="epub",
    description="container, package document, navigation, metadata, documents and links between them",
    media_types=("application/epub+zip",),
    check=each(_look, _RULES),
    # OCF ZIP container, 4.3.3: so that it can be told by its first bytes.
    sniff=lambda head: head.startswith(b"PK\x03\x04") and head[30:58] == b"mimetypeapplication/epub+zip",
    faults=_RULES,
)
