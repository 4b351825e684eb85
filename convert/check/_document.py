"""What must hold of a document in HTML, whichever its syntax: structure, names, links within, notes, pictures.

Trees are lxml's, their elements in no namespace. The rules and where they come from are in `_rules`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from urllib.parse import unquote

from lxml.etree import _Element

from convert.check._faults import Finder, listed, shortened

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_IDREFS = ("aria-labelledby", "aria-describedby", "for", "headers")
_NOTES = frozenset({"doc-endnotes", "doc-endnote", "doc-footnote"})


def look(root: _Element, finder: Finder, place: str | None = None) -> None:
    """Add to `finder` what is wrong with the document `root`; `place` is its name within an archive."""
    _Look(root, finder, place).everything()


def elements(root: _Element) -> Iterator[_Element]:
    """Yield the elements of a document: no comments or processing instructions."""
    return (element for element in root.iter() if isinstance(element.tag, str))


def anchors(root: _Element) -> set[str]:
    """Return what links within a document may lead to."""
    named = {element.get("name", "") for element in root.iter("a")}
    return {element.get("id", "") for element in elements(root)} | named - {""}


class _Look:
    def __init__(self, root: _Element, finder: Finder, place: str | None) -> None:
        self._root = root
        self._finder = finder
        self._place = place
        self._by_id = {element.get("id"): element for element in elements(root) if element.get("id")}

    def everything(self) -> None:
        self._head()
        self._headings()
        self._ids()
        self._references()
        self._links()
        self._notes()
        self._pictures()

    def _add(self, code: str, message: str, element: _Element | None = None, *, warn: bool = False) -> None:
        line = element.sourceline if element is not None else None
        self._finder.add(
            code,
            message,
            severity="warning" if warn else "error",
            place=self._place,
            line=line if isinstance(line, int) else None,
        )

    def _head(self) -> None:
        title = next(self._root.iter("title"), None)
        if title is None or not _words(title):
            self._add("title-missing", "has no title")
        if not (self._root.get("lang") or "").strip():
            self._add("language-missing", "does not say its language: give <html> a lang", self._root)
        mains = [main for main in self._root.iter("main") if main.get("hidden") is None]
        if len(mains) > 1:
            self._add("main-several", f"has {len(mains)} main elements", mains[1])

    def _headings(self) -> None:
        headings = [element for element in elements(self._root) if element.tag in _HEADINGS]
        before = 0
        for heading in headings:
            level = _HEADINGS[str(heading.tag)]
            if before and level > before + 1:
                said = f'<{_tag(heading)}> "{shortened(_words(heading), 40)}" comes after <h{before}>'
                self._add("heading-skipped", said, heading, warn=True)
            if not _words(heading):
                self._add("heading-empty", f"<{_tag(heading)}> has no words", heading)
            before = level

    def _ids(self) -> None:
        ids = [(element.get("id", ""), element) for element in elements(self._root) if "id" in element.attrib]
        times = Counter(id for id, _ in ids)
        seen: set[str] = set()
        for id, element in ids:
            if not id or any(character in id for character in " \t\n\f\r"):
                self._add("id-malformed", f"<{_tag(element)}> has the id {id!r}", element)
            elif times[id] > 1 and id in seen:
                self._add("id-twice", f'the id "{shortened(id)}" was given before', element)
            seen.add(id)

    def _references(self) -> None:
        for element in elements(self._root):
            for name in _IDREFS:
                missing = [id for id in (element.get(name) or "").split() if id not in self._by_id]
                if missing:
                    said = f"<{_tag(element)}> names by {name} what is not there: {listed(missing)}"
                    self._add("idref-dangling", shortened(said, 200), element)

    def _links(self) -> None:
        known = anchors(self._root)
        for link in self._root.iter("a", "area"):
            target = _fragment(link)
            if target is not None and target not in known and target.casefold() != "top":
                self._add("link-dangling", f"a link to #{shortened(target)} leads nowhere", link)

    def _notes(self) -> None:
        for element in elements(self._root):
            roles = _roles(element)
            if "doc-noteref" in roles:
                note = self._by_id.get(_fragment(element) or "")
                if note is not None and not any(_NOTES & _roles(around) for around in _outward(note)):
                    said = f'note reference "{shortened(_words(element), 20)}" leads to what is no note'
                    self._add("note-elsewhere", said, element, warn=True)
            if "doc-endnotes" in roles:
                for item in element.iterfind("./ol/li"):
                    if not any("doc-backlink" in _roles(link) for link in item.iter("a")):
                        said = f'no way back from the note "{shortened(_words(item), 40)}"'
                        self._add("note-one-way", said, item, warn=True)

    def _pictures(self) -> None:
        for image in self._root.iter("img"):
            if image.get("alt") is None and image.get("role") not in ("presentation", "none"):
                self._add(
                    "alternative-missing", f"a picture has no alt: {shortened(image.get('src', ''))}", image
                )


def _tag(element: _Element) -> str:
    return str(element.tag)


def _fragment(link: _Element) -> str | None:
    """Return the id that a link leads to in its own document; None for other links, and for "#", which is its top."""
    href = (link.get("href") or "").strip()
    return unquote(href[1:]) if len(href) > 1 and href[0] == "#" else None


def _roles(element: _Element) -> set[str]:
    return set((element.get("role") or "").split()) if isinstance(element.tag, str) else set()


def _outward(element: _Element) -> Iterator[_Element]:
    yield element
    yield from element.iterancestors()


def _words(element: _Element) -> str:
    """Return the text of an element, pictures by their alternatives."""
    parts: list[str] = []
    for each in element.iter():
        if isinstance(each.tag, str):
            parts += (each.text or "", each.get("alt") or "")
        if each is not element:
            parts.append(each.tail or "")
    return " ".join("".join(parts).split())
