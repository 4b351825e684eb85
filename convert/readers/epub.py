"""EPUBs that we made of an article, read back exactly. Those of several are a container (`convert.containers.epub`)."""

from __future__ import annotations

from convert.errors import InputError
from convert.foreign import book
from convert.model import Article
from convert.options import ReadOptions
from convert.parts import Reader
from convert.source import Source

_HINT = (
    "EPUBs that `article` made are read so far: turn others into text or HTML first, for example with pandoc"
)


def read(source: Source, options: ReadOptions) -> Article:
    """Return the article that an EPUB of ours was made of.

    Raises InputError for what is no EPUB, one that is damaged, one of several articles, and one that we did not make or
    that was changed since; TooLarge for one that unpacks to more than an article may have.
    """
    from convert.render.books import articles

    found = [article for _, article in articles(source.data, source.name, options.limits.input)]
    if not found:
        raise InputError(
            "is an EPUB that was not made, or not left, by `article`", where=source.name, hint=_HINT
        )
    if len(found) > 1:
        hint = "`article convert` and convert.convert_many take them one by one"
        raise InputError(f"is an EPUB of {len(found)} articles", where=source.name, hint=hint)
    return found[0]


part = Reader(
    name="epub",
    description="EPUBs that the writer of that name made",
    suffixes=(".epub",),
    read=read,
    sniff=book,
)
