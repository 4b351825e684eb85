"""Messages: what they say, in three formats, and where they go; failures that a run survives."""

from __future__ import annotations

import json
import os
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TextIO

import click
from msgspec import Struct, structs

from convert.cli.terminal import harmless
from convert.errors import ArticleError
from convert.report import Diagnostic, Report, Severity


class Message(Struct, frozen=True, kw_only=True):
    """One message. `input` is None where it is about no file; `line` and `column` count from 1."""

    severity: Severity
    message: str
    code: str
    input: str | None = None
    line: int | None = None
    column: int | None = None
    hint: str | None = None
    text: str | None = None


def _text(message: Message) -> str:
    """Return a message as compilers write it, so that editors find the place; an error's code is in the exit."""
    place = ":".join(str(part) for part in (message.input or "article", message.line, message.column) if part)
    kind = "internal error" if message.code == "internal-error" else message.severity
    hint = f"; {message.hint}" if message.hint else ""
    code = "" if message.severity == "error" else f" [{message.code}]"
    return harmless(f"{place}: {kind}: {message.message}{hint}{code}")


def _json(message: Message) -> str:
    """Return a message as a JSON object on one line, what is not known left out. Escapes make it ASCII."""
    return json.dumps({key: value for key, value in structs.asdict(message).items() if value is not None})


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


class InternalError(ArticleError):
    """A fault of ours."""


class Log:
    """Writes messages, a line each, and remembers how the run went."""

    def __init__(self, stream: TextIO | None, form: str = "text", level: Severity = "warning") -> None:
        """`form` is one of FORMATS; what is less severe than `level` is not written, but counts."""
        self._stream = stream
        self._form = FORMATS[form]
        self._level = _RANK[level]
        self.warnings = 0
        self.failures: list[int] = []  # exit codes

    def diagnostics(self, report: Report) -> None:
        """Write what was found while reading."""
        self.said(report.input, report.diagnostics)

    def said(self, name: str, diagnostics: Iterable[Diagnostic]) -> None:
        """Write what was found while reading or writing the input `name`."""
        for found in diagnostics:
            self.warnings += found.severity != "info"
            self._write(Message(input=name, **structs.asdict(found)))

    def warning(self, message: str, code: str, name: str) -> None:
        """Write a warning about the input `name`."""
        self.warnings += 1
        self._write(Message(severity="warning", message=message, code=code, input=name))

    def failure(self, error: ArticleError) -> None:
        """Write an error, and remember its exit code."""
        self.failures.append(error.exit_code)
        self._write(
            Message(
                severity="error",
                message=error.message,
                code="".join(f"-{c.lower()}" if c.isupper() else c for c in type(error).__name__).lstrip("-"),
                input=error.where,
                line=error.line,
                column=error.column,
                hint=error.hint,
            )
        )

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
            self.failure(internal(error, name))

    @property
    def quiet(self) -> bool:
        """Whether only errors are wanted."""
        return self._level < _RANK["warning"]

    @property
    def verbose(self) -> bool:
        """Whether all is wanted, also what is only good to know."""
        return self._level >= _RANK["info"]

    def note(self, code: str, message: str) -> None:
        """Write how a run is getting on, unless only errors are wanted; it counts for nothing."""
        if not self.quiet:
            self._print(Message(severity="info", message=message, code=code))

    def _write(self, message: Message) -> None:
        if _RANK[message.severity] <= self._level:
            self._print(message)

    def _print(self, message: Message) -> None:
        if self._stream is None:
            return
        try:
            print(self._form(message), file=self._stream, flush=True)
        except OSError:
            # Nobody can be told that nobody can be told; the exit code still says how the run went.
            self._stream = None


def internal(error: Exception, name: str | None = None) -> ArticleError:
    """Return what the user is told of a fault of ours; with ARTICLE_DEBUG set, print the traceback too."""
    if os.environ.get("ARTICLE_DEBUG"):
        traceback.print_exception(error)
    where = f"{name}: " if name else ""
    return InternalError(f"{where}{type(error).__name__}: {error}", hint="please report this with the input")
