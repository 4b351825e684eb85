"""The article: metadata, blocks and notes.

Metadata names are those of https://schema.org/NewsArticle; a note's `source` is a CSL JSON item
(https://github.com/citation-style-language/schema, csl-data.json), its names included.
"""

from __future__ import annotations

import datetime
from typing import Annotated

from msgspec import Meta as Constraint
from msgspec import Struct, field

from convert.model.block import Block
from convert.model.inline import Node, NonEmpty

# ISO 8601 at the precision that the input gave: a year, a month, a day, or a time with or without its zone.
ISO8601 = (
    r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01])"
    r"(T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)?)?)?)?$"
)
Moment = Annotated[str, Constraint(pattern=ISO8601)]


class Data(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A record without a `type`."""


class Person(Node, frozen=True, tag="Person"):
    """A named author."""

    name: NonEmpty
    url: NonEmpty | None = None
    jobTitle: NonEmpty | None = None


class Organization(Node, frozen=True, tag="Organization"):
    """An agency, a newsroom, a publisher."""

    name: NonEmpty
    url: NonEmpty | None = None


class Publisher(Data, frozen=True):
    """Who publishes the article."""

    name: NonEmpty
    url: NonEmpty | None = None


class ImageObject(Data, frozen=True):
    """A picture that stands for the article."""

    url: NonEmpty
    caption: NonEmpty | None = None


class Meta(Data, frozen=True):
    """What is known about the article; what the input does not say is absent."""

    headline: NonEmpty | None = None
    description: NonEmpty | None = None
    author: tuple[Person | Organization, ...] = ()
    datePublished: Moment | None = None
    dateModified: Moment | None = None
    dateline: NonEmpty | None = None
    publisher: Publisher | None = None
    inLanguage: NonEmpty | None = None
    articleSection: NonEmpty | None = None
    keywords: tuple[NonEmpty, ...] = ()
    url: NonEmpty | None = None
    image: tuple[ImageObject, ...] = ()
    correction: tuple[NonEmpty, ...] = ()
    copyrightNotice: NonEmpty | None = None
    isAccessibleForFree: bool | None = None

    def __post_init__(self) -> None:
        """Raise ValueError for a day that no calendar has, such as 2025-02-30."""
        for moment in (self.datePublished, self.dateModified):
            if moment and len(moment) >= len("2025-02-28"):
                datetime.date.fromisoformat(moment[:10])


class Name(Data, frozen=True):
    """A CSL name variable: a family with a given name, or a literal."""

    family: NonEmpty | None = None
    given: NonEmpty | None = None
    literal: NonEmpty | None = None


class Date(Data, frozen=True):
    """A CSL date variable: `[[2025, 3, 3]]` as far as known."""

    parts: tuple[tuple[int, ...], ...] = field(name="date-parts")


class CSLItem(Data, frozen=True):
    """What a note cites, as the fields of a CSL JSON item that the input gave; `locator` is the page cited."""

    type: NonEmpty | None = None
    title: NonEmpty | None = None
    author: tuple[Name, ...] = ()
    container: NonEmpty | None = field(name="container-title", default=None)
    publisher: NonEmpty | None = None
    issued: Date | None = None
    accessed: Date | None = None
    URL: NonEmpty | None = None
    locator: NonEmpty | None = None


class FootnoteDefinition(Node, frozen=True, tag="footnoteDefinition"):
    """A note: what the reader sees (`children`), the markers that pointed to it, and its source as data."""

    identifier: NonEmpty
    label: NonEmpty
    children: tuple[Block, ...]
    markers: tuple[NonEmpty, ...] = ()
    source: CSLItem | None = None


class Article(Node, frozen=True, tag="article"):
    """The canonical article tree."""

    meta: Meta
    children: tuple[Block, ...]
    notes: tuple[FootnoteDefinition, ...] = ()
