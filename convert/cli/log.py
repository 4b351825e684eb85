"""Messages: what they say, in three formats, and where they go; failures that a run survives."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

import click
from msgspec import structs

from convert.cli.terminal import harmless
from convert.errors import ArticleError, InternalError
from convert.report import Message, Severity

if TYPE_CHECKING:
    from convert.batch.order import Outcome


def _text(message: Message) -> str:
    """Return a message as compilers write it, so that editors find the place; an error's code is in the exit."""
    place = ":".join(str(part) for part in (message.input or "article", message.line, message.column) if part)
    kind = "internal error" if message.code == "internal-error" else message.severity
    hint = f"; {message.hint}" if message.hint else ""
    code = "" if message.severity == "error" else f" [{message.code}]"
    return harmless(f"{place}: {kind}: {message.message}{hint}{code}")


def _json(message: Message) -> str:
    """Return a message as a JSON object on one line, what is not known left out. Escapes make it ASCII.

    They hide the signs that begin a command to a CI system (`convert.shown`), too.
    """
    known = {key: value for key, value in structs.asdict(message).items() if value is not None}
    return json.dumps(known).replace("##", r"#\u0023")


def _github(message: Message) -> str:
    """Return a message as a workflow command, which GitHub shows beside the line.

    See https://docs.github.com/actions/reference/workflow-commands-for-github-actions; how values are escaped
    is in actions/toolkit, packages/core/src/command.ts.
    """
    command = {"error": "error", "warning": "warning", "info": "notice"}[message.severity]
    known = {"file": message.input, "line": message.line, "col": message.column, "title": message.code}
    properties = ",".join(
        f"{key}={_escaped(str(value), ':,')}" for key, value in known.items() if value is not None
    )
    hint = f"; {message.hint}" if message.hint else ""
    return f"::{command} {properties}::{_escaped(message.message + hint)}"


def _escaped(value: str, more: str = "") -> str:
    for character in f"%\r\n{more}":
        value = value.replace(character, f"%{ord(character):02X}")
    return harmless(value)


FORMATS: dict[str, Callable[[Message], str]] = {"text": _text, "json": _json, "github": _github}
_RANK = {"error": 0, "warning": 1, "info": 2}


class Log:
    """Writes messages, a line each, and remembers how the run went."""

    def __init__(
        self,
        stream: TextIO | None,
        form: str = "text",
        level: Severity = "warning",
        *,
        ignored: Iterable[str] = (),
        fatal: Iterable[str] = (),
    ) -> None:
        """`form` is one of FORMATS; what is less severe than `level` is not written, but counts.

        Messages whose code is `ignored` are neither written nor counted, unless they are errors; those whose code is
        `fatal` are counted apart.
        """
        self._stream = stream
        self._form = FORMATS[form]
        self._level = _RANK[level]
        self._ignored = frozenset(ignored)
        self._fatal = frozenset(fatal)
        self._say: Callable[[str], None] = self._line
        self.warnings = 0
        self.fatal = 0
        self.failures: list[int] = []  # exit codes

    def said(self, messages: Iterable[Message]) -> None:
        """Write what was found while reading or writing."""
        for each in messages:
            if each.severity != "error" and each.code in self._ignored:
                continue
            self.warnings += each.severity == "warning"
            self.fatal += each.code in self._fatal
            self._write(each)

    def outcome(self, outcome: Outcome) -> None:
        """Write what is to be said of an article, and remember what failed."""
        self.said(outcome.messages)
        self.failures.extend(outcome.codes)

    def failure(self, error: ArticleError) -> None:
        """Write an error, and remember its exit code."""
        self.failures.append(error.exit_code)
        self._write(Message.of(error))

    @property
    def quiet(self) -> bool:
        """Whether only errors are wanted."""
        return self._level < _RANK["warning"]

    def note(self, code: str, message: str) -> None:
        """Write how a run is getting on, unless only errors are wanted; it counts for nothing."""
        if not self.quiet:
            self._print(Message(severity="info", message=message, code=code))

    @contextmanager
    def through(self, say: Callable[[str], None]) -> Iterator[None]:
        """Have `say` write the lines, where it draws at the terminal that they go to."""
        self._say = say if self._stream is sys.stderr else self._line
        try:
            yield
        finally:
            self._say = self._line

    @contextmanager
    def attempt(self, name: str) -> Iterator[None]:
        """Report an error about the input `name` and carry on after the block."""
        try:
            yield
        except ArticleError as error:
            error.where = error.where or name
            self.failure(error)
        except (BrokenPipeError, click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as error:  # noqa: BLE001  a fault of ours in one input must not cost the others
            self.failure(InternalError.of(error, name))

    @property
    def verbose(self) -> bool:
        """Whether all is wanted, also what is only good to know."""
        return self._level >= _RANK["info"]

    def _write(self, message: Message) -> None:
        if _RANK[message.severity] <= self._level:
            self._print(message)

    def _print(self, message: Message) -> None:
        if self._stream is None:
            return
        try:
            self._say(self._form(message))
        except OSError:
            # Nobody can be told that nobody can be told; the exit code still says how the run went.
            self._stream = None

    def _line(self, line: str) -> None:
        print(line, file=self._stream, flush=True)
