"""`article bundle`: several articles, one publication."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import get_args

import click
from msgspec import structs

from convert import pipeline
from convert.cli.inputs import articles
from convert.cli.log import Log
from convert.cli.options import judging, logging, named_or_stdin, reading, writing
from convert.cli.targets import Single, chosen
from convert.cli.terminal import STDOUT, harmless, say
from convert.containers import Input, find
from convert.errors import ArticleError, NoArticle, UnknownPart
from convert.metadata.choose import stated
from convert.model import Article, Bundle, Meta, Section
from convert.options import Numbering, Order, ReadOptions, WriteOptions
from convert.parts import WRITERS
from convert.report import Diagnostic, Message, Written
from convert.source import Source


@click.command(
    "bundle",
    short_help="Make one publication of several articles.",
    context_settings={"auto_envvar_prefix": "ARTICLE"},
)
@click.argument("inputs", nargs=-1, metavar="[INPUT]...")
@click.option("-t", "--to", "format", metavar="FORMAT", help="Format to write. Default: by the suffix of -o.")
@click.option("-o", "--output", metavar="FILE", help="File to write; - is standard output, the default.")
@click.option("--title", metavar="TEXT", required=True, help="Title of the whole.")
@click.option("--description", metavar="TEXT", help="What stands below the title.")
@click.option(
    "--author", "author", metavar="NAME", multiple=True, help="Who made the whole; repeat it for several."
)
@click.option("--date", metavar="DATE", help="When the whole is published, such as 2025-03-03.")
@click.option(
    "--toc/--no-toc",
    default=True,
    help="Contents with the standfirsts of the articles, at the beginning: the default.",
)
@click.option(
    "--order",
    type=click.Choice(get_args(Order)),
    default="given",
    help="Articles as they are given, the oldest first (date), or the newest first. Those without a date come last.",
)
@click.option(
    "--sections/--no-sections",
    default=True,
    help="Articles of several folders stand in sections that are called after them: the default.",
)
@click.option(
    "--notes-per",
    "numbering",
    type=click.Choice(get_args(Numbering)),
    default="article",
    help="Number notes anew in each article, or through the whole.",
)
@reading
@writing
@judging
@click.option("-k", "--keep-going", is_flag=True, help="Make it of the other articles where one fails.")
@click.option("--strict", is_flag=True, help="End with exit code 5 if there were warnings.")
@click.option("--no-clobber", is_flag=True, help="Replace no file.")
@click.option("-n", "--dry-run", is_flag=True, help="Do all but write: say what would be written.")
@logging
def command(
    *,
    inputs: tuple[str, ...],
    format: str | None,
    output: str | None,
    title: str,
    description: str | None,
    author: tuple[str, ...],
    date: str | None,
    order: Order,
    sections: bool,
    numbering: Numbering,
    min_score: float,
    fetch_images: bool,
    keep_going: bool,
    strict: bool,
    no_clobber: bool,
    dry_run: bool,
    options: ReadOptions,
    reader: str | None,
    writing: WriteOptions,
    log: Log,
) -> None:
    """Make one publication of several articles: contents, then each with its own metadata and notes.

    \b
      article bundle monday.txt tuesday.txt -o week.epub --title "The week"
      article bundle issue/ -o issue.html --title "Harbour Post, May" --author "Jane Roe" --date 2025-05-01
      article bundle week.jsonl -o week.epub --title "The week" --order date --notes-per bundle

    INPUT is what `article convert` takes: files, folders, patterns, what articles are packed in, or - for standard
    input. Articles of several folders stand in sections, which are called after the folders: of 01-politics the title
    is Politics. Links from one article to the address of another lead to it within the publication.

    Nothing is written if an article fails, unless --keep-going is given: then it is made of the others.
    """
    target = _target(format, None if output in STDOUT else output)
    target.refuse(clobber=not no_clobber)
    meta = _meta(title, description, author, date, options.language)
    options = structs.replace(options, fetch_images=fetch_images)
    found = []
    for input in find(named_or_stdin(inputs), output):
        if isinstance(input, ArticleError):
            log.failure(input)
            continue
        if target.path and os.path.realpath(input.name) == os.path.realpath(target.path):
            if input.name in inputs:
                raise click.UsageError(f"{target.path} is an input: give another name with -o")
            continue  # what an earlier run made of the same folder
        for source in _sources(input, log, options.limits.input):
            with log.attempt(source.name):
                article = _read(source, target, options, reader, writing, log, min_score=min_score)
                found.append((_folder(input, source), article))
    ctx = click.get_current_context()
    if log.failures and not keep_going:
        ctx.exit(log.failures[0] if len(log.failures) == 1 and not found else 1)
    if not found:
        raise NoArticle("there is no article to make a bundle of")
    data = _made(meta, found, target, writing, order, numbering, sections=sections)
    if isinstance(data, Written):
        _say(log, str(target), data.diagnostics)
    if dry_run:
        say(f"{len(found)} articles -> {harmless(str(target))} ({len(data)} bytes)\n")
    else:
        target.deliver(target.writer.name, data)
    ctx.exit(1 if log.failures else 5 if log.fatal or (strict and log.warnings) else 0)


def _target(format: str | None, output: str | None) -> Single:
    """Return where the publication goes.

    Raises UnknownPart for a format that has one article a file, click.UsageError for a folder.
    """
    is_folder = bool(output) and (str(output).endswith("/") or os.path.isdir(str(output)))
    target = None if is_folder else chosen((), (format,) if format else (), output, several=False)
    if not isinstance(target, Single):
        raise click.UsageError(f"{output} is a folder: name a file in it with -o")
    if target.writer.bundle is None:
        known = ", ".join(part.name for part in WRITERS.sound() if part.bundle)
        raise UnknownPart(f"{target.writer.name} has one article a file", hint=f"a bundle can be {known}")
    return target


def _meta(
    title: str, description: str | None, author: tuple[str, ...], date: str | None, language: str | None
) -> Meta:
    """Return the metadata of the whole. Raises BadMetadata."""
    given = {
        "headline": (title,),
        "description": (description,),
        "author": author,
        "datePublished": (date,),
        "inLanguage": (language,),
    }
    known = {name: tuple(value for value in values if value) for name, values in given.items()}
    return stated({name: values for name, values in known.items() if values})


def _sources(input: Input, log: Log, largest: int) -> Iterator[Source]:
    """Yield the articles of an input one by one; report each that could not be had."""
    found = articles(input, largest)
    while True:
        with log.attempt("<stdin>" if input.name == "-" else input.name):
            each = next(found, None)
            if each is None:
                return
            if isinstance(each, ArticleError):
                raise each
            yield each


def _folder(input: Input, source: Source) -> str:
    """Return the folder that an article lies in; what many are packed in is one."""
    around = os.path.dirname(input.name)
    packed = os.path.relpath(os.path.dirname(source.path) or ".", os.path.dirname(input.path) or ".")
    return os.path.normpath(os.path.join(around, packed)) if source.path else around


def _read(
    source: Source,
    target: Single,
    options: ReadOptions,
    reader: str | None,
    writing: WriteOptions,
    log: Log,
    *,
    min_score: float,
) -> Article:
    """Return an article as the format shows it, with its pictures, and say what is to be said of it."""
    found = pipeline.read(source, options, reader, min_score=min_score)
    _say(log, source.name, found.report.diagnostics)
    if target.writer.pictures:
        gathered = pipeline.gather(found, options)
        _say(log, source.name, gathered.diagnostics)
        writing = structs.replace(writing, pictures=gathered.pictures)
    return pipeline.prepare(found.article, target.writer.name, writing)


def _say(log: Log, name: str, diagnostics: Iterable[Diagnostic]) -> None:
    log.said(Message(input=name, **structs.asdict(each)) for each in diagnostics)


def _made(
    meta: Meta,
    found: list[tuple[str, Article]],
    target: Single,
    writing: WriteOptions,
    order: Order,
    numbering: Numbering,
    *,
    sections: bool,
) -> bytes:
    from convert.render import binding

    ordered = binding.ordered(found, order)
    parts = binding.sections(ordered) if sections else (Section(tuple(article for _, article in ordered)),)
    return pipeline.bundle(Bundle(meta, parts), target.writer.name, writing, numbering=numbering)
