"""Where notes and their references stand in an output, so that each can be linked to the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from convert.languages import speaking
from convert.model import (
    Article,
    Block,
    FootnoteDefinition,
    FootnoteReference,
    Heading,
    List,
    ListItem,
    Node,
    Text,
)
from convert.model.text import lines
from convert.model.walk import walk


def cited(article: Article) -> tuple[FootnoteDefinition, ...]:
    """Return the notes of an article that a reference points to, in order."""
    found = set(_referred((article,)))
    return tuple(note for note in article.notes if note.identifier in found)


def further(article: Article) -> tuple[Block, ...]:
    """Return the other notes as blocks: a heading and a list, without numbers that nothing points to; () for none."""
    found = {note.identifier for note in cited(article)}
    others = (note.children for note in article.notes if note.identifier not in found)
    items = tuple(ListItem(blocks) for blocks in others if any(lines(*blocks)))
    title = speaking(article.meta.inLanguage).labels.further
    return (Heading(2, (Text(title),)), List(ordered=False, children=items)) if items else ()


class Anchors:
    """Names the anchors of one article: `note-2` for a note, `ref-2`, `ref-2-2` … for the references to it.

    Numbers are positions in `article.notes`, so that no identifier from outside reaches an output's syntax.
    Writers ask for references in reading order, each once: those of the text, of the notes, of further sources.
    """

    def __init__(self, article: Article) -> None:
        """Count the references to each note of `article`."""
        noted = {note.identifier for note in cited(article)}
        self._notes = [
            (f"note-{n}", note) for n, note in enumerate(article.notes, 1) if note.identifier in noted
        ]
        self._number = {note.identifier: n for n, note in enumerate(article.notes, 1)}
        self._labels = speaking(article.meta.inLanguage).labels
        self._in_text = Counter(_referred(article.children))
        self._total = self._in_text + Counter(_referred((*cited(article), *further(article))))
        self._seen: Counter[str] = Counter()

    def notes(self) -> list[tuple[str, FootnoteDefinition]]:
        """Return the notes that are cited with their anchors, in order."""
        return list(self._notes)

    def known(self, identifier: str) -> bool:
        """Say whether there is a note for a reference."""
        return identifier in self._number

    def note(self, identifier: str) -> str:
        """Return the anchor of a note."""
        return f"note-{self._number[identifier]}"

    def next_reference(self, identifier: str) -> str:
        """Return the anchor of the next reference to a note."""
        self._seen[identifier] += 1
        return self._reference(identifier, self._seen[identifier])

    def back(self, identifier: str) -> list[tuple[str, str]]:
        """Return the anchor of each reference to a note, with the words that lead back to it, in reading order.

        References stand in the text, and in notes: those come after it.
        """
        total = self._total[identifier]
        if total == self._in_text[identifier] == 1:
            return [(self._reference(identifier, 1), self._labels.back)]
        words = self._labels.back_to
        return [(self._reference(identifier, n), words.format(n=n)) for n in range(1, total + 1)]

    def _reference(self, identifier: str, nth: int) -> str:
        number = self._number[identifier]
        return f"ref-{number}" if nth == 1 else f"ref-{number}-{nth}"


def _referred(nodes: Iterable[Node]) -> Iterator[str]:
    """Yield the identifiers of the notes that are referred to in `nodes`, as often as they are."""
    return (node.identifier for node in walk(*nodes) if isinstance(node, FootnoteReference))
