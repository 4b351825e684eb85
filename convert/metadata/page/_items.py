"""Items of schema.org, in whichever syntax a page has them: types, and values by property.

An item may hold items, itself among them: nothing here follows them further than it is asked to.
"""

from __future__ import annotations

from collections.abc import Iterator

_DEEP = 4  # items within one another that a name may be wrapped in

# Properties that hold other works: what these are called, and who wrote them, is not said of the page's article.
OTHERS = frozenset(
    (
        *("about", "aggregateRating", "associatedMedia", "associatedReview", "basedOn"),
        *("citation", "comment", "comments", "hasPart", "isBasedOn", "isPartOf", "isRelatedTo"),
        *("itemListElement", "mentions", "potentialAction", "recipe", "relatedLink", "review"),
        *("reviews", "significantLink", "significantLinks", "subjectOf", "video"),
        *("workExample"),
    )
)


class Item:
    """An item: the last parts of its types and of its properties' names, and whether it is part of another work."""

    __slots__ = ("aside", "heading", "properties", "types")

    def __init__(self, types: tuple[str, ...] = (), *, aside: bool = False, heading: bool = False) -> None:
        """`heading` if it is known to hold the headline of the page."""
        self.types = types
        self.aside = aside
        self.heading = heading
        self.properties: dict[str, list[str | Item]] = {}

    def add(self, name: str, value: str | Item) -> None:
        """Give the property `name` one more value."""
        self.properties.setdefault(name, []).append(value)

    def values(self, name: str) -> list[str | Item]:
        """Return the values of a property, in order."""
        return self.properties.get(name, [])

    def texts(self, *names: str) -> list[str]:
        """Return the values of the first of these properties that has any, as text: an item by its name."""
        return next(
            (
                said
                for name in names
                if (said := [each for value in self.values(name) if (each := spoken(value))])
            ),
            [],
        )

    def addresses(self, *names: str) -> list[str]:
        """Return the values of these properties as addresses: an item by its own."""
        return [each for name in names for value in self.values(name) if (each := located(value))]


def spoken(value: str | Item, deep: int = _DEEP) -> str:
    """Return what a value is called; "" where that is not said."""
    if isinstance(value, str):
        return value
    named = (*value.values("name"), *value.values("headline")) if deep else ()
    return next((said for each in named if (said := spoken(each, deep - 1))), "")


def located(value: str | Item, deep: int = _DEEP) -> str:
    """Return the address that a value is or has; "" for none."""
    if isinstance(value, str):
        return value
    places = (*value.values("url"), *value.values("contentUrl"), *value.values("@id")) if deep else ()
    return next((said for each in places if (said := located(each, deep - 1))), "")


def last(name: str) -> str:
    """Return what a term is called without its vocabulary: "headline" for "https://schema.org/headline"."""
    return name.strip().rstrip("/").rpartition("/")[2].rpartition("#")[2].rpartition(":")[2]


def terms(names: str | None) -> Iterator[str]:
    """Yield the terms of a list that spaces part."""
    return (last(name) for name in (names or "")[:500].split())
