"""`article check`: what is wrong with publications, ours and others'."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import click

from convert import check
from convert import output as files
from convert.cli.faults import FORMS, Account
from convert.cli.log import Log
from convert.cli.options import logging, named_or_stdin
from convert.cli.terminal import STDOUT, harmless, say
from convert.errors import MissingEngine
from convert.parts import CHECKERS, Checker
from convert.render.columns import fill, width
from convert.report import Severity

# Forms that a suffix of -o stands for.
_SUFFIXES = {".json": "json", ".xml": "junit"}


@click.command(
    "check",
    short_help="Check publications: EPUB, HTML, JSON-LD, PDF.",
    context_settings={"auto_envvar_prefix": "ARTICLE"},
)
@click.argument("inputs", nargs=-1, metavar="[FILE]...")
@click.option(
    "-c",
    "--checker",
    "named",
    multiple=True,
    metavar="NAME",
    envvar="ARTICLE_CHECKER",
    help="Check with this one only; several by commas or by repeating it; all is every one. One that is named and not "
    "installed is an error. Default: all that are installed.",
)
@click.option(
    "-t",
    "--to",
    "form",
    type=click.Choice(list(FORMS)),
    allow_from_autoenv=False,
    help="A line a fault, one JSON object, JUnit XML, or GitHub annotations. Default: by the suffix of -o, else text.",
)
@click.option(
    "-o",
    "--output",
    metavar="PATH",
    allow_from_autoenv=False,
    help="File to write; - is standard output, the default.",
)
@click.option("--strict", is_flag=True, help="End with exit code 5 if there were warnings.")
@click.option(
    "--tools",
    is_flag=True,
    allow_from_autoenv=False,
    help="List the checkers, and how to get those that are missing.",
)
@logging
def command(
    *,
    inputs: tuple[str, ...],
    named: tuple[str, ...],
    form: str | None,
    output: str | None,
    strict: bool,
    tools: bool,
    log: Log,
) -> None:
    """Check publications, those of `article` and any others, by every checker that is installed.

    \b
      article check story.epub story.html
      article check out/
      article convert story.txt -t epub | article check -
      article check out/ --to junit -o report.xml
      article check --tools

    FILE is a file, a folder, a pattern, or - for standard input. What it is, is told by its suffix, then by its
    content. The built-in checkers (epub, html, jsonld, pdf) look at structure, metadata, links and notes. Others run
    tools that are known for it, where those are installed: epubcheck, Ace, the Nu Html Checker, axe, veraPDF, qpdf.

    What is found goes to standard output, with the checker and the code of each fault; exit code 4 says that there
    were errors. -v shows also what is only good to know.

    \b
      article check story.html --checker html,nu --strict
      article check out/ --to github
    """
    if tools:
        say(_tools())
        return
    chosen = check.choose(name.strip() for each in named for name in each.split(",") if name.strip())
    with ExitStack() as stack:
        found = list(_publications(named_or_stdin(inputs), log, stack))
        checked = check.run(found, chosen)
    shown: tuple[Severity, ...] = ("error",) if log.quiet else ("error", "warning")
    account = Account(checked, ("error", "warning", "info") if log.verbose else shown, strict=strict)
    target = None if output is None or output in STDOUT else Path(output)
    told = FORMS[form or _SUFFIXES.get(target.suffix.lower() if target else "", "text")](account)
    if target:
        files.write(target, told.encode("utf-8", "backslashreplace"))
    else:
        say(told)
    if found:
        log.note("summary", _summary(account, unused=not named))
    click.get_current_context().exit(_exit_code(account, log))


def _publications(names: tuple[str, ...], log: Log, stack: ExitStack) -> Iterator[check.Publication]:
    """Yield what is to be checked; report what cannot be."""
    for name in names:
        if name == "-":
            yield from _known("<stdin>", _stdin(stack), log)
            continue
        with log.attempt(name):
            for each in check.files(name, check.takes):
                yield from _known(each, Path(each), log)


def _known(name: str, path: Path, log: Log) -> Iterator[check.Publication]:
    """Yield a file if it is something that can be checked; report it if it is not."""
    with log.attempt(name):
        yield check.publication(name, path)


def _stdin(stack: ExitStack) -> Path:
    """Return a file with what standard input gives, which goes with `stack`."""
    folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="article-check-"))
    path = Path(folder) / "stdin"
    with path.open("wb") as file:
        shutil.copyfileobj(sys.stdin.buffer, file)
    return path


def _summary(account: Account, *, unused: bool) -> str:
    """Return a line that says what was done, and, if it matters, what could not be."""
    used = dict.fromkeys(verdict.checker for each in account.checked for verdict in each.verdicts)
    files_ = len(account.checked)
    counts = ", ".join(
        f"{count} {noun}{'' if count == 1 else 's'}"
        for count, noun in ((account.count("error"), "error"), (account.count("warning"), "warning"))
        if count
    )
    missing = check.missing(each.publication for each in account.checked) if unused else []
    left = f"; not installed: {', '.join(missing)}" if missing else ""
    what = f"{files_} file{'' if files_ == 1 else 's'} checked by {', '.join(used) or 'nothing'}"
    return f"{what}: {counts or 'no faults'}{left}"


def _exit_code(account: Account, log: Log) -> int:
    """Return 4 for errors, else 1 where a file could not be checked, else 5 for warnings under --strict."""
    if account.count("error"):
        return 4
    if log.failures:
        return 1
    return 5 if account.strict and account.count("warning") else 0


def _tools() -> str:
    """Return the checkers with their versions; under those that are missing, what would install them."""
    rows = [_row(name, part) for name, part in CHECKERS.each()]
    widths = [max(map(width, column)) for column in zip(*(row[:3] for row in rows), strict=True)]
    lines = []
    for *cells, hint in rows:
        line = "  ".join(fill(cell, room) for cell, room in zip(cells, [*widths, 0], strict=True))
        lines.append(harmless(line.rstrip()))
        if hint:
            lines.append(harmless(f"{'':{widths[0]}}  to install it: {hint}"))
    return "".join(f"{line}\n" for line in lines)


def _row(name: str, part: Checker | MissingEngine) -> tuple[str, str, str, str, str]:
    """Return name, kinds of files, version, description, and how to get it where it is missing."""
    if isinstance(part, MissingEngine):
        return name, "", "does not load", part.message, part.hint or ""
    kinds = " ".join(check.formats(part.media_types))
    try:
        return name, kinds, part.version(), part.description, ""
    except MissingEngine as error:
        return name, kinds, "missing", f"{part.description}: {error.message}", error.hint or ""
