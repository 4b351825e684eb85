"""Notes as a page links them: a short link in the text to an element further on, which may link back.

Shapes: MediaWiki's `#cite_note-1`, Word's `#_ftn1`, Pandoc's and Markdown's `#fn1`, WordPress' plug-ins, Substack's
`a.footnote-anchor`, DPUB-ARIA's `doc-noteref` and EPUB's `noteref`. What makes a note is that it is linked so, not how
its id is spelt; a spelling is only one of the signs.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

from msgspec import Struct

from convert.patterns import pattern

# What a reference says: a number, a letter, a mark, perhaps a word before and brackets around.
_REFERENCE = pattern(
    r"[\s\[(（［]*(?:(?:[^\W\d_]{1,12}\.?[\s\u00a0]?)?\d{1,3}|[a-z]{1,2}|[ivx]{1,6}|[*†‡§⁂]{1,3})[\s\])）］.:]*",
    re.IGNORECASE,
)
_NAMED = pattern(
    r"(?:^|[-_:. ])(?:fn|ftn|edn|sdfootnote|footnotes?|endnotes?|notes?|nb|cite|bib|references?|ref)(?:$|[-_:. \d])",
    re.IGNORECASE,
)
_BLOCKS = frozenset({"li", "p", "div", "dd", "aside", "section", "td", "tr", "dt", "blockquote"})
_LONGEST_REFERENCE = 24  # characters
_UP = 4  # elements from a link's own to the one whose id is linked back to


class Links(Struct, frozen=True):
    """References by their link element, with the id of the note; notes by element; links back."""

    references: dict[Any, str]
    notes: dict[Any, str]
    back: frozenset[Any]


def links(root: Any, said: Callable[[Any, int], str]) -> Links:
    """Return the notes of a tree; `said` gives the text of an element, as many characters of it as asked for."""
    anchors = [(anchor, _fragment(anchor)) for anchor in root.iter("a")]
    inner = [(anchor, target) for anchor, target in anchors if target]
    short = [
        (anchor, target)
        for anchor, target in inner
        if _REFERENCE.fullmatch(said(anchor, _LONGEST_REFERENCE + 1))
    ]
    if not short:
        return Links({}, {}, frozenset())
    ids: dict[str, Any] = {}
    for element in root.iter():
        for name in (element.get("id"), element.get("name") if element.tag == "a" else None):
            if name:
                ids.setdefault(name, element)
    pointing: dict[str, list[Any]] = {}
    for anchor, target in inner:
        pointing.setdefault(target, []).append(anchor)
    order = {anchor: n for n, anchor in enumerate(root.iter())}
    references: dict[Any, str] = {}
    notes: dict[Any, str] = {}
    back: set[Any] = set()
    for anchor, target in short:
        body = _body(ids.get(target))
        if body is None or order[body] < order[anchor]:
            continue
        own = _ids(anchor)
        returning = [each for name in own for each in pointing.get(name, ()) if _within(each, body)]
        if returning or _is_named(anchor, target):
            references[anchor] = notes.setdefault(body, target)
            back.update(returning)
    return Links(references, notes, frozenset(back))


def _fragment(anchor: Any) -> str:
    """Return the id on this page that a link leads to, "" for none."""
    url = anchor.get("href", "")
    before, mark, fragment = url.partition("#")
    return unquote(fragment) if mark and fragment and not before else ""


def _ids(anchor: Any) -> list[str]:
    """Return the ids by which a reference is linked back to: its own, and those of what is right around it."""
    found = [anchor.get("id"), anchor.get("name")]
    element = anchor.getparent()
    for _ in range(_UP):
        if element is None or element.tag in _BLOCKS:
            break
        found.append(element.get("id"))
        element = element.getparent()
    before = anchor.getprevious()
    if before is not None and before.tag in ("a", "span"):
        found.append(before.get("id") or before.get("name"))
    return [each for each in found if each]


def _body(target: Any) -> Any:
    """Return the block that a note is, whose id may be that of a link within it."""
    while target is not None and target.tag not in _BLOCKS:
        target = target.getparent()
        if target is not None and target.tag in ("body", "html", "article", "main"):
            return None
    return target


def _within(element: Any, around: Any) -> bool:
    return any(each is around for each in element.iterancestors())


def _is_named(anchor: Any, target: str) -> bool:
    """Say whether a link calls itself a reference to a note, or what it leads to is called one."""
    if "noteref" in (anchor.get("role") or "") + (anchor.get("epub:type") or ""):
        return True
    return _NAMED.search(target) is not None and (
        anchor.getparent().tag == "sup" or anchor.find(".//sup") is not None
    )
