"""What is asked of a run, what a worker is handed, and what it hands back."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import Any, Literal

import msgspec
from msgspec import Struct, structs

from convert.options import ReadOptions, WriteOptions
from convert.report import Message, Verdict
from convert.source import Source

# What to do once what stopped a run is mended.
GO_ON = "run the same command again: it goes on from there"


class Order(Struct, frozen=True, kw_only=True):
    """What becomes of every article: the `formats` that are made of it, and how.

    `reader` names the format of the inputs, None if each is to be told by itself. `beside` are digests of other files
    that options name, and that go into every output. With `dry`, nothing is kept.
    """

    formats: tuple[str, ...]
    reading: ReadOptions = ReadOptions()
    writing: WriteOptions = WriteOptions()
    reader: str | None = None
    min_score: float = 0.0
    beside: tuple[str, ...] = ()
    dry: bool = False

    def digest(self, version: str) -> str:
        """Return what tells this order, done by a `version` of the tool, from any other."""
        return hashlib.sha256(packed((version, structs.replace(self, dry=False))).encode()).hexdigest()


class Task(Struct, frozen=True, kw_only=True):
    """One article for a worker. `number` counts from 0 in the order of the plan; `key` is its name in the journal.

    `origin` is the file that it is, or is packed in. `group` is what that is called without its suffixes where it is a
    container of many, "" for a file of its own. `weight` is how many bytes of the inputs are done with it.
    """

    number: int
    key: str
    source: Source
    origin: str = ""
    group: str = ""
    weight: int = 0

    @property
    def digest(self) -> str:
        """What tells the bytes of the article, and what stood beside them, from any other."""
        source = self.source
        beside = packed((source.suffix, source.format, dict(source.metadata))).encode()
        return hashlib.sha256(hashlib.sha256(source.data).digest() + beside).hexdigest()


class Output(Struct, frozen=True, kw_only=True):
    """A file that was made: where it waits for its place, then its `path` within the folder, and what tells it.

    Where it is packed in an archive, that is the path of the `archive` within the folder, and `path` is its name in
    there. `size` is in bytes; `version` changes when the file does (`convert.batch.place`). `data` is what is in it,
    where it comes from another machine, and waits nowhere yet.
    """

    format: str
    sha256: str
    size: int
    staged: str = ""
    path: str = ""
    archive: str = ""
    version: str = ""
    data: bytes = b""


class Outcome(Struct, frozen=True, kw_only=True):
    """What became of one article.

    `kept` if all was as an earlier run left it. `codes` are the exit codes of what failed, none if nothing did;
    `fatal` if whatever comes next would fail as well. `fields` are what names can be made of; `stem` is the name, a
    path within the folder without a suffix. `removed` is the share of the input that went as furniture, from 0 to 1;
    `seconds` are of the clock. `depends` are the digests of other files that went in, "" for one that is missing.
    `origin`, `group` and `weight` are those of the task.
    """

    key: str
    name: str
    state: Literal["made", "kept", "failed"] = "made"
    digest: str = ""
    stem: str = ""
    fields: dict[str, str] = {}
    messages: tuple[Message, ...] = ()
    codes: tuple[int, ...] = ()
    fatal: bool = False
    outputs: tuple[Output, ...] = ()
    verdict: Verdict | None = None
    score: float | None = None
    removed: float | None = None
    seconds: float = 0.0
    depends: dict[str, str] = {}
    origin: str = ""
    group: str = ""
    weight: int = 0


class Kept(Struct, frozen=True):
    """An article that is up to date, unless it is called otherwise now, and what became of it `before`."""

    task: Task
    before: Outcome


# What there is no work to do for.
Done = Outcome | Kept


def packed(data: Any) -> str:
    """Return records as JSON, the same for the same, whatever file names are in it: halves of pairs are escaped."""
    return json.dumps(msgspec.to_builtins(data), sort_keys=True)


def file_digest(path: str | Path) -> str:
    """Return the SHA-256 of a file, "" for what cannot be read as one."""
    try:
        with open(path, "rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def version(status: os.stat_result) -> str:
    """Return what tells a file on this machine from what it was: when it was changed, in nanoseconds since 1970."""
    return str(status.st_mtime_ns)
