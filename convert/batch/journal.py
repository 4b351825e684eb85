"""What runs did in a folder, article by article: a SQLite file in its hidden folder, `.article/journal.sqlite`.

It is written ahead: what a file is going to hold is in the journal before the file is in its place. So a run that
was killed at any moment leaves files that the next one knows for its own, and what is not there is made again.
Whether an article is up to date is never taken from the journal alone, but from the files that are there.
"""

from __future__ import annotations

import importlib.metadata
import json
import os
import platform
import re
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct, structs

from convert.batch.folder import Folder, output_folder
from convert.batch.order import GO_ON, Outcome, Output, packed
from convert.errors import DiskFull, FolderLost, OutputError
from convert.version import __version__

_FILE = "journal.sqlite"
_LAYOUT = 2
_SCHEMA = f"""
BEGIN IMMEDIATE;
CREATE TABLE IF NOT EXISTS run (
    id INTEGER PRIMARY KEY, begun REAL, ended REAL, version TEXT, finished INTEGER NOT NULL DEFAULT 0);
CREATE TABLE IF NOT EXISTS article (
    key TEXT PRIMARY KEY, origin TEXT, run INTEGER, basis TEXT, failed INTEGER, outcome TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS output (
    path TEXT PRIMARY KEY, key TEXT, archive TEXT, format TEXT, sha256 TEXT, size INTEGER, version TEXT);
CREATE INDEX IF NOT EXISTS outputs ON output (key);
CREATE INDEX IF NOT EXISTS members ON output (archive) WHERE archive <> '';
CREATE TABLE IF NOT EXISTS archive (
    path TEXT PRIMARY KEY, contents TEXT, sha256 TEXT, size INTEGER, version TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS written (path TEXT, sha256 TEXT, PRIMARY KEY (path, sha256)) WITHOUT ROWID;
PRAGMA user_version = {_LAYOUT};
COMMIT;
"""


class Archive(Struct, frozen=True, kw_only=True):
    """A file that outputs are packed in: its `path` in the folder, a digest of what its `contents` are, and its own."""

    path: str
    contents: str
    sha256: str
    size: int
    version: str


