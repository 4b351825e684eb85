"""An article on a few lines, for cases and goldens that people read.

# headline
> standfirst
@ author: Jane Roe
## heading
paragraph with a reference[1]
  - item
  3. third item of a list that starts at 3
| quotation
~ caption
* * *
[1] note
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from convert.model import (
    Article,
    Blockquote,
    Code,
    Figure,
    FootnoteReference,
    Heading,
    List,
    Node,
    Paragraph,
    Table,
    ThematicBreak,
)
from convert.model.text import plain


def outline(article: Article) -> str:
    """Return the outline of an article, a line a block."""
    meta = msgspec.to_builtins(article.meta)
    lines = [f"# {meta.pop('headline')}"] if "headline" in meta else []
    lines += [f"> {meta.pop('description')}"] if "description" in meta else []
    lines += [f"@ {name}: {_shown(value)}" for name, value in meta.items() if name != "inLanguage"]
    for block in article.children:
        lines += _block(block)
    lines += [
        f"[{note.label}] {' / '.join(plain(child) for child in note.children)}" for note in article.notes
    ]
    return "\n".join(lines) + "\n"


def _shown(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(str(each) for name, each in value.items() if name != "type")
    return "; ".join(_shown(each) for each in value) if isinstance(value, list | tuple) else str(value)


def _block(block: Node) -> Iterator[str]:
    match block:
        case Heading(depth, _):
            yield f"{'#' * depth} {_inline(block)}"
        case Paragraph():
            yield _inline(block)
        case Blockquote(children):
            yield from (f"| {line}" for child in children for line in _block(child))
        case Figure(children):
            yield from (f"~ {line}" for child in children for line in _block(child))
        case List(children, ordered, start):
            for n, item in enumerate(children, start or 1):
                lines = [line for child in item.children for line in _block(child)]
                yield f"  {f'{n}.' if ordered else '-'} {lines[0]}"
                yield from (f"  {line}" for line in lines[1:])
        case ThematicBreak():
            yield "* * *"
        case Table():
            aligned = ", ".join(side or "-" for side in block.align)
            yield f"table{f' ({aligned})' if aligned else ''}: {plain(block)!r}"
        case Code():
            yield f"code{f' ({block.lang})' if block.lang else ''}: {plain(block)!r}"


def _inline(node: Node) -> str:
    """Return the text of a leaf with its references in brackets."""
    if isinstance(node, FootnoteReference):
        return f"[{node.label}]"
    children: tuple[Node, ...] = getattr(node, "children", ())
    return "".join(map(_inline, children)) if children else plain(node)
