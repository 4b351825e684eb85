"""What a reading has to say for itself, as data: the ledger, the diagnostics, the verdict.

The shapes are those of `article inspect --to json`. Offsets count code points of the decoded input from 0,
end exclusive; lines count from 1.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

from convert.errors import ArticleError

Action = Literal["kept", "moved", "repaired", "removed"]
Severity = Literal["error", "warning", "info"]
Verdict = Literal["article", "partial", "not-an-article"]


class Span(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A stretch of the input and what became of it; all spans together tile the input."""

    start: int
    end: int
    line: int
    action: Action
    rule: str
    text: str
    becomes: str | None = None
    confidence: float | None = None


class Diagnostic(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Something the user should know, found while reading or writing; `text` is the place as it stands."""

    code: str
    severity: Severity
    message: str
    line: int | None = None
    text: str | None = None


class Message(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a run has to say. `input` is None where it is about no file; `line` and `column` count from 1."""

    severity: Severity
    message: str
    code: str
    input: str | None = None
    line: int | None = None
    column: int | None = None
    hint: str | None = None
    text: str | None = None

    @classmethod
    def of(cls, error: ArticleError) -> Message:
        """Return what is said of an error; its code is the name of its class."""
        return cls(
            severity="error",
            message=error.message,
            code="".join(f"-{c.lower()}" if c.isupper() else c for c in type(error).__name__).lstrip("-"),
            input=error.where,
            line=error.line,
            column=error.column,
            hint=error.hint,
        )


class Fault(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a checker has to say against a publication, by a `code` of the checker's own.

    `place` is where in the file: a file of an archive, an element, a page. Lines and columns count from 1, in the file
    of an archive where `place` names one.
    """

    code: str
    severity: Severity
    message: str
    place: str | None = None
    line: int | None = None
    column: int | None = None


class Report(Struct, frozen=True, kw_only=True):
    """The ledger of one reading."""

    input: str
    spans: tuple[Span, ...]
    diagnostics: tuple[Diagnostic, ...]
    verdict: Verdict
    score: float


class Written(bytes):
    """The bytes of an output, with what is to be said of it: a character that was replaced, a table that was turned."""

    diagnostics: tuple[Diagnostic, ...] = ()

    @classmethod
    def of(cls, data: bytes, diagnostics: Iterable[Diagnostic]) -> Written:
        """Return `data` with `diagnostics`."""
        found = cls(data)
        found.diagnostics = tuple(diagnostics)
        return found
