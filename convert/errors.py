"""Everything that ends a run on purpose. Each error carries the exit code of the command line.

Exit codes: 0 done, 1 some inputs failed, 2 usage, 3 no article in the input, 4 check found faults,
5 warnings under --strict, 6 a needed engine or extra is not installed, 130 interrupted.
"""

from __future__ import annotations

import os


class ArticleError(Exception):
    """An input that could not be converted, said in one line: what, where, what to do."""

    exit_code = 1

    def __init__(
        self,
        message: str,
        *,
        where: str | None = None,
        line: int | None = None,
        column: int | None = None,
        hint: str | None = None,
    ) -> None:
        """`where` names the input or output; `line` and `column` count from 1; `hint` says what to do."""
        super().__init__(message)
        self.message = message
        self.where = where
        self.line = line
        self.column = column
        self.hint = hint

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.where, self.line, self.column) if part is not None)
        text = f"{place}: {self.message}" if place else self.message
        return f"{text}; {self.hint}" if self.hint else text


class InputError(ArticleError):
    """The input cannot be read: missing, binary, in an unknown charset, not the format it claims."""


class TooLarge(InputError):
    """An article has more of something than an article may have (`convert.limits`)."""


class OutputError(ArticleError):
    """The output cannot be written, or may not be replaced."""


class NoRun(ArticleError):
    """A folder that no run wrote to: there is nothing to report."""


class DiskFull(OutputError):
    """There is no room for an output: whatever else was to be written would fail, too."""


class FolderLost(OutputError):
    """The output folder cannot be written to any more: it is gone, or read-only, or its disk is at fault."""


class Clash(ArticleError):
    """Two inputs would write one file, or an output would replace an input."""

    exit_code = 2


class UnknownPart(ArticleError):
    """A name of a format, reader or other part that nothing installed answers to."""

    exit_code = 2


class NoArticle(ArticleError):
    """The input was read and holds no article: nothing is left once the furniture is out, or it scores too little."""

    exit_code = 3


class MissingEngine(ArticleError):
    """A part, font or extra that the work needs is not installed, or does not load."""

    exit_code = 6


class Timeout(ArticleError):
    """An article took longer than it may."""


class OutOfMemory(ArticleError):
    """An article needs more memory than it may have."""


class Crash(ArticleError):
    """The process that worked on an article ended."""


class InternalError(ArticleError):
    """A fault of ours."""

    @classmethod
    def of(cls, error: Exception, name: str | None = None) -> InternalError:
        """Return what the user is told of a fault of ours; with ARTICLE_DEBUG set, print the traceback, too."""
        if os.environ.get("ARTICLE_DEBUG"):
            import traceback

            traceback.print_exception(error)
        where = f"{name}: " if name else ""
        return cls(f"{where}{type(error).__name__}: {error}", hint="please report this with the input")
