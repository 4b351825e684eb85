"""The command `article`: one command a file, loaded when it is called."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click

from convert.cli.terminal import harmless
from convert.errors import ArticleError, InternalError
from convert.version import __version__

# In the order of the help. Each is the object `command` of the module of its name.
_COMMANDS = (
    "convert",
    "bundle",
    "inspect",
    "check",
    "report",
    "formats",
    "schema",
    "config",
    "completion",
    "man",
)


class Commands(click.Group):
    """A group that imports a command when it is asked for, and ends every run with a line and an exit code."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, or None where there is none of that name (as click has it)."""
        if cmd_name not in _COMMANDS:
            return None
        from convert.cli.settings import attach

        command: click.Command = importlib.import_module(f"convert.cli.{cmd_name}").command
        return attach(command, _COMMANDS, lambda name: self.get_command(ctx, name))

    def make_context(self, *args: Any, **extra: Any) -> click.Context:
        """Read the command line; `--help` and `--version` answer here."""
        with _ending():
            return super().make_context(*args, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        with _ending():
            return super().invoke(ctx)


@contextmanager
def _ending() -> Iterator[None]:
    """Turn whatever ends a run early into at most one line on standard error, and an exit code."""
    try:
        yield
    except click.exceptions.Exit:
        raise
    except click.ClickException as error:
        if isinstance(error, click.UsageError):
            from convert.cli.settings import blame

            blame(error)
        # It may quote a stranger's file name. Click calls it final, but is itself done with it only later.
        error.message = harmless(error.message)  # type: ignore[misc]
        raise
    except KeyboardInterrupt:
        raise click.exceptions.Exit(130) from None
    except BrokenPipeError:
        raise click.exceptions.Exit(0) from None
    except OSError as error:
        raise _said(ArticleError(f"cannot go on: {error.strerror or error}", where=error.filename)) from None
    except ArticleError as error:
        raise _said(error) from None
    except Exception as error:  # noqa: BLE001  the last resort: no traceback reaches a user
        raise _said(error) from None


def _said(error: Exception) -> click.exceptions.Exit:
    """Write one line about `error`, and return the exit that it comes to."""
    from convert.cli.log import Log

    told = error if isinstance(error, ArticleError) else InternalError.of(error)
    Log(sys.stderr).failure(told)
    return click.exceptions.Exit(told.exit_code)


@click.command(
    cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(__version__)
def main() -> None:
    """Turn raw, scraped or AI-written article text into clean HTML, JSON-LD, EPUB and PDF.

    \b
      article convert story.txt -o story.epub
      scrape https://example.org/story | article convert -t html > story.html
      article convert story.txt -t html,jsonld,epub,pdf -o out/
      article bundle monday.txt tuesday.txt -o issue.epub --title "The week"
      article inspect story.txt
      article check story.epub
      article report out/
      article formats

    Results go to standard output or to files, messages to standard error. A file appears whole or not at all,
    and the same input always gives the same bytes: where an output must carry a time, it is the article's, or
    that of SOURCE_DATE_EPOCH.

    Every option can be set in the environment: --input-encoding is ARTICLE_INPUT_ENCODING; and in article.toml or
    [tool.article-convert] of pyproject.toml: `article config` tells how, and what holds. A flag goes before the
    environment, that before the file. NO_COLOR and FORCE_COLOR are obeyed.

    \b
    Exit codes:
      0    done
      1    an input or output failed
      2    the command line is wrong
      3    no article in the input
      4    check found faults
      5    done, with warnings, under --strict
      6    something that the format needs is not installed, or does not load
      130  interrupted
    """
