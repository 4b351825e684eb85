"""`article convert`: inputs to publications."""

from __future__ import annotations

import os
from collections.abc import Iterator

import click
from msgspec import structs

from convert import pipeline
from convert.cli.log import Log
from convert.cli.options import logging, named_or_stdin, reading, writing
from convert.cli.targets import Job, Target, plan
from convert.cli.terminal import STDOUT, harmless, say
from convert.containers import Input, find
from convert.errors import ArticleError
from convert.model import Article
from convert.options import ReadOptions, WriteOptions
from convert.report import Written
from convert.source import Source


@click.command(
    "convert",
    short_help="Convert articles to publications.",
    context_settings={"auto_envvar_prefix": "ARTICLE"},
)
@click.argument("inputs", nargs=-1, metavar="[INPUT]...")
@click.option(
    "-t",
    "--to",
    multiple=True,
    metavar="FORMAT",
    help="Format to write; several by commas or by repeating it. Default: by the suffix of -o.",
)
@click.option(
    "-o", "--output", metavar="PATH", help="File or folder to write; - is standard output, the default."
)
@reading
@click.option(
    "--csl",
    metavar="STYLE|FILE",
    help="Word the notes by a citation style: the name of one, such as ieee, or a .csl file.",
)
@writing
@click.option(
    "--min-score",
    type=click.FloatRange(0, 1),
    default=0.0,
    metavar="N",
    help="Fail for an input that scores less, from 0 to 1: it is 0.75 for an article, less than 0.5 for what is none.",
)
@click.option(
    "--fetch-images",
    is_flag=True,
    help="Fetch pictures that are on the web, within limits of size and time, from public addresses only.",
)
@click.option("--strict", is_flag=True, help="End with exit code 5 if there were warnings.")
@click.option("--no-clobber", is_flag=True, help="Replace no file.")
@click.option("--force", is_flag=True, help="In a folder, replace also what no earlier run wrote.")
@click.option("-n", "--dry-run", is_flag=True, help="Do all but write: say what would be written.")
@logging
def command(
    *,
    inputs: tuple[str, ...],
    to: tuple[str, ...],
    output: str | None,
    csl: str | None,
    min_score: float,
    fetch_images: bool,
    strict: bool,
    no_clobber: bool,
    force: bool,
    dry_run: bool,
    options: ReadOptions,
    reader: str | None,
    writing: WriteOptions,
    log: Log,
) -> None:
    """Convert articles to HTML, JSON-LD, EPUB, PDF and other formats.

    \b
      article convert story.txt -o story.epub
      scrape https://example.org/story | article convert -t html > story.html
      article convert story.txt -t html,jsonld,epub,pdf -o out/
      article convert monday.txt tuesday.txt -t epub -o out/
      article convert corpus/ more.jsonl.gz -t epub -o out/

    INPUT is a file, a folder, a pattern, or - for standard input, which is also what is read where none is named.
    What many articles are packed in (`article formats` lists it: JSON Lines, zip, web archives, feeds) and what is
    compressed is opened; of a folder the files are taken whose suffix is known. The format comes from -t, else from
    the suffix of -o.

    Several inputs or formats go to a folder, which is made if it is missing; a file in it has the stem of its
    input and the suffix of its format. Folders are mirrored, and what is packed in more.jsonl goes to more/. An
    input that fails is reported and the others go on. The file that -o names is replaced; in a folder only what an
    earlier run wrote there is (its hidden record .article.jsonl tells), unless --force is given.

    What looks like a cookie wall, a sign-in page, a list of links or half an article is written, too, with a
    warning; --min-score has it fail with exit code 3 instead, and nothing is written for it.

    \b
      article convert story.txt -t pdf -o story.pdf -M headline="Second day of talks" -M author="A. Writer"
      article convert story.txt -t jsonld --lang de -M publisher="The Port Ellery Post"
      article convert story.txt -t html -o story.html --strict --log-format github
      article convert scraped/*.txt -t html -o out/ --min-score 0.5
    """
    if force and no_clobber:
        raise click.UsageError("--force and --no-clobber contradict each other")
    if csl:
        options = structs.replace(options, csl=_style(csl))
    options = structs.replace(options, fetch_images=fetch_images)
    named = named_or_stdin(inputs)
    target = None if output in STDOUT else output
    found = list(find(named, target))
    several = len(named) > 1 or any(map(os.path.isdir, named)) or len(found) > 1
    jobs = plan([each for each in found if isinstance(each, Input)], _formats(to), target, several=several)
    attempts = 0
    for each in found:
        if isinstance(each, ArticleError):
            attempts += 1
            log.failure(each)
    for job in jobs:
        for source in _articles(job, log):
            attempts += 1
            if source is None:
                continue
            with log.attempt(source.name):
                targets = job.placed(source)
                for place in targets:
                    place.refuse(clobber=not no_clobber, force=force)
                read = pipeline.read(source, options, reader, min_score=min_score)
                log.diagnostics(read.report)
                pictures = _pictures(targets, read, options, log)
                chosen = structs.replace(writing, pictures=pictures)
                _write(source.name, targets, read.article, chosen, log, dry_run=dry_run)
    click.get_current_context().exit(_exit_code(log, attempts, strict=strict))


def _articles(job: Job, log: Log) -> Iterator[Source | None]:
    """Yield the articles of a job one by one, None for each that could not be had, which has been reported."""
    found = job.articles()
    while True:
        with log.attempt(job.name):
            each = next(found, None)
            if each is None:
                return
            if isinstance(each, ArticleError):
                raise each
            yield each
            continue
        yield None


def _style(name: str) -> str:
    """Return a citation style. Raises MissingEngine, UnknownPart or InputError."""
    from convert.citations import style

    return style.find(name)


def _pictures(
    targets: tuple[Target, ...], found: pipeline.Reading, options: ReadOptions, log: Log
) -> dict[str, str]:
    """Return the pictures of an article where a format shows any, and say which it has to do without."""
    if not any(target.writer.pictures for target in targets):
        return {}
    gathered = pipeline.gather(found, options)
    log.diagnostics(structs.replace(found.report, diagnostics=gathered.diagnostics))
    return gathered.pictures


def _write(
    name: str,
    targets: tuple[Target, ...],
    article: Article,
    options: WriteOptions,
    log: Log,
    *,
    dry_run: bool,
) -> None:
    """Write all formats of one article; one that fails leaves the others."""
    for target in targets:
        with log.attempt(name):
            if article.notes and options.notes == "footnotes" and "footnotes" not in target.writer.notes:
                log.warning(
                    f"{target.writer.name} has no footnotes: its notes are at the end",
                    "notes-placed",
                    name,
                )
            data = pipeline.write(article, target.writer.name, options)
            if isinstance(data, Written):
                log.said(name, data.diagnostics)
            if dry_run:
                say(f"{harmless(name)} -> {harmless(str(target))} ({len(data)} bytes)\n")
            else:
                target.deliver(data)


def _formats(to: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names that -t was given, each once."""
    names = (name.strip() for each in to for name in each.split(","))
    return tuple(dict.fromkeys(name for name in names if name))


def _exit_code(log: Log, attempts: int, *, strict: bool) -> int:
    """Return the exit code of a run: the only article's own, 1 if some of several failed, 5 for warnings."""
    codes = set(log.failures)
    if codes:
        return codes.pop() if attempts == 1 and len(codes) == 1 else 1
    return 5 if strict and log.warnings else 0
