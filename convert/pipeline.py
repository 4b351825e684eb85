"""The whole flow on one screen: read(source) -> Reading; write(article, format) -> bytes, or bundle(articles, …)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

from msgspec import Struct, structs

from convert.errors import NoArticle, TooLarge, UnknownPart
from convert.model import Article, Bundle
from convert.normalise import PASSES, SETTLED, normalise
from convert.normalise.bounds import hold_tree
from convert.normalise.exact import adopt
from convert.normalise.verdict import reason
from convert.options import Numbering, ReadOptions, WriteOptions
from convert.parts import READERS, WRITERS, Reader
from convert.report import Report
from convert.source import Source

if TYPE_CHECKING:
    from convert.pictures import Gathered


class Reading(Struct, frozen=True):
    """An article and the account of how it was read."""

    article: Article
    report: Report


def read(
    source: Source,
    options: ReadOptions | None = None,
    reader: str | None = None,
    *,
    min_score: float = 0.0,
) -> Reading:
    """Read one input. `reader` names its format; without it the suffix says, then the content, and text is left.

    Raises InputError when the bytes are not what the reader reads, NoArticle when nothing is left to publish, or
    the score is less than `min_score`.
    """
    reading = examine(source, options, reader)
    accept(reading, min_score)
    return reading


def accept(reading: Reading, min_score: float = 0.0) -> None:
    """Raise NoArticle where a reading is nothing to publish: nothing is left, or it scores less than `min_score`."""
    report = reading.report
    if report.score < min_score:
        _refuse(report, f"scores {report.score}, less than {min_score}")
    if not reading.article.children and not reading.article.meta.headline:
        _refuse(report, "no article is left once the page furniture is out")


def examine(source: Source, options: ReadOptions | None = None, reader: str | None = None) -> Reading:
    """Read one input as `read` does, and return what came of it even where no article is left.

    Raises TooLarge for one that has more of something than `options.limits` allow.
    """
    chosen = options or ReadOptions()
    try:
        chosen.limits.hold("input", len(source.data))
        return _examined(source, chosen, _reader(source, reader))
    except TooLarge as error:
        error.where = error.where or source.name
        raise


def _examined(source: Source, options: ReadOptions, part: Reader) -> Reading:
    found = part.read(source, options)
    if isinstance(found, Article):
        hold_tree(found, options.limits)
        return Reading(*adopt(found, source, options))
    article, report = normalise(found, options, SETTLED if part.settled else PASSES)
    hold_tree(article, options.limits)
    return Reading(article, report)


def gather(reading: Reading, options: ReadOptions | None = None) -> Gathered:
    """Return the pictures that an article names, for `WriteOptions.pictures`, and what is to be said of them.

    They are files in the folder of the input, or of `options.base_url`; with `options.fetch_images`, those on the web.
    """
    from convert import pictures

    chosen = options or ReadOptions()
    base = chosen.base_url or pictures.beside(reading.report.input)
    return pictures.gather(reading.article, base, pictures.online() if chosen.fetch_images else None)


def write(article: Article, format: str, options: WriteOptions | None = None) -> bytes:
    """Return `article` in the format that a writer is named for. Raises UnknownPart for an unknown one.

    Notes are placed as `options` say where the format has that, else at the end; the pictures in `options` are put
    in where the format shows pictures.
    """
    chosen = options or WriteOptions()
    return WRITERS.load(format).write(prepare(article, format, chosen), chosen)


def prepare(article: Article, format: str, options: WriteOptions) -> Article:
    """Return `article` as a format shows it: its notes placed, its pictures in it."""
    from convert.pictures import embed
    from convert.render.placement import place

    writer = WRITERS.load(format)
    placed = place(article, options.notes) if options.notes in writer.notes else article
    return embed(placed, options.pictures, writer.pictures)


def bundle(
    bundle: Bundle, format: str, options: WriteOptions | None = None, *, numbering: Numbering = "article"
) -> bytes:
    """Return several articles as one publication, with links between them local, in a format that has such.

    Articles are prepared as `write` does it; those of which each has pictures of its own want `prepare` before. What
    carries a time has that of the latest article. Raises UnknownPart for a format that is unknown or has no bundles.
    """
    from convert.render import binding

    chosen = options or WriteOptions()
    writer = WRITERS.load(format)
    if writer.bundle is None:
        known = ", ".join(part.name for part in WRITERS.sound() if part.bundle)
        raise UnknownPart(f"{format} has one article a file", hint=f"a bundle can be {known}")
    ready = tuple(
        structs.replace(
            section, articles=tuple(prepare(article, format, chosen) for article in section.articles)
        )
        for section in bundle.sections
    )
    bound = binding.bind(structs.replace(bundle, sections=ready), numbering)
    meta = binding.described(bound.meta, bound.articles)
    if chosen.epoch is None and not meta.datePublished:
        chosen = structs.replace(chosen, epoch=binding.latest(bound))
    return writer.bundle(structs.replace(bound, meta=meta), chosen)


def _refuse(report: Report, what: str) -> NoReturn:
    """Raise NoArticle: say what is wrong with an input, and what it looks like."""
    message = ": ".join(filter(None, (what, reason(report))))
    raise NoArticle(message, where=report.input, hint="`article inspect` shows why")


def _reader(source: Source, name: str | None) -> Reader:
    """Return the reader of a name, else of what its container, its suffix or its bytes tell, else that of text."""
    if name or source.format:
        return READERS.load(name or source.format or "")
    readers = list(READERS.sound())
    by_suffix = (each for each in readers if source.suffix in each.suffixes)
    by_content = (each for each in readers if each.sniff(source.data))
    return next(by_suffix, None) or next(by_content, None) or READERS.load("text")
