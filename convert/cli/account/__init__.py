"""A reading explained, as text for a terminal or as a page: here is what both say in the same words."""

from __future__ import annotations

from typing import Any

from msgspec import to_builtins

from convert.cli.terminal import harmless
from convert.model import Article
from convert.report import Action

# A sign tells the action without colour, too (WCAG 2.2, 1.4.1).
SIGNS: dict[Action, str] = {"kept": "=", "moved": ">", "repaired": "~", "removed": "-"}


def one_line(text: str) -> str:
    """Return `text` on one line, harmless; of space alone each is shown as an open box."""
    return harmless(" ".join(text.split()) or text.replace(" ", "␣"))


def facts(article: Article) -> list[tuple[str, str]]:
    """Return what is known of `article`: metadata by schema.org name, in words, then how many notes it has."""
    known = [(name, _said(value)) for name, value in to_builtins(article.meta).items()]
    return [*known, ("notes", str(len(article.notes)))]


def _said(value: Any) -> str:
    """Return a value of the metadata in words: names of people, addresses of pictures, strings as they are."""
    match value:
        case dict():
            return str(value.get("name") or value["url"])
        case list() | tuple():
            return ", ".join(map(_said, value))
        case _:
            return str(value)
