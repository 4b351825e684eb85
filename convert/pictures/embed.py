"""Put pictures in the places of their addresses: pure."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import structs

from convert.model import Article, Image, Node
from convert.model.walk import rewrite


def embed(article: Article, pictures: Mapping[str, str]) -> Article:
    """Return `article` with the images whose address is in `pictures` at the address that stands there instead."""

    def change(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
        return tuple(
            structs.replace(node, url=pictures[node.url])
            if isinstance(node, Image) and node.url in pictures
            else node
            for node in nodes
        )

    if not pictures:
        return article
    notes = tuple(rewrite(note, change) for note in article.notes)
    return structs.replace(rewrite(article, change), notes=notes)