class Journal:
    """The journal of an output folder. Runs side by side may share it; each statement stands for itself."""

    def __init__(self, folder: Folder, *, kept: bool = True) -> None:
        """The journal of `folder`; the file is made when first something is entered. One that is not `kept` never."""
        self._folder = folder
        self._path = folder.hidden / _FILE
        self._kept = kept
        self._version = ""

    def begin(self, version: str) -> None:
        """Begin a run, done by a `version` of the tool, once something is entered. Raises OutputError."""
        self._version = version

    def end(self, *, finished: bool) -> None:
        """End the run; `finished` if it saw all inputs."""
        if "_run" in self.__dict__:
            with _failing(self._path):
                self._db.execute(
                    "UPDATE run SET ended = ?, finished = ? WHERE id = ?", (time.time(), finished, self._run)
                )

    def close(self) -> None:
        """Close the file."""
        if "_db" in self.__dict__:
            self._db.close()

    @property
    def there(self) -> bool:
        """Whether there is anything in it."""
        return "_db" in self.__dict__ or self._path.is_file()

    @cached_property
    def _db(self) -> sqlite3.Connection:
        if not self._kept:
            return _looked_at(self._path)
        return _opened(self._path)

    @cached_property
    def _run(self) -> int:
        """The number of the run, which begins here."""
        cursor = self._db.execute(
            "INSERT INTO run (begun, version) VALUES (?, ?)", (time.time(), self._version)
        )
        return cursor.lastrowid or 0

    def known(self, key: str) -> tuple[str, Outcome] | None:
        """Return what the article was made by, and what became of it; None where it is new or had failed."""
        if not self.there:
            return None
        with _failing(self._path):
            row = self._db.execute(
                "SELECT basis, outcome FROM article WHERE key = CAST(? AS TEXT) AND NOT failed",
                (_bytes(key),),
            ).fetchone()
        return (row[0], _outcome(row[1])) if row else None

    def record(self, outcome: Outcome, basis: str) -> None:
        """Write what becomes of an article, before its files are brought to their places."""
        plain = structs.replace(
            outcome, outputs=tuple(structs.replace(o, staged="") for o in outcome.outputs)
        )
        key, failed = _bytes(outcome.key), outcome.state == "failed"
        origin = _bytes(self._folder.key(outcome.origin))
        with _failing(self._path), self.together():
            self._db.execute(
                "INSERT OR REPLACE INTO article VALUES (CAST(? AS TEXT), CAST(? AS TEXT), ?, ?, ?, ?)",
                (key, origin, self._run, basis, failed, packed(plain)),
            )
            # A file of what has failed since stays as it was; an archive is packed without it.
            self._db.execute(
                "DELETE FROM output WHERE key = CAST(? AS TEXT) AND (archive <> '' OR NOT ?)", (key, failed)
            )
            for each in plain.outputs:
                path, archive = _bytes(each.path), _bytes(each.archive)
                self._db.execute(
                    "INSERT OR REPLACE INTO output "
                    "VALUES (CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT), ?, ?, ?, ?)",
                    (path, key, archive, each.format, each.sha256, each.size, each.version),
                )
                if not archive:
                    self.wrote(each.path, each.sha256)

    def archived(self, archive: Archive) -> None:
        """Write what an archive is going to be, before it is brought to its place."""
        with _failing(self._path), self.together():
            self._db.execute(
                "INSERT OR REPLACE INTO archive VALUES (CAST(? AS TEXT), ?, ?, ?, ?)",
                (_bytes(archive.path), archive.contents, archive.sha256, archive.size, archive.version),
            )
            self.wrote(archive.path, archive.sha256)

    def wrote(self, path: str, sha256: str) -> None:
        """Note that a file is ours, before it is brought to its place."""
        with _failing(self._path):
            self._db.execute(
                "INSERT OR IGNORE INTO written VALUES (CAST(? AS TEXT), ?)", (_bytes(path), sha256)
            )

    def seen(self, key: str) -> None:
        """Note that an article is as it was."""
        with _failing(self._path):
            self._db.execute(
                "UPDATE article SET run = ? WHERE key = CAST(? AS TEXT)", (self._run, _bytes(key))
            )

    def owns(self, path: str) -> bool:
        """Say whether the file at `path`, within the folder, is as some run wrote it. Raises OutputError."""
        if not self.there:
            return False
        with _failing(self._path):
            known = {
                row[0]
                for row in self._select("SELECT sha256 FROM written WHERE path = CAST(? AS TEXT)", path)
            }
        return bool(known) and self._folder.place.digest(path) in known

    def holds(self, file: Output | Archive) -> bool:
        """Say whether a file is there as it was written: by size and version, else by what it holds."""
        seen = self._folder.place.look(file.path)
        if seen is None or seen.size != file.size:
            return False
        return seen.version == file.version or self._folder.place.digest(file.path) == file.sha256

    def archive(self, path: str) -> Archive | None:
        """Return what an archive was when it was written."""
        if not self.there:
            return None
        with _failing(self._path):
            rows = self._select(
                "SELECT path, contents, sha256, size, version FROM archive WHERE path = CAST(? AS TEXT)", path
            )
        return Archive(**dict(zip(Archive.__struct_fields__, rows[0], strict=True))) if rows else None

    def archives(self) -> Iterator[Archive]:
        """Yield the archives that have outputs in them, in the order of paths."""
        with _failing(self._path):
            rows = self._db.execute(
                "SELECT path, contents, sha256, size, version FROM archive "
                "WHERE path IN (SELECT archive FROM output WHERE archive <> '') ORDER BY path"
            )
            for row in rows:
                yield Archive(**dict(zip(Archive.__struct_fields__, row, strict=True)))

    def origins(self) -> Iterator[str]:
        """Yield the inputs of which there is something in archives, by their keys."""
        if not self.there:
            return
        with _failing(self._path):
            rows = self._db.execute(
                "SELECT DISTINCT origin FROM article WHERE origin <> '' "
                "AND key IN (SELECT key FROM output WHERE archive <> '') ORDER BY origin"
            )
            yield from (row[0] for row in rows)

    def outcomes(self) -> Iterator[Outcome]:
        """Yield what became of each article, in the order of their keys."""
        with _failing(self._path):
            for (data,) in self._db.execute("SELECT outcome FROM article ORDER BY key"):
                yield _outcome(data)

    def outputs(self, archive: str | None = None) -> Iterator[Output]:
        """Yield what is an article's, in the order of paths: of all, or of what is in an `archive`, "" for none."""
        within = "" if archive is None else "WHERE archive = CAST(? AS TEXT)"
        with _failing(self._path):
            rows = self._db.execute(
                f"SELECT path, archive, format, sha256, size, version FROM output {within} ORDER BY path",  # noqa: S608  no value is in it
                () if archive is None else (_bytes(archive),),
            )
            for path, where, format, sha256, size, version in rows:
                yield Output(
                    path=path, archive=where, format=format, sha256=sha256, size=size, version=version
                )

    def runs(self) -> Iterator[tuple[float, float | None, str, bool]]:
        """Yield begin, end, version and whether it saw all inputs, of each run, the last one first."""
        with _failing(self._path):
            yield from self._db.execute("SELECT begun, ended, version, finished FROM run ORDER BY id DESC")

    def gone(self) -> list[str]:
        """Forget the articles that this run did not see; return the paths of files that are no article's any more."""
        if not self.there:
            return []
        with _failing(self._path), self.together():
            self._db.execute("DELETE FROM article WHERE run <> ?", (self._run,))
            self._db.execute("DELETE FROM output WHERE key NOT IN (SELECT key FROM article)")
            self._db.execute("DELETE FROM archive WHERE path NOT IN (SELECT archive FROM output)")
            rows = self._db.execute(
                "SELECT DISTINCT path FROM written "
                "WHERE path NOT IN (SELECT path FROM output WHERE archive = '' UNION SELECT path FROM archive) "
                "ORDER BY path"
            )
            return [row[0] for row in rows]

    def forget(self, path: str) -> None:
        """Forget a file that is removed."""
        with _failing(self._path):
            self._db.execute("DELETE FROM written WHERE path = CAST(? AS TEXT)", (_bytes(path),))

    def _select(self, query: str, text: str) -> list[tuple[Any, ...]]:
        return self._db.execute(query, (_bytes(text),)).fetchall()

    @contextmanager
    def together(self) -> Iterator[None]:
        """Have what the block enters be entered as a whole, or not at all."""
        with _failing(self._path):
            begun = self._db.in_transaction  # to ask opens the file
        if begun:
            yield
            return
        with _failing(self._path):
            self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
            with _failing(self._path):
                self._db.execute("COMMIT")
        except BaseException:
            if self._db.in_transaction:
                with _failing(self._path):
                    self._db.execute("ROLLBACK")
            raise


