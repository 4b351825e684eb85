"""Several articles that are one publication: an issue, a dossier, a reader.

Its own metadata have the names that an article's have, so that whoever can word those can word these.
"""

from __future__ import annotations

from convert.model.article import Article, Data, Meta
from convert.model.inline import Node, NonEmpty
from convert.patterns import pattern

# Where a link of one article leads to another of the bundle: to the nth article, counted from 1 through all sections.
PLACE = "#article-{n}"
_PLACE = pattern(r"#article-([1-9][0-9]{0,8})")


class Section(Data, frozen=True):
    """Articles that stand together, under a title or without one."""

    articles: tuple[Article, ...]
    title: NonEmpty | None = None


class Bundle(Node, frozen=True, tag="bundle"):
    """A publication of several articles.

    Of `meta`, `headline` is the title of the whole, `description` what stands below it, `author` who made the whole;
    each article keeps its own. The notes of an article stand with it. Their labels may count on from the article
    before (8, 9, …), each by one from that of its first note. The address of a link to another article of the bundle is
    `PLACE` of that; any other fragment ("#section-2") is of the article that it stands in.

    In one that is bound, `loose` are its articles as each stands alone, for what is to be taken apart again.
    """

    meta: Meta
    sections: tuple[Section, ...]
    loose: tuple[Article, ...] = ()

    @property
    def articles(self) -> tuple[Article, ...]:
        """All articles in their order."""
        return tuple(article for section in self.sections for article in section.articles)


def placed(url: str) -> int | None:
    """Return the number of the article that an address in a bundle leads to, from 1; None for any other address."""
    found = _PLACE.fullmatch(url)
    return int(found[1]) if found else None
