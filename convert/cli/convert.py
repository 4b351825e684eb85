"""`article convert`: inputs to publications."""

from __future__ import annotations

import os
from itertools import islice

import click
from msgspec import structs

from convert.batch.order import Order, file_digest
from convert.cli.batching import Way, batching, many, one
from convert.cli.log import Log
from convert.cli.options import judging, logging, named, named_or_stdin, reading, writing
from convert.cli.settings import files
from convert.cli.targets import Single, chosen
from convert.cli.terminal import STDOUT
from convert.containers import Input, find, holds_many
from convert.options import ReadOptions, WriteOptions
from convert.parts import WRITERS
from convert.remote import remote


@click.command(
    "convert",
    short_help="Convert articles to publications.",
    context_settings={"auto_envvar_prefix": "ARTICLE"},
)
@click.argument("inputs", nargs=-1, metavar="[INPUT]...", type=click.Path(readable=False))
@click.option(
    "-t",
    "--to",
    multiple=True,
    metavar="FORMAT",
    shell_complete=named(WRITERS),
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
@judging
@click.option("--strict", is_flag=True, help="End with exit code 5 if there were warnings.")
@click.option("-n", "--dry-run", is_flag=True, help="Do all but write: say what would be written.")
@batching
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
    dry_run: bool,
    way: Way,
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
      article convert s3://bucket/pages/ -t html -o s3://bucket/site/ --archive zip

    INPUT is a file, a folder, a pattern, or - for standard input, which is also what is read where none is named.
    What many articles are packed in (`article formats` lists it: JSON Lines, zip, tar, web archives, feeds) and what
    is compressed is opened; of a folder the files are taken whose suffix is known. The format comes from -t, else from
    the suffix of -o.

    Several inputs or formats go to a folder, which is made if it is missing; a file in it has the stem of its
    input and the suffix of its format. Folders are mirrored, and what is packed in more.jsonl goes to more/. An
    input that fails is reported and the others go on. The file that -o names is replaced; in a folder only what an
    earlier run wrote there is (the journal in its hidden folder .article tells), unless --force is given.

    Of many inputs, what is up to date is left as it is: the journal knows what each file was made of. So the same
    command goes on where an earlier run was stopped, however that happened.

    With --archive, files are packed: the articles of more.jsonl in more-00001.zip and so on, all others, in the
    order of the inputs, in articles-00001.zip. The archives of a folder are of the inputs that are named: to leave
    out some that it has takes --prune.

    What looks like a cookie wall, a sign-in page, a list of links or half an article is written, too, with a
    warning; --min-score has it fail with exit code 3 instead, and nothing is written for it.

    \b
      article convert story.txt -t pdf -o story.pdf -M headline="Second day of talks" -M author="A. Writer"
      article convert story.txt -t jsonld --lang de -M publisher="The Port Ellery Post"
      article convert story.txt -t html -o story.html --strict --log-format github
      article convert scraped/*.txt -t html -o out/ --min-score 0.5
    """
    if csl:
        options = structs.replace(options, csl=_style(csl))
    options = structs.replace(options, fetch_images=fetch_images)
    names = named_or_stdin(inputs)
    target = None if output in STDOUT else output
    few = list(islice(find(names, target), 2))
    sure = [each for each in few if isinstance(each, Input)]
    below = any(remote(name) and each.name != name for name, each in zip(names, sure, strict=False))
    several = len(few) > 1 or len(names) > 1 or below or any(map(os.path.isdir, names))
    goal = chosen(sure, _formats(to), target, several=several or way.archive is not None)
    order = Order(
        formats=goal.formats,
        reading=options,
        writing=writing,
        reader=reader,
        min_score=min_score,
        beside=tuple(map(file_digest, files(click.get_current_context()))),
        dry=dry_run,
    )
    if isinstance(goal, Single):
        tried = one(few[0], order, goal, way, log)
    else:
        light = not (several or way.archive) and not any(
            holds_many(each.path) or each.name == "-" for each in sure
        )
        tried = many(names, order, goal, way, log, light=light)
    click.get_current_context().exit(_exit_code(log, tried, strict=strict))


def _style(name: str) -> str:
    """Return a citation style. Raises MissingEngine, UnknownPart or InputError."""
    from convert.citations import style

    return style.find(name)


def _formats(to: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names that -t was given, each once."""
    names = (name.strip() for each in to for name in each.split(","))
    return tuple(dict.fromkeys(name for name in names if name))


def _exit_code(log: Log, tried: int, *, strict: bool) -> int:
    """Return the exit code of a run: the only article's own, 1 if some of several failed, 5 for warnings."""
    codes = set(log.failures)
    if codes:
        return codes.pop() if tried == 1 and len(codes) == 1 else 1
    return 5 if log.fatal or (strict and log.warnings) else 0
