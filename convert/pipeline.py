"""The whole flow: read(source) -> Reading; write(article, format) -> bytes."""

from __future__ import annotations

from msgspec import Struct

from convert.model import Article
from convert.options import ReadOptions, WriteOptions
from convert.parts import WRITERS
from convert.report import Report
from convert.source import Source


class Reading(Struct, frozen=True):
    """An article and the account of how it was read."""

    article: Article
    report: Report


def read(source: Source, options: ReadOptions | None = None, reader: str | None = None) -> Reading:
    """Read one input. `reader` names its format; without it the suffix says, or the content.

    Raises InputError when the bytes are not what the reader reads, NoArticle when nothing is left to publish.
    """
    raise NotImplementedError


def write(article: Article, format: str, options: WriteOptions | None = None) -> bytes:
    """Return `article` in the format that a writer is named for. Raises UnknownPart for an unknown one."""
    return WRITERS.load(format).write(article, options or WriteOptions())