def written_in(folder: str) -> Callable[[str], bool] | None:
    """Return what tells of a path in `folder` whether a run wrote it; None where no run wrote there."""
    journal = Journal(output_folder(folder), kept=False)
    return (lambda path: journal.owns(os.path.relpath(path, folder))) if journal.there else None


def tool() -> str:
    """Return the versions of all that outputs depend on: ours, Python's, and those of libraries and plug-ins."""
    found = {"article-convert": __version__, "python": platform.python_version()}
    names = [*(importlib.metadata.requires("article-convert") or ()), *_plugins()]
    for requirement in names:
        name = re.split(r"[^\w.-]", requirement, maxsplit=1)[0]
        try:
            found[name.lower()] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            continue  # an extra that is not there
    return " ".join(f"{name}={version}" for name, version in sorted(found.items()))


def _plugins() -> set[str]:
    groups = (
        name for name in importlib.metadata.entry_points().groups if name.startswith("article_convert.")
    )
    points = (point for group in groups for point in importlib.metadata.entry_points(group=group))
    return {point.dist.name for point in points if point.dist}


def _opened(path: Path) -> sqlite3.Connection:
    # A link in its place would have us write wherever a stranger likes.
    if path.is_symlink() or path.parent.is_symlink():
        raise OutputError("is a link, and journals are not written through links", where=str(path))
    db = sqlite3.connect(path, timeout=60, isolation_level=None)
    db.text_factory = _text
    layout = db.execute("PRAGMA user_version").fetchone()[0]
    if layout not in (0, _LAYOUT):
        db.close()
        hint = f"upgrade article, or remove {path.parent}, and begin anew with --force"
        raise OutputError(f"is of another version of article (layout {layout})", where=str(path), hint=hint)
    for _ in range(100):  # two that open it anew at once: SQLite does not wait for this lock
        try:
            # A commit costs no sync, and a crash of the machine at most the last of them.
            db.execute("PRAGMA journal_mode=WAL")
            db.execute("PRAGMA synchronous=NORMAL")
        except sqlite3.OperationalError:
            time.sleep(0.05)
        else:
            break
    db.executescript(_SCHEMA)
    return db


def _looked_at(path: Path) -> sqlite3.Connection:
    """Open a journal that is not changed; one in a folder that cannot be written to, too."""
    db = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=60, isolation_level=None)
    try:
        db.execute("SELECT 1 FROM run").fetchone()
    except sqlite3.OperationalError:
        db.close()
        db = sqlite3.connect(f"{path.absolute().as_uri()}?immutable=1", uri=True, isolation_level=None)
    db.text_factory = _text
    return db


def _outcome(data: str) -> Outcome:
    return msgspec.convert(json.loads(data), Outcome)


def _bytes(text: str) -> bytes:
    # As SQLite's text, but for file names in no charset, which have halves of surrogate pairs (PEP 383).
    return text.encode("utf-8", "surrogatepass")


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogatepass")


@contextmanager
def _failing(path: Path) -> Iterator[None]:
    """Say of an error of SQLite what failed and where."""
    try:
        yield
    except sqlite3.Error as error:
        raise _unusable(error, path) from error
    except (ValueError, msgspec.MsgspecError) as error:
        raise _damaged(str(error), path) from error
    except OSError as error:
        raise OutputError(f"cannot be used: {error.strerror or error}", where=str(path)) from error


def _unusable(error: sqlite3.Error, path: Path) -> OutputError:
    """Return what is said of an error of SQLite, by its primary result code: https://sqlite.org/rescode.html."""
    said = f"cannot be used: {error}"
    match getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF:
        case sqlite3.SQLITE_FULL:
            return DiskFull(said, where=str(path), hint=f"make room, and {GO_ON}")
        case sqlite3.SQLITE_ERROR | sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB | sqlite3.SQLITE_MISMATCH:
            return _damaged(str(error), path)
        case _:
            hint = f"see whether its folder can be written to and has room, and {GO_ON}"
            return FolderLost(said, where=str(path), hint=hint)


def _damaged(what: str, path: Path) -> OutputError:
    hint = f"remove {path.parent}, and begin anew with --force"
    return OutputError(f"is damaged: {what}", where=str(path), hint=hint)
