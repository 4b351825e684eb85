"""Turn raw article text into publications: HTML, JSON-LD, EPUB and PDF.

    >>> import convert
    >>> reading = convert.read("Harbour reopens\\n\\nBy Jane Roe\\n\\nThe harbour opened again on Monday.\\n")
    >>> reading.article.meta.headline
    'Harbour reopens'
    >>> convert.write(reading, "markdown").decode().splitlines()[-1]
    'The harbour opened again on Monday.'

What the command `article` does goes the same way: `read`, `write`, and for many inputs `convert_many`. Importing this
package imports nothing else of it; the first call does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from convert.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from os import PathLike

    from convert.batch.order import Outcome
    from convert.model import Article
    from convert.options import ReadOptions, WriteOptions
    from convert.pipeline import Reading

__all__ = ["__version__", "convert_many", "read", "write"]


def read(
    source: str | bytes | PathLike[str],
    *,
    format: str | None = None,
    options: ReadOptions | None = None,
    min_score: float = 0.0,
) -> Reading:
    """Read an article: the text itself, its bytes, or the file at a `pathlib.Path`.

    `format` names a reader (`article formats`); without it, the suffix and the content say. Returns the article
    and the report on how it was read. Raises `convert.errors.InputError` for what cannot be read, `NoArticle` where
    nothing is left to publish or it scores less than `min_score`.

        >>> from pathlib import Path
        >>> page = b"<title>Harbour reopens</title><h1>Harbour reopens</h1><p>It opened again on Monday, at noon.</p>"
        >>> read(page, format="html").article.meta.headline
        'Harbour reopens'
        >>> read(Path("missing.txt"))
        Traceback (most recent call last):
        convert.errors.InputError: missing.txt: no such file; check the spelling
    """
    import os

    from convert import pipeline
    from convert.options import ReadOptions
    from convert.source import Source, from_path, marked

    match source:
        case str():
            found = Source("<text>", marked(source))
        case bytes():
            found = Source("<bytes>", source)
        case _:
            found = from_path(os.fspath(source), (options or ReadOptions()).limits.input)
    return pipeline.read(found, options, format, min_score=min_score)


def write(article: Article | Reading, format: str, options: WriteOptions | None = None) -> bytes:
    """Return an article, or what `read` returned, in a format: "html", "jsonld", "epub", "pdf", "markdown" …

    The same article gives the same bytes. Pictures are those in `options.pictures` (`convert.pipeline.gather`).
    Raises `convert.errors.UnknownPart` for a format that there is not.

        >>> write(read("Harbour reopens\\n\\nThe harbour opened again on Monday.\\n"), "html")[:15]
        b'<!doctype html>'
        >>> write(read("Harbour reopens\\n\\nThe harbour opened again on Monday.\\n"), "htm")
        Traceback (most recent call last):
        convert.errors.UnknownPart: unknown writer 'htm'; did you mean html?
    """
    from convert import pipeline

    tree = article.article if isinstance(article, pipeline.Reading) else article
    return pipeline.write(tree, format, options)


def convert_many(
    inputs: Iterable[str | PathLike[str]],
    folder: str | PathLike[str],
    formats: Iterable[str],
    *,
    reading: ReadOptions | None = None,
    writing: WriteOptions | None = None,
    jobs: int = 1,
    timeout: float | None = None,
    memory: int | None = None,
    name: str = "{path}",
    on_clash: str = "error",
    force: bool = False,
    prune: bool = False,
    archive: str | None = None,
    min_score: float = 0.0,
) -> Iterator[Outcome]:
    """Convert files, folders, patterns and containers into `folder`; yield what became of each article, in order.

    `folder` is a path or a URL. With `archive`, "zip" or "tar", the files are packed in archives of 1000 articles each.

    What an earlier run left there and is up to date stays as it is, as with `article convert`. An article that fails is
    an outcome with `codes` and `messages`, and the others go on. With more than one of `jobs` the work is done by
    processes, each article within `timeout` seconds and `memory` bytes; a script then needs its
    `if __name__ == "__main__":`. Raises `convert.errors.Clash` for two that would write one file, OutputError where the
    folder cannot be written to.

        >>> import tempfile
        >>> from pathlib import Path
        >>> folder = Path(tempfile.mkdtemp())
        >>> for word in ("north", "south"):
        ...     _ = (folder / f"{word}.txt").write_text(f"The {word} pier\\n\\nIt opened again on Monday, at noon.\\n")
        >>> for outcome in convert_many([folder], folder / "out", ["html", "json"]):
        ...     print(outcome.state, [output.path for output in outcome.outputs])
        made ['north.html', 'north.json']
        made ['south.html', 'south.json']
        >>> [outcome.state for outcome in convert_many([folder], folder / "out", ["html", "json"])]
        ['kept', 'kept']
    """
    import os
    from importlib import import_module

    from convert.batch import names
    from convert.batch.engines import Limits
    from convert.batch.folder import output_folder
    from convert.batch.order import Order
    from convert.batch.plan import Plan
    from convert.batch.rules import Rules
    from convert.batch.run import Run
    from convert.options import ReadOptions, WriteOptions

    names.check(name)
    order = Order(
        formats=tuple(dict.fromkeys(formats)),
        reading=reading or ReadOptions(),
        writing=writing or WriteOptions(),
        min_score=min_score,
    )
    rules = Rules(pattern=name, number=on_clash == "number", force=force, prune=prune, archive=archive)
    target = output_folder(os.fspath(folder))
    plan = Plan(tuple(os.fspath(each) for each in inputs), target, order.reading.limits.input)
    run = Run(plan, order, target, rules)
    run.survey()
    engine = import_module(f"convert.batch.engines.{'processes' if jobs > 1 else 'serial'}").run
    yield from run.outcomes(engine, Limits(jobs=jobs, timeout=timeout, memory=memory))
