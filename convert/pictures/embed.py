"""Put pictures in the places of their addresses: pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import structs

from convert.model import Article, Image, Node
from convert.model.walk import rewrite
from convert.render.pictures import NoPicture, embedded, fitted


def embed(
    article: Article, pictures: Mapping[str, str], shown: Literal["any", "fitted"] | None = "any"
) -> Article:
    """Return `article` with its `pictures`, data: URLs by address, in the places of their addresses.

    They are put in as the format shows them (`convert.parts.Writer`); one that shows none has the addresses.
    """
    if not pictures or not shown:
        return article
    made = {url: _fitted(data) if shown == "fitted" else data for url, data in pictures.items()}

    def change(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
        return tuple(
            structs.replace(node, url=made[node.url])
            if isinstance(node, Image) and node.url in made
            else node
            for node in nodes
        )

    notes = tuple(rewrite(note, change) for note in article.notes)
    return structs.replace(rewrite(article, change), notes=notes)


def _fitted(data: str) -> str:
    """Return a picture as pages and readers show it; one that cannot be had so as it is."""
    try:
        return fitted(embedded(data)).url
    except NoPicture:
        return data
