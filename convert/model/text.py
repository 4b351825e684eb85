"""The plain text of nodes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from convert.model.block import Code, Heading, Paragraph, TableCell
from convert.model.inline import Break, Image, InlineCode, Node, Text
from convert.model.walk import walk
from convert.patterns import pattern


def plain(*nodes: Node) -> str:
    """Return the literal text of inline `nodes`: note references say nothing, a picture its alt text."""
    return "".join(_literals(walk(*nodes)))


def leaves(*blocks: Node) -> Iterator[Node]:
    """Yield the blocks below `blocks` that hold text of their own: headings, paragraphs, code, cells."""
    return (node for node in walk(*blocks) if isinstance(node, Heading | Paragraph | Code | TableCell))


def lines(*blocks: Node) -> list[str]:
    """Return the text of each leaf block below `blocks`, in reading order, empty ones left out."""
    texts = (node.value if isinstance(node, Code) else plain(node) for node in leaves(*blocks))
    return [text for text in texts if text]


def _literals(nodes: Iterable[Node]) -> Iterator[str]:
    for node in nodes:
        match node:
            case Text(value) | InlineCode(value) | Code(value):
                yield value
            case Break():
                yield "\n"
            case Image(alt=alt):
                yield alt


# Han, kana and the other scripts that part no words: two characters say about as much as a word elsewhere.
_UNSPACED = pattern(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
_WORD = pattern(r"\w+(?:[’'.-]\w+)*")
# What is counted once: so many texts of so many characters at most.
_LINES, _LINE = 1024, 2000


def count_words(text: str) -> int:
    """Return how many words `text` has; in scripts without spaces two characters count as one."""
    return _remembered(text) if len(text) <= _LINE else _counted(text)


@lru_cache(_LINES)  # one pass after the other asks of the lines of a text
def _remembered(text: str) -> int:
    return _counted(text)


def _counted(text: str) -> int:
    if text.isascii():
        return len(_WORD.findall(text))
    spaced, unspaced = _UNSPACED.subn(" ", text)
    return len(_WORD.findall(spaced)) + (unspaced + 1) // 2
