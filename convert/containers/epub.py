"""EPUBs that we made of several articles: a container of those, each exactly as it was."""

from __future__ import annotations

from collections.abc import Iterator

from convert.containers._names import called, inside
from convert.foreign import book
from convert.model import Article, codec
from convert.parts import Container
from convert.source import Source, Stream

_SUFFIXES = (".epub",)


def members(stream: Stream) -> Iterator[Source]:
    """Yield the articles of an EPUB of several, in their order, as their trees; any other EPUB as it is.

    Raises InputError for one that is damaged, TooLarge for one that unpacks to more than an article may have.
    """
    from convert.render.books import articles

    whole = stream.read()
    found = articles(whole.data, stream.name, stream.meter.largest)
    if len(found) < 2:
        yield whole
        return
    for number, (document, article) in enumerate(found, start=1):
        yield Source(
            name=f"{stream.name}/{document}",
            data=codec.encode(article),
            path=f"{inside(stream.path, _SUFFIXES)}/{_called(article, number)}",
            format="json",
        )


def _called(article: Article, number: int) -> str:
    said = {"url": article.meta.url, "headline": article.meta.headline}
    return called({name: (value,) for name, value in said.items() if value}, number)


part = Container(
    name="epub",
    description="an EPUB that `article bundle` made",
    suffixes=_SUFFIXES,
    knows=book,
    open=members,
)
